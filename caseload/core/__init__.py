"""What everything stands on: actor, clock, errors, codes. Knows no app."""
