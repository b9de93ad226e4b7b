"""Referrals in: stored as they come, through whatever door, before anybody judges them (BR-01)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import connection

from caseload.access import acting
from caseload.access.operations import operation
from caseload.access.permissions import Permission
from caseload.accounts.models import Organisation, PartnerAgency
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.errors import DuplicateReference, NotPermitted, ValidationFailed
from caseload.core.sharing import Purpose
from caseload.referrals import intake_desk, matching
from caseload.referrals.intake_form import Form, filled_in
from caseload.referrals.intake_people import PersonTold, checked_route
from caseload.referrals.models import (
    Direction,
    Door,
    Intake,
    IntakeFace,
    IntakeMessage,
    NeutralStatus,
)

_REFERENCE_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(%s::text, 0))"


@operation("intake.submitted", needs=Permission.SUBMIT_INTAKE, on="agency")
def submit_intake(
    *,
    by: Actor,
    agency: PartnerAgency,
    external_reference: str,
    people: Iterable[PersonTold],
    on_behalf: str = "",
    **said: Any,
) -> IntakeFace:
    """An agency's program refers somebody; it is told a reference, and nothing else.

    Raises:
        DuplicateReference: the agency has used this reference; with the id of what has it.
        ValidationFailed: nobody to support, or no word on how to reach them safely.
        NotPermitted: the agreement does not name referrals to us.
    """
    _demand_agreement(agency)
    with connection.cursor() as cursor:
        # Two at once with one reference: the second waits, and then sees the first.
        cursor.execute(_REFERENCE_LOCK, [f"intake:{agency.pk}:{external_reference}"])
    known = IntakeFace.objects.visible_to(by).filter(external_reference=external_reference).first()
    if known is not None:
        raise DuplicateReference(existing_id=str(known.intake_id))
    intake = _keep(
        filled_in(
            by=by,
            organisation_id=agency.organisation_id,
            agency_id=agency.pk,
            door=Door.PARTNER_API,
            external_reference=external_reference,
            people=people,
            on_behalf=on_behalf,
            received_at=clock.now(),
            **said,
        )
    )
    return IntakeFace(
        organisation_id=intake.organisation_id,
        agency=agency,
        intake=intake,
        reference=intake.reference,
        external_reference=external_reference,
        status=NeutralStatus.RECEIVED,
        received_at=intake.received_at,
        changed_at=intake.received_at,
    ).insert()


@operation("intake.taken_in", needs=Permission.TRIAGE_INTAKE, on="organisation")
def take_in(
    *,
    by: Actor,
    organisation: Organisation,
    people: Iterable[PersonTold],
    door: str = Door.PHONE,
    received_at: datetime | None = None,
    received_late_reason: str = "",
    agency: PartnerAgency | None = None,
    **said: Any,
) -> Intake:
    """A worker writes down a referral that came by telephone, on paper or in a list.

    Raises:
        ValidationFailed: received in the future, or back-dated without a reason (BR-03).
    """
    now = clock.now()
    if received_at is not None and received_at > now:
        raise ValidationFailed.at("/received_at", "in_the_future", "The time lies in the future.")
    if received_at is not None and received_at < now and not received_late_reason.strip():
        raise ValidationFailed.at(
            "/received_late_reason", "reason_needed", "Say why it is entered only now."
        )
    return _keep(
        filled_in(
            by=by,
            organisation_id=organisation.pk,
            agency_id=agency.pk if agency else None,
            people=people,
            door=door,
            received_at=received_at or now,
            received_late_reason=received_late_reason,
            **said,
        )
    )


@operation("intake.information_added", needs=Permission.AMEND_OWN_INTAKE, on="face")
def add_information(
    *,
    by: Actor,
    face: IntakeFace,
    contact_routes: Iterable[Mapping[str, Any]] = (),
    note: str = "",
    on_behalf: str = "",
) -> IntakeFace:
    """The agency tells more: another safe way to reach the person, or an answer to our question.

    Always taken, whatever has become of the intake: a refusal would tell the agency what has.
    """
    with acting.at_the_desk(by) as desk:
        subject = intake_desk.subject_of(by=desk, intake_id=face.intake_id)
    added = [
        checked_route(
            by=by,
            person=subject,
            intake_id=face.intake_id,
            pointer=f"/contact_routes/{n}",
            told=told,
        )
        for n, told in enumerate(contact_routes)
    ]
    for route in added:
        route.insert()
    if note.strip():
        _message(by=by, face=face, body=note, on_behalf=on_behalf)
    with acting.at_the_desk(by) as desk:
        intake_desk.follow_information(
            by=desk, intake_id=face.intake_id, has_routes=bool(added), has_words=bool(note.strip())
        )
    return _again(by, face)


@operation("intake.taken_back", needs=Permission.AMEND_OWN_INTAKE, on="face")
def take_back(
    *, by: Actor, face: IntakeFace, withdrawal_reason: str, note: str = "", on_behalf: str = ""
) -> IntakeFace:
    """The agency takes its referral back; ours ends if nobody has decided yet.

    The agency sees ``closed`` either way: that is its own act, and tells it nothing of ours.
    """
    if note.strip():
        _message(by=by, face=face, body=note, on_behalf=on_behalf)
    with acting.at_the_desk(by) as desk:
        intake_desk.follow_withdrawal(
            by=desk, intake_id=face.intake_id, withdrawal_reason=withdrawal_reason
        )
    return _again(by, face)


@operation("intake_message.received", needs=Permission.WRITE_OWN_MESSAGES, on="face")
def write_to_charity(
    *, by: Actor, face: IntakeFace, body: str, on_behalf: str = ""
) -> IntakeMessage:
    """The agency writes about a referral of its own."""
    return _message(by=by, face=face, body=body, on_behalf=on_behalf)


def _message(*, by: Actor, face: IntakeFace, body: str, on_behalf: str) -> IntakeMessage:
    return IntakeMessage(
        organisation_id=face.organisation_id,
        intake_id=face.intake_id,
        direction=Direction.IN,
        body=body,
        on_behalf=on_behalf,
        recorded_by_id=by.user_id,
        recorded_at=clock.now(),
    ).insert()


def _again(by: Actor, face: IntakeFace) -> IntakeFace:
    found: IntakeFace = IntakeFace.objects.visible_to(by).get(pk=face.pk)
    return found


def _demand_agreement(agency: PartnerAgency) -> None:
    now = clock.now()
    live = agency.agreements.filter(
        starts_at__lte=now, ends_at__gt=now, purposes__contains=[Purpose.REFERRAL_IN]
    )
    if not live.exists():
        raise NotPermitted("The agreement with your agency does not name referrals to us.")


def _keep(form: Form) -> Intake:
    form.intake.insert()
    for row in (*form.people, *form.routes):
        row.insert()
    matching.look(form.intake, form.people, form.routes)
    return form.intake
