"""Story A, steps 1 to 3: the police refer Leanne, and nobody rings the telephone that they took."""

from datetime import datetime
from typing import Any

import pytest

from caseload.core.uk_time import uk_date
from caseload.core.working_days import working_days_between
from caseload.demo.telling import at
from tests.journeys.playing import Stage, code_of
from tests.journeys.referring import Referred

SENT = {
    "external_reference": "NM/2024/0604",
    "source": "police_polit",
    "consent_model": "opt_out_notified",
    "knock_on": {"value": "2024-06-04", "precision": "day"},
    "police_force": "Northern Moors Police",
    "children_in_household": 2,
    "subject": {"given_names": "Leanne", "family_name": "Marsh-Okoro"},
    "contact_routes": [
        {"kind": "phone", "label": "her mobile", "value": "07700 900101", "call": "not_asked"}
    ],
}
HER_SISTERS = {
    "kind": "phone",
    "label": "sister's mobile",
    "value": "07700 900102",
    "call": "not_asked",
    "referrer_window": {"from": "10:00", "to": "12:00"},
    "shared_with": "her sister",
}
HER_WORDS = "Kitchenmarker"
OURS = ("Leanne", "Marsh-Okoro", "900101", "900102", HER_WORDS, "accepted", "triage")


@pytest.fixture
def answer(stage: Stage) -> Any:
    """What the program of the police is answered."""
    return stage.at("police", "2024-06-04 15:10").post("partner/intakes", SENT)


@pytest.fixture
def intake(stage: Stage, answer: Any) -> Referred:
    return Referred(stage, answer["id"])


@pytest.fixture
def unsafe(stage: Stage, intake: Referred) -> Referred:
    """Her mobile is with the police, and that nobody called is written down."""
    mobile = intake.route("2024-06-04 15:30", "her mobile")
    stage.at("intake_worker", "2024-06-04 15:30").post(
        f"{intake.path}/routes/{mobile['id']}/device-status",
        {"device_status": "seized_family", "reason": "taken this morning"},
        status=200,
        if_match=mobile["version"],
    )
    intake.tries("2024-06-04 15:40", outcome="attempt_suppressed_unsafe")
    return intake


@pytest.fixture
def reached(stage: Stage, answer: Any, unsafe: Referred) -> Referred:
    """The police tell of her sister's mobile; the first conversation is on it."""
    _tells_of_her_sister(stage, answer)
    unsafe.tries("2024-06-05 10:05", "sister's mobile", minutes=35, detail=HER_WORDS)
    return unsafe


def _tells_of_her_sister(stage: Stage, answer: Any) -> Any:
    police = stage.at("police", "2024-06-05 09:20")
    path = f"partner/intakes/{answer['id']}"
    version = police.get(path)["version"]
    return police.post(
        f"{path}/amendments", {"contact_routes": [HER_SISTERS]}, status=200, if_match=version
    )


def _days(intake: Any, clock: str) -> int:
    received, stopped = (
        uk_date(datetime.fromisoformat(intake[name])) for name in ("received_at", clock)
    )
    return working_days_between(received, stopped)


def test_A1_a_knock_of_the_same_day_is_urgent(intake: Referred) -> None:
    seen = intake.seen("2024-06-04 15:15")

    # A1, BR-04: nobody said so; the Knock proposes it. BR-01: kept before anybody judges it.
    assert "urgency" not in SENT
    assert (seen["state"], seen["urgency"]) == ("received", "urgent")
    # The day of the Knock, the first look within a working day, the first attempt the same day.
    assert (seen["knock_on"], seen["first_look_by"]) == ("2024-06-04", "2024-06-05")
    assert uk_date(datetime.fromisoformat(seen["first_attempt_by"])) == uk_date(
        at("2024-06-04 15:10")
    )
    assert (seen["first_attempt_at"], seen["first_two_way_at"]) == (None, None)


def test_A1_only_a_manager_lowers_it(stage: Stage, intake: Referred) -> None:
    lower = {"urgency": "standard", "reason": "she sounds calm"}

    # A1, BR-04: whoever triages raises it and does not lower it.
    refused = stage.at("intake_worker", "2024-06-04 15:16").patch(
        intake.path, lower, status=403, if_match=1
    )
    assert refused["code"] == "not-permitted"
    assert intake.seen("2024-06-04 15:17")["urgency"] == "urgent"
    lowered = stage.at("manager", "2024-06-04 15:18").patch(intake.path, lower, if_match=1)
    assert lowered["urgency"] == "standard"


def test_A1_the_police_are_answered_received_and_nothing_else(stage: Stage, answer: Any) -> None:
    # A1: the body shows only `received`.
    assert set(answer) == {
        "id",
        "reference",
        "external_reference",
        "status",
        "received_at",
        "updated_at",
        "version",
    }
    assert answer["status"] == "received"
    for word in OURS:
        assert not stage.was_told("police", word)


def test_A2_a_call_to_a_seized_mobile_is_blocked_and_no_letter_is_sent_instead(
    stage: Stage, intake: Referred
) -> None:
    mobile = intake.route("2024-06-04 15:30", "her mobile")
    noted = stage.at("intake_worker", "2024-06-04 15:30").post(
        f"{intake.path}/routes/{mobile['id']}/device-status",
        {"device_status": "seized_family", "reason": "taken this morning"},
        status=200,
        if_match=mobile["version"],
    )

    call = intake.tries("2024-06-04 15:32", "her mobile", outcome="no_answer", status=409)
    letter = intake.tries(
        "2024-06-04 15:33", channel="letter", outcome="message_sent_no_reply", status=409
    )

    # A2, BR-22: the device is with the police, so its route is none.
    assert noted["device_status"] == "seized_family"
    assert (call["code"], code_of(call)) == ("unsafe-contact", "device_with_police")
    # BR-24: never post as a fallback.
    assert (letter["code"], code_of(letter)) == ("unsafe-contact", "route_required")
    saved = stage.at("intake_worker", "2024-06-04 15:34").get(f"{intake.path}/attempts")
    assert saved["results"] == []


def test_A2_the_call_that_was_not_made_counts_for_no_clock(stage: Stage, unsafe: Referred) -> None:
    seen = unsafe.seen("2024-06-04 15:45")
    attempts = stage.at("intake_worker", "2024-06-04 15:45").get(f"{unsafe.path}/attempts")

    # A2: saved, and no attempt; the referral waits for a safe way.
    assert [row["outcome"] for row in attempts["results"]] == ["attempt_suppressed_unsafe"]
    assert (seen["state"], seen["first_attempt_at"]) == ("contact_unsafe", None)
    assert seen["first_two_way_at"] is None


def test_A2_the_police_are_asked_for_a_safe_way_and_learn_nothing_more(
    stage: Stage, answer: Any, unsafe: Referred
) -> None:
    seen = stage.at("police", "2024-06-04 16:00").get(f"partner/intakes/{answer['id']}")

    # A2, BR-13: `no_safe_contact` says nothing about support, and needs no consent.
    assert seen["status"] == "no_safe_contact"
    assert set(seen) == set(answer)
    for word in OURS:
        assert not stage.was_told("police", word)


def test_A3_a_safe_way_brings_it_back_to_triage(
    stage: Stage, answer: Any, unsafe: Referred
) -> None:
    told = _tells_of_her_sister(stage, answer)

    # A3, BR-11: contact_unsafe -> triage; BR-13: the police see `received` again.
    assert unsafe.seen("2024-06-05 09:25")["state"] == "triage"
    assert told["status"] == "received"
    assert unsafe.route("2024-06-05 09:25", "her mobile")["device_status"] == "seized_family"


def test_A3_the_hours_of_the_police_allow_one_voice_call_inside_them(
    stage: Stage, answer: Any, unsafe: Referred
) -> None:
    _tells_of_her_sister(stage, answer)

    early = unsafe.tries("2024-06-05 09:40", "sister's mobile", outcome="no_answer", status=409)
    text = unsafe.tries(
        "2024-06-05 10:04",
        "sister's mobile",
        channel="sms",
        outcome="message_sent_no_reply",
        status=409,
    )
    unsafe.tries("2024-06-05 10:05", "sister's mobile", outcome="no_answer")
    again = unsafe.tries("2024-06-05 11:05", "sister's mobile", outcome="no_answer", status=409)

    # A3, BR-20: calls only, from ten to twelve, and once on a referrer's word.
    assert [code_of(each) for each in (early, text, again)] == ["route_not_asked"] * 3


def test_A3_the_first_attempt_and_the_first_conversation_are_one_working_day_after_receipt(
    reached: Referred,
) -> None:
    seen = reached.seen("2024-06-05 10:45")

    # A3: both from 06-04; the call that was not made stopped nothing.
    assert seen["first_attempt_at"] == seen["first_two_way_at"]
    assert datetime.fromisoformat(seen["first_two_way_at"]) == at("2024-06-05 10:05")
    assert _days(seen, "first_attempt_at") == 1
    assert _days(seen, "first_two_way_at") == 1


def test_A3_acceptance_carries_what_was_told_and_tried_into_her_case(
    stage: Stage, reached: Referred
) -> None:
    case = reached.accepted("2024-06-05 10:50")

    worker = stage.at("worker", "2024-06-05 10:55")
    contacts = worker.get(f"cases/{case['id']}/contacts")["results"]
    routes = {
        row["label"]: row
        for row in worker.get(f"cases/{case['id']}/safe-contact-routes")["results"]
    }
    row = worker.my_row(case["id"])
    # A3: the case is as urgent as the referral, and its first contacts are those of the referral.
    assert (case["client_name"], case["urgency"]) == ("Leanne Marsh-Okoro", "urgent")
    assert {each["outcome"] for each in contacts} == {
        "attempt_suppressed_unsafe",
        "spoke_with_client",
    }
    assert (row["attempts_since_reached"], row["days_since_reached"]) == (0, 0)
    # A2, BR-22: her mobile stays out of use in the case; a call is tried there in vain.
    assert routes["her mobile"]["device_status"] == "seized_family"
    call = worker.logs(
        case["id"],
        safe_contact_route_id=routes["her mobile"]["id"],
        outcome="no_answer",
        status=409,
    )
    assert code_of(call) == "device_with_police"
    assert reached.seen("2024-06-05 10:56")["state"] == "accepted"


def test_A3_the_code_word_and_the_voicemail_that_is_not_safe_are_of_her_case(
    stage: Stage, reached: Referred
) -> None:
    case = reached.accepted("2024-06-05 10:50")["id"]
    worker = stage.at("worker", "2024-06-05 10:55")
    rows = worker.get(f"cases/{case}/safe-contact-routes")["results"]
    sister = next(row for row in rows if row["label"] == "sister's mobile")
    path = f"cases/{case}/safe-contact-routes/{sister['id']}"
    worker.patch(
        path,
        {"call": "allowed", "voicemail": "not_safe", "reason": "what Leanne said"},
        if_match=f'"{sister["version"]}-{sister["id"][:8]}"',
    )
    worker.post(f"{path}/code-word", {"code_word": "Quillharbour"}, status=200)

    left = stage.at("worker", "2024-06-05 11:00").logs(
        case,
        safe_contact_route_id=sister["id"],
        channel="voicemail",
        outcome="voicemail_left_agreed",
        status=409,
    )

    # A3: code word agreed; voicemail `not_safe`. BR-26: neither is anything for the police.
    assert code_of(left) == "route_not_safe"
    stage.at("police", "2024-06-05 11:01").get("partner/intakes")
    assert not stage.was_told("police", "Quillharbour")


def test_A3_without_her_yes_the_police_never_learn_that_she_came(
    stage: Stage, answer: Any, reached: Referred
) -> None:
    path = f"partner/intakes/{answer['id']}"
    before = stage.at("police", "2024-06-05 10:30").get(path)
    reached.steps("2024-06-05 10:45", "feedback-answer", {"answer": "refused", "method": "verbal"})
    case = reached.accepted("2024-06-05 10:50")["id"]

    after = stage.at("police", "2024-06-05 11:00").get(path)
    later = stage.at("police", "2024-07-02 09:00").get(path)

    # 2.6, BR-13: `received`, and by the calendar alone `closed`, whatever happened.
    assert after == before
    assert (after["status"], later["status"]) == ("received", "closed")
    # Her answer is a consent of her case from now on (BR-40).
    worker = stage.at("worker", "2024-06-05 11:05")
    (said,) = worker.get(f"cases/{case}/consents")["results"]
    assert (said["scope"], said["answer"]) == ("feedback_to_referrer_status", "refused")
    assert said["recipient_agency_id"] == str(stage.org.agency("police").pk)
    for word in OURS:
        assert not stage.was_told("police", word)


def test_A3_that_she_wants_support_is_an_answer_of_her_own(stage: Stage, reached: Referred) -> None:
    case = reached.accepted("2024-06-05 10:50")["id"]
    worker = stage.at("worker", "2024-06-05 10:55")

    said = worker.post(
        f"cases/{case}/consents",
        {"scope": "receive_service", "answer": "given", "method": "verbal"},
    )

    # 2.6: opted out of nothing, she agrees for herself, and not by way of the police.
    assert (said["status"], said["giver"], said["method"]) == ("given", "self", "verbal")
