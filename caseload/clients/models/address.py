"""Where the client lives or lived, as told in this case."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from caseload.access.permissions import Permission
from caseload.clients.records import CaseRecord, fence
from caseload.core.choices import SensitiveText


class Address(CaseRecord):
    """A dated address. A confidential one keeps its lines in ``ConfidentialAddress``."""

    personal: ClassVar[dict[str, str]] = dict.fromkeys(
        ("lines", "postcode", "label", "told_by"), "client"
    )

    label = models.CharField(max_length=80, blank=True)
    lines = SensitiveText(blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    is_confidential = models.BooleanField(default=False)
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)
    told_by = models.CharField(max_length=120, blank=True)

    class Meta(CaseRecord.Meta):
        constraints: ClassVar = [
            *fence(add=Permission.RECORD, change=Permission.RECORD),
            models.CheckConstraint(
                name="confidential_address_is_kept_apart",
                condition=Q(is_confidential=False) | Q(lines="", postcode=""),
                violation_error_message="The lines of a confidential address are kept apart.",
            ),
            models.CheckConstraint(
                name="address_ends_after_it_starts",
                condition=Q(to_on__isnull=True)
                | Q(from_on__isnull=True)
                | Q(to_on__gte=F("from_on")),
                violation_error_message="An address cannot end before it starts.",
                violation_error_code="ends_before_it_starts",
            ),
        ]


class ConfidentialAddress(CaseRecord):
    """The lines of an address that could bring somebody to the door (A7).

    A table of its own, read only by its own logged call.
    """

    view_permission: ClassVar[Permission] = Permission.VIEW_CONFIDENTIAL_ADDRESS
    personal: ClassVar[dict[str, str]] = {"lines": "client", "postcode": "client"}

    address = models.OneToOneField(Address, on_delete=models.PROTECT, related_name="+")
    lines = SensitiveText()
    postcode = models.CharField(max_length=10, blank=True)

    class Meta(CaseRecord.Meta):
        constraints: ClassVar = [
            *fence(
                view=Permission.VIEW_CONFIDENTIAL_ADDRESS,
                add=Permission.RECORD,
                change=Permission.RECORD,
            ),
        ]
