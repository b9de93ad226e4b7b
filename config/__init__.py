"""Settings, URLs and server entry points of one Caseload installation."""
