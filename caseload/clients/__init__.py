"""People, families and cases, who may see them, and how they can be reached without harm."""
