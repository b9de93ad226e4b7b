"""Story B over HTTP: both sides of one family are supported (domain.md §7)."""

from typing import Any

import pytest

from tests.journeys.playing import Stage, code_of, nobody, opening, same_problem

POSTCODE = "ZZ4 7QX"
HIS_STREET = "Alderrisemarker"
HER_WORDS = "Nurserymarker"


@pytest.fixture
def marcus(stage: Stage) -> str:
    """His case: the other side, another team, another worker (``stranger``)."""
    opened = stage.at("intake_worker", "2024-11-18 10:00").post(
        "cases",
        opening(
            stage.org,
            {"given_names": "Marcus", "family_name": "Holt"},
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
    return case


@pytest.fixture
def registered(stage: Stage, marcus: str) -> Any:
    """What the triage worker is answered when Priya refers herself."""
    return stage.at("intake_worker", "2025-01-13 11:20").post(
        "cases",
        opening(
            stage.org,
            {
                "given_names": "Priya",
                "family_name": "Nair-Holt",
                "postcode": POSTCODE,
                "phones": ["07700 900201"],
            },
            lead_id=str(stage.org.worker.pk),
        ),
    )


@pytest.fixture
def priya(registered: Any) -> str:
    return str(registered["id"])


@pytest.fixture
def linked(stage: Stage, marcus: str, priya: str) -> None:
    """The safeguarding lead learns of the match, and joins the two cases in one family."""
    lead = stage.at("safeguarding_lead", "2025-01-13 14:00", reason="safeguarding")
    found = lead.get("protected-matches")["results"]
    assert [match["case_id"] for match in found] == [marcus]
    family = lead.get(f"cases/{marcus}")["family_id"]
    lead.patch(
        f"cases/{priya}",
        {"family_id": family, "reason": "linked by the safeguarding lead"},
        if_match=f'"1-{priya[:8]}"',
    )


def _mobile(stage: Stage, priya: str) -> str:
    route = stage.at("worker", "2025-01-13 11:50").post(
        f"cases/{priya}/safe-contact-routes",
        {"kind": "phone", "value": "07700 900201", "call": "allowed", "voicemail": "allowed"},
    )
    return str(route["id"])


def test_whoever_registers_priya_learns_nothing_of_marcus(
    stage: Stage, marcus: str, registered: Any
) -> None:
    assert registered["possible_duplicates"] == []
    assert registered["family_id"] is None
    stage.at("intake_worker", "2025-01-13 11:30").get("protected-matches", status=403)
    stage.at("manager", "2025-01-13 11:30").get("protected-matches", status=403)
    for who in ("worker", "manager"):
        part = stage.at(who, "2025-01-13 12:00")
        assert part.finds(name="Marcus Holt") in ([], ["Priya Nair-Holt"])
        part.get(f"cases/{marcus}", status=404)
        assert not stage.was_told(who, HIS_STREET)
        assert not stage.was_told(who, marcus)


def test_one_match_waits_for_the_safeguarding_lead_alone(
    stage: Stage, marcus: str, priya: str
) -> None:
    lead = stage.at("safeguarding_lead", "2025-01-13 14:00", reason="safeguarding")

    found = lead.get("protected-matches")["results"]

    assert [(match["case_id"], match["state"]) for match in found] == [(marcus, "open")]


def test_the_other_sides_worker_finds_nothing_of_priya(
    stage: Stage, marcus: str, priya: str, linked: None
) -> None:
    before = stage.at("stranger", "2025-01-13 15:00").get("dashboards/caseload")
    mobile = _mobile(stage, priya)
    stage.at("worker", "2025-01-16 13:10").logs(
        priya, safe_contact_route_id=mobile, headline=HER_WORDS
    )
    w2 = stage.at("stranger", "2025-01-16 15:00")

    hidden = w2.get(f"cases/{priya}", status=404)
    absent = w2.get(f"cases/{nobody()}", status=404)

    assert same_problem(hidden, absent)
    assert w2.finds(name="Nair") == []
    assert w2.finds(name="Rohan") == []
    assert w2.finds(phone="07700 900201") == []
    assert w2.finds(name="Holt") == ["Marcus Holt"]
    after = w2.get("dashboards/caseload")
    assert [row["case_id"] for row in after["results"]] == [marcus]
    assert after["tabs"] == before["tabs"]
    w2.get("contacts")
    w2.get(f"cases/{marcus}/timeline")
    w2.get(f"cases/{marcus}/history")
    for word in (HER_WORDS, "Priya", "Nair"):
        assert not stage.was_told("stranger", word)


def test_his_manager_sees_as_much_after_as_before(
    stage: Stage, marcus: str, priya: str, linked: None
) -> None:
    board = stage.at("south_manager", "2025-01-14 09:00").get("dashboards/team")

    assert board["totals"]["open"]["case_ids"] == [marcus]
    stage.at("south_manager", "2025-01-14 09:01").get(f"cases/{priya}", status=404)


def test_three_tries_until_they_speak(stage: Stage, priya: str) -> None:
    mobile = _mobile(stage, priya)
    first = {"safe_contact_route_id": mobile, "purposes": ["first_contact"]}

    stage.at("worker", "2025-01-14 10:00").logs(priya, outcome="no_answer", **first)
    stage.at("worker", "2025-01-15 17:30").logs(priya, outcome="voicemail_left_agreed", **first)
    tried = stage.at("worker", "2025-01-15 18:00").my_row(priya)
    stage.at("worker", "2025-01-16 13:10").logs(priya, minutes=40, **first)
    reached = stage.at("worker", "2025-01-16 14:00").my_row(priya)

    assert (tried["attempts_since_reached"], tried["last_successful_at"]) == (2, None)
    assert (reached["attempts_since_reached"], reached["days_since_reached"]) == (0, 0)


def test_cover_from_the_other_side_is_refused_like_any_other(
    stage: Stage, priya: str, linked: None
) -> None:
    manager = stage.at("manager", "2025-01-20 09:30")
    cover = {"role": "cover", "ends_at": "2025-01-30T09:00:00Z", "reason": "holiday cover"}

    refused = manager.post(
        f"cases/{priya}/allocations", cover | {"user_id": str(stage.org.stranger.pk)}, status=409
    )
    unknown = manager.post(
        f"cases/{priya}/allocations", cover | {"user_id": str(nobody())}, status=409
    )

    assert refused["code"] == "allocation-refused"
    assert same_problem(refused, unknown)
    assert not {"side", "barrier", "holt", "family"} & set(refused["detail"].casefold().split())
    manager.post(
        f"cases/{priya}/allocations", cover | {"user_id": str(stage.org.co_worker.pk)}, status=201
    )


def test_a_separation_takes_every_route_away_until_her_own_voice(stage: Stage, priya: str) -> None:
    mobile = _mobile(stage, priya)
    route = f"cases/{priya}/safe-contact-routes/{mobile}"
    stage.at("worker", "2025-03-20 13:05").post(
        f"cases/{priya}/safe-contact-routes/suspend-all",
        {"reason_code": "separation_or_move"},
        status=200,
    )
    next_day = stage.at("worker", "2025-03-21 10:00")
    confirming = stage.at("worker", "2025-03-24 10:00")

    blocked = next_day.logs(priya, safe_contact_route_id=mobile, outcome="no_answer", status=409)
    no_word = confirming.post(
        f"{route}/confirm",
        {"by_voice": True, "code_word_given": False},
        status=422,
        if_match=f'"2-{mobile[:8]}"',
    )
    confirmed = confirming.post(
        f"{route}/confirm",
        {"by_voice": True, "code_word_given": True},
        status=200,
        if_match=f'"2-{mobile[:8]}"',
    )
    confirming.logs(priya, safe_contact_route_id=mobile, outcome="no_answer")

    assert code_of(blocked) == "route_suspended"
    assert code_of(no_word) == "code_word_needed"
    assert (confirmed["suspended_reason"], confirmed["expires_on"]) == ("", "2025-06-22")


def test_the_worker_of_one_side_is_never_told_of_the_other(
    stage: Stage, marcus: str, priya: str, linked: None
) -> None:
    worker = stage.at("worker", "2025-01-17 09:00")

    worker.get(f"cases/{marcus}", status=404)
    worker.get("cases")
    worker.get(f"cases/{priya}/history")
    worker.get(f"cases/{priya}/timeline")

    assert worker.finds(name="Marcus") == []
    for word in (marcus, HIS_STREET, "Marcus"):
        assert not stage.was_told("worker", word)
