"""What a receiving agency answered to a referral."""

from typing import ClassVar

from django.db import models

from caseload.access.permissions import Permission
from caseload.access.row_security import RowPolicies
from caseload.accounts.models import Organisation, PartnerAgency, User
from caseload.audit.history import TrackedRow
from caseload.audit.records import TrackedModel
from caseload.core.choices import CodeField, SensitiveText
from caseload.core.kinds import Kind
from caseload.referrals.models.referral import Referral
from caseload.referrals.models.referral_face import OfReferralQuerySet
from caseload.referrals.models.referral_fences import (
    BARS,
    READ,
    by_its_agency,
    by_themselves,
    of_its_referral,
)


class ResponseKind(models.TextChoices):
    ACKNOWLEDGE = "acknowledge", "They have it"
    WAIT_LIST = "wait_list", "On their waiting list"
    ACCEPT = "accept", "They take it on"
    DECLINE = "decline", "They say no"
    OUTCOME = "outcome", "What came of it"


class ReferralResponse(TrackedModel):
    """One answer of the agency, by its program or told to a worker: never changed afterwards.

    ``agency`` is empty where a named service answered, which has no program.
    """

    table_kind = Kind.RECORD
    personal: ClassVar[dict[str, str]] = {"words": "client", "on_behalf": "worker"}

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(PartnerAgency, null=True, on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="responses")
    kind = models.CharField(max_length=20, choices=ResponseKind)
    outcome = CodeField("referral_outcome", blank=True)
    words = SensitiveText(blank=True)
    on_behalf = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = OfReferralQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        base_manager_name = "objects"
        constraints: ClassVar = [
            TrackedRow(
                name="referralresponse_tracked",
                fixed=(
                    "organisation_id",
                    "agency_id",
                    "referral_id",
                    "kind",
                    "outcome",
                    "words",
                    "on_behalf",
                    "recorded_by_id",
                    "recorded_at",
                ),
            ),
            RowPolicies(
                name="referralresponse_fence",
                read=READ,
                add={
                    **by_themselves(),
                    "partner": by_its_agency(Permission.RESPOND_TO_REFERRALS),
                },
                bars=BARS,
            ),
            of_its_referral("response"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["referral", "recorded_at"], name="response_of_referral"),
        ]
