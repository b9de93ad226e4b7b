"""All HTTP for machines: one resource a file under ``v1``. It decides nothing and saves nothing."""
