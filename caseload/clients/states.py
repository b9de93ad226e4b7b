"""The states a case can be in (BR-12). A closed enum: the transitions stand in ``rules``."""

from django.db import models


class CaseState(models.TextChoices):
    """Where the support of one client stands (BR-12)."""

    NEW = "new", "New"
    WAITING = "waiting", "Waiting"
    ACTIVE = "active", "Active"
    PAUSED = "paused", "Paused"
    MAINTENANCE = "maintenance", "Light touch"
    CLOSING = "closing", "Closing"
    CLOSED = "closed", "Closed"
    REOPENED = "reopened", "Reopened"
