"""Code lists: versioned reference data per organisation. Codes never change their meaning."""
