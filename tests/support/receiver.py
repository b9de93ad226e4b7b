"""The receiver of webhooks that the story uses too."""

from tools.receiver import Answer, Received, Receiver, obliging, receiving

__all__ = ["Answer", "Received", "Receiver", "obliging", "receiving"]
