"""Answers, a decision without one, and what was told, on the furnished case."""

from typing import Any

from caseload.consents.selectors import records
from caseload.consents.services import disclosures
from tests.factories import consents as make
from tests.support.acting import acting, fresh
from tests.support.standard import program_actor


def furnish_consents(world: Any) -> None:
    org, case, record = world.org, world.case, world.record
    record["consent"] = make.consent(by=org.worker, on=case)
    record["disclosure"] = make.disclosure(by=org.worker, on=case)
    record["emergency-basis"] = make.lawful_basis(by=org.worker, on=case)
    # The next decision goes against it, and so needs a second person.
    make.refusal(by=org.worker, on=case)
    record["lawful-basis"] = make.lawful_basis(
        by=world.people["second_lead"],
        on=case,
        ground="safeguarding_child",
        article6="f_legitimate_interests",
        article9="g_substantial_public_interest",
        schedule1="p2_para18_safeguarding",
        recipient_name="Northshire social care",
        concern="A child is left alone",
        agreement_not_sought_because="It would have put the child at risk",
        family_told=False,
        family_told_note="Not yet",
        person_told_at=record["consent"].answered_at,
    )
    council = org.agency("council")
    make.sharing(by=org.worker, on=case, to=council, scope="share_childrens_services")
    told = make.disclosure(
        by=org.worker,
        on=case,
        recipient=make.Recipient(agency_id=council.pk),
        purpose="routine_sharing",
        categories=["identity"],
    )
    by = fresh(org.worker)
    with acting(by):
        disclosures.recall_disclosure(
            by=by, disclosure=told, seen=told.version, note="Wrong family"
        )
    program = program_actor(org.programs["council"])
    with acting(program):
        record["own-disclosure-notice"] = records.my_notice(by=program, disclosure_id=told.pk)
    record["own-disclosure"] = told
