"""Referrals in: one in triage, one accepted, one that seems to be about somebody known."""

from datetime import timedelta
from typing import Any

from caseload.referrals.models import IntakeFace
from caseload.referrals.selectors import intakes as reads
from caseload.referrals.services import attempts, triage
from tests.factories import referrals as make
from tests.support.acting import acting, fresh
from tests.support.standard import MORNING


def furnish_intakes(world: Any) -> None:
    org, record = world.org, world.record
    record["intake"] = row = make.intake(org)
    record["intake-person"] = make.intake_person(org, row)
    record["intake-route"] = route = make.intake_route(org, row)
    record["known-intake"] = make.intake(org)
    record["received-intake"] = make.intake(org, state="received")
    record["accepted-intake"], _ = make.accepted_intake(org)
    by = fresh(org.intake_worker)
    with acting(by):
        record["intake-attempt"] = attempts.log_attempt(
            by=by,
            intake=row,
            person=record["intake-person"],
            route=route,
            channel="phone_call",
            outcome="no_answer",
            happened_at=MORNING,
        )
        record["intake"] = reads.intake_detail(by=by, intake_id=row.pk)
        triage.write_to_referrer(by=by, intake=row, body="Was the person told?")
        record["own-intake-face"] = IntakeFace.objects.visible_to(by).get(intake=row)
    # Its agency is told how it stands.
    answered = make.intake(org)
    by = fresh(org.intake_worker)
    with acting(by):
        triage.record_feedback_answer(
            by=by, intake=answered, seen=answered.version, answer="given", method="verbal"
        )
    record["silent-intake"] = _tried_in_vain(org)
    known = make.intake(
        org,
        people=[
            {
                "given_names": "Linden",
                "family_name": "Fairweather",
                "contact_routes": [make.A_PHONE],
            }
        ],
    )
    by = fresh(org.safeguarding_lead)
    with acting(by):
        record["intake-match"] = reads.intake_matches(by=by).filter(intake=known).first()


def _tried_in_vain(org: Any) -> Any:
    """Three times, on three days, at two times of day, over more than ten working days (BR-66)."""
    row = make.intake(org, at=MORNING - timedelta(days=30))
    person, route = make.intake_person(org, row), make.intake_route(org, row)
    by = fresh(org.intake_worker)
    with acting(by):
        for days, hours in ((29, 0), (20, 6), (8, 1)):
            attempts.log_attempt(
                by=by,
                intake=row,
                person=person,
                route=route,
                channel="phone_call",
                outcome="no_answer",
                happened_at=MORNING - timedelta(days=days) + timedelta(hours=hours),
            )
        return reads.intake_detail(by=by, intake_id=row.pk)
