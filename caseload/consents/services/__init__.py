"""What is done with consents, lawful bases and disclosures; one theme a module."""
