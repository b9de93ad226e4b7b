"""What is on record of consents, bases and disclosures."""
