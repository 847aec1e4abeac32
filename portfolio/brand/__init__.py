"""What the pages of the brand plan read."""
