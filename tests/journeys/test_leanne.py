"""Story A over HTTP: two years under investigation (domain.md §7)."""

from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from caseload.core.uk_time import uk_date
from caseload.core.working_days import working_days_between
from caseload.demo.stories.leanne import REVIEWS_DUE
from caseload.demo.telling import at
from tests.journeys.playing import Stage, code_of, opening

CODE_WORD = "Quillharbour"
MORNING_HOURS = [{"from": "10:00", "to": "12:00"}]


@pytest.fixture
def case(stage: Stage) -> str:
    """Leanne's case, opened on the day of the Knock, with her mobile."""
    opened = stage.at("intake_worker", "2024-06-04 15:12").post(
        "cases",
        opening(
            stage.org,
            {"given_names": "Leanne", "family_name": "Marsh-Okoro"},
            urgency="urgent",
            lead_id=str(stage.org.worker.pk),
            family={"day_zero": "2024-06-04"},
        ),
    )
    return str(opened["id"])


def _mobile(stage: Stage, case: str) -> str:
    route = stage.at("worker", "2024-06-04 15:25").post(
        f"cases/{case}/safe-contact-routes",
        {"kind": "phone", "label": "her mobile", "value": "07700 900101"},
    )
    stage.at("worker", "2024-06-04 15:30").post(
        f"cases/{case}/safe-contact-routes/device-status",
        {
            "route_ids": [route["id"]],
            "device_status": "seized_family",
            "reason": "taken this morning",
        },
        status=200,
    )
    return str(route["id"])


def _sister(stage: Stage, case: str, **told: Any) -> str:
    """Her sister's mobile as Leanne has agreed it: calls from ten to twelve, nothing else."""
    route = stage.at("worker", "2024-06-05 09:25").post(
        f"cases/{case}/safe-contact-routes",
        {"kind": "phone", "label": "sister's mobile", "value": "07700 900102"} | told,
    )
    return str(route["id"])


AGREED = {
    "call": "allowed",
    "voicemail": "not_safe",
    "safe_hours": MORNING_HOURS,
    "identity": "agreed_cover",
}


def test_a_call_to_a_seized_phone_is_blocked_and_nothing_is_saved(stage: Stage, case: str) -> None:
    mobile = _mobile(stage, case)
    worker = stage.at("worker", "2024-06-04 15:32")

    check = worker.post(
        f"cases/{case}/contact-checks",
        {"safe_contact_route_id": mobile, "use": "call"},
        status=409,
    )
    refused = worker.logs(case, safe_contact_route_id=mobile, outcome="no_answer", status=409)

    assert (check["code"], code_of(check)) == ("unsafe-contact", "device_with_police")
    assert (refused["code"], code_of(refused)) == ("unsafe-contact", "device_with_police")
    assert refused["errors"][0]["pointer"] == "/safe_contact_route_id"
    assert worker.get(f"cases/{case}/contacts")["results"] == []


def test_the_attempt_that_was_not_made_counts_nowhere(stage: Stage, case: str) -> None:
    _mobile(stage, case)
    worker = stage.at("worker", "2024-06-04 15:40")

    made = worker.logs(
        case,
        direction="outbound",
        outcome="attempt_suppressed_unsafe",
        purposes=["first_contact"],
        headline="Not called: her mobile is with the police",
    )

    row = worker.my_row(case)
    assert made["reached_client"] is False
    assert row["attempts_since_reached"] == 0
    assert row["last_successful_at"] is None
    assert row["safety"] == "all_suspended"


def test_the_first_conversation_is_one_working_day_after_receipt(stage: Stage, case: str) -> None:
    _mobile(stage, case)
    sister = _sister(stage, case, referrer_window={"from": "10:00", "to": "12:00"})
    early = stage.at("worker", "2024-06-05 09:40")
    worker = stage.at("worker", "2024-06-05 10:05")

    too_early = early.logs(case, safe_contact_route_id=sister, outcome="no_answer", status=409)
    made = worker.logs(case, safe_contact_route_id=sister, purposes=["first_contact"], minutes=35)

    assert code_of(too_early) == "route_not_asked"
    assert made["reached_client"] is True
    received = uk_date(at("2024-06-04 15:10"))
    assert working_days_between(received, uk_date(worker.now)) == 1
    assert worker.my_row(case)["days_since_reached"] == 0


def test_the_hours_of_a_referrer_stand_for_one_call(stage: Stage, case: str) -> None:
    sister = _sister(stage, case, referrer_window={"from": "10:00", "to": "12:00"})
    stage.at("worker", "2024-06-05 10:05").logs(
        case, safe_contact_route_id=sister, outcome="no_answer"
    )

    again = stage.at("worker", "2024-06-05 11:05").logs(
        case, safe_contact_route_id=sister, outcome="no_answer", status=409
    )

    assert code_of(again) == "route_not_asked"


def test_voicemail_is_another_question_than_a_call(stage: Stage, case: str) -> None:
    sister = _sister(stage, case, **AGREED)
    worker = stage.at("worker", "2024-06-12 10:30")

    call = worker.post(
        f"cases/{case}/contact-checks", {"safe_contact_route_id": sister, "use": "call"}, status=200
    )
    message = worker.logs(
        case,
        safe_contact_route_id=sister,
        channel="voicemail",
        outcome="voicemail_left_agreed",
        status=409,
    )
    text = worker.logs(
        case,
        safe_contact_route_id=sister,
        channel="sms",
        outcome="message_sent_no_reply",
        status=409,
    )

    assert (call["allowed"], call["identity"]) == (True, "agreed_cover")
    assert code_of(message) == "route_not_safe"
    assert code_of(text) == "route_not_asked"


def test_outside_her_hours_nobody_rings(stage: Stage, case: str) -> None:
    sister = _sister(stage, case, **AGREED)

    refused = stage.at("worker", "2024-06-12 14:00").logs(
        case, safe_contact_route_id=sister, outcome="no_answer", status=409
    )

    assert code_of(refused) == "outside_safe_hours"


def test_the_code_word_is_opened_by_its_own_call_and_by_few(stage: Stage, case: str) -> None:
    sister = _sister(stage, case, **AGREED)
    route = f"cases/{case}/safe-contact-routes/{sister}"
    stage.at("worker", "2024-06-05 10:50").post(
        f"{route}/code-word", {"code_word": CODE_WORD, "cover_line": "the library"}, status=200
    )
    manager = stage.at("manager", "2024-06-06 09:00")

    manager.get(f"cases/{case}/safe-contact-routes")
    manager.get(route)
    manager.get(f"cases/{case}/history")
    manager.get(f"cases/{case}/timeline")
    manager.post(f"{route}/reveal", {"reason": "wants to ring"}, status=403)
    opened = stage.at("worker", "2024-06-12 10:25").post(
        f"{route}/reveal", {"reason": "ringing at half past ten"}, status=200
    )

    assert opened["code_word"] == CODE_WORD
    assert not stage.was_told("manager", CODE_WORD)


def test_no_session_with_a_child_before_we_know_what_the_child_knows(
    stage: Stage, case: str
) -> None:
    sister = _sister(stage, case, **AGREED)
    worker = stage.at("worker", "2024-06-18 10:30")
    session = {
        "safe_contact_route_id": sister,
        "purposes": ["child_direct_work"],
        "headline": "Spoke with Ava about school",
    }
    children = {
        name: worker.post(
            f"cases/{case}/relationships",
            {"person_role": "child_in_family", "name_as_told": name, "is_child": True},
        )
        for name in ("Ava", "Theo")
    }

    refused = worker.logs(case, **session, status=422)
    for name, knows in (("Ava", "cover_story"), ("Theo", "knows_nothing")):
        worker.post(
            f"cases/{case}/relationships/{children[name]['id']}/child-knowledge",
            {"child_knowledge": knows},
            status=200,
            if_match=f'"1-{children[name]["id"][:8]}"',
        )
    worker.logs(case, **session)

    assert code_of(refused) == "child_knowledge_needed"
    told = worker.get(f"cases/{case}/relationships")["results"]
    assert {row["name_as_told"]: row["child_knowledge"] for row in told} == {
        "Ava": "cover_story",
        "Theo": "knows_nothing",
    }


def test_light_touch_has_eight_reviews_ninety_days_apart(stage: Stage, case: str) -> None:
    version = 1
    for when, to in (("2024-06-05 11:00", "active"), ("2024-09-03 11:00", "maintenance")):
        version = stage.at("worker", when).post(
            f"cases/{case}/transitions", {"to": to}, status=200, if_match=_tag(version, case)
        )["version"]
    due = [stage.at("worker", "2024-09-03 11:01").get(f"cases/{case}")["review_due_on"]]

    for planned in REVIEWS_DUE[:-1]:
        # The review of 29 August is made four days late and pushes nothing out.
        done = "2025-09-02" if planned == "2025-08-29" else planned
        reviewed = stage.at("worker", f"{done} 10:45").post(
            f"cases/{case}/reviews", {}, status=200, if_match=_tag(version, case)
        )
        version = reviewed["version"]
        due.append(reviewed["review_due_on"])

    assert tuple(due) == REVIEWS_DUE
    assert all((date.fromisoformat(b) - date.fromisoformat(a)).days == 90 for a, b in pairwise(due))


def test_a_review_further_away_than_ninety_days_is_refused(stage: Stage, case: str) -> None:
    stage.at("worker", "2024-06-05 11:00").post(
        f"cases/{case}/transitions", {"to": "active"}, status=200, if_match=_tag(1, case)
    )

    refused = stage.at("worker", "2024-09-03 11:00").post(
        f"cases/{case}/transitions",
        {"to": "maintenance", "review_due_on": "2024-12-03"},
        status=422,
        if_match=_tag(2, case),
    )

    assert code_of(refused) == "review_date_too_far"


def test_answers_about_a_route_run_out_with_a_missed_review(stage: Stage, case: str) -> None:
    sister = _sister(stage, case, **AGREED)

    last_day = stage.at("worker", "2024-09-03 10:15").post(
        f"cases/{case}/contact-checks", {"safe_contact_route_id": sister, "use": "call"}, status=200
    )
    day_after = stage.at("worker", "2024-09-04 10:15").logs(
        case, safe_contact_route_id=sister, outcome="no_answer", status=409
    )

    assert last_day["allowed"] is True
    assert code_of(day_after) == "route_expired"


def _tag(version: int, record: str) -> str:
    return f'"{version}-{record[:8]}"'
