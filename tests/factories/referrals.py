"""Referrals in, and out with the agreement they rest on, written by the services."""

from datetime import datetime
from itertools import count
from typing import Any

from caseload.clients import summaries
from caseload.clients.models import Case
from caseload.consents import ledger
from caseload.consents.models import AccessEnd, Consent, Disclosure
from caseload.core import clock
from caseload.core.sharing import DataCategory
from caseload.referrals.models import (
    Intake,
    IntakeFace,
    IntakePerson,
    IntakeRoute,
    Referral,
    ReferralMessage,
)
from caseload.referrals.referral_content import look_ahead
from caseload.referrals.selectors import intakes as intake_reads
from caseload.referrals.services import (
    acceptance,
    intakes,
    referral_messages,
    referrals_out,
    triage,
)
from tests.support.acting import acting, fresh
from tests.support.standard import MORNING, program_actor

_number = count(1)

EVERYTHING = [category.value for category in DataCategory]
ALL_SECTIONS = ["communication", "household", "identity", "needs", "safe_contact"]


def agreement(
    *, by: Any, on: Case, to: Any, at: datetime = MORNING, categories: Any = None, **words: Any
) -> Consent:
    """The client agrees to be referred to an agency, or to a named service."""
    by = fresh(by, at)
    whom = {"recipient_name": to} if isinstance(to, str) else {"recipient_agency": to}
    with acting(by, at):
        return Consent(
            case=on,
            scope="refer_onward",
            **whom,
            **{
                "categories": EVERYTHING if categories is None else categories,
                "answer": "given",
                "method": "verbal",
                "answered_at": at,
                "valid_from": at,
                **words,
            },
        ).record(by=by)


def withdraw(*, by: Any, consent: Consent, at: datetime = MORNING) -> None:
    """The client takes it back: what was disclosed on it ends in the same transaction."""
    by = fresh(by, at)
    with acting(by, at):
        summaries.lock(consent.case_id)
        now = clock.now()
        consent.amend(by=by, seen=None, reason="said so", withdrawn_at=now)
        told = Disclosure.objects.visible_to(by).filter(consent=consent, access_ended_at=None)
        for disclosure in told:
            ledger.end_access(by=by, disclosure=disclosure, reason=AccessEnd.WITHDRAWN)


def referral(
    *, by: Any, on: Case, to: Any = "The Corner Practice", at: datetime = MORNING, **words: Any
) -> Referral:
    """A draft."""
    by = fresh(by, at)
    whom = {"recipient_name": to} if isinstance(to, str) else {"recipient_agency_id": to.pk}
    usual = {
        "destination_type": "counselling",
        "reason": "Somebody to talk to in the evenings",
        "sections": ALL_SECTIONS,
    }
    with acting(by, at):
        return referrals_out.draft_referral(by=by, case=on, **whom, **(usual | words))


def sent_referral(
    *, by: Any, on: Case, to: Any, at: datetime = MORNING, channel: str = "", **words: Any
) -> Referral:
    """Sent on the client's agreement."""
    agreement(by=by, on=on, to=to, at=at)
    made = referral(by=by, on=on, to=to, at=at, **words)
    return send(by=by, made=made, at=at, channel=channel)


def send(*, by: Any, made: Referral, at: datetime = MORNING, channel: str = "") -> Referral:
    by = fresh(by, at)
    with acting(by, at):
        shown = look_ahead(by=by, referral=made)
        return referrals_out.send_referral(
            by=by,
            referral=made,
            seen=made.version,
            content_hash=shown.content_hash,
            channel=channel,
        )


def referral_message(
    *, by: Any, about: Referral, at: datetime = MORNING, body: str = "A word more"
) -> ReferralMessage:
    by = fresh(by, at)
    with acting(by, at):
        return referral_messages.send_referral_message(by=by, referral=about, body=body)


SOMEBODY = {"given_names": "Ivy", "family_name": "Larkspur"}
A_PHONE = {
    "kind": "phone",
    "value": "07700 900301",
    "call": "allowed",
    "voicemail": "not_safe",
}


def submitted_intake(
    org: Any, program: str = "police", *, at: datetime = MORNING, **said: Any
) -> IntakeFace:
    """A referral that an agency's program sent."""
    by = program_actor(org.programs[program])
    usual: dict[str, Any] = {
        "external_reference": f"REF-{next(_number)}",
        "source": "police_polit",
        "consent_model": "opt_out_notified",
        "people": [SOMEBODY | {"contact_routes": [A_PHONE]}],
    }
    with acting(by, at):
        return intakes.submit_intake(by=by, agency=org.agency(program), **(usual | said))


def intake(
    org: Any, program: str = "police", *, at: datetime = MORNING, state: str = "triage", **said: Any
) -> Intake:
    """The same, as far as triage unless told otherwise."""
    face = submitted_intake(org, program, at=at, **said)
    by = fresh(org.intake_worker, at)
    with acting(by, at):
        row = intake_reads.intake_detail(by=by, intake_id=face.intake_id)
        if state == "received":
            return row
        return triage.start_triage(by=by, intake=row, seen=row.version)


def intake_person(org: Any, row: Intake, *, at: datetime = MORNING) -> IntakePerson:
    """Whom it is about."""
    by = fresh(org.intake_worker, at)
    with acting(by, at):
        found = intake_reads.people_of(by=by, intake=row).first()
    assert found is not None
    return found


def intake_route(org: Any, row: Intake, *, at: datetime = MORNING) -> IntakeRoute:
    by = fresh(org.intake_worker, at)
    with acting(by, at):
        found = intake_reads.routes_of(by=by, intake=row).first()
    assert found is not None
    return found


def accepted_intake(
    org: Any, row: Intake | None = None, *, at: datetime = MORNING, feedback: str = "", **how: Any
) -> tuple[Intake, Case]:
    """Accepted into the north team, led by its worker."""
    row = row or intake(org, at=at)
    person = intake_person(org, row, at=at)
    by = fresh(org.intake_worker, at)
    with acting(by, at):
        row = intake_reads.intake_detail(by=by, intake_id=row.pk)
        if feedback:
            row = triage.record_feedback_answer(
                by=by, intake=row, seen=row.version, answer=feedback, method="verbal"
            )
    by = fresh(org.intake_worker, at)
    with acting(by, at):
        row = intake_reads.intake_detail(by=by, intake_id=row.pk)
        case = acceptance.accept_intake(
            by=by,
            intake=row,
            seen=row.version,
            person=person,
            team=org.north,
            strand="adult_family_1to1",
            lead_id=org.worker.pk,
            **how,
        )
        return intake_reads.intake_detail(by=by, intake_id=row.pk), case
