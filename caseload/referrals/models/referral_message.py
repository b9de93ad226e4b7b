"""What charity and receiving agency write to each other about a referral."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from caseload.access.permissions import Permission
from caseload.access.row_security import RowPolicies, holds
from caseload.accounts.models import Organisation, PartnerAgency, User
from caseload.audit.history import TrackedRow
from caseload.audit.records import TrackedModel
from caseload.consents.models import Disclosure
from caseload.core.actor import Actor
from caseload.core.choices import SensitiveText
from caseload.core.kinds import Kind
from caseload.core.sharing import DataCategory
from caseload.referrals.fences import THEIR_OWN_WORDS, words_visible_to
from caseload.referrals.models.referral import Referral
from caseload.referrals.models.referral_face import OfReferralQuerySet
from caseload.referrals.models.referral_fences import (
    BARS,
    READ,
    READABLE,
    by_its_agency,
    by_themselves,
    of_its_referral,
)


class MessageDirection(models.TextChoices):
    IN = "in", "From the agency"
    OUT = "out", "To the agency"


_THEIRS = f"{by_its_agency(Permission.WRITE_OWN_MESSAGES)} AND direction = 'in'"
_TO_READ = (
    f"{READABLE} AND ({THEIR_OWN_WORDS} OR ({holds(Permission.READ_OWN_MESSAGES)} "
    "AND disclosure_id = ANY (ARRAY(SELECT acl.readable_disclosure_ids()))))"
)


class ReferralMessageQuerySet(OfReferralQuerySet):
    def visible_to(self, by: Actor) -> Self:
        """A program that may only write has back what its agency wrote."""
        return words_visible_to(super().visible_to(by), by)


class ReferralMessage(TrackedModel):
    """One message about a referral, either way; no message is ever changed.

    What the charity writes is a disclosure of its own. Its author is shown to the agency as the
    charity and no more.
    """

    table_kind = Kind.RECORD
    personal: ClassVar[dict[str, str]] = {"body": "client", "on_behalf": "worker"}

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(PartnerAgency, on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="messages")
    direction = models.CharField(max_length=3, choices=MessageDirection)
    body = SensitiveText()
    category = models.CharField(
        max_length=20, blank=True, choices=DataCategory, help_text="Of what the charity wrote."
    )
    disclosure = models.OneToOneField(
        Disclosure, null=True, on_delete=models.PROTECT, related_name="+"
    )
    on_behalf = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = ReferralMessageQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        base_manager_name = "objects"
        constraints: ClassVar = [
            TrackedRow(
                name="referralmessage_tracked",
                fixed=(
                    "organisation_id",
                    "agency_id",
                    "referral_id",
                    "direction",
                    "body",
                    "category",
                    "disclosure_id",
                    "on_behalf",
                    "recorded_by_id",
                    "recorded_at",
                ),
            ),
            RowPolicies(
                name="referralmessage_fence",
                read={**READ, "partner": _TO_READ},
                add={
                    **{
                        shape: f"{rule} AND direction = 'out'"
                        for shape, rule in by_themselves().items()
                    },
                    "partner": _THEIRS,
                },
                bars=BARS,
            ),
            of_its_referral("message"),
            models.CheckConstraint(
                name="message_out_is_in_the_ledger",
                condition=Q(direction="in", disclosure__isnull=True)
                | Q(direction="out", disclosure__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["referral", "recorded_at"], name="message_of_referral"),
        ]
