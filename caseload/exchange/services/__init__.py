"""What an agency does with its endpoints. Programs only ever ask: the desk does it."""
