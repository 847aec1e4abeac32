"""Forms of interviews, by subject."""
