"""What a channel needs, what an outcome does, and what holds for every route there can be."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseload.clients.safe_contact import (
    SENTENCES,
    USES_OF_KIND,
    WAYS_ON,
    WRITTEN,
    Aftermath,
    Answer,
    Reason,
    RouteFacts,
    Use,
    WayOn,
    after_outcome,
    decide,
    last_message_uses,
    refused,
    uses_needed,
)
from caseload.core.uk_time import Window, uk_date
from caseload.vocabulary.source import codes, codes_with

NOON = datetime(2025, 6, 4, 11, tzinfo=UTC)  # a Wednesday, 12:00 in London
MORNING = Window(start=time(10), end=time(12))
ALL_DAY = Window(start=time(0), end=time(0))


@pytest.mark.parametrize(
    ("channel", "use"),
    [
        ("phone_call", Use.CALL),
        ("voicemail", Use.VOICEMAIL),
        ("sms", Use.TEXT),
        ("messaging_app", Use.APP),
        ("email", Use.EMAIL),
        ("secure_email", Use.EMAIL),
        ("letter", Use.LETTER),
        ("video_call", Use.MEETING),
        ("face_to_face_home", Use.MEETING),
        ("face_to_face_office", Use.MEETING),
        ("face_to_face_other", Use.MEETING),
    ],
)
def test_channel_needs_its_use(channel, use):
    assert uses_needed(channel) == {use}


@pytest.mark.parametrize("channel", codes("contact_channel"))
def test_no_shipped_channel_goes_unguarded(channel):
    assert uses_needed(channel)


def test_message_left_on_a_call_needs_both_answers():
    assert uses_needed("phone_call", "voicemail_left_agreed") == {Use.CALL, Use.VOICEMAIL}
    assert uses_needed("voicemail", "voicemail_left_agreed") == {Use.VOICEMAIL}


def test_unknown_channel_needs_what_nobody_can_give():
    assert uses_needed("smoke_signal", "voicemail_left_agreed") == frozenset()


def written_to(said, **facts):
    permissions = {"call": "allowed", "text": said}
    return RouteFacts(kind="phone", permissions=permissions, verified_on=NOON.date(), **facts)


def test_last_message_only_where_the_person_said_a_plain_yes_to_writing():
    assert last_message_uses(written_to("allowed"), NOON) == {Use.TEXT}
    assert last_message_uses(written_to("allowed_with_conditions"), NOON) == frozenset()
    assert last_message_uses(written_to("allowed", device_status="returned"), NOON) == frozenset()


@pytest.mark.parametrize(
    ("outcome", "aftermath"),
    [
        ("answered_by_other", Aftermath("answered_by_other", opens_review=True)),
        ("wrong_number", Aftermath("answered_by_other", opens_review=True)),
        (
            "client_declined_contact",
            Aftermath("client_request", opens_review=True, every_route=True),
        ),
        ("no_answer", Aftermath()),
        ("spoke_with_client", Aftermath()),
        ("an outcome of our own", Aftermath()),
    ],
)
def test_what_an_outcome_does_to_the_route(outcome, aftermath):
    assert after_outcome(outcome) == aftermath


@pytest.mark.parametrize("outcome", codes("contact_outcome"))
def test_route_is_suspended_exactly_when_a_review_opens(outcome):
    after = after_outcome(outcome)

    assert after.opens_review == bool(after.suspended_reason)
    assert after.opens_review == (
        outcome in codes_with("contact_outcome", "opens_safe_contact_review")
    )
    assert after.suspended_reason in {"", *codes("safe_contact_suspension_reason")}


@pytest.mark.parametrize("reason", Reason)
def test_each_refusal_says_why_in_a_sentence_of_its_own(reason):
    verdict = refused(reason)

    assert not verdict.allowed
    assert verdict.reason_code == reason.value
    assert verdict.sentence == SENTENCES[reason]
    assert verdict.sentence.endswith(".")
    assert not any(character.isdigit() for character in verdict.sentence)


def test_ways_on_have_words():
    assert set(WAYS_ON) == set(WayOn)


VERIFIED = st.dates(date(2025, 3, 1), date(2025, 6, 4))
HOURS = st.sampled_from([(), (), (MORNING,), (ALL_DAY,), (MORNING, ALL_DAY)])

routes = st.builds(
    RouteFacts,
    kind=st.sampled_from(sorted(USES_OF_KIND)),
    permissions=st.fixed_dictionaries(
        {}, optional={use.value: st.sampled_from([a.value for a in Answer]) for use in Use}
    ),
    conditions=st.just("07700 900101, ask for Jean"),
    safe_hours=HOURS,
    identity=st.sampled_from(codes("safe_contact_identity")),
    device_status=st.sampled_from(["not_seized"] * 4 + list(codes("device_status"))),
    suspended_reason=st.sampled_from([""] * 8 + list(codes("safe_contact_suspension_reason"))),
    verified_on=st.none() | VERIFIED,
    expires_on=st.none() | st.dates(date(2025, 6, 1), date(2025, 7, 1)),
    referrer_window=st.sampled_from([None, ALL_DAY]),
    called_before=st.booleans(),
)
moments = st.integers(0, 72).map(lambda hours: NOON + timedelta(hours=hours))


@given(routes, st.sampled_from(Use), moments, st.booleans(), st.booleans())
def test_nothing_is_said_without_a_live_yes_of_the_person(route, use, at, died, automatic):
    """BR-20, whatever else is true of the route: the whole rule, told once more from the text."""
    verdict = decide(route, use, at, died=died, automatic=automatic)
    if not verdict.allowed:
        return

    first_call = verdict.withhold_number
    if use in WRITTEN | {Use.VOICEMAIL}:
        assert route.permissions[use.value] in {"allowed", "allowed_with_conditions"}
    if first_call:
        assert use is Use.CALL
        assert route.permissions.get("call", "not_asked") == "not_asked"
        assert not route.called_before
        assert not verdict.name_organisation
    else:
        assert uk_date(at) <= route.last_good_day()
    assert not route.suspended_reason
    assert not route.device_status.startswith(("seized", "returned"))
    assert not route.safe_hours or any(window.covers(at) for window in route.safe_hours)
    assert not (died and automatic)


@given(routes, st.sampled_from(Use), moments, st.booleans(), st.booleans())
def test_refusal_is_whole_and_tells_nothing_of_the_route(route, use, at, died, automatic):
    verdict = decide(route, use, at, died=died, automatic=automatic)
    if verdict.allowed:
        return

    assert verdict.reason_code in set(Reason)
    assert verdict.sentence == SENTENCES[Reason(verdict.reason_code)]
    assert verdict.conditions == ""
    assert not verdict.name_organisation
