"""Operations on referrals in, each done once by somebody who may."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from caseload.access.acting import at_the_desk
from caseload.accounts.principals import system_actor
from caseload.contacts import services as contacts
from caseload.core.actor import Actor
from caseload.referrals import feedback_desk, intake_desk
from caseload.referrals.models import Intake, IntakeFace
from caseload.referrals.selectors import intakes as reads
from caseload.referrals.services import (
    acceptance,
    attempts,
    intake_lists,
    intakes,
    triage,
)
from caseload.referrals.services.cutting import cut_intake
from tests.factories import referrals as make
from tests.promises.stage import LATER, Stage
from tests.support.acting import acting, fresh
from tests.support.standard import MORNING, program_actor

_ROW = {
    "external_reference": "one of several",
    "people": [{"given_names": "Ivy", "contact_routes": [make.A_PHONE]}],
}


def _triager(stage: Stage, act: Callable[[Actor], Any]) -> Actor:
    by = fresh(stage.org.intake_worker, LATER)
    with acting(by, LATER):
        act(by)
    return by


def _step(
    act: Callable[..., Any], *, made: Callable[[Stage], Intake] | None = None, **how: Any
) -> Callable[[Stage], Actor]:
    def run(stage: Stage) -> Actor:
        row = made(stage) if made else make.intake(stage.org)
        return _triager(stage, lambda by: act(by=by, intake=row, seen=row.version, **how))

    return run


def _program(act: Callable[..., Any], **how: Any) -> Callable[[Stage], Actor]:
    """What the agency's program does to a referral of its own."""

    def run(stage: Stage) -> Actor:
        row = make.intake(stage.org)
        by = program_actor(stage.org.programs["police"])
        with acting(by, LATER):
            act(by=by, face=reads.my_face(by=by, intake_id=row.pk), **how)
        return by

    return run


def _desk(act: Callable[..., Any], *, unsafe: bool = False, **how: Any) -> Callable[[Stage], Actor]:
    def run(stage: Stage) -> Actor:
        row = make.intake(stage.org)
        if unsafe:
            _triager(stage, lambda by: triage.mark_unsafe(by=by, intake=row, seen=row.version))
        by = program_actor(stage.org.programs["police"])
        with acting(by, LATER), at_the_desk(by) as desk:
            act(by=desk, intake_id=row.pk, **how)
        return desk

    return run


def _submits(stage: Stage) -> Actor:
    by = program_actor(stage.org.programs["police"])
    with acting(by, LATER):
        intakes.submit_intake(
            by=by,
            agency=stage.org.agency("police"),
            external_reference="once",
            people=[{"given_names": "Ivy", "contact_routes": [make.A_PHONE]}],
        )
    return by


def _several(stage: Stage) -> Actor:
    by = program_actor(stage.org.programs["police"])
    with acting(by, LATER):
        intake_lists.submit_intakes(by=by, agency=stage.org.agency("police"), sent=[_ROW])
    return by


def _list(stage: Stage) -> Actor:
    return _triager(
        stage,
        lambda by: intake_lists.take_in_list(
            by=by,
            organisation=stage.org.organisation,
            agency=stage.org.agency("police"),
            rows=[_ROW | {"external_reference": "one of a list"}],
        ),
    )


def _takes_in(stage: Stage) -> Actor:
    return _triager(
        stage,
        lambda by: intakes.take_in(
            by=by,
            organisation=stage.org.organisation,
            people=[{"given_names": "Ivy", "contact_routes": [make.A_PHONE]}],
        ),
    )


def _tries(stage: Stage) -> Actor:
    row = make.intake(stage.org)
    person, route = make.intake_person(stage.org, row), make.intake_route(stage.org, row)
    return _triager(
        stage,
        lambda by: attempts.log_attempt(
            by=by,
            intake=row,
            person=person,
            route=route,
            channel="phone_call",
            outcome="no_answer",
            happened_at=LATER,
        ),
    )


def _route(stage: Stage) -> Actor:
    row = make.intake(stage.org)
    person = make.intake_person(stage.org, row)
    return _triager(
        stage,
        lambda by: attempts.record_intake_route(by=by, intake=row, person=person, **make.A_PHONE),
    )


def _device(stage: Stage) -> Actor:
    route = make.intake_route(stage.org, make.intake(stage.org))
    return _triager(
        stage,
        lambda by: attempts.set_intake_device(
            by=by, route=route, seen=1, device_status="seized_family", reason="taken"
        ),
    )


def _accepts(stage: Stage) -> Actor:
    row = make.intake(stage.org)
    person = make.intake_person(stage.org, row)
    return _triager(
        stage,
        lambda by: acceptance.accept_intake(
            by=by,
            intake=row,
            seen=row.version,
            person=person,
            team=stage.org.north,
            strand="adult_family_1to1",
        ),
    )


def _carries(stage: Stage) -> Actor:
    return stage.as_worker(
        lambda by: contacts.carry_over(
            by=by,
            case=stage.case,
            route_id=None,
            first_recorded_by_id=stage.org.intake_worker.pk,
            first_recorded_at=MORNING,
            channel="phone_call",
            direction="inbound",
            outcome="spoke_with_client",
            purposes=["first_contact"],
            happened_at=MORNING,
            headline="She rang",
        )
    )


def _unreachable(stage: Stage) -> Actor:
    row = make.intake(stage.org, at=MORNING - timedelta(days=30))
    person, route = make.intake_person(stage.org, row), make.intake_route(stage.org, row)
    for days, hours in ((29, 0), (20, 6), (8, 1)):
        when = MORNING - timedelta(days=days) + timedelta(hours=hours)
        _triager(
            stage,
            lambda by, when=when: attempts.log_attempt(
                by=by,
                intake=row,
                person=person,
                route=route,
                channel="phone_call",
                outcome="no_answer",
                happened_at=when,
            ),
        )
    by = fresh(stage.org.intake_worker, LATER)
    with acting(by, LATER):
        now = reads.intake_detail(by=by, intake_id=row.pk)
        triage.mark_unreachable(by=by, intake=now, seen=now.version)
    return by


def _accepted(stage: Stage) -> Intake:
    return make.accepted_intake(stage.org)[0]


def _duplicate(stage: Stage) -> Actor:
    other = make.intake(stage.org)
    return _step(triage.mark_duplicate, duplicate_of=other)(stage)


def _says(act: Callable[..., Any], **how: Any) -> Callable[[Stage], Actor]:
    def run(stage: Stage) -> Actor:
        row = make.intake(stage.org)
        return _triager(stage, lambda by: act(by=by, intake=row, **how))

    return run


def _reviews(stage: Stage) -> Actor:
    first = make.accepted_intake(stage.org)[1]
    assert first
    make.intake(stage.org)
    by = fresh(stage.org.safeguarding_lead, LATER)
    with acting(by, LATER):
        match = reads.intake_matches(by=by).first()
        assert match is not None
        triage.review_intake_match(by=by, match=match, seen=match.version, outcome="unrelated")
    return by


def _cuts(stage: Stage) -> Actor:
    row = make.intake(stage.org)
    _triager(
        stage,
        lambda by: triage.withdraw_intake(
            by=by, intake=row, seen=row.version, withdrawal_reason="opted_out"
        ),
    )
    by = system_actor(stage.org.organisation.pk, "referrals")
    with acting(by, LATER + timedelta(days=7)):
        assert cut_intake(by=by, organisation=stage.org.organisation, intake_id=row.pk)
    return by


def _shows(stage: Stage) -> Actor:
    """The person said yes, so the agency is told another word."""
    row = make.intake(stage.org)
    by = fresh(stage.org.intake_worker, LATER)
    with acting(by, LATER):
        triage.record_feedback_answer(
            by=by, intake=row, seen=row.version, answer="given", method="verbal"
        )
        face = IntakeFace.objects.visible_to(by).get(intake=row)
    assert face.status == "being_considered"
    return by


def _reads_that_support_is_offered(stage: Stage) -> Actor:
    row = make.accepted_intake(stage.org, feedback="given")[0]
    by = program_actor(stage.org.programs["police"])
    with acting(by, LATER):
        face = reads.my_face(by=by, intake_id=row.pk)
        with at_the_desk(by) as desk:
            assert feedback_desk.tell_referrers(by=desk, faces=[face])
    return desk


SCENARIOS: dict[str, Callable[[Stage], Actor]] = {
    "contact.carried_over": _carries,
    "intake.submitted": _submits,
    "intake.taken_in": _takes_in,
    "intake_batch.submitted": _several,
    "intake_list.taken_in": _list,
    "intake.information_added": _program(intakes.add_information, note="Ring at noon"),
    "intake.taken_back": _program(
        intakes.take_back, withdrawal_reason="referrer_error", note="Sorry"
    ),
    "intake_message.received": _program(intakes.write_to_charity, body="Thank you"),
    "intake.desk_followed_information": _desk(
        intake_desk.follow_information, unsafe=True, has_routes=True, has_words=False
    ),
    "intake.desk_followed_withdrawal": _desk(
        intake_desk.follow_withdrawal, withdrawal_reason="referrer_error"
    ),
    "intake.triaged": _step(
        triage.start_triage, made=lambda stage: make.intake(stage.org, state="received")
    ),
    "intake.amended": _step(triage.amend_intake, reason="said so", urgency="immediate"),
    "intake.information_requested": _step(triage.request_information, question="Told?"),
    "intake.declined": _step(triage.decline_intake, decline_reason="no_agreement"),
    "intake.redirected": _step(triage.redirect_intake, signposts=["A helpline"]),
    "intake.withdrawn": _step(triage.withdraw_intake, withdrawal_reason="resolved"),
    "intake.marked_duplicate": _duplicate,
    "intake.marked_unsafe": _step(triage.mark_unsafe),
    "intake.marked_unreachable": _unreachable,
    "intake.put_on_waiting_list": _step(triage.put_on_waiting_list, made=_accepted),
    "intake.closed": _step(triage.close_intake, made=_accepted),
    "intake.cut": _cuts,
    "intake.feedback_answered": _step(
        triage.record_feedback_answer, answer="given", method="verbal"
    ),
    "intake.accepted": _accepts,
    "intake.attempt_logged": _tries,
    "intake_route.recorded": _route,
    "intake_route.device_set": _device,
    "intake_message.sent": _says(triage.write_to_referrer, body="Was she told?"),
    "intake_match.reviewed": _reviews,
    "intake_face.changed": _shows,
    "intake_feedback.told": _reads_that_support_is_offered,
    "conflict.declared_on_intake": _says(triage.declare_intake_conflict),
}
