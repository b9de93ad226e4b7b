"""Keeping what an agency sees of its intake in step with what it may be told (BR-13).

A face changes only when its agency may learn something by it; each change is the event on which
the outbox hangs.
"""

from django.db.models.expressions import RawSQL

from caseload.access.operations import Event, operation
from caseload.clients.models import Case
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.referrals.intake_rules import needs_consent, neutral_status
from caseload.referrals.models import Intake, IntakeFace, NeutralStatus
from caseload.referrals.subjects import may_tell_referrer, of_intakes


@operation(
    "intake_face.changed",
    needs=None,
    on="face",
    follows="a step of the intake, or an answer about telling the referrer",
)
def show(*, by: Actor, face: IntakeFace, status: str) -> IntakeFace:
    """The agency that referred may be told another word from now on."""
    return face.change(seen=None, reason=None, status=status, changed_at=clock.now())


def refresh(*, by: Actor, intake: Intake) -> None:
    """After a step of an intake: show its agency what may be shown now, if it is anything new."""
    face = IntakeFace.objects.visible_to(by).filter(intake=intake).first()
    if face is None:
        return
    status = neutral_status(
        intake.state,
        decline_reason=intake.decline_reason,
        feedback_is_live=feedback_is_live(by=by, face=face),
    )
    _show_if_new(by=by, face=face, status=status)


def feedback_is_live(*, by: Actor, face: IntakeFace) -> bool:
    """Has the person said yes to telling the referrer, and does it still stand?"""
    facts = of_intakes([face.intake_id])[face.intake_id]
    return may_tell_referrer(by=by, face=face, facts=facts).allowed


def follow_consent(event: Event) -> None:
    """An answer about telling the referrer was given or taken back on the case."""
    consent = event.result
    if consent.scope == "feedback_to_referrer_status":
        refresh_of_case(by=event.by, case=consent.case)


def follow_time(*, by: Actor, face: IntakeFace) -> bool:
    """A yes begins and ends by time too, and the referrer's agreement with it; nobody acts then."""
    live = feedback_is_live(by=by, face=face)
    if live == needs_consent(face.status):
        return False
    if not live:
        show(by=by, face=face, status=NeutralStatus.RECEIVED)
        return True
    before = face.version
    intake = Intake.objects.visible_to(by).filter(pk=face.intake_id).first()
    if intake is not None:
        refresh(by=by, intake=intake)
    return bool(IntakeFace.objects.visible_to(by).filter(pk=face.pk, version__gt=before).exists())


def refresh_of_case(*, by: Actor, case: Case) -> None:
    """The faces of the intakes that this case came from."""
    mine = RawSQL("SELECT acl.intake_ids_of_case(%s::uuid)", [case.pk])
    for face in IntakeFace.objects.visible_to(by).filter(intake_id__in=mine):
        live = feedback_is_live(by=by, face=face)
        status = NeutralStatus.SUPPORT_OFFERED if live else NeutralStatus.RECEIVED
        if face.status in {NeutralStatus.SUPPORT_OFFERED, NeutralStatus.RECEIVED}:
            _show_if_new(by=by, face=face, status=status)


def _show_if_new(*, by: Actor, face: IntakeFace, status: str) -> None:
    if face.withdrawn_at is None and face.status != status:
        show(by=by, face=face, status=status)
