"""How a person can be reached without harm, as told in one case (BR-20 to BR-29)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from caseload.access.permissions import Permission
from caseload.clients.records import CaseRecord, fence
from caseload.core.choices import CodeField, SensitiveText


class RouteKind(models.TextChoices):
    PHONE = "phone", "Phone"
    EMAIL = "email", "Email"
    POST = "post", "Post"
    APP = "app", "App"
    IN_PERSON = "in_person", "In person"


class SafeContactRoute(CaseRecord):
    """One number, address or place, with a separate answer for every use of it.

    Belongs to the case: a landline that two clients share is two routes, and neither hints at
    the other (domain.md, hard case f). Answers expire; ``may_contact`` decides at the moment.
    """

    personal: ClassVar[dict[str, str]] = dict.fromkeys(
        ("value", "label", "conditions", "ask_for", "shared_with"), "client"
    )

    kind = models.CharField(max_length=20, choices=RouteKind)
    label = models.CharField(max_length=80, blank=True, help_text="Whose it is: 'sister's mobile'.")
    value = SensitiveText(blank=True)
    value_token = models.BigIntegerField(null=True, editable=False)
    call = CodeField("safe_contact_permission", default="not_asked")
    voicemail = CodeField("safe_contact_permission", default="not_asked")
    text = CodeField("safe_contact_permission", default="not_asked")
    email = CodeField("safe_contact_permission", default="not_asked")
    letter = CodeField("safe_contact_permission", default="not_asked")
    app = CodeField("safe_contact_permission", default="not_asked")
    meeting = CodeField("safe_contact_permission", default="not_asked")
    conditions = SensitiveText(blank=True)
    safe_hours = models.JSONField(default=list, blank=True)
    hours_changed_at = models.DateTimeField(null=True, blank=True)
    referrer_window = models.JSONField(null=True, blank=True)
    identity = CodeField("safe_contact_identity", default="no_message")
    ask_for = models.CharField(max_length=80, blank=True)
    shared_with = models.CharField(max_length=200, blank=True)
    device_status = CodeField("device_status", default="not_seized")
    suspended_reason = CodeField("safe_contact_suspension_reason", blank=True)
    suspended_at = models.DateTimeField(null=True, blank=True)
    verified_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    told_by = models.CharField(max_length=120, blank=True)

    class Meta(CaseRecord.Meta):
        constraints: ClassVar = [
            *fence(add=Permission.RECORD_SAFE_CONTACT, change=Permission.RECORD_SAFE_CONTACT),
            models.CheckConstraint(
                name="suspended_route_says_why_and_when",
                condition=Q(suspended_reason="", suspended_at__isnull=True)
                | (~Q(suspended_reason="") & Q(suspended_at__isnull=False)),
                violation_error_message="A suspended route needs a reason and a time.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["case", "recorded_at"], name="route_of_case")]


class CodeWord(CaseRecord):
    """The word that proves who is speaking, and what we say if somebody else answers.

    A table of its own: readable by allocated workers and the safeguarding lead only, never in
    lists, exports, search or an answer to a partner (BR-26).
    """

    view_permission: ClassVar[Permission] = Permission.VIEW_CODE_WORD
    personal: ClassVar[dict[str, str]] = {"code_word": "client", "cover_line": "client"}

    route = models.OneToOneField(SafeContactRoute, on_delete=models.PROTECT, related_name="+")
    code_word = SensitiveText(blank=True)
    cover_line = SensitiveText(blank=True)

    class Meta(CaseRecord.Meta):
        constraints: ClassVar = [
            *fence(
                view=Permission.VIEW_CODE_WORD,
                add=Permission.RECORD_SAFE_CONTACT,
                change=Permission.RECORD_SAFE_CONTACT,
            ),
        ]
