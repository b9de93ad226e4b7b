"""Story D over HTTP: one household, three clients (domain.md §7)."""

from typing import Any

import pytest

from caseload.core.uk_time import uk_date
from caseload.core.working_days import working_days_between
from caseload.demo.telling import at
from tests.journeys.playing import Stage, code_of, opening

LANDLINE = "07700 900401"
HER_BELIEF = "Believeshimmarker"
HIS_BELIEF = "Doubtshimmarker"


@pytest.fixture
def jean(stage: Stage) -> Any:
    """Led by ``worker``; the manager opens all three, so she can name the family."""
    return stage.at("manager", "2025-05-19 09:30").post(
        "cases",
        opening(
            stage.org,
            {"given_names": "Jean", "family_name": "Fairhurst"},
            strand="kinship",
            lead_id=str(stage.org.worker.pk),
            family={},
        ),
    )


@pytest.fixture
def colin(stage: Stage, jean: Any) -> Any:
    """Led by ``co_worker``."""
    return stage.at("manager", "2025-05-19 09:40").post(
        "cases",
        opening(
            stage.org,
            {"given_names": "Colin", "family_name": "Fairhurst", "phones": [LANDLINE]},
            strand="kinship",
            lead_id=str(stage.org.co_worker.pk),
            family_id=jean["family_id"],
        ),
    )


@pytest.fixture
def ellie(stage: Stage, jean: Any) -> Any:
    """Led by ``second_worker``, who works with children."""
    return stage.at("manager", "2025-06-16 09:00").post(
        "cases",
        opening(
            stage.org,
            {"given_names": "Ellie", "family_name": "Fairhurst", "born_on": "2018-03-11"},
            strand="child_young_person",
            lead_id=str(stage.org.second_worker.pk),
            family_id=jean["family_id"],
        ),
    )


def _landline(stage: Stage, who: str, case: Any, name: str, voicemail: str) -> Any:
    return stage.at(who, "2025-05-19 10:15").post(
        f"cases/{case['id']}/safe-contact-routes",
        {
            "kind": "phone",
            "value": LANDLINE,
            "call": "allowed",
            "voicemail": voicemail,
            "ask_for": name,
            "identity": "first_name_only",
            "shared_with": "others in the house",
        },
    )


def test_one_landline_is_two_routes_and_neither_hints_at_the_other(
    stage: Stage, jean: Any, colin: Any
) -> None:
    hers = _landline(stage, "worker", jean, "Jean", "allowed")
    his = _landline(stage, "co_worker", colin, "Colin", "not_safe")

    assert hers["id"] != his["id"]
    assert stage.at("worker", "2025-05-20 09:00").finds(phone=LANDLINE) == ["Jean Fairhurst"]
    assert stage.at("co_worker", "2025-05-20 09:00").finds(phone=LANDLINE) == ["Colin Fairhurst"]
    assert not stage.was_told("worker", "Colin")
    assert not stage.was_told("co_worker", "Jean")


def test_a_voicemail_for_jean_is_no_voicemail_for_colin(
    stage: Stage, jean: Any, colin: Any
) -> None:
    hers = _landline(stage, "worker", jean, "Jean", "allowed")
    his = _landline(stage, "co_worker", colin, "Colin", "not_safe")

    allowed = stage.at("worker", "2025-05-20 10:00").post(
        f"cases/{jean['id']}/contact-checks",
        {"safe_contact_route_id": hers["id"], "use": "voicemail"},
        status=200,
    )
    refused = stage.at("co_worker", "2025-05-20 10:00").logs(
        colin["id"],
        safe_contact_route_id=his["id"],
        channel="voicemail",
        outcome="voicemail_left_agreed",
        status=409,
    )

    assert (allowed["allowed"], allowed["name_organisation"]) == (True, False)
    assert code_of(refused) == "route_not_safe"
    assert not stage.was_told("worker", "Colin")


def test_a_route_of_the_other_case_is_no_route_here(stage: Stage, jean: Any, colin: Any) -> None:
    his = _landline(stage, "co_worker", colin, "Colin", "allowed")

    used = stage.at("worker", "2025-05-20 10:00").logs(
        jean["id"], safe_contact_route_id=his["id"], outcome="no_answer", status=422
    )
    invented = stage.at("worker", "2025-05-20 10:00").logs(
        jean["id"], safe_contact_route_id=jean["id"], outcome="no_answer", status=422
    )

    assert used["errors"] == invented["errors"]


def test_what_each_believes_stays_in_their_own_case(stage: Stage, jean: Any, colin: Any) -> None:
    stage.at("worker", "2025-05-20 10:00").logs(
        jean["id"], headline="First conversation", detail=HER_BELIEF
    )
    stage.at("co_worker", "2025-05-27 10:00").logs(
        colin["id"], headline="First conversation", detail=HIS_BELIEF
    )

    for who, mine, other in (("worker", jean, colin), ("co_worker", colin, jean)):
        part = stage.at(who, "2025-05-28 09:00")
        part.get(f"cases/{other['id']}/contacts", status=404)
        part.get("contacts")
        part.get("dashboards/caseload")
        for below in ("contacts", "timeline", "history", "relationships"):
            part.get(f"cases/{mine['id']}/{below}")
    assert stage.was_told("worker", HER_BELIEF)
    assert not stage.was_told("worker", HIS_BELIEF)
    assert stage.was_told("co_worker", HIS_BELIEF)
    assert not stage.was_told("co_worker", HER_BELIEF)


def test_the_bank_holiday_does_not_count_against_us(stage: Stage, jean: Any, colin: Any) -> None:
    received = uk_date(at("2025-05-19 09:00"))

    assert working_days_between(received, uk_date(at("2025-05-20 10:00"))) == 1
    assert working_days_between(received, uk_date(at("2025-05-27 10:00"))) == 5


def test_no_session_with_ellie_before_her_case_says_what_she_knows(
    stage: Stage, ellie: Any
) -> None:
    worker = stage.at("second_worker", "2025-06-19 16:00")
    session = {
        "channel": "face_to_face_office",
        "purposes": ["child_direct_work"],
        "headline": "First session",
        "minutes": 45,
    }

    refused = worker.logs(ellie["id"], **session, status=422)
    known = worker.post(
        f"cases/{ellie['id']}/relationships",
        {
            "person_role": "client",
            "name_as_told": "Ellie",
            "is_child": True,
            "child_knowledge": "cover_story",
            "child_knowledge_words": "Daddy is working away",
            "parental_responsibility": "shared_with_local_authority",
        },
    )
    made = worker.logs(ellie["id"], **session)

    assert code_of(refused) == "child_knowledge_needed"
    assert known["child_knowledge_words"] == "Daddy is working away"
    assert made["reached_client"] is True
    assert working_days_between(uk_date(at("2025-06-16 09:00")), uk_date(worker.now)) == 3


def test_ellies_sessions_are_not_in_her_grandmothers_case(
    stage: Stage, jean: Any, ellie: Any
) -> None:
    stage.at("second_worker", "2025-06-19 15:55").post(
        f"cases/{ellie['id']}/relationships",
        {"person_role": "client", "is_child": True, "child_knowledge": "cover_story"},
    )
    stage.at("second_worker", "2025-06-19 16:00").logs(ellie["id"], headline="Elliemarker")
    worker = stage.at("worker", "2025-06-20 09:00")

    worker.get(f"cases/{ellie['id']}", status=404)
    worker.get(f"cases/{jean['id']}/timeline")
    worker.get("contacts")

    assert not stage.was_told("worker", "Elliemarker")


def test_a_question_about_a_child_says_nothing_and_reaches_nobody(stage: Stage, jean: Any) -> None:
    asked = stage.at("worker", "2025-10-08 14:30").logs(
        jean["id"],
        direction="third_party_in",
        purposes=["administration"],
        headline="Somebody rang and asked for news of a child",
    )

    assert asked["reached_client"] is False
    assert stage.at("worker", "2025-10-08 14:40").my_row(jean["id"])["last_successful_at"] is None
