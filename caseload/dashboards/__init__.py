"""How the caseload stands, for workers and managers. Reads only."""
