"""Speed as ratios to a bare Django page, taken in one run: `make bench`."""
