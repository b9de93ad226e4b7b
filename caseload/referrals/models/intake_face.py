"""What the agency that referred sees of its intake: six neutral words, and nothing about anybody."""

from typing import Any, ClassVar, Self

from django.db import models

from caseload.access import scope
from caseload.access.permissions import Permission
from caseload.access.row_security import RowPolicies, holds, holds_any, in_organisation
from caseload.accounts.models import Organisation, PartnerAgency
from caseload.audit.history import TrackedRow
from caseload.audit.records import TrackedModel
from caseload.core.actor import Actor
from caseload.core.constraints import CompositeForeignKey
from caseload.core.kinds import Kind
from caseload.referrals.fences import MINE
from caseload.referrals.models.intake import Intake


class NeutralStatus(models.TextChoices):
    """All that a referrer is ever told (BR-13, ``external_case_status``)."""

    RECEIVED = "received", "Received"
    BEING_CONSIDERED = "being_considered", "Being considered"
    SUPPORT_OFFERED = "support_offered", "Support offered"
    NOT_ABLE_TO_OFFER = "not_able_to_offer", "Not able to offer a service"
    NO_SAFE_CONTACT = "no_safe_contact", "Please send a safe contact route"
    CLOSED = "closed", "Closed"


class FaceQuerySet(models.QuerySet[Any]):
    def visible_to(self, by: Actor) -> Self:
        """The agency's own; for staff whoever may keep what it shows up to date."""
        if by.is_partner:
            ours = self.filter(agency_id=by.agency_id)
            return ours if scope.holds_any(by, SENDS) else self.none()
        rows = self.filter(organisation_id=by.organisation_id)
        keeps = {Permission.TRIAGE_INTAKE, *([Permission.FOLLOW_PARTNER] if by.is_wide else [])}
        if scope.holds_any(by, keeps):
            return rows
        mine = models.expressions.RawSQL("SELECT acl.intake_ids_of_my_cases()", [])
        return rows.filter(intake_id__in=mine)


SENDS = frozenset(
    {
        Permission.SUBMIT_INTAKE,
        Permission.READ_OWN_INTAKES,
        Permission.AMEND_OWN_INTAKE,
        Permission.READ_OWN_MESSAGES,
        Permission.WRITE_OWN_MESSAGES,
    }
)
"""Whatever a program does about its agency's own referrals, it does by what this row says of them."""

# Whoever triages, and whoever keeps the case that it became: a consent withdrawn there changes
# what is shown.
_KEEPERS = {
    "own": f"{in_organisation('own')} AND ({holds(Permission.TRIAGE_INTAKE)} "
    "OR intake_id IN (SELECT acl.intake_ids_of_my_cases()))",
    "wide": f"{in_organisation('wide')} "
    f"AND ({holds(Permission.TRIAGE_INTAKE)} OR {holds(Permission.FOLLOW_PARTNER)} "
    "OR intake_id IN (SELECT acl.intake_ids_of_my_cases()))",
}


class IntakeFace(TrackedModel):
    """The intake as its agency sees it; ``version`` moves only when this changes.

    ``status`` is what may be shown now. Time alone turns it into ``closed`` after 28 days, which
    the reader works out (``intake_rules.as_seen``), so that no job can be late.
    """

    table_kind = Kind.QUEUE
    personal: ClassVar[dict[str, str]] = {}

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(PartnerAgency, on_delete=models.PROTECT, related_name="+")
    intake = models.OneToOneField(Intake, on_delete=models.PROTECT, related_name="face")
    reference = models.CharField(max_length=12)
    external_reference = models.CharField(max_length=80, blank=True)
    status = models.CharField(max_length=20, choices=NeutralStatus, default=NeutralStatus.RECEIVED)
    received_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(
        null=True, blank=True, help_text="The agency took it back; its own act tells it nothing."
    )
    changed_at = models.DateTimeField()

    objects = FaceQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        base_manager_name = "objects"
        constraints: ClassVar = [
            TrackedRow(
                name="intakeface_tracked",
                fixed=(
                    "organisation_id",
                    "agency_id",
                    "intake_id",
                    "reference",
                    "external_reference",
                    "received_at",
                ),
            ),
            RowPolicies(
                name="intakeface_fence",
                read={
                    **_KEEPERS,
                    "partner": f"agency_id = (SELECT acl.my_agency()) AND {holds_any(SENDS)}",
                },
                add={
                    **_KEEPERS,
                    "partner": "organisation_id = (SELECT ctx.organisation('partner')) "
                    "AND agency_id = (SELECT acl.my_agency()) AND status = 'received' "
                    f"AND {holds(Permission.SUBMIT_INTAKE)} AND {MINE}",
                },
                change=_KEEPERS,
                bars={"bar": "(intake_id IN (SELECT acl.barred_intake_ids())) IS NOT TRUE"},
            ),
            CompositeForeignKey(
                name="intakeface_stays_in_its_organisation",
                columns=("intake_id", "organisation_id"),
                to_table="referrals_intake",
                to_columns=("id", "organisation_id"),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["agency", "-received_at", "-id"], name="face_of_agency"),
        ]
