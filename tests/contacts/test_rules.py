"""What a contact must say, and when it is late (BR-37, BR-60, BR-61)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from caseload.contacts.rules import (
    ContactFacts,
    DraftStage,
    contact_errors,
    counts_as_attempt,
    draft_stage,
    is_child_contact,
    is_late,
    is_successful,
    knowledge_to_work_by,
    needs_route,
    opens_safe_contact_review,
    reached_nobody,
)
from caseload.vocabulary.source import attrs, code_lists, codes

NOW = datetime(2025, 6, 4, 11, tzinfo=UTC)
REACHED = ContactFacts(
    direction="outbound",
    outcome="spoke_with_client",
    happened_at=NOW - timedelta(minutes=30),
    purposes=("welfare_check",),
    minutes=25,
    headline="Spoke about the hearing.",
    has_route=True,
)
TRIED = replace(REACHED, outcome="no_answer", minutes=0, headline="")


def wrong(contact):
    return {error.code for error in contact_errors(contact, now=NOW)}


@pytest.mark.parametrize("outcome", codes("contact_outcome"))
def test_outcomes_mean_what_the_code_list_says(outcome):
    says = attrs("contact_outcome", outcome)

    assert is_successful(outcome) is says["successful"]
    assert counts_as_attempt(outcome) is says["counts_as_attempt"]
    assert opens_safe_contact_review(outcome) is says.get("opens_safe_contact_review", False)


def test_outcome_that_a_charity_added_claims_nothing():
    assert not is_successful("left_a_card")
    assert not counts_as_attempt("left_a_card")
    assert not opens_safe_contact_review("left_a_card")
    assert not reached_nobody("left_a_card")
    assert attrs("contact_outcome", "left_a_card") == {}


def test_shipped_lists_are_all_there():
    assert len(code_lists()) == 108
    with pytest.raises(KeyError):
        codes("no_such_list")
    with pytest.raises(KeyError):
        attrs("no_such_list", "code")


def test_suppressed_attempt_of_story_a_is_no_attempt():
    assert not counts_as_attempt("attempt_suppressed_unsafe")


def test_conversation_is_fine():
    assert wrong(REACHED) == set()


def test_unanswered_attempt_needs_no_words():
    assert wrong(TRIED) == set()


@pytest.mark.parametrize(
    ("minutes_ahead", "errors"), [(0, set()), (5, set()), (6, {"contact_in_future"})]
)
def test_contact_is_not_dated_in_the_future(minutes_ahead, errors):
    assert wrong(replace(TRIED, happened_at=NOW + timedelta(minutes=minutes_ahead))) == errors


def test_scheduled_contact_lies_ahead():
    plan = replace(TRIED, outcome="scheduled", happened_at=NOW + timedelta(days=7))

    assert wrong(plan) == set()


def test_contact_before_the_referral_needs_a_reason():
    early = replace(TRIED, received_at=NOW - timedelta(minutes=10))

    assert wrong(early) == {"before_receipt"}
    assert wrong(replace(early, reason_for_earlier=" ")) == {"before_receipt"}
    assert wrong(replace(early, reason_for_earlier="Rang before the form came.")) == set()
    assert wrong(replace(early, happened_at=early.received_at)) == set()


@pytest.mark.parametrize("headline", ["", "   "])
def test_contact_that_reached_the_client_has_a_headline(headline):
    assert wrong(replace(REACHED, headline=headline)) == {"headline_needed"}


def test_headline_is_short():
    assert wrong(replace(REACHED, headline="x" * 120)) == set()
    assert wrong(replace(REACHED, headline="x" * 121)) == {"headline_too_long"}


def test_contact_has_a_purpose():
    assert wrong(replace(REACHED, purposes=())) == {"purpose_needed"}


@pytest.mark.parametrize(
    "outcome",
    [
        "no_answer",
        "voicemail_left_agreed",
        "voicemail_not_left_unsafe",
        "message_sent_no_reply",
        "message_bounced",
        "did_not_attend",
        "cancelled_by_client",
        "cancelled_by_service",
        "scheduled",
        "attempt_suppressed_unsafe",
    ],
)
def test_nobody_there_took_no_time(outcome):
    assert reached_nobody(outcome)
    assert wrong(replace(TRIED, outcome=outcome, minutes=1)) == {"unanswered_took_no_time"}
    assert wrong(replace(TRIED, outcome=outcome)) == set()


@pytest.mark.parametrize(
    "outcome",
    [
        "spoke_with_client",
        "attended_late_seen",
        "written_exchange",
        "client_declined_contact",
        "brief_unsafe_ended",
        "answered_by_other",
        "wrong_number",
        "late_not_seen",
    ],
)
def test_somebody_there_may_have_taken_time(outcome):
    assert not reached_nobody(outcome)
    assert wrong(replace(REACHED, outcome=outcome)) == set()


@pytest.mark.parametrize("minutes", [-1, 1441])
def test_contact_takes_at_most_a_day(minutes):
    assert wrong(replace(REACHED, minutes=minutes)) == {"minutes_out_of_range"}


def test_outbound_contact_names_its_route():
    assert wrong(replace(REACHED, has_route=False)) == {"route_required"}
    assert wrong(replace(REACHED, has_route=False, is_incident=True)) == set()


@pytest.mark.parametrize("direction", [d for d in codes("contact_direction") if d != "outbound"])
def test_other_directions_need_no_route(direction):
    assert not needs_route(direction=direction, outcome="spoke_with_client")


def test_attempt_that_was_not_made_used_no_route():
    assert not needs_route(direction="outbound", outcome="attempt_suppressed_unsafe")


@pytest.mark.parametrize(
    "child",
    [
        {"strand": "child_young_person"},
        {"purposes": ("child_direct_work",)},
        {"child_is_present": True},
    ],
)
def test_child_contact_needs_what_the_child_knows(child):
    """BR-37: nobody tells a child by accident what the adults have not."""
    session = replace(REACHED, **child)

    assert wrong(session) == {"child_knowledge_needed"}
    assert wrong(replace(session, child_knowledge="cover_story")) == set()
    assert wrong(replace(session, child_knowledge="not_known")) == set()


def test_talking_about_children_is_no_child_contact():
    assert not is_child_contact(
        strand="adult_family_1to1", purposes=("telling_children",), child_is_present=False
    )


@pytest.mark.parametrize(
    ("known", "works_by"),
    [
        ("", "knows_nothing"),
        ("not_known", "knows_nothing"),
        ("knows_nothing", "knows_nothing"),
        ("cover_story", "cover_story"),
    ],
)
def test_where_nobody_knows_the_child_knows_nothing(known, works_by):
    assert knowledge_to_work_by(known) == works_by


@pytest.mark.parametrize(
    ("happened", "recorded", "late"),
    [
        ("2025-06-04T10:00", "2025-06-04T18:00", False),
        ("2025-06-04T10:00", "2025-06-05T22:30", False),
        ("2025-06-04T10:00", "2025-06-06T08:00", True),
        ("2025-06-06T10:00", "2025-06-09T18:00", False),  # Friday to Monday
        ("2025-05-23T10:00", "2025-05-27T18:00", False),  # over a bank holiday
        ("2025-05-23T10:00", "2025-05-28T09:00", True),
        ("2025-06-04T22:30", "2025-06-06T22:30", True),
        ("2025-06-10T10:00", "2025-06-04T10:00", False),  # planned
    ],
)
def test_note_is_late_after_one_working_day(happened, recorded, late):
    at, written = (datetime.fromisoformat(f"{t}:00+00:00") for t in (happened, recorded))

    assert is_late(at, written) is late


def test_lateness_follows_the_nation():
    maundy_thursday, tuesday = (datetime(2025, 4, day, 10, tzinfo=UTC) for day in (17, 22))

    assert not is_late(maundy_thursday, tuesday, nation="england")
    assert is_late(maundy_thursday, tuesday, nation="scotland")


def test_risk_is_written_down_the_same_local_day():
    late_evening = datetime(2025, 6, 4, 22, 30, tzinfo=UTC)  # 23:30 in London

    assert not is_late(late_evening, late_evening + timedelta(minutes=29), is_about_risk=True)
    assert is_late(late_evening, late_evening + timedelta(minutes=30), is_about_risk=True)


@pytest.mark.parametrize(
    ("age", "stage"),
    [
        (timedelta(days=6, hours=23), DraftStage.FRESH),
        (timedelta(days=7), DraftStage.NAGGING),
        (timedelta(days=13, hours=23), DraftStage.NAGGING),
        (timedelta(days=14), DraftStage.EXPIRED),
    ],
)
def test_drafts_grow_old(age, stage):
    assert draft_stage(NOW - age, now=NOW) is stage


def test_draft_is_not_lost_while_somebody_asks_for_their_record():
    assert draft_stage(NOW - timedelta(days=40), now=NOW, is_held=True) is DraftStage.NAGGING
