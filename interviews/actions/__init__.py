"""Writes that touch more than one row, by subject."""
