"""Story D, steps 2 and 3: children's services refer two grandparents who share one landline."""

from datetime import datetime
from typing import Any

import pytest

from caseload.core.uk_time import uk_date
from caseload.core.working_days import working_days_between
from tests.journeys.playing import Stage, code_of
from tests.journeys.referring import Referred

LANDLINE = "07700 900401"
AGREED = {"source": "childrens_services", "consent_model": "opt_in_explicit", "strand": "kinship"}


def _sends(stage: Stage, when: str, name: str, voicemail: str) -> Referred:
    sent = stage.at("council", when).post(
        "partner/intakes",
        AGREED
        | {
            "external_reference": f"CS/{name}",
            "subject": {"given_names": name, "family_name": "Fairhurst"},
            "contact_routes": [
                {
                    "kind": "phone",
                    "label": "landline",
                    "value": LANDLINE,
                    "call": "allowed",
                    "voicemail": voicemail,
                    "ask_for": name,
                }
            ],
        },
    )
    assert sent["status"] == "received"
    intake = Referred(stage, sent["id"])
    intake.steps(when, "triage")
    return intake


@pytest.fixture
def jeans(stage: Stage) -> Referred:
    return _sends(stage, "2025-05-19 09:00", "Jean", "allowed")


@pytest.fixture
def colins(stage: Stage, jeans: Referred) -> Referred:
    return _sends(stage, "2025-05-19 09:05", "Colin", "not_safe")


@pytest.fixture
def jean(stage: Stage, jeans: Referred) -> Any:
    """Led by ``worker``; accepted by the manager, who sees the family that begins with her."""
    jeans.tries("2025-05-20 10:00", "landline", minutes=40)
    return jeans.accepted("2025-05-20 11:00", who="manager", strand="kinship")


@pytest.fixture
def colin(stage: Stage, jean: Any, colins: Referred) -> Any:
    """Led by ``co_worker``."""
    colins.tries("2025-05-27 10:00", "landline", minutes=30)
    return colins.accepted(
        "2025-05-27 11:00",
        who="manager",
        lead="co_worker",
        strand="kinship",
        family_id=jean["family_id"],
    )


def _days(intake: Any) -> tuple[int, int]:
    received, tried, spoke = (
        uk_date(datetime.fromisoformat(intake[name]))
        for name in ("received_at", "first_attempt_at", "first_two_way_at")
    )
    return working_days_between(received, tried), working_days_between(received, spoke)


def test_D2_they_agreed_before_they_were_referred(jeans: Referred, colins: Referred) -> None:
    # D2: two Intakes of children's services, `opt_in_explicit`.
    for intake in (jeans, colins):
        seen = intake.seen("2025-05-19 09:30")
        assert (seen["source"], seen["consent_model"]) == ("childrens_services", "opt_in_explicit")
        assert (seen["urgency"], seen["state"]) == ("standard", "triage")
    assert jeans.id != colins.id


def test_D2_jean_after_one_working_day_and_colin_after_five(
    jeans: Referred, colins: Referred, jean: Any, colin: Any
) -> None:
    # D2: 05-20 (1); Tue 05-27 (5: 26 May is a bank holiday). No earlier attempt is told.
    assert _days(jeans.seen("2025-05-27 12:00")) == (1, 1)
    assert _days(colins.seen("2025-05-27 12:00")) == (5, 5)


def test_D2_two_cases_of_one_family(jean: Any, colin: Any) -> None:
    # D4, BR-30: two cases, each with exactly one client.
    assert jean["id"] != colin["id"]
    assert jean["client_id"] != colin["client_id"]
    assert jean["family_id"] == colin["family_id"]


def test_D2_children_services_see_their_two_and_learn_no_more_than_a_word(
    stage: Stage, jeans: Referred, colins: Referred, jean: Any, colin: Any
) -> None:
    seen = stage.at("council", "2025-05-27 12:00").get("partner/intakes")["results"]

    # BR-13: agreeing to be referred is not agreeing that they are told how it goes.
    assert {(row["id"], row["status"]) for row in seen} == {
        (jeans.id, "received"),
        (colins.id, "received"),
    }
    for word in ("Jean", "Fairhurst", jean["id"], colin["id"]):
        assert not stage.was_told("council", f'"{word}')


def test_D3_each_has_a_way_of_their_own_on_the_one_landline(
    stage: Stage, jean: Any, colin: Any
) -> None:
    ways = {}
    for who, case in (("worker", jean), ("co_worker", colin)):
        (way,) = stage.at(who, "2025-05-27 12:10").get(f"cases/{case['id']}/safe-contact-routes")[
            "results"
        ]
        ways[who] = way

    # D3, BR-21: an own entry each; what Jean allows is not allowed for Colin.
    assert ways["worker"]["id"] != ways["co_worker"]["id"]
    assert [ways[who]["ask_for"] for who in ("worker", "co_worker")] == ["Jean", "Colin"]
    assert [ways[who]["voicemail"] for who in ("worker", "co_worker")] == ["allowed", "not_safe"]


def test_D3_a_voicemail_may_be_left_for_her_alone_before_they_are_accepted(
    stage: Stage, jeans: Referred, colins: Referred
) -> None:
    left = {"channel": "voicemail", "outcome": "voicemail_left_agreed"}

    hers = jeans.tries("2025-05-19 10:00", "landline", **left)
    his = colins.tries("2025-05-19 10:05", "landline", status=409, **left)

    # D3: the same hard check while they are only referred.
    assert hers["outcome"] == "voicemail_left_agreed"
    assert code_of(his) == "route_not_safe"


def test_D3_the_shared_number_gives_neither_worker_a_hint(
    stage: Stage, jeans: Referred, colins: Referred, jean: Any, colin: Any
) -> None:
    for who, own, case, other, name in (
        ("worker", "Jean", jean, colin, "Colin"),
        ("co_worker", "Colin", colin, jean, "Jean"),
    ):
        part = stage.at(who, "2025-05-27 12:20")
        # D3: searching the number finds the own client alone.
        assert part.finds(phone=LANDLINE) == [f"{own} Fairhurst"]
        part.get(f"cases/{other['id']}", status=404)
        for below in ("contacts", "timeline", "history", "relationships", "safe-contact-routes"):
            part.get(f"cases/{case['id']}/{below}")
        for path in ("cases", "contacts", "dashboards/caseload"):
            part.get(path)
        for intake in (jeans, colins):
            part.get(intake.path, status=403)
        assert not stage.was_told(who, name)
        assert not stage.was_told(who, other["id"])
