"""Who else there is, as this client told it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from caseload.access.permissions import Permission
from caseload.clients.records import CaseRecord, fence
from caseload.core.choices import CodeField, SensitiveText


class Relationship(CaseRecord):
    """Somebody in the client's life: directional, dated, and told in this case only (BR-35).

    The other person is a name as told and never a link to a Person: a link would join the cases
    of two sides (F4). Ending a relationship does not delete it.
    """

    personal: ClassVar[dict[str, str]] = dict.fromkeys(
        ("name_as_told", "born_on", "child_knowledge_words", "note", "told_by"), "relative"
    )

    person_role = CodeField("person_role")
    relationship_type = CodeField("relationship_type", blank=True)
    name_as_told = models.CharField(max_length=200, blank=True)
    born_on = models.DateField(null=True, blank=True)
    is_child = models.BooleanField(default=False)
    lives_with_client = models.BooleanField(default=False)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    parental_responsibility = CodeField("parental_responsibility", blank=True)
    child_knowledge = CodeField("child_knowledge", blank=True)
    child_knowledge_words = SensitiveText(blank=True)
    note = SensitiveText(blank=True)
    told_by = models.CharField(max_length=120, blank=True)

    class Meta(CaseRecord.Meta):
        constraints: ClassVar = [
            *fence(add=Permission.RECORD, change=Permission.RECORD),
            models.CheckConstraint(
                name="relationship_ends_after_it_starts",
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                violation_error_message="A relationship cannot end before it starts.",
                violation_error_code="ends_before_it_starts",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["case", "recorded_at"], name="relationship_of_case")
        ]
