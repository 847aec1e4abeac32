"""Writes of mentoring, by subject."""
