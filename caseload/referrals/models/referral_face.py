"""What the receiving agency sees of a referral."""

from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models

from caseload.access import scope
from caseload.access.row_security import RowPolicies, holds_any
from caseload.accounts.models import Organisation, PartnerAgency
from caseload.audit.history import TrackedRow
from caseload.audit.records import TrackedModel
from caseload.consents.models import Disclosure
from caseload.core.actor import Actor
from caseload.core.choices import CodeField
from caseload.core.kinds import Kind
from caseload.core.sharing import DataCategory
from caseload.referrals.models.referral import Referral
from caseload.referrals.models.referral_fences import (
    BARS,
    READ,
    READABLE,
    RECEIVES,
    WRITE,
    of_its_referral,
)


class OfReferralQuerySet(models.QuerySet["models.Model"]):
    """Rows that hang on a referral out."""

    def visible_to(self, by: Actor) -> Self:
        """With the case for staff; for a program what row security leaves to its agency."""
        if by.is_partner:
            return (
                self.filter(agency_id=by.agency_id)
                if scope.holds_any(by, RECEIVES)
                else self.none()
            )
        return scope.on_visible_cases(
            self.filter(organisation_id=by.organisation_id), by, case="referral__case_id"
        )


class FaceState(models.TextChoices):
    """Where it stands, in the agency's own eyes. Taken back is not a state: it is gone."""

    SENT = "sent", "Sent to you"
    ACKNOWLEDGED = "acknowledged", "You have it"
    ACCEPTED = "accepted", "You took it on"
    DECLINED = "declined", "You said no"
    CLOSED = "closed", "Ended"


class ReferralFace(TrackedModel):
    """The receiving agency's side of a referral, with a version of its own.

    It names no case and no person. The version moves only with what the agency may know; work
    on the charity's side leaves no trace in it.
    """

    table_kind = Kind.RECORD

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(PartnerAgency, on_delete=models.PROTECT, related_name="+")
    referral = models.OneToOneField(Referral, on_delete=models.PROTECT, related_name="face")
    disclosure = models.OneToOneField(Disclosure, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=12)
    destination_type = CodeField("referral_destination_type")
    categories = ArrayField(models.CharField(max_length=20, choices=DataCategory))
    state = models.CharField(max_length=20, choices=FaceState, default=FaceState.SENT)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()

    objects = OfReferralQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        base_manager_name = "objects"
        constraints: ClassVar = [
            TrackedRow(
                name="referralface_tracked",
                fixed=(
                    "organisation_id",
                    "agency_id",
                    "referral_id",
                    "disclosure_id",
                    "reference",
                    "destination_type",
                    "categories",
                    "sent_at",
                ),
            ),
            RowPolicies(
                name="referralface_fence",
                read={**READ, "partner": f"{READABLE} AND {holds_any(RECEIVES)}", "policy": "true"},
                add=WRITE,
                change=WRITE,
                bars=BARS,
            ),
            of_its_referral("face"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["agency", "-sent_at", "-id"], name="referralface_of_agency"),
        ]
