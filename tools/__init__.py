"""What the Makefile calls. Run from the project's root: ``python -m tools.<name>``."""
