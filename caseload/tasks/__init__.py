"""What is due, for whom and why. The rules engine that raises tasks from dates comes later."""
