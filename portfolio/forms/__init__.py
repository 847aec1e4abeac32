"""Forms of portfolio, by subject."""
