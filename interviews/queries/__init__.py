"""What the pages read, by subject: plain values, one query per kind of thing."""
