"""Caseload: caseload management for charities that support families."""
