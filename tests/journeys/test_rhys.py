"""Story C over HTTP: somebody starts without a name (domain.md §7)."""

from typing import Any

import pytest

from tests.journeys.playing import Stage, code_of, nobody, opening, same_problem

GWENS_WORDS = "Gwenmarker"


@pytest.fixture
def gwen(stage: Stage) -> str:
    """His mother's case, led by ``co_worker``."""
    opened = stage.at("intake_worker", "2025-02-20 10:15").post(
        "cases",
        opening(
            stage.org,
            {"given_names": "Gwen", "family_name": "Evans"},
            uk_nation="wales",
            lead_id=str(stage.org.co_worker.pk),
            family={"day_zero": "2025-02-18"},
        ),
    )
    return str(opened["id"])


@pytest.fixture
def chat(stage: Stage) -> Any:
    """The case of somebody who wrote on a Sunday and gave no name."""
    return stage.at("intake_worker", "2025-03-02 19:30").post(
        "cases",
        opening(
            stage.org,
            {"identity_level": "anonymous"},
            team="south",
            uk_nation="wales",
            lead_id=str(stage.org.second_worker.pk),
        ),
    )


@pytest.fixture
def rhys(chat: Any) -> str:
    return str(chat["id"])


def _writes(stage: Stage, rhys: str) -> Any:
    return stage.at("second_worker", "2025-03-02 20:10").logs(
        rhys,
        channel="live_chat",
        outcome="written_exchange",
        headline="A brother wrote",
        minutes=30,
    )


def _is_named(stage: Stage, chat: Any) -> Any:
    person = chat["client_id"]
    return stage.at("second_worker", "2025-03-10 10:20").post(
        f"people/{person}/identify",
        {
            "identity_level": "pseudonymous",
            "known_as": "Rhys",
            "communication_needs": ["welsh"],
            "reason": "he gave a first name",
        },
        status=200,
        if_match=f'"1-{person[:8]}"',
    )


def test_an_anonymous_client_has_no_name_number_or_address(
    stage: Stage, chat: Any, rhys: str
) -> None:
    worker = stage.at("second_worker", "2025-03-02 19:40")
    named = opening(stage.org, {"identity_level": "anonymous", "given_names": "Rhys"})

    refused = stage.at("intake_worker", "2025-03-02 19:31").post("cases", named, status=422)
    number = worker.post(
        f"cases/{rhys}/safe-contact-routes",
        {"kind": "phone", "value": "07700 900302"},
        status=422,
    )
    address = worker.post(f"cases/{rhys}/addresses", {"lines": "1 Somewhere"}, status=422)

    for problem in (refused, number, address):
        assert code_of(problem) == "anonymous_has_no_identity"
    person = worker.get(f"people/{chat['client_id']}")
    assert not any(
        person[name]
        for name in ("given_names", "family_name", "known_as", "former_names", "born_on")
    )
    assert chat["client_name"] == "Anonymous"


def test_a_chat_needs_no_route_and_is_a_contact(stage: Stage, rhys: str) -> None:
    made = _writes(stage, rhys)

    assert (made["reached_client"], made["safe_contact_route_id"]) == (True, None)


def test_becoming_known_is_dated_and_changes_nothing_of_before(
    stage: Stage, chat: Any, rhys: str
) -> None:
    before = _writes(stage, rhys)

    named = _is_named(stage, chat)

    worker = stage.at("second_worker", "2025-03-10 10:30")
    assert (named["version"], named["identity_level"], named["known_as"]) == (
        2,
        "pseudonymous",
        "Rhys",
    )
    assert worker.get(f"cases/{rhys}/contacts")["results"] == [before]
    assert worker.finds(name="Rhys") == ["Rhys"]
    back = worker.post(
        f"people/{chat['client_id']}/identify",
        {"identity_level": "anonymous", "reason": "changed his mind"},
        status=422,
        if_match=f'"2-{chat["client_id"][:8]}"',
    )
    assert code_of(back) == "known_already"


def test_his_worker_does_not_learn_that_his_mother_is_a_client(
    stage: Stage, chat: Any, rhys: str, gwen: str
) -> None:
    stage.at("co_worker", "2025-02-21 11:00").logs(gwen, headline=GWENS_WORDS)
    _is_named(stage, chat)
    lead = stage.at("safeguarding_lead", "2025-03-11 09:00", reason="safeguarding")
    family = lead.get(f"cases/{gwen}")["family_id"]
    lead.patch(
        f"cases/{rhys}",
        {"family_id": family, "reason": "linked by the safeguarding lead"},
        if_match=f'"1-{rhys[:8]}"',
    )
    worker = stage.at("second_worker", "2025-03-12 09:00")

    hidden = worker.get(f"cases/{gwen}/contacts", status=404)
    absent = worker.get(f"cases/{nobody()}/contacts", status=404)

    assert same_problem(hidden, absent)
    assert worker.finds(name="Gwen") == worker.finds(name="Evans") == []
    assert [row["id"] for row in worker.get("cases")["results"]] == [rhys]
    worker.get("contacts")
    worker.get("dashboards/caseload")
    worker.get(f"cases/{rhys}/history")
    worker.get(f"cases/{rhys}/timeline")
    for word in (GWENS_WORDS, "Gwen", gwen):
        assert not stage.was_told("second_worker", word)


def test_a_mothers_question_stays_in_her_own_case_and_reaches_nobody(
    stage: Stage, rhys: str, gwen: str
) -> None:
    asked = stage.at("co_worker", "2025-05-02 10:20").logs(
        gwen,
        direction="third_party_in",
        purposes=["administration"],
        headline="She asked whether her son uses the service",
        minutes=5,
    )

    assert asked["reached_client"] is False
    mother = stage.at("co_worker", "2025-05-02 10:30").my_row(gwen)
    assert (mother["last_successful_at"], mother["attempts_since_reached"]) == (None, 0)
    his = stage.at("second_worker", "2025-05-02 10:30").get(f"cases/{rhys}/contacts")
    assert his["results"] == []


def test_support_ends_when_everything_has_been_gone_through(stage: Stage, rhys: str) -> None:
    end = {"closure_reason": "needs_met", "closure_summary": "Less alone with it."}
    worker = stage.at("second_worker", "2025-07-21 18:15")
    path = f"cases/{rhys}/transitions"
    worker.post(path, {"to": "active"}, status=200, if_match=f'"1-{rhys[:8]}"')
    worker.post(path, {"to": "closing"} | end, status=200, if_match=f'"2-{rhys[:8]}"')

    early = worker.post(path, {"to": "closed"}, status=422, if_match=f'"3-{rhys[:8]}"')
    closed = worker.post(
        path,
        {"to": "closed", "checks": ["risks", "referrals", "follow_up", "routes"]},
        status=200,
        if_match=f'"3-{rhys[:8]}"',
    )

    assert {each["code"] for each in early["errors"]} == {
        "open_risk_check_needed",
        "open_referral_check_needed",
        "follow_up_consent_needed",
        "safe_contact_clean_up_needed",
    }
    assert (closed["state"], closed["closure_reason"]) == ("closed", "needs_met")
