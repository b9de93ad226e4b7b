"""The hard check before every outbound contact (BR-20 to BR-29)."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from caseload.clients.safe_contact import (
    USES_OF_KIND,
    Answer,
    RouteFacts,
    Use,
    WayOn,
    decide,
)
from caseload.core.uk_time import Window
from caseload.vocabulary.source import codes

NOON = datetime(2025, 6, 4, 11, tzinfo=UTC)  # a Wednesday, 12:00 in London
TODAY = date(2025, 6, 4)
MORNING = Window(start=time(10), end=time(12))
ALL_DAY = Window(start=time(0), end=time(0))

PHONE = RouteFacts(
    kind="phone",
    permissions={use.value: "allowed" for use in USES_OF_KIND["phone"]},
    identity="full_identity",
    verified_on=TODAY,
)
UNASKED = RouteFacts(kind="phone", referrer_window=ALL_DAY, identity="full_identity")


def saying(said: str, *uses: Use, **facts: object) -> RouteFacts:
    """A phone whose owner said this about these uses (all of them, if none is named)."""
    about = uses or tuple(USES_OF_KIND["phone"])
    return replace(PHONE, permissions={use.value: said for use in about}, **facts)


def test_codes_are_those_of_the_code_lists():
    assert tuple(Answer) == codes("safe_contact_permission")


def test_plain_yes_tells_how_to_go_about_it():
    verdict = decide(replace(PHONE, conditions="Ask after the dog."), Use.CALL, NOON)

    assert verdict.allowed
    assert verdict.identity == "full_identity"
    assert verdict.name_organisation
    assert verdict.conditions == "Ask after the dog."
    assert (verdict.reason_code, verdict.sentence, verdict.ways_on) == ("", "", ())


@pytest.mark.parametrize("identity", ["first_name_only", "agreed_cover", "no_message"])
def test_organisation_is_named_only_where_the_person_said_so(identity):
    assert not decide(replace(PHONE, identity=identity), Use.CALL, NOON).name_organisation


def test_yes_with_conditions_is_a_yes():
    assert decide(saying("allowed_with_conditions"), Use.TEXT, NOON).allowed


@pytest.mark.parametrize("use", sorted(USES_OF_KIND["phone"]))
@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("not_asked", "route_not_asked"),
        ("not_safe", "route_not_safe"),
        ("suspended", "route_suspended"),
        ("", "route_not_asked"),
        ("a word of tomorrow", "route_not_safe"),
    ],
)
def test_anything_but_yes_blocks_every_use(said, reason, use):
    verdict = decide(saying(said), use, NOON)

    assert not verdict.allowed
    assert verdict.reason_code == reason


@pytest.mark.parametrize("use", [Use.VOICEMAIL, Use.TEXT, Use.APP])
def test_yes_to_calls_is_no_yes_to_anything_else(use):
    """BR-21: a message stays where others can find it; a call does not."""
    calls_only = saying("allowed", Use.CALL)

    assert decide(calls_only, Use.CALL, NOON).allowed
    assert decide(calls_only, use, NOON).reason_code == "route_not_asked"


def test_number_of_the_sister_in_story_a():
    """Calls only, 10:00 to 12:00, said by the referrer; voicemail not safe once asked."""
    route = RouteFacts(kind="phone", referrer_window=MORNING)
    at_ten_past = datetime(2024, 6, 5, 9, 5, tzinfo=UTC)

    assert decide(route, Use.CALL, at_ten_past).allowed
    assert not decide(route, Use.VOICEMAIL, at_ten_past).allowed

    asked = replace(
        route,
        permissions={"call": "allowed", "voicemail": "not_safe"},
        verified_on=date(2024, 6, 5),
        called_before=True,
    )
    assert decide(asked, Use.CALL, at_ten_past).allowed
    assert decide(asked, Use.VOICEMAIL, at_ten_past).reason_code == "route_not_safe"


def test_first_call_in_the_referrers_hours_says_nothing_about_us():
    verdict = decide(UNASKED, Use.CALL, NOON)

    assert verdict.allowed
    assert verdict.withhold_number
    assert not verdict.name_organisation
    assert verdict.identity == "first_name_only"


@pytest.mark.parametrize("identity", ["agreed_cover", "no_message", "first_name_only"])
def test_first_call_keeps_a_more_careful_identity(identity):
    assert decide(replace(UNASKED, identity=identity), Use.CALL, NOON).identity == identity


@pytest.mark.parametrize(
    ("changes", "use"),
    [
        ({"referrer_window": None}, Use.CALL),
        ({"referrer_window": MORNING}, Use.CALL),  # noon is the end
        ({"called_before": True}, Use.CALL),
        ({}, Use.VOICEMAIL),
        ({}, Use.TEXT),
        ({}, Use.APP),
        ({}, Use.MEETING),
    ],
)
def test_referrers_hours_stand_for_a_first_call_and_nothing_else(changes, use):
    assert decide(replace(UNASKED, **changes), use, NOON).reason_code == "route_not_asked"


def test_referrers_hours_do_not_let_a_machine_call():
    assert decide(UNASKED, Use.CALL, NOON, automatic=True).reason_code == "route_not_asked"


def test_refused_call_outside_the_referrers_hours_points_to_them():
    later = replace(UNASKED, referrer_window=MORNING)

    assert decide(later, Use.CALL, NOON).ways_on[0] is WayOn.CALL_IN_REFERRER_WINDOW


def test_referrers_hours_yield_to_the_hours_of_the_route():
    asked_for_mornings = replace(UNASKED, safe_hours=(MORNING,))

    assert decide(asked_for_mornings, Use.CALL, NOON).reason_code == "outside_safe_hours"


@pytest.mark.parametrize("said", ["not_safe", "suspended"])
def test_referrers_hours_never_soften_a_no(said):
    route = replace(UNASKED, permissions={"call": said})

    assert not decide(route, Use.CALL, NOON).allowed


@pytest.mark.parametrize("use", sorted(USES_OF_KIND["phone"]))
@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"device_status": "seized_family"}, "device_with_police"),
        ({"device_status": "seized_suspect"}, "device_with_police"),
        ({"device_status": "returned"}, "device_returned_unchecked"),
        ({"suspended_reason": "device_seized"}, "device_with_police"),
        ({"suspended_reason": "device_returned_unchecked"}, "device_returned_unchecked"),
        ({"suspended_reason": "separation_or_move"}, "route_suspended"),
        ({"suspended_reason": "answered_by_other"}, "route_suspended"),
    ],
)
def test_seized_returned_or_suspended_takes_every_use_away(facts, reason, use):
    """BR-22: police may be reading; or the person who handed it over."""
    assert decide(replace(PHONE, **facts), use, NOON).reason_code == reason
    assert decide(replace(UNASKED, **facts), use, NOON).reason_code == reason


@pytest.mark.parametrize("status", ["not_seized", "replaced", "destroyed_forfeited"])
def test_device_in_nobody_elses_hands_changes_nothing(status):
    assert decide(replace(PHONE, device_status=status), Use.CALL, NOON).allowed


@pytest.mark.parametrize(
    ("facts", "is_live"),
    [
        ({"verified_on": TODAY - timedelta(90)}, True),
        ({"verified_on": TODAY - timedelta(91)}, False),
        ({"verified_on": None, "expires_on": TODAY}, True),
        ({"verified_on": None, "expires_on": TODAY - timedelta(1)}, False),
        ({"verified_on": TODAY, "expires_on": TODAY - timedelta(1)}, False),
        ({"verified_on": TODAY - timedelta(91), "expires_on": TODAY}, False),
        ({"verified_on": None, "expires_on": None}, False),
    ],
)
def test_answers_grow_old(facts, is_live):
    """BR-25: ninety days, or sooner; an answer without a date is old already."""
    verdict = decide(replace(PHONE, **facts), Use.CALL, NOON)

    assert verdict.allowed is is_live
    assert verdict.reason_code == ("" if is_live else "route_expired")


def test_expiry_follows_the_local_day():
    half_past_midnight_in_london = datetime(2025, 6, 4, 23, 30, tzinfo=UTC)

    route = replace(PHONE, verified_on=None, expires_on=TODAY)

    assert not decide(route, Use.CALL, half_past_midnight_in_london).allowed


def test_old_no_is_still_a_no():
    old = saying("not_safe", verified_on=TODAY - timedelta(400))

    assert decide(old, Use.CALL, NOON).reason_code == "route_not_safe"


def test_expired_answer_does_not_bring_the_referrers_hours_back():
    old = replace(PHONE, verified_on=TODAY - timedelta(91), referrer_window=ALL_DAY)

    assert decide(old, Use.CALL, NOON).reason_code == "route_expired"


def test_outside_safe_hours_names_the_wish_first():
    verdict = decide(replace(PHONE, safe_hours=(MORNING,)), Use.CALL, NOON)

    assert verdict.reason_code == "outside_safe_hours"
    assert verdict.ways_on[0] is WayOn.RECORD_WISH_FIRST


def test_any_of_several_windows_will_do():
    evening = Window(start=time(18), end=time(20), days=frozenset({"wed"}))
    route = replace(PHONE, safe_hours=(MORNING, evening))

    assert decide(route, Use.CALL, datetime(2025, 6, 4, 17, 30, tzinfo=UTC)).allowed
    assert not decide(route, Use.CALL, datetime(2025, 6, 5, 17, 30, tzinfo=UTC)).allowed


@pytest.mark.parametrize("use", sorted(Use))
def test_after_a_death_nothing_is_sent_automatically(use):
    assert decide(PHONE, use, NOON, died=True, automatic=True).reason_code == "person_died"
    assert decide(PHONE, Use.CALL, NOON, died=True).allowed
    assert decide(PHONE, Use.TEXT, NOON, automatic=True).allowed


@pytest.mark.parametrize(
    ("kind", "use"),
    [
        ("phone", Use.LETTER),
        ("phone", Use.EMAIL),
        ("email", Use.CALL),
        ("post", Use.TEXT),
        ("app", Use.VOICEMAIL),
        ("in_person", Use.CALL),
        ("pigeon", Use.MEETING),
    ],
)
def test_route_cannot_be_used_for_what_it_is_not(kind, use):
    route = replace(PHONE, kind=kind, permissions={other.value: "allowed" for other in Use})

    assert decide(route, use, NOON).reason_code == "use_not_permitted"


@pytest.mark.parametrize(
    ("permissions", "reason"),
    [
        ({"call": "allowed"}, ""),
        ({"call": "not_safe", "text": "allowed_with_conditions"}, ""),
        ({"call": "not_safe"}, "route_not_safe"),
        ({"call": "suspended", "text": "not_safe"}, "route_suspended"),
        ({}, "route_not_asked"),
        ({"call": "allowed", "meeting": "not_safe"}, "route_not_safe"),
        ({"call": "not_safe", "meeting": "allowed"}, ""),
        ({"call": "allowed", "meeting": "not_asked"}, ""),
        ({"letter": "allowed"}, "route_not_asked"),
    ],
)
def test_meeting_rests_on_the_route_on_which_it_was_agreed(permissions, reason):
    verdict = decide(replace(PHONE, permissions=permissions), Use.MEETING, NOON)

    assert verdict.allowed is (reason == "")
    assert verdict.reason_code == reason


def test_place_to_meet_has_its_own_answer():
    place = replace(PHONE, kind="in_person", permissions={"meeting": "allowed"})

    assert decide(place, Use.MEETING, NOON).allowed
    assert not decide(replace(place, permissions={}), Use.MEETING, NOON).allowed
