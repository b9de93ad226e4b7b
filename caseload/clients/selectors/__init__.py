"""What is read of people, families and cases; each begins with ``visible_to``."""
