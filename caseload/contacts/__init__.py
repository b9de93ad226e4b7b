"""The contact log: what was said, what was tried, and notes not finished yet."""
