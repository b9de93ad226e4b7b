"""What a person was asked, and what they answered (BR-40, BR-41, BR-50)."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from caseload.access.permissions import Permission
from caseload.accounts.models import PartnerAgency
from caseload.clients.records import CaseRecord, fence
from caseload.core.choices import CodeField, SensitiveText
from caseload.core.constraints import CompositeForeignKey
from caseload.core.sharing import DataCategory

# Scopes that let something be told to somebody outside; each names whom and what kinds of data.
SHARING_SCOPES = (
    "feedback_to_referrer_progress",
    "feedback_to_referrer_status",
    "refer_onward",
    "share_childrens_services",
    "share_gp_nhs",
    "share_named_family_member",
    "share_named_professional",
    "share_police",
    "share_school",
)
PARENTAL_GIVERS = ("parent_pr", "local_authority_pr")


class Answer(models.TextChoices):
    """What was answered. Withdrawn, expired and replaced are computed, never written."""

    GIVEN = "given", "Given"
    REFUSED = "refused", "Refused"
    NOT_ASKED = "not_asked", "Not asked"
    NOT_REQUIRED = "not_required", "Not required"


class Consent(CaseRecord):
    """One answer of the case's client, for one scope, one recipient and some kinds of data.

    Append-only: another answer is another row, a withdrawal is a later version of this one, and
    the state of today is computed from all of them. No row means no (BR-40). Everybody who sees
    the case sees every answer: a hidden "no" would be a "yes".
    """

    personal: ClassVar[dict[str, str]] = dict.fromkeys(
        ("recipient_name", "evidence", "withdrawal_note"), "client"
    )

    scope = CodeField("consent_scope")
    recipient_agency = models.ForeignKey(
        PartnerAgency, null=True, on_delete=models.PROTECT, related_name="+"
    )
    recipient_name = models.CharField(
        max_length=200, blank=True, help_text="A named person or body that is no agency of ours."
    )
    categories = ArrayField(
        models.CharField(max_length=20, choices=DataCategory), default=list, blank=True
    )
    answer = models.CharField(max_length=20, choices=Answer)
    giver = CodeField("consent_giver", default="self")
    standing = CodeField(
        "parental_responsibility", blank=True, help_text="Of a parent who answers for a child."
    )
    competence = CodeField(
        "child_decision_competence", blank=True, help_text="Of a child, for this decision."
    )
    capacity = CodeField("capacity_status", blank=True)
    method = CodeField("consent_method")
    wording_version = models.CharField(max_length=40, blank=True)
    evidence = SensitiveText(blank=True)
    answered_at = models.DateTimeField(help_text="When the person answered.")
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True, blank=True)
    renews = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawal_method = CodeField("consent_method", blank=True)
    withdrawal_note = SensitiveText(blank=True)

    class Meta(CaseRecord.Meta):
        constraints: ClassVar = [
            *fence(
                add=Permission.RECORD_CONSENT,
                change=Permission.RECORD_CONSENT,
                sensitive=False,
                asked_by_functions=True,
            ),
            CompositeForeignKey(
                name="consent_recipient_in_its_organisation",
                columns=("recipient_agency_id", "organisation_id"),
                to_table="accounts_partneragency",
                to_columns=("id", "organisation_id"),
            ),
            models.CheckConstraint(
                name="consent_has_one_recipient",
                condition=Q(recipient_agency__isnull=True) | Q(recipient_name=""),
                violation_error_message="Name an agency, or somebody else, not both.",
                violation_error_code="two_recipients",
            ),
            models.CheckConstraint(
                name="consent_to_share_names_whom_and_what",
                condition=~Q(answer=Answer.GIVEN)
                | ~Q(scope__in=SHARING_SCOPES)
                | (
                    (Q(recipient_agency__isnull=False) | ~Q(recipient_name=""))
                    & Q(categories__len__gt=0)
                ),
                violation_error_message="Say to whom, and what kinds of data.",
                violation_error_code="recipient_and_categories_needed",
            ),
            models.CheckConstraint(
                name="only_what_was_given_is_withdrawn",
                condition=Q(withdrawn_at__isnull=True) | Q(answer=Answer.GIVEN),
                violation_error_message="Only what was given can be withdrawn.",
                violation_error_code="not_given",
            ),
            models.CheckConstraint(
                name="consent_ends_after_it_begins",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                violation_error_message="It has to end after it begins.",
                violation_error_code="ends_before_it_begins",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["case", "scope", "-answered_at"], name="consent_of_case"),
        ]
