"""More of everything that is shared, so that a list that asks once for each row is found out."""

from typing import Any

from caseload.accounts.services import partners
from caseload.referrals.services import attempts, intakes, triage
from tests.factories import consents, exchange
from tests.factories import referrals as make
from tests.support.acting import acting, fresh
from tests.support.standard import FAR_AWAY, program_actor


def grow_sharing(world: Any, rows: int) -> None:
    """``rows`` more answers, decisions, disclosures, referrals either way, messages and agencies."""
    org, case, record = world.org, world.case, world.record
    harbour = org.agency("harbour")
    for number in range(rows):
        consents.consent(by=org.worker, on=case)
        consents.disclosure(by=org.worker, on=case)
        make.send(
            by=org.worker,
            made=make.referral(by=org.worker, on=case, to=harbour, sections=["needs"]),
        )
        make.referral_message(by=org.worker, about=record["received-referral"], body=f"{number}")
        _referred_in(org, record["intake"], number)
        exchange.event(org.programs["police"], object_id=record["intake"].pk)
    by = fresh(org.administrator)
    with acting(by):
        for number in range(rows):
            agency = partners.add_agency(
                by=by, organisation=org.organisation, name=f"Trust {number}", kind="charity"
            )
            partners.register_client(
                by=by, agency=record["agency"], name=f"System {number}", scopes=["intakes.read"]
            )
            partners.sign_agreement(
                by=by,
                agency=record["agency"],
                title=f"Agreement {number} with {agency.name}",
                purposes=["referral_in"],
                categories=["identity"],
                ends_at=FAR_AWAY,
            )


def _referred_in(org: Any, row: Any, number: int) -> None:
    """One more that is told how it stands, and one more message, attempt and word on this one."""
    another = make.intake(org)
    person, route = make.intake_person(org, row), make.intake_route(org, row)
    by = fresh(org.intake_worker)
    with acting(by):
        triage.record_feedback_answer(
            by=by, intake=another, seen=another.version, answer="given", method="verbal"
        )
        triage.write_to_referrer(by=by, intake=row, body=f"Question {number}")
        attempts.log_attempt(
            by=by,
            intake=row,
            person=person,
            route=route,
            channel="phone_call",
            outcome="no_answer",
            happened_at=row.received_at,
        )
    program = program_actor(org.programs["police"])
    with acting(program):
        face = make.IntakeFace.objects.visible_to(program).get(intake_id=row.pk)
        intakes.write_to_charity(by=program, face=face, body=f"Answer {number}", on_behalf="")
