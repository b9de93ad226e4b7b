"""A referral in: stored before anybody judges it (BR-01), and a person or case to nobody yet."""

from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from caseload.access import scope
from caseload.accounts.models import Organisation, PartnerAgency, User
from caseload.audit.history import TrackedRow
from caseload.audit.records import TrackedModel
from caseload.core.actor import Actor
from caseload.core.choices import CodeField, SensitiveText
from caseload.core.constraints import CompositeForeignKey
from caseload.core.kinds import Kind
from caseload.referrals.fences import queue_fence


class IntakeState(models.TextChoices):
    """Where the work on an intake is (BR-11)."""

    DRAFT = "draft", "Draft"
    RECEIVED = "received", "Received"
    TRIAGE = "triage", "In triage"
    MORE_INFO_NEEDED = "more_info_needed", "More information needed"
    ACCEPTED = "accepted", "Accepted"
    WAITING_LIST = "waiting_list", "On the waiting list"
    DECLINED = "declined", "Declined"
    REDIRECTED = "redirected", "Redirected"
    UNABLE_TO_CONTACT = "unable_to_contact", "Unable to contact"
    CONTACT_UNSAFE = "contact_unsafe", "No safe contact route"
    WITHDRAWN = "withdrawn", "Withdrawn"
    DUPLICATE = "duplicate", "Duplicate"
    CLOSED = "closed", "Closed"


class Door(models.TextChoices):
    """How an intake came to us; one service stands behind every door."""

    PARTNER_API = "partner_api", "Partner's program"
    CSV = "csv", "List of referrals"
    PHONE = "phone", "Typed in by a worker"
    PUBLIC_FORM = "public_form", "Public form"
    INTERNAL = "internal", "Another strand of ours"


class IntakeQuerySet(models.QuerySet[Any]):
    def visible_to(self, by: Actor) -> Self:
        """The queue, less what is kept from ``by``."""
        return scope.queue_visible_to(self, by)


class Intake(TrackedModel):
    """A referral in, before anybody is accepted.

    The police reference is kept as a keyed hash alone. What the referrer says is the referrer's
    word; ``feedback_answer`` is the person's own, about telling the referrer how it stands.
    """

    table_kind = Kind.QUEUE
    personal: ClassVar[dict[str, str]] = {
        "referrer_name": "worker",
        "referrer_contact": "worker",
        "on_behalf": "worker",
        "immediate_concern": "client",
        "question": "client",
        "decision_note": "client",
        "knock_on": "relative",
        "police_reference_hash": "relative",
    }
    forgotten: ClassVar[tuple[str, ...]] = (
        *personal,
        "referrer_role",
        "knock_precision",
        "children_in_household",
        "signposts",
    )

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(PartnerAgency, null=True, on_delete=models.PROTECT, related_name="+")
    door = models.CharField(max_length=20, choices=Door)
    reference = models.CharField(max_length=12, unique=True)
    external_reference = models.CharField(max_length=80, blank=True)
    source = CodeField("referral_source", default="unknown")
    consent_model = CodeField("referral_consent_model", default="not_stated")
    urgency = CodeField("referral_urgency", default="standard")
    uk_nation = CodeField("uk_nation", default="england")
    strand = CodeField("service_strand", blank=True)
    referrer_name = models.CharField(max_length=120, blank=True)
    referrer_role = models.CharField(max_length=80, blank=True)
    referrer_contact = models.CharField(max_length=200, blank=True)
    on_behalf = models.CharField(max_length=300, blank=True)
    knock_on = models.DateField(null=True, blank=True)
    knock_precision = models.CharField(max_length=10, blank=True)
    police_force = models.CharField(max_length=80, blank=True)
    police_reference_hash = models.BinaryField(null=True, editable=False)
    children_in_household = models.PositiveSmallIntegerField(null=True, blank=True)
    immediate_concern = SensitiveText(blank=True)
    told_family = models.CharField(
        max_length=10,
        blank=True,
        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
        help_text="Whether the family knows of the referral.",
    )
    state = models.CharField(max_length=20, choices=IntakeState, default=IntakeState.RECEIVED)
    state_since = models.DateTimeField()
    received_at = models.DateTimeField()
    received_late_reason = models.CharField(max_length=200, blank=True)
    first_attempt_at = models.DateTimeField(null=True, blank=True)
    first_two_way_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decline_reason = CodeField("referral_decline_reason", blank=True)
    signposts = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    withdrawal_reason = CodeField("referral_withdrawal_reason", blank=True)
    decision_note = SensitiveText(blank=True)
    question = SensitiveText(blank=True, help_text="What we asked the referrer last.")
    feedback_answer = CodeField("consent_status", default="not_asked")
    feedback_method = CodeField("consent_method", blank=True)
    feedback_at = models.DateTimeField(null=True, blank=True)
    follows = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    duplicate_of = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    cut_due_at = models.DateTimeField(null=True, blank=True)
    cut_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = IntakeQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        base_manager_name = "objects"
        constraints: ClassVar = [
            TrackedRow(
                name="intake_tracked",
                fixed=(
                    "organisation_id",
                    "agency_id",
                    "door",
                    "reference",
                    "external_reference",
                    "received_at",
                    "recorded_by_id",
                    "recorded_at",
                ),
            ),
            queue_fence(
                "intake",
                column="id",
                partner={
                    "add": "organisation_id = (SELECT ctx.organisation('partner')) "
                    "AND agency_id = (SELECT acl.my_agency()) AND door = 'partner_api' "
                    "AND recorded_by_id = (SELECT ctx.who()) "
                    "AND (SELECT acl.holds('submit_intake'))"
                },
            ),
            CompositeForeignKey(
                name="intake_in_the_organisation_of_its_agency",
                columns=("agency_id", "organisation_id"),
                to_table="accounts_partneragency",
                to_columns=("id", "organisation_id"),
            ),
            models.UniqueConstraint(
                fields=["id", "organisation"], name="intake_in_its_organisation"
            ),
            models.UniqueConstraint(
                fields=["agency", "external_reference"],
                condition=Q(door="partner_api") & ~Q(external_reference=""),
                name="agency_uses_a_reference_once",
            ),
            models.CheckConstraint(
                name="partners_intake_names_its_agency",
                condition=~Q(door="partner_api") | Q(agency__isnull=False),
            ),
            models.CheckConstraint(
                name="declined_intake_says_why",
                condition=~Q(state=IntakeState.DECLINED) | ~Q(decline_reason=""),
                violation_error_message="Say why it is declined.",
                violation_error_code="reason_needed",
            ),
            models.CheckConstraint(
                name="withdrawn_intake_says_why",
                condition=~Q(state=IntakeState.WITHDRAWN) | ~Q(withdrawal_reason=""),
                violation_error_message="Say why it is withdrawn.",
                violation_error_code="reason_needed",
            ),
            models.CheckConstraint(
                name="no_clock_of_an_intake_before_its_receipt",
                condition=(
                    Q(first_attempt_at__isnull=True) | Q(first_attempt_at__gte=F("received_at"))
                )
                & (Q(first_two_way_at__isnull=True) | Q(first_two_way_at__gte=F("received_at")))
                & (Q(accepted_at__isnull=True) | Q(accepted_at__gte=F("received_at"))),
                violation_error_message="Nothing of an intake is before it was received.",
                violation_error_code="before_receipt",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "-received_at", "-id"], name="intake_newest"),
            models.Index(fields=["organisation", "state"], name="intake_by_state"),
        ]
