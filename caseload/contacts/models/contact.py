"""Contacts and attempts."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from caseload.access.permissions import Permission
from caseload.accounts.models import User
from caseload.clients.models import SafeContactRoute
from caseload.clients.records import CaseRecord, fence
from caseload.core.choices import CodeField, SensitiveText
from caseload.tasks.models import Task

OUTWARD = ("outbound",)


class Contact(CaseRecord):
    """One attempt to reach a client, or conversation with one, answered or not.

    Unanswered attempts are kept: three in the week after the Knock is a safeguarding fact, not
    noise. A correction is a new version; a wrong entry is struck out with a reason, and its
    words leave normal view but not the history (BR-62).
    """

    personal: ClassVar[dict[str, str]] = dict.fromkeys(
        (
            "headline",
            "detail",
            "marks",
            "participants",
            "source",
            "incident_note",
            "struck_out_note",
        ),
        "client",
    )

    channel = CodeField("contact_channel")
    direction = CodeField("contact_direction")
    outcome = CodeField("contact_outcome")
    purposes = ArrayField(CodeField("contact_purpose"))
    happened_at = models.DateTimeField(help_text="When it took place, not when it was typed in.")
    minutes = models.PositiveSmallIntegerField(default=0)
    headline = models.CharField(max_length=120, blank=True)
    detail = SensitiveText(blank=True)
    source = models.CharField(
        max_length=200, blank=True, help_text="Who said it, if not the client."
    )
    marks = models.JSONField(default=list, blank=True)
    participants = models.JSONField(default=list, blank=True)
    safe_contact_route = models.ForeignKey(
        SafeContactRoute, null=True, on_delete=models.PROTECT, related_name="+"
    )
    next_step = models.ForeignKey(Task, null=True, on_delete=models.PROTECT, related_name="+")
    # Not editable: no history shows it, because who sees one end learns nothing of another.
    joint_id = models.UUIDField(null=True, blank=True, editable=False)
    is_incident = models.BooleanField(
        default=False, help_text="It happened on a route that was not safe (BR-98)."
    )
    incident_note = models.CharField(max_length=200, blank=True)
    first_recorded_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    first_recorded_at = models.DateTimeField(
        null=True, editable=False, help_text="Of what was written before there was a case."
    )
    struck_out_at = models.DateTimeField(null=True, blank=True)
    struck_out_reason = models.CharField(
        max_length=20,
        blank=True,
        choices=[(c, c) for c in ("wrong_person", "duplicate", "entered_in_error")],
    )
    struck_out_note = models.CharField(max_length=200, blank=True)

    class Meta(CaseRecord.Meta):
        constraints: ClassVar = [
            *fence(add=Permission.LOG_CONTACT, change=Permission.LOG_CONTACT),
            models.CheckConstraint(
                name="outbound_contact_names_its_route",
                condition=~Q(direction__in=OUTWARD)
                | Q(safe_contact_route__isnull=False)
                | Q(outcome="attempt_suppressed_unsafe")
                | Q(is_incident=True),
                violation_error_message="An outbound contact names the safe route it used.",
                violation_error_code="route_required",
            ),
            models.CheckConstraint(
                name="contact_unanswered_took_no_time",
                condition=~Q(outcome__in=("no_answer", "message_bounced")) | Q(minutes=0),
                violation_error_message="An unanswered contact cannot have a duration.",
                violation_error_code="unanswered_took_no_time",
            ),
            models.CheckConstraint(
                name="contact_takes_at_most_a_day",
                condition=Q(minutes__lte=1440),
                violation_error_message="A contact cannot take longer than a day.",
            ),
            models.CheckConstraint(
                name="struck_out_contact_says_why",
                condition=Q(struck_out_at__isnull=True, struck_out_reason="")
                | (Q(struck_out_at__isnull=False) & ~Q(struck_out_reason="")),
                violation_error_message="Say why the entry is struck out.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["case", "-happened_at", "-id"], name="contact_timeline"),
            models.Index(
                fields=["organisation", "-happened_at", "-id"], name="contact_newest_of_all"
            ),
            models.Index(
                fields=["joint_id"], name="contact_joint", condition=Q(joint_id__isnull=False)
            ),
        ]
