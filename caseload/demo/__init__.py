"""The invented families of the demo and of the tests, told as stories through the services."""
