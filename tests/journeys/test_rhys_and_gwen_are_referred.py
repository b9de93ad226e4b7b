"""Story C, steps 1 to 3 and 7: two relatives come by themselves, and neither worker hears of the
other; the yes to hearing from us afterwards ends on its day.
"""

from datetime import datetime
from typing import Any

import pytest

from caseload.core.uk_time import uk_date
from caseload.core.working_days import working_days_between
from tests.journeys.playing import Stage, code_of, nobody, opening, same_problem
from tests.journeys.referring import Referred

HIS_MAIL = "rhys.e@example.org"
OF_HERSELF = {"source": "self", "consent_model": "self", "uk_nation": "wales"}


@pytest.fixture
def her_referral(stage: Stage) -> Referred:
    made = stage.at("intake_worker", "2025-02-20 10:15").post(
        "intakes",
        OF_HERSELF
        | {
            "subject": {"given_names": "Gwen", "family_name": "Evans"},
            "contact_routes": [
                {
                    "kind": "phone",
                    "label": "her landline",
                    "value": "07700 900301",
                    "call": "allowed",
                }
            ],
        },
    )
    intake = Referred(stage, made["id"])
    intake.steps("2025-02-20 10:30", "triage")
    intake.tries("2025-02-21 11:00", "her landline", minutes=45)
    return intake


@pytest.fixture
def gwen(stage: Stage, her_referral: Referred) -> str:
    """Led by ``co_worker``."""
    return str(her_referral.accepted("2025-02-21 12:00", lead="co_worker")["id"])


@pytest.fixture
def chat(stage: Stage) -> Any:
    """Somebody wrote on a Sunday and gave no name."""
    opened = stage.at("south_manager", "2025-03-02 19:30").post(
        "cases",
        opening(
            stage.org,
            {"identity_level": "anonymous"},
            team="south",
            uk_nation="wales",
            lead_id=str(stage.org.second_worker.pk),
        ),
    )
    stage.at("second_worker", "2025-03-02 20:10").logs(
        opened["id"],
        channel="live_chat",
        outcome="written_exchange",
        headline="A brother wrote",
        minutes=30,
    )
    return opened


@pytest.fixture
def his_referral(stage: Stage, chat: Any) -> Referred:
    """He gives a first name and an address for mail, and speaks on the same day."""
    made = stage.at("intake_worker", "2025-03-10 10:00").post(
        "intakes",
        OF_HERSELF
        | {
            "subject": {"known_as": "Rhys"},
            "contact_routes": [
                {"kind": "email", "label": "his own mail", "value": HIS_MAIL, "email": "allowed"}
            ],
        },
    )
    intake = Referred(stage, made["id"])
    intake.steps("2025-03-10 10:10", "triage")
    intake.tries("2025-03-10 11:00", direction="inbound", minutes=40)
    return intake


@pytest.fixture
def rhys(stage: Stage, chat: Any, his_referral: Referred) -> Any:
    """He wants the chat kept with what comes now: his case is of the same client."""
    person = chat["client_id"]
    stage.at("second_worker", "2025-03-10 11:05").post(
        f"people/{person}/identify",
        {
            "identity_level": "pseudonymous",
            "known_as": "Rhys",
            "communication_needs": ["welsh"],
            "reason": "he gave a first name, and wants the chat kept with it",
        },
        status=200,
        if_match=f'"1-{person[:8]}"',
    )
    return his_referral.accepted(
        "2025-03-10 11:10",
        who="south_manager",
        team="south",
        lead="second_worker",
        client_id=person,
        # A family, once it is there, is never another: the lead joins him to one later.
        begins_family=False,
    )


def _days(intake: Any) -> tuple[int, int]:
    """First attempt and first two-way contact, in working days of Wales."""
    received, tried, spoke = (
        uk_date(datetime.fromisoformat(intake[name]))
        for name in ("received_at", "first_attempt_at", "first_two_way_at")
    )
    return (
        working_days_between(received, tried, "wales"),
        working_days_between(received, spoke, "wales"),
    )


def test_C1_a_chat_without_a_name_is_no_referral(stage: Stage, chat: Any) -> None:
    # C1, BR-09: no name, no number, and nothing in the queue that would ask for one.
    assert stage.at("intake_worker", "2025-03-02 20:30").get("intakes")["results"] == []
    worker = stage.at("second_worker", "2025-03-02 20:30")
    assert worker.get(f"cases/{chat['id']}/safe-contact-routes")["results"] == []
    person = worker.get(f"people/{chat['client_id']}")
    assert not any(person[name] for name in ("given_names", "family_name", "known_as", "born_on"))


def test_C2_gwen_is_spoken_to_one_working_day_after_receipt(
    stage: Stage, her_referral: Referred
) -> None:
    # C2: Intake Thu 02-20, two-way Fri 02-21 (1 working day).
    assert _days(her_referral.seen("2025-02-21 11:30")) == (1, 1)


def test_C2_gwens_case_is_of_wales_and_of_her_worker(stage: Stage, gwen: str) -> None:
    seen = stage.at("co_worker", "2025-02-21 12:10").get(f"cases/{gwen}")

    # C2: worker W3. Whoever accepted her keeps no sight of the case.
    assert (seen["client_name"], seen["uk_nation"]) == ("Gwen Evans", "wales")
    stage.at("intake_worker", "2025-02-21 12:10").get(f"cases/{gwen}", status=404)


def test_C3_rhys_is_spoken_to_on_the_day_of_receipt_and_the_chat_moves_no_clock(
    his_referral: Referred, rhys: Any
) -> None:
    seen = his_referral.seen("2025-03-10 11:30")

    # C3: Intake received and accepted, two-way the same day (0); BR-03: nothing before receipt.
    assert (seen["state"], _days(seen)) == ("accepted", (0, 0))
    assert seen["first_two_way_at"] > seen["received_at"] > "2025-03-02"
    assert seen["accepted_at"] > seen["received_at"]


def test_C3_an_attempt_before_receipt_is_no_attempt(his_referral: Referred) -> None:
    # C3, BR-03: the chat of 03-02 cannot be written down as the first conversation.
    refused = his_referral.tries(
        "2025-03-10 11:30",
        direction="inbound",
        channel="live_chat",
        happened_at="2025-03-02T19:35:00+00:00",
        status=422,
    )

    assert refused["errors"][0]["code"] == "before_receipt"


def test_C3_he_joins_the_chat_to_his_record_and_it_stays_as_it_was(
    stage: Stage, chat: Any, rhys: Any
) -> None:
    worker = stage.at("second_worker", "2025-03-10 11:30")
    earlier = worker.get(f"cases/{chat['id']}/contacts")["results"]
    now = worker.get(f"cases/{rhys['id']}/contacts")["results"]

    # C3, BR-09: one client, by his own choice; what was written without a name is not rewritten.
    assert rhys["client_id"] == chat["client_id"]
    assert [row["headline"] for row in earlier] == ["A brother wrote"]
    assert [row["headline"] for row in now] == ["First conversation"]
    person = worker.get(f"people/{chat['client_id']}")
    assert (person["identity_level"], person["known_as"]) == ("pseudonymous", "Rhys")
    # C4: communication_need = welsh.
    assert person["communication_needs"] == ["welsh"]


def test_C3_nobody_is_to_know_and_nobody_does(
    stage: Stage, gwen: str, chat: Any, rhys: Any, her_referral: Referred
) -> None:
    worker = stage.at("second_worker", "2025-03-10 11:40")
    amended = worker.patch(
        f"cases/{rhys['id']}",
        {"disclosure_circle": ["nobody"], "reason": "nobody is to know"},
        if_match=f'"{rhys["version"]}-{rhys["id"][:8]}"',
    )
    lead = stage.at("safeguarding_lead", "2025-03-11 09:00", reason="safeguarding")
    lead.patch(
        f"cases/{rhys['id']}",
        {
            "family_id": lead.get(f"cases/{gwen}")["family_id"],
            "reason": "linked by the safeguarding lead",
        },
        if_match=f'"{amended["version"]}-{rhys["id"][:8]}"',
    )

    # C3: disclosure_circle = nobody.
    assert amended["disclosure_circle"] == ["nobody"]
    # C3: W4 sees neither Gwen's case nor that she is known, and W3 sees nothing of Rhys.
    for who, hidden, name in (
        ("second_worker", gwen, "Gwen"),
        ("co_worker", rhys["id"], "Rhys"),
    ):
        part = stage.at(who, "2025-03-12 09:00")
        assert same_problem(
            part.get(f"cases/{hidden}", status=404), part.get(f"cases/{nobody()}", status=404)
        )
        assert part.finds(name=name) == []
        for path in ("cases", "contacts", "tasks", "dashboards/caseload"):
            part.get(path)
        # Referrals are for whoever triages: not even a refusal tells one from another.
        assert same_problem(
            part.get(her_referral.path, status=403), part.get(f"intakes/{nobody()}", status=403)
        )
        assert not stage.was_told(who, hidden)
        assert not stage.was_told(who, name)


def test_C7_the_yes_to_hearing_from_us_ends_on_its_day(stage: Stage, rhys: Any) -> None:
    case, tag = rhys["id"], rhys["id"][:8]
    worker = stage.at("second_worker", "2025-07-21 18:00")
    (mail,) = worker.get(f"cases/{case}/safe-contact-routes")["results"]
    route = f"cases/{case}/safe-contact-routes/{mail['id']}"
    said = {"email": "allowed", "reason": "asked again in the last conversation"}
    worker.patch(route, said, if_match=f'"{mail["version"]}-{mail["id"][:8]}"')
    yes = worker.post(
        f"cases/{case}/consents",
        {
            "scope": "follow_up_after_closure",
            "answer": "given",
            "method": "verbal",
            # Until the end of the day, by the clock on the kitchen wall.
            "valid_until": "2025-10-21T23:00:00Z",
        },
    )
    path = f"cases/{case}/transitions"
    worker.post(path, {"to": "active"}, status=200, if_match=f'"1-{tag}"')
    end = {"closure_reason": "needs_met", "closure_summary": "He has told a friend."}
    checks = {"checks": ["risks", "referrals", "follow_up", "routes"]}
    worker.post(path, {"to": "closing"} | end | checks, status=200, if_match=f'"2-{tag}"')
    closed = worker.post(path, {"to": "closed"}, status=200, if_match=f'"3-{tag}"')

    last, day_after = (
        stage.at("second_worker", when).get(f"cases/{case}/consents/{yes['id']}")["status"]
        for when in ("2025-10-21 23:30", "2025-10-22 09:00")
    )
    message = stage.at("second_worker", "2025-10-22 09:00").logs(
        case,
        safe_contact_route_id=mail["id"],
        channel="email",
        outcome="message_sent_no_reply",
        status=409,
    )

    # C7: closed `needs_met`; follow-up consent until 2025-10-21.
    assert (closed["state"], closed["closure_reason"]) == ("closed", "needs_met")
    assert (last, day_after) == ("given", "expired")
    # C7: a message on 2025-10-22 is blocked: by BR-25, since his answers stand for 90 days.
    assert code_of(message) == "route_expired"
