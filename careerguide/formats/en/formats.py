"""Dates in figures say their month by name: 12/07/2026 is July to one reader and December to another."""

SHORT_DATE_FORMAT = "M j, Y"
SHORT_DATETIME_FORMAT = "M j, Y, P"
