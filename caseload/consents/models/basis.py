"""A decision that something may be told without the person's agreement (BR-42 to BR-49)."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from caseload.access.permissions import Permission
from caseload.access.row_security import RowPolicies, holds, holds_on, in_organisation, sees_case
from caseload.accounts.models import PartnerAgency, User
from caseload.clients.records import CaseRecord, fence
from caseload.consents.grounds import GROUNDS, NEEDS_INFORMATION_GOVERNANCE
from caseload.core.choices import CodeField, SensitiveText
from caseload.core.constraints import CompositeForeignKey
from caseload.core.sharing import DataCategory

# In danger of life the worker decides and the lead confirms (BR-45, BR-80); everything else is for
# those who decide about disclosures.
_EMERGENCY = f"({holds_on('case_id', Permission.DISCLOSE)} AND ground = 'vital_interests')"
_ADD = {
    "own": f"{in_organisation('own')} "
    f"AND ({holds_on('case_id', Permission.DECIDE_DISCLOSURE)} OR {_EMERGENCY})",
    "wide": f"{in_organisation('wide')} AND ({holds(Permission.DECIDE_DISCLOSURE)} "
    f"OR {holds_on('case_id', Permission.DECIDE_DISCLOSURE)} OR {_EMERGENCY})",
}
# The second person may be the data protection lead, who sees a case by a rights request alone.
_CHANGE = {
    "own": f"{in_organisation('own')} "
    f"AND ({holds_on('case_id', Permission.DECIDE_DISCLOSURE)} OR "
    f"({holds(Permission.APPROVE_DISCLOSURE)} AND {sees_case('case_id')}))",
    "wide": f"{in_organisation('wide')} AND ({holds(Permission.DECIDE_DISCLOSURE)} "
    f"OR {holds_on('case_id', Permission.DECIDE_DISCLOSURE)})",
}


def _fence() -> list[models.BaseConstraint]:
    base = fence(add=None, change=None, sensitive=False, asked_by_functions=True)
    policies = next(c for c in base if isinstance(c, RowPolicies))
    own = RowPolicies(
        name=policies.name, read=policies.read, add=_ADD, change=_CHANGE, bars=policies.bars
    )
    return [own if c is policies else c for c in base]


class LawfulBasis(CaseRecord):
    """Why something may be told to somebody although nobody agreed, or against a "no".

    A record of its own beside consent (BR-42): agreement under the law of confidence and a lawful
    basis of data protection are two things. Each ground demands its own fields, and some a second
    person; until that person has approved, it is no basis.
    """

    personal: ClassVar[dict[str, str]] = dict.fromkeys(
        (
            "recipient_name",
            "rationale",
            "concern",
            "danger",
            "agreement_not_sought_because",
            "family_told_note",
            "request_scope",
            "tell_later_because",
        ),
        "client",
    )

    ground = CodeField("disclosure_ground")
    recipient_agency = models.ForeignKey(
        PartnerAgency, null=True, on_delete=models.PROTECT, related_name="+"
    )
    recipient_name = models.CharField(max_length=200, blank=True)
    categories = ArrayField(models.CharField(max_length=20, choices=DataCategory))
    article6 = CodeField("lawful_basis_art6")
    article9 = CodeField("special_category_art9", blank=True)
    schedule1 = CodeField("dpa_schedule1_condition", blank=True)
    duty = CodeField("legal_duty_regime", blank=True)
    rationale = SensitiveText()
    concern = SensitiveText(blank=True, help_text="What was seen or told.")
    danger = SensitiveText(blank=True)
    danger_at = models.DateTimeField(null=True, blank=True)
    agreement_not_sought_because = SensitiveText(blank=True)
    family_told = models.BooleanField(null=True, blank=True)
    family_told_note = SensitiveText(blank=True)
    requester = models.CharField(max_length=200, blank=True)
    order_reference = models.CharField(max_length=120, blank=True)
    power = models.CharField(max_length=200, blank=True)
    request_scope = SensitiveText(blank=True)
    overrides_refusal = models.BooleanField(default=False)
    person_told_at = models.DateTimeField(null=True, blank=True)
    tell_later_because = SensitiveText(blank=True)
    tell_later_until = models.DateField(null=True, blank=True)
    needs_second = models.BooleanField(default=False)
    approved_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    ended_reason = models.CharField(max_length=200, blank=True)

    class Meta(CaseRecord.Meta):
        constraints: ClassVar = [
            *_fence(),
            CompositeForeignKey(
                name="basis_recipient_in_its_organisation",
                columns=("recipient_agency_id", "organisation_id"),
                to_table="accounts_partneragency",
                to_columns=("id", "organisation_id"),
            ),
            models.CheckConstraint(
                name="basis_names_one_recipient",
                condition=Q(recipient_agency__isnull=False, recipient_name="")
                | (Q(recipient_agency__isnull=True) & ~Q(recipient_name="")),
                violation_error_message="Name the agency, or whoever else is told.",
                violation_error_code="recipient_needed",
            ),
            models.CheckConstraint(
                name="basis_rests_on_a_ground_to_choose",
                condition=Q(ground__in=sorted(GROUNDS)),
                violation_error_message="This is no ground to choose here.",
                violation_error_code="ground_not_open",
            ),
            models.CheckConstraint(
                name="basis_of_an_order_or_request_needs_a_second_person",
                condition=~Q(ground__in=sorted(NEEDS_INFORMATION_GOVERNANCE))
                | Q(needs_second=True),
                violation_error_message="Information governance has to approve this.",
                violation_error_code="second_person_needed",
            ),
            models.CheckConstraint(
                name="basis_is_approved_by_a_second_person",
                condition=~Q(approved_by=F("recorded_by")),
                violation_error_message="Somebody else has to approve this.",
                violation_error_code="second_person_needed",
            ),
            models.CheckConstraint(
                name="basis_is_none_that_the_law_closes_to_us",
                condition=~Q(article9="d_not_for_profit")
                & ~Q(schedule1="p3_para31_not_for_profit"),
                violation_error_message=(
                    "This condition needs a political, philosophical, religious or trade-union aim."
                ),
                violation_error_code="condition_not_open_to_us",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["case", "-starts_at"], name="basis_of_case")]
