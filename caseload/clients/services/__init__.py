"""What is done with people, families and cases; one theme a module."""
