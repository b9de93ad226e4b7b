"""Readers named on one record above standard sensitivity."""

from typing import ClassVar

from django.db import models

from caseload.access.permissions import Permission
from caseload.accounts.models import User
from caseload.clients.records import CaseRecord, fence


class RecordReader(CaseRecord):
    """One user may read one restricted record of a case that they see (features.md 2.19)."""

    record_id = models.UUIDField()
    record_kind = models.CharField(max_length=40)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta(CaseRecord.Meta):
        constraints: ClassVar = [
            *fence(
                add=Permission.VIEW_RESTRICTED,
                change=Permission.VIEW_RESTRICTED,
                sensitive=False,
                asked_by_functions=True,
            ),
            models.CheckConstraint(
                name="reader_is_never_named_by_oneself",
                condition=~models.Q(user=models.F("recorded_by")),
                violation_error_message="Nobody names themselves a reader.",
            ),
            models.UniqueConstraint(
                fields=["record_id", "user"],
                name="reader_is_named_once",
                violation_error_message="This person may read the record already.",
            ),
        ]
