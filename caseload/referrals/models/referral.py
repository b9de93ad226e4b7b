"""A referral out: what another agency is asked to do for a client (BR-11, BR-71)."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from caseload.access.permissions import Permission
from caseload.accounts.models import PartnerAgency, User
from caseload.clients.records import CaseRecord, fence
from caseload.consents.models import AccessEnd, Disclosure
from caseload.core.choices import CodeField, SensitiveText
from caseload.core.constraints import CompositeForeignKey
from caseload.core.sharing import DataCategory


class ReferralState(models.TextChoices):
    """Where the work is; whether the recipient may still read is another question."""

    DRAFT = "draft", "Being written"
    SENT = "sent", "Sent"
    ACKNOWLEDGED = "acknowledged", "They have it"
    ACCEPTED = "accepted", "They took it on"
    DECLINED = "declined", "They said no"
    WITHDRAWN = "withdrawn", "Taken back"
    CLOSED = "closed", "Ended with an outcome"


class Channel(models.TextChoices):
    """How a referral leaves (BR-48); ordinary e-mail is none of them."""

    PARTNER_API = "partner_api", "Their own system"
    SECURE_EMAIL = "secure_email", "Secure e-mail"
    POST = "post", "Post"
    PHONE = "phone", "Telephone"
    IN_PERSON = "in_person", "In person"


ENDED_WITHOUT_A_DECISION = (
    AccessEnd.BASIS_ENDED.value,
    AccessEnd.EXPIRED.value,
    AccessEnd.AGREEMENT_ENDED.value,
)
"""Nobody withdrew such a referral: what it rested on ran out, and no code of
``referral_withdrawal_reason`` says that truthfully. The end of access is the reason then."""


class Referral(CaseRecord):
    """One request to another agency or service about this client, with what goes along.

    ``sections`` are chosen from a whitelist, and ``categories`` follow from them. What was sent is
    in the ledger's copy and nowhere else.
    """

    personal: ClassVar[dict[str, str]] = dict.fromkeys(
        ("recipient_name", "asked_for", "outcome_note"), "client"
    )

    reference = models.CharField(max_length=12, unique=True)
    recipient_agency = models.ForeignKey(
        PartnerAgency, null=True, on_delete=models.PROTECT, related_name="+"
    )
    recipient_name = models.CharField(
        max_length=200, blank=True, help_text="A named service that is no agency of ours."
    )
    destination_type = CodeField("referral_destination_type")
    asked_for = SensitiveText(help_text="What is asked for, in the worker's words.")
    sections = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    categories = ArrayField(
        models.CharField(max_length=20, choices=DataCategory), default=list, blank=True
    )
    state = models.CharField(max_length=20, choices=ReferralState, default=ReferralState.DRAFT)
    state_since = models.DateTimeField()
    disclosure = models.OneToOneField(
        Disclosure, null=True, on_delete=models.PROTECT, related_name="+"
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    chase_on = models.DateField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    outcome = CodeField("referral_outcome", blank=True)
    outcome_note = SensitiveText(blank=True)
    withdrawal_reason = CodeField("referral_withdrawal_reason", blank=True)
    access_ended_at = models.DateTimeField(null=True, blank=True)
    access_ended_reason = models.CharField(max_length=20, blank=True, choices=AccessEnd)
    follows = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(CaseRecord.Meta):
        constraints: ClassVar = [
            *fence(
                add=Permission.REFER_OUT,
                change=Permission.REFER_OUT,
                sensitive=False,
                asked_by_functions=True,
            ),
            CompositeForeignKey(
                name="referral_recipient_in_its_organisation",
                columns=("recipient_agency_id", "organisation_id"),
                to_table="accounts_partneragency",
                to_columns=("id", "organisation_id"),
            ),
            models.UniqueConstraint(
                fields=["id", "organisation"], name="referral_in_its_organisation"
            ),
            models.CheckConstraint(
                name="referral_names_one_recipient",
                condition=Q(recipient_agency__isnull=False, recipient_name="")
                | (Q(recipient_agency__isnull=True) & ~Q(recipient_name="")),
                violation_error_message="Name the agency, or another service, not both.",
                violation_error_code="recipient_needed",
            ),
            models.CheckConstraint(
                name="closed_referral_has_an_outcome",
                condition=(Q(state=ReferralState.CLOSED) & ~Q(outcome=""))
                | (~Q(state=ReferralState.CLOSED) & Q(outcome="")),
                violation_error_message="A referral ends with an outcome.",
                violation_error_code="outcome_needed",
            ),
            models.CheckConstraint(
                name="withdrawn_referral_says_why",
                condition=~Q(state=ReferralState.WITHDRAWN)
                | ~Q(withdrawal_reason="")
                | Q(access_ended_reason__in=ENDED_WITHOUT_A_DECISION),
                violation_error_message="Say why the referral is withdrawn.",
                violation_error_code="reason_needed",
            ),
            models.CheckConstraint(
                name="sent_referral_is_in_the_ledger",
                condition=Q(
                    disclosure__isnull=False,
                    sent_at__isnull=False,
                    sent_by__isnull=False,
                    chase_on__isnull=False,
                )
                | Q(
                    state__in=(ReferralState.DRAFT, ReferralState.WITHDRAWN),
                    disclosure__isnull=True,
                    sent_at__isnull=True,
                ),
                violation_error_message="What was sent stands in the ledger.",
                violation_error_code="not_in_ledger",
            ),
            models.CheckConstraint(
                name="referral_access_ended_says_why",
                condition=Q(access_ended_at__isnull=True, access_ended_reason="")
                | (Q(access_ended_at__isnull=False) & ~Q(access_ended_reason="")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["case", "-recorded_at"], name="referral_of_case"),
            models.Index(
                fields=["chase_on"],
                name="referral_to_chase",
                condition=Q(state__in=("sent", "acknowledged")),
            ),
        ]
