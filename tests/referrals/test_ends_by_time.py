"""What ends by time: refused at once by the gate, and then written down, told and followed up."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from caseload.accounts.principals import system_actor
from caseload.accounts.services import partners
from caseload.consents.jobs import (
    ask_again,
    ask_again_everywhere,
    end_what_ran_out,
    end_what_ran_out_everywhere,
)
from caseload.consents.models import Disclosure
from caseload.consents.rules import Recipient
from caseload.consents.services import bases
from caseload.exchange.models import OutboxEvent
from caseload.referrals.models import Referral
from caseload.tasks.models import Task
from tests.factories import clients
from tests.factories import consents as consents_of
from tests.factories import referrals as make
from tests.support.acting import acting, commit_check, fresh
from tests.support.standard import MORNING, program_actor

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
TICK = timedelta(microseconds=1)
ENDS = MORNING + 20 * DAY


def sent(org, case, at=MORNING, **agreed):
    agreement = make.agreement(by=org.worker, on=case, to=org.agency("harbour"), **agreed)
    draft = make.referral(by=org.worker, on=case, to=org.agency("harbour"))
    return make.send(by=org.worker, made=draft, at=at), agreement


def ledger_of(org, case, at):
    by = fresh(org.worker, at)
    with acting(by, at):
        rows = Disclosure.objects.visible_to(by).filter(case=case).order_by("disclosed_at", "pk")
        return [(row.access_ended_reason, row.access_ended_at) for row in rows]


def now_of(org, referral, at):
    by = fresh(org.worker, at)
    with acting(by, at):
        return Referral.objects.visible_to(by).get(pk=referral.pk)


def tasks_of(org, case, at):
    by = fresh(org.worker, at)
    with acting(by, at):
        rows = Task.objects.visible_to(by).filter(case=case).order_by("rule_key")
        return [(row.task_type, row.due_on, row.owner_id) for row in rows]


def told(org, name="harbour"):
    by = program_actor(org.programs[name])
    with acting(by, ENDS + DAY):
        return [row.type for row in OutboxEvent.objects.visible_to(by).order_by("seq")]


def read(client_as, referral, at):
    return client_as("harbour", at=at).get(f"partner/referrals/{referral.pk}").status_code


def test_an_agreement_of_the_person_that_ends_refuses_at_once_and_is_written_down(
    org, client_as, case
):
    referral, _ = sent(org, case, valid_until=ENDS)
    before = told(org)

    assert read(client_as, referral, ENDS - TICK) == 200
    assert read(client_as, referral, ENDS) == 404
    assert ledger_of(org, case, ENDS) == [("", None)]

    assert end_what_ran_out_everywhere(ENDS - TICK) == 0
    assert end_what_ran_out_everywhere(ENDS) == 1
    commit_check()
    assert end_what_ran_out_everywhere(ENDS + DAY) == 0

    assert ledger_of(org, case, ENDS) == [("expired", ENDS)]
    now = now_of(org, referral, ENDS)
    assert (now.state, now.withdrawal_reason) == ("withdrawn", "")
    assert (now.access_ended_reason, now.access_ended_at) == ("expired", ENDS)
    assert told(org)[len(before) :] == ["referral.withdrawn", "disclosure.recalled"]
    assert [owner for *_, owner in tasks_of(org, case, ENDS)] == [org.worker.pk]


def test_after_acceptance_access_ends_and_people_decide_about_the_state(org, client_as, case):
    referral, _ = sent(org, case, valid_until=ENDS)
    client_as("harbour").post(f"partner/referrals/{referral.pk}/accept", if_match=1)
    before = told(org)

    assert end_what_ran_out_everywhere(ENDS) == 1

    now = now_of(org, referral, ENDS)
    assert (now.state, now.access_ended_reason) == ("accepted", "expired")
    assert told(org)[len(before) :] == ["referral.withdrawn", "disclosure.recalled"]


def test_what_a_parent_agreed_to_ends_with_the_eighteenth_birthday(org, client_as):
    case = clients.case(
        org, lead=org.worker, person={"given_names": "Rowan", "born_on": date(2007, 2, 2)}
    )
    referral, _ = sent(org, case, giver="parent_pr", standing="yes_birth_mother")

    assert read(client_as, referral, ENDS - timedelta(hours=10)) == 200
    assert read(client_as, referral, ENDS) == 404
    assert end_what_ran_out_everywhere(ENDS) == 1
    assert ledger_of(org, case, ENDS) == [("expired", ENDS)]


def test_the_end_of_the_agencys_agreement_is_its_own_reason(org, client_as, case):
    referral, _ = sent(org, case)
    by = fresh(org.data_protection_lead, ENDS)
    with acting(by, ENDS):
        agreed = org.agency("harbour").agreements.get()
        partners.end_agreement(by=by, agreement=agreed, seen=agreed.version, reason="over")

    assert end_what_ran_out_everywhere(ENDS) == 1
    assert ledger_of(org, case, ENDS) == [("agreement_ended", ENDS)]
    assert now_of(org, referral, ENDS).access_ended_reason == "agreement_ended"


def test_a_suspension_stops_reading_and_ends_nothing_because_it_can_be_lifted(org, client_as, case):
    referral, _ = sent(org, case)
    by = fresh(org.data_protection_lead)
    with acting(by):
        agency = org.agency("harbour")
        agency = partners.suspend_agency(by=by, agency=agency, seen=agency.version, reason="stolen")

    assert end_what_ran_out_everywhere(MORNING + DAY) == 0
    with acting(by):
        partners.resume_agency(by=by, agency=agency, seen=agency.version, reason="found")
    assert read(client_as, referral, MORNING + DAY) == 200


def test_a_decision_that_was_for_a_time_ends_as_a_basis(org, case):
    harbour = org.agency("harbour")
    consents_of.lawful_basis(
        by=org.worker,
        on=case,
        recipient_name="",
        recipient_agency_id=harbour.pk,
        categories=make.EVERYTHING,
        schedule1="p2_para18_safeguarding",
        ends_at=ENDS,
    )
    draft = make.referral(by=org.worker, on=case, to=harbour)
    make.send(by=org.worker, made=draft)

    assert (end_what_ran_out_everywhere(ENDS - TICK), end_what_ran_out_everywhere(ENDS)) == (0, 1)
    assert ledger_of(org, case, ENDS) == [("basis_ended", ENDS)]


def test_an_end_that_was_said_beforehand_is_no_news_of_the_disclosure(org, case):
    make.agreement(by=org.worker, on=case, to=org.agency("harbour"))
    draft = make.referral(by=org.worker, on=case, to=org.agency("harbour"), expires_at=ENDS)
    make.send(by=org.worker, made=draft)
    before = told(org)

    assert end_what_ran_out_everywhere(ENDS) == 1
    assert ledger_of(org, case, ENDS) == [("expired", ENDS)]
    assert told(org)[len(before) :] == ["referral.withdrawn"]


def test_what_was_told_by_telephone_is_told_and_no_clock_ends_it(org, case):
    consents_of.sharing(
        by=org.worker,
        on=case,
        to=org.agency("council"),
        scope="share_childrens_services",
        valid_until=ENDS,
    )
    consents_of.disclosure(
        by=org.worker,
        on=case,
        recipient=Recipient(agency_id=org.agency("council").pk),
        purpose="routine_sharing",
        categories=["identity"],
    )

    assert end_what_ran_out_everywhere(ENDS + DAY) == 0


def test_the_clock_of_agreements_reads_no_queue_and_the_queue_tells_nothing(org):
    """Neither system actor holds what the other's clock needs (law 8: each does one job)."""
    from caseload.access.roles import SYSTEM_JOBS  # noqa: PLC0415 - near its use

    assert "referrals.triage_intake" not in SYSTEM_JOBS["consents"]
    assert "clients.disclose" not in SYSTEM_JOBS["referrals"]
    assert system_actor(org.organisation.pk, "consents").roles == {"system.consents"}


# -- Whose end it was -----------------------------------------------------------------------------
def test_a_withdrawal_names_what_it_ended_and_nothing_that_had_ended_before(org, client_as, case):
    council, harbour = org.agency("council"), org.agency("harbour")
    short = {"scope": "share_childrens_services", "valid_until": ENDS}
    consents_of.sharing(by=org.worker, on=case, to=council, **short)
    tells = {
        "recipient": Recipient(agency_id=council.pk),
        "purpose": "routine_sharing",
        "categories": ["identity"],
    }
    consents_of.disclosure(by=org.worker, on=case, **tells)
    first, agreed = sent(org, case)
    second = make.send(
        by=org.worker, made=make.referral(by=org.worker, on=case, to=harbour), at=MORNING
    )
    worker = client_as("worker")
    worker.post(
        f"cases/{case.pk}/referrals/{second.pk}/withdraw",
        {"reason": "resolved"},
        if_match=second.version,
    )

    later = client_as("worker", at=ENDS + DAY)
    answer = later.post(
        f"cases/{case.pk}/consents/{agreed.pk}/withdraw",
        {"method": "verbal"},
        if_match=agreed.version,
    )

    assert answer.status_code == 200, answer.content
    assert answer.json()["ended_disclosure_ids"] == [str(first.disclosure_id)]
    ended = sorted(ledger_of(org, case, ENDS + DAY))
    assert [reason for reason, _ in ended] == ["expired", "recalled", "withdrawn"]
    again = later.get(f"cases/{case.pk}/consents/{agreed.pk}").json()
    assert again["ended_disclosure_ids"] == [str(first.disclosure_id)]


def test_a_no_to_sharing_also_ends_what_rested_on_another_yes(org, client_as, case):
    """The stricter answer beats the broader: taken back here, ended there, and named here."""
    referral, _ = sent(org, case)
    sharing = consents_of.sharing(by=org.worker, on=case, to=org.agency("harbour"))

    answer = client_as("worker", at=MORNING + DAY).post(
        f"cases/{case.pk}/consents/{sharing.pk}/withdraw",
        {"method": "verbal"},
        if_match=sharing.version,
    )

    assert answer.json()["ended_disclosure_ids"] == [str(referral.disclosure_id)]


def test_ending_a_decision_leaves_to_each_end_its_own_reason(org, case):
    lasting = consents_of.lawful_basis(by=org.worker, on=case)
    consents_of.disclosure(by=org.worker, on=case)
    sent(org, case, valid_until=ENDS)
    by = fresh(org.safeguarding_lead, ENDS)
    with acting(by, ENDS):
        for basis in bases.LawfulBasis.objects.visible_to(by).filter(case=case):
            bases.end_basis(by=by, basis=basis, seen=basis.version, reason="over")

    assert lasting.case_id == case.pk
    assert sorted(reason for reason, _ in ledger_of(org, case, ENDS)) == ["basis_ended", "expired"]


def test_taking_something_back_raises_a_task_of_a_known_type(org, client_as, case):
    _, agreed = sent(org, case)
    client_as("worker").post(
        f"cases/{case.pk}/consents/{agreed.pk}/withdraw",
        {"method": "verbal"},
        if_match=agreed.version,
    )

    assert ("review_due", MORNING.date(), None) in tasks_of(org, case, MORNING)


# -- Asking again ---------------------------------------------------------------------------------
def test_an_agreement_that_ends_soon_is_asked_about_once(org, case):
    _, agreed = sent(org, case, valid_until=MORNING + 31 * DAY)

    assert ask_again_everywhere(MORNING) == 0
    assert (ask_again_everywhere(MORNING + DAY), ask_again_everywhere(MORNING + 2 * DAY)) == (1, 0)
    commit_check()
    ends_on = (MORNING + 31 * DAY).date()
    assert tasks_of(org, case, MORNING + DAY) == [("consent_expiring", ends_on, org.worker.pk)]
    assert agreed.case_id == case.pk


def test_who_was_asked_again_already_is_not_asked_by_the_clock(org, case):
    consents_of.consent(by=org.worker, on=case, valid_until=ENDS)
    consents_of.consent(by=org.worker, on=case, at=MORNING + DAY)

    assert ask_again_everywhere(ENDS) == 0


def test_a_child_who_has_grown_into_it_is_asked_and_nothing_ends_yet(org, client_as):
    case = clients.case(
        org, lead=org.worker, person={"given_names": "Rowan", "born_on": date(2009, 2, 2)}
    )
    referral, _ = sent(org, case, giver="parent_pr", standing="yes_birth_mother")

    assert (ask_again_everywhere(ENDS - DAY), ask_again_everywhere(ENDS)) == (0, 1)
    assert tasks_of(org, case, ENDS) == [("review_due", date(2025, 2, 2), org.worker.pk)]
    assert read(client_as, referral, ENDS) == 200


# -- What cannot be ------------------------------------------------------------------------------
def test_an_end_in_the_past_is_refused_by_its_field(org, client_as, case):
    make.agreement(by=org.worker, on=case, to=org.agency("harbour"))
    worker = client_as("worker")
    words = {
        "recipient_agency_id": str(org.agency("harbour").pk),
        "destination_type": "counselling",
        "reason": "Somebody to talk to",
        "sections": ["identity"],
    }
    for ends in (MORNING, MORNING - DAY):
        refused = worker.post(
            f"cases/{case.pk}/referrals", words | {"expires_at": ends.isoformat()}
        )
        assert refused.status_code == 422, refused.content
        (error,) = refused.json()["errors"]
        assert (error["pointer"], error["code"]) == ("/expires_at", "in_the_past")
    made = worker.post(
        f"cases/{case.pk}/referrals", words | {"expires_at": (MORNING + DAY).isoformat()}
    ).json()
    path = f"cases/{case.pk}/referrals/{made['id']}"
    moved = worker.patch(path, {"expires_at": MORNING.isoformat()}, if_match=made["version"])
    assert moved.status_code == 422

    late = client_as("worker", at=MORNING + DAY)
    shown = late.post(f"{path}/preview").json()
    kept = late.post(
        f"{path}/send", {"content_hash": shown["content_hash"]}, if_match=made["version"]
    )
    assert kept.status_code == 422, kept.content
    assert kept.json()["errors"][0]["pointer"] == "/expires_at"
    assert late.get(path).json()["state"] == "draft"


def test_a_yes_that_begins_later_says_so_and_not_that_it_ran_out(org, client_as, case):
    make.agreement(by=org.worker, on=case, to=org.agency("harbour"), valid_from=MORNING + DAY)
    draft = make.referral(by=org.worker, on=case, to=org.agency("harbour"))
    worker = client_as("worker")
    path = f"cases/{case.pk}/referrals/{draft.pk}"
    shown = worker.post(f"{path}/preview").json()

    refused = worker.post(
        f"{path}/send", {"content_hash": shown["content_hash"]}, if_match=draft.version
    )

    assert (shown["allowed"], shown["reason_code"]) == (False, "not_yet_valid")
    assert (refused.status_code, refused.json()["code"]) == (409, "consent-required")
    assert "begins later" in refused.json()["detail"]
    later = client_as("worker", at=MORNING + DAY).post(f"{path}/preview").json()
    assert later["allowed"]


def test_the_jobs_run_by_themselves_and_by_hand(org, case):
    sent(org, case, valid_until=ENDS)
    said = StringIO()

    call_command("run_clocks", at=ENDS.isoformat(), stdout=said)
    end_what_ran_out(0)
    ask_again(0)

    assert said.getvalue().splitlines() == [
        "0 intakes were cut.",
        "1 disclosures ran out.",
        "1 agreements are to be asked about again.",
        "0 words to referrers followed the time.",
        "0 referrals were chased.",
    ]
