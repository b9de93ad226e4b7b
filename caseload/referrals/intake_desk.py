"""What follows, at the desk, from what an agency's program sent about its intake (ADR 0018)."""

from uuid import UUID

from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.errors import NotFound
from caseload.referrals import faces
from caseload.referrals.intake_rules import OPEN
from caseload.referrals.models import (
    Intake,
    IntakeFace,
    IntakePerson,
    IntakeState,
    NeutralStatus,
)
from caseload.referrals.services.triage import return_to_triage, withdraw_for_agency


def subject_of(*, by: Actor, intake_id: UUID) -> IntakePerson:
    """Whom an intake is about first of all."""
    rows = IntakePerson.objects.visible_to(by).filter(intake_id=intake_id)
    found = rows.order_by("-is_to_be_supported", "recorded_at", "pk").first()
    if found is None:
        raise NotFound
    return found


def follow_information(*, by: Actor, intake_id: UUID, has_routes: bool, has_words: bool) -> None:
    """The desk: after more was told, an intake that waited for it is looked at again."""
    intake = Intake.objects.visible_to(by).get(pk=intake_id)
    waited = (intake.state == IntakeState.CONTACT_UNSAFE and has_routes) or (
        intake.state == IntakeState.MORE_INFO_NEEDED and (has_routes or has_words)
    )
    if waited:
        return_to_triage(by=by, intake=intake)


def follow_withdrawal(*, by: Actor, intake_id: UUID, withdrawal_reason: str) -> None:
    """The desk: ours ends if nobody has decided, and the agency sees its own act."""
    intake = Intake.objects.visible_to(by).get(pk=intake_id)
    face = IntakeFace.objects.visible_to(by).get(intake_id=intake_id)
    if face.withdrawn_at is None:
        now = clock.now()
        face.change(seen=None, reason="the agency took it back", withdrawn_at=now)
        if face.status != NeutralStatus.CLOSED:
            faces.show(by=by, face=face, status=NeutralStatus.CLOSED)
    if intake.state in OPEN:
        withdraw_for_agency(by=by, intake=intake, withdrawal_reason=withdrawal_reason)
