"""Story B, steps 1 and 2: Priya refers herself, and nobody who triages hears of Marcus.

The form on the web is not built; a worker writes down what she says, as at any other door.
"""

from datetime import datetime
from typing import Any

import pytest

from caseload.core.uk_time import uk_date
from caseload.core.working_days import working_days_between
from tests.journeys.playing import Stage, nobody, opening, same_problem
from tests.journeys.referring import Referred

POSTCODE = "ZZ4 7QX"
HIS_STREET = "Alderrisemarker"
SAID = {
    "source": "self",
    "consent_model": "self",
    "contact_routes": [
        {
            "kind": "phone",
            "label": "her mobile",
            "value": "07700 900201",
            "call": "allowed",
            "voicemail": "allowed",
        }
    ],
}
PRIYA = {"given_names": "Priya", "family_name": "Nair-Holt", "postcode": POSTCODE}
SOMEBODY_ELSE = {"given_names": "Ines", "family_name": "Calloway", "postcode": "ZZ9 1AA"}
HERS = ("id", "reference")


@pytest.fixture
def marcus(stage: Stage) -> str:
    """His case: the other side, another team, another worker (``stranger``); the same address."""
    opened = stage.at("south_manager", "2024-11-18 10:00").post(
        "cases",
        opening(
            stage.org,
            {
                "given_names": "Marcus",
                "family_name": "Holt",
                "postcode": POSTCODE,
                "phones": ["07700 900201"],
            },
            team="south",
            strand="suspect_support",
            lead_id=str(stage.org.stranger.pk),
            family={"day_zero": "2024-11-12"},
        ),
    )
    case = str(opened["id"])
    stage.at("stranger", "2024-11-18 14:05").post(
        f"cases/{case}/addresses", {"lines": f"14 {HIS_STREET}", "postcode": POSTCODE}
    )
    stage.at("stranger", "2024-11-18 14:10").post(
        f"cases/{case}/safe-contact-routes",
        {"kind": "phone", "label": "at home", "value": "07700 900201", "call": "not_safe"},
    )
    return case


@pytest.fixture
def intake(stage: Stage, marcus: str) -> Referred:
    made = stage.at("intake_worker", "2025-01-13 11:20").post("intakes", SAID | {"subject": PRIYA})
    return Referred(stage, made["id"])


@pytest.fixture
def reached(stage: Stage, intake: Referred) -> Referred:
    """No answer, a voicemail, and then she picks up."""
    intake.steps("2025-01-13 11:30", "triage")
    intake.tries("2025-01-14 10:00", "her mobile", outcome="no_answer")
    intake.tries(
        "2025-01-15 17:30", "her mobile", channel="voicemail", outcome="voicemail_left_agreed"
    )
    intake.tries("2025-01-16 13:10", "her mobile", minutes=40)
    return intake


def test_B1_whoever_triages_is_answered_as_for_somebody_whom_nobody_knows(
    stage: Stage, marcus: str, intake: Referred
) -> None:
    plain = stage.at("intake_worker", "2025-01-13 11:20").post(
        "intakes", SAID | {"subject": SOMEBODY_ELSE}
    )
    for each in (intake.id, plain["id"]):
        Referred(stage, each).steps("2025-01-13 11:30", "triage")
    ours, other = (
        stage.at("intake_worker", "2025-01-13 11:40").get(f"intakes/{each}")
        for each in (intake.id, plain["id"])
    )

    # B1, BR-07: no hint to the triage worker, in nothing that they are told.
    assert ours["state"] == "triage"
    assert {k: v for k, v in ours.items() if k not in HERS} == {
        k: v for k, v in other.items() if k not in HERS
    }
    part = stage.at("intake_worker", "2025-01-13 11:45")
    part.get("intakes")
    for below in ("people", "routes", "attempts", "messages"):
        part.get(f"{intake.path}/{below}")
    for word in (marcus, "Marcus", HIS_STREET):
        assert not stage.was_told("intake_worker", word)


def test_B1_one_match_waits_for_the_safeguarding_lead_alone(
    stage: Stage, marcus: str, intake: Referred
) -> None:
    lead = stage.at("safeguarding_lead", "2025-01-13 14:00", reason="safeguarding")

    (match,) = lead.get("intake-matches")["results"]

    # B1, BR-07: one review, for the lead; BR-34: nobody else learns that there is anything.
    assert (match["intake_id"], match["case_ids"]) == (intake.id, [marcus])
    assert (match["state"], match["held"]) == ("open", False)
    for who in ("intake_worker", "worker", "manager", "stranger", "south_manager"):
        part = stage.at(who, "2025-01-13 14:05")
        part.get("intake-matches", status=403)
        part.get(f"intake-matches/{match['id']}", status=403)


def test_B1_accepting_her_tells_nothing_of_him_either(
    stage: Stage, marcus: str, reached: Referred
) -> None:
    case = reached.accepted("2025-01-16 14:00")

    lead = stage.at("safeguarding_lead", "2025-01-16 15:00", reason="safeguarding")
    # B1: a family of her own until the lead joins the two; the lead alone is told, again.
    assert case["client_name"] == "Priya Nair-Holt"
    assert case["family_id"] != lead.get(f"cases/{marcus}")["family_id"]
    for who in ("intake_worker", "worker", "manager"):
        part = stage.at(who, "2025-01-16 15:05")
        part.get(f"cases/{marcus}", status=404)
        part.finds(name="Holt")
        for word in (marcus, "Marcus", HIS_STREET):
            assert not stage.was_told(who, word)


@pytest.mark.parametrize("how", [{}, {"begins_family": False}])
def test_B1_the_lead_joins_the_two_and_B3_his_worker_is_no_cover_for_her(
    stage: Stage, marcus: str, reached: Referred, how: dict[str, bool]
) -> None:
    # Triage knows of nobody, so that a family of her own begins; nobody else is in it yet.
    case = reached.accepted("2025-01-16 14:00", **how)
    lead = stage.at("safeguarding_lead", "2025-01-16 15:00", reason="safeguarding")
    (match,) = lead.get("intake-matches")["results"]
    lead.post(
        f"intake-matches/{match['id']}/review",
        {"outcome": "same_family"},
        status=200,
        if_match=match["version"],
    )
    lead.patch(
        f"cases/{case['id']}",
        {
            "family_id": lead.get(f"cases/{marcus}")["family_id"],
            "reason": "linked by the safeguarding lead",
        },
        if_match=f'"{case["version"]}-{case["id"][:8]}"',
    )

    manager = stage.at("manager", "2025-01-20 09:30")
    cover = {"role": "cover", "ends_at": "2025-01-30T09:00:00Z", "reason": "holiday cover"}
    his, unknown = (
        manager.post(f"cases/{case['id']}/allocations", cover | {"user_id": who}, status=409)
        for who in (str(stage.org.stranger.pk), str(nobody()))
    )

    # B3, BR-31: refused, and in the words in which somebody unknown is refused.
    assert same_problem(his, unknown)
    assert not stage.was_told("manager", marcus)
    assert not stage.was_told("manager", "Marcus")


def test_B1_the_worker_of_the_other_side_finds_nobody(
    stage: Stage, marcus: str, reached: Referred
) -> None:
    before = stage.at("stranger", "2025-01-13 15:00").get("dashboards/caseload")
    case = reached.accepted("2025-01-16 14:00")["id"]
    w2 = stage.at("stranger", "2025-01-16 15:00")

    # B1: W2 (side B) searches "Nair", "Holt", Rohan: 0 hits but his own client.
    assert w2.finds(name="Nair") == w2.finds(name="Rohan") == w2.finds(name="Priya") == []
    assert w2.finds(name="Holt") == ["Marcus Holt"]
    assert w2.finds(phone="07700 900201") in ([], ["Marcus Holt"])
    # B1: GET by id 404, like something that does not exist; her referral is not his to ask for.
    assert same_problem(
        w2.get(f"cases/{case}", status=404), w2.get(f"cases/{nobody()}", status=404)
    )
    assert same_problem(w2.get(reached.path, status=403), w2.get(f"intakes/{nobody()}", status=403))
    # B1: the count on his dashboard is unchanged.
    after = w2.get("dashboards/caseload")
    assert [row["case_id"] for row in after["results"]] == [marcus]
    assert after["tabs"] == before["tabs"]
    for word in ("Priya", "Nair", case):
        assert not stage.was_told("stranger", word)


def test_B2_first_attempt_after_one_working_day_and_first_conversation_after_three(
    reached: Referred,
) -> None:
    seen = reached.seen("2025-01-16 13:30")
    received, tried, spoke = (
        uk_date(datetime.fromisoformat(seen[name]))
        for name in ("received_at", "first_attempt_at", "first_two_way_at")
    )

    # B2: first attempt 1 working day, first two-way 3.
    assert working_days_between(received, tried) == 1
    assert working_days_between(received, spoke) == 3


def test_B2_the_three_tries_are_the_first_contacts_of_her_case(
    stage: Stage, reached: Referred
) -> None:
    case = reached.accepted("2025-01-16 14:00")["id"]
    worker = stage.at("worker", "2025-01-16 14:10")

    rows = worker.get(f"cases/{case}/contacts")["results"]

    # B2: `no_answer`, `voicemail_left_agreed`, `spoke_with_client`; who tried stays who tried.
    told: list[Any] = sorted((row["happened_at"], row["outcome"]) for row in rows)
    assert [outcome for _, outcome in told] == [
        "no_answer",
        "voicemail_left_agreed",
        "spoke_with_client",
    ]
    row = worker.my_row(case)
    assert (row["attempts_since_reached"], row["days_since_reached"]) == (0, 0)


def test_B2_nobody_outside_is_told_of_who_referred_herself(stage: Stage, reached: Referred) -> None:
    reached.accepted("2025-01-16 14:00")

    # BR-13: there is no referrer, so there is nobody to tell and nothing to read.
    for program in ("police", "harbour", "council"):
        part = stage.at(program, "2025-01-16 15:00")
        assert part.get("partner/intakes")["results"] == []
        part.get(f"partner/intakes/{reached.id}", status=404)
        assert not stage.was_told(program, "Priya")
