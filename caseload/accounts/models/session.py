"""Sign-ins that are alive, and the applications they came through."""

import uuid
from typing import ClassVar

from django.db import models
from oauth2_provider.models import AbstractApplication

from caseload.access.row_security import RowPolicies
from caseload.accounts.models.organisation import Organisation
from caseload.accounts.models.user import User
from caseload.core.kinds import Kind


class Application(AbstractApplication):
    """A program that people or agencies sign in through (the toolkit's swapped model)."""

    table_kind = Kind.PLUMBING

    class Meta(AbstractApplication.Meta):
        default_permissions = ()
        swappable = "OAUTH2_PROVIDER_APPLICATION_MODEL"

    def __str__(self) -> str:
        return f"application {self.pk}"


class Session(models.Model):
    """One sign-in of one user through one application.

    ``ctx.enter`` asks this table at the start of every unit of work, so ending the row ends
    pages, tokens and jobs at the next statement. Times are the machine's, never told.
    """

    table_kind = Kind.PLUMBING

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="sessions")
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="+"
    )
    application = models.ForeignKey(
        Application, null=True, on_delete=models.PROTECT, related_name="+"
    )
    started_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    second_factor_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        constraints: ClassVar = [
            RowPolicies(
                name="session_fence",
                read={
                    "own": "user_id = (SELECT ctx.who())",
                    "wide": "user_id = (SELECT ctx.who())",
                    "app": "true",
                    "policy": "true",
                },
                add={"app": "true"},
                change={
                    "own": "user_id = (SELECT ctx.who())",
                    "wide": "user_id = (SELECT ctx.who())",
                    "app": "true",
                },
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["user", "application", "-started_at"], name="session_newest"),
        ]

    def __str__(self) -> str:
        return f"session {self.id}"
