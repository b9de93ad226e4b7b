"""The rules of referrals in, over every state."""

from datetime import UTC, date, datetime, timedelta

import pytest

from caseload.clients.safe_contact import Use
from caseload.referrals.intake_rules import (
    allowed_from,
    as_seen,
    clocks,
    closes_at,
    cut_due,
    decline_errors,
    may_write_first,
    neutral_status,
    proposed_urgency,
    review_due_since,
)
from caseload.referrals.models import IntakeState, NeutralStatus
from caseload.vocabulary.source import attrs, codes

S, N = IntakeState, NeutralStatus
RECEIVED = datetime(2025, 1, 13, 9, tzinfo=UTC)
WITHOUT_CONSENT = {S.CONTACT_UNSAFE: N.NO_SAFE_CONTACT, S.DECLINED: N.NOT_ABLE_TO_OFFER}


@pytest.mark.parametrize("state", IntakeState)
def test_without_the_persons_yes_a_referrer_hears_received_whatever_happened(state):
    told = neutral_status(state, decline_reason="capacity", feedback_is_live=False)

    assert told == WITHOUT_CONSENT.get(state, N.RECEIVED)


@pytest.mark.parametrize("reason", codes("referral_decline_reason"))
def test_why_it_was_declined_never_shows(reason):
    told = {
        neutral_status(S.DECLINED, decline_reason=reason, feedback_is_live=live)
        for live in (False, True)
    }

    assert told <= {N.NOT_ABLE_TO_OFFER, N.RECEIVED, N.CLOSED}
    if reason == "conflict_of_interest":
        assert told == {N.NOT_ABLE_TO_OFFER}


def test_with_the_persons_yes_support_is_told_and_no_more():
    told = {s: neutral_status(s, decline_reason="", feedback_is_live=True) for s in IntakeState}

    assert told[S.TRIAGE] == told[S.MORE_INFO_NEEDED] == N.BEING_CONSIDERED
    assert told[S.ACCEPTED] == told[S.WAITING_LIST] == N.SUPPORT_OFFERED
    assert told[S.WITHDRAWN] == told[S.DUPLICATE] == told[S.CLOSED] == N.CLOSED


@pytest.mark.parametrize("status", NeutralStatus)
@pytest.mark.parametrize("may_tell", [True, False])
def test_from_day_28_the_clock_closes_what_only_said_received(status, may_tell):
    def seen(now):
        return as_seen(
            status=status,
            version=3,
            changed_at=RECEIVED,
            received_at=RECEIVED,
            may_tell=may_tell,
            now=now,
        )

    before = seen(closes_at(RECEIVED) - timedelta(microseconds=1))
    after = seen(closes_at(RECEIVED))
    hidden = status in {N.BEING_CONSIDERED, N.SUPPORT_OFFERED} and not may_tell

    assert before.status == (N.RECEIVED if hidden else status)
    if before.status == N.RECEIVED and not may_tell:
        assert (after.status, after.version) == (N.CLOSED, before.version + 1)
    else:
        assert after == before


@pytest.mark.parametrize("state", IntakeState)
def test_nothing_is_decided_but_from_triage(state):
    decided = {S.ACCEPTED, S.DECLINED, S.REDIRECTED, S.DUPLICATE, S.UNABLE_TO_CONTACT}

    assert bool(allowed_from(state) & decided) == (state == S.TRIAGE)
    assert S.RECEIVED not in allowed_from(state) or state == S.DRAFT


@pytest.mark.parametrize(
    ("stated", "knock_on", "proposed"),
    [
        ("standard", date(2025, 1, 13), "urgent"),
        ("standard", date(2025, 1, 11), "urgent"),
        ("standard", date(2025, 1, 10), "standard"),
        ("immediate", date(2025, 1, 13), "immediate"),
        ("priority", None, "priority"),
        ("standard", date(2025, 1, 14), "standard"),
    ],
)
def test_a_fresh_knock_is_urgent_and_nothing_is_lowered(stated, knock_on, proposed):
    assert proposed_urgency(stated, knock_on=knock_on, received_at=RECEIVED) == proposed


@pytest.mark.parametrize(
    ("urgency", "by"),
    [
        ("immediate", datetime(2025, 1, 13, 10, tzinfo=UTC)),
        ("urgent", datetime(2025, 1, 13, 23, 59, tzinfo=UTC)),
        ("priority", datetime(2025, 1, 14, 23, 59, tzinfo=UTC)),
        ("standard", datetime(2025, 1, 15, 23, 59, tzinfo=UTC)),
    ],
)
def test_the_first_attempt_is_due_by_urgency(urgency, by):
    due = clocks(urgency=urgency, received_at=RECEIVED, nation="england")

    assert due.first_attempt_by == by
    assert due.first_look_by == date(2025, 1, 14)


@pytest.mark.parametrize(
    ("received_at", "by"),
    [
        # By the clock on the kitchen wall: in summer it is an hour ahead, and so is its midnight.
        (datetime(2024, 6, 4, 14, 10, tzinfo=UTC), datetime(2024, 6, 4, 22, 59, tzinfo=UTC)),
        (datetime(2024, 6, 4, 22, 59, tzinfo=UTC), datetime(2024, 6, 4, 22, 59, tzinfo=UTC)),
        (datetime(2024, 6, 4, 23, 0, tzinfo=UTC), datetime(2024, 6, 5, 22, 59, tzinfo=UTC)),
        (datetime(2025, 3, 30, 0, 30, tzinfo=UTC), datetime(2025, 3, 30, 22, 59, tzinfo=UTC)),
    ],
)
def test_the_same_day_ends_when_the_local_day_does(received_at, by):
    due = clocks(urgency="urgent", received_at=received_at, nation="england")

    assert due.first_attempt_by == by


@pytest.mark.parametrize(
    ("received_at", "urgency"),
    [
        (datetime(2024, 6, 6, 22, 59, tzinfo=UTC), "urgent"),
        (datetime(2024, 6, 6, 23, 0, tzinfo=UTC), "standard"),
    ],
)
def test_a_knock_is_fresh_for_two_local_days_after_its_own(received_at, urgency):
    proposed = proposed_urgency("standard", knock_on=date(2024, 6, 4), received_at=received_at)

    assert proposed == urgency


@pytest.mark.parametrize("reason", codes("referral_decline_reason"))
def test_a_decline_names_another_place_where_its_reason_asks_for_one(reason):
    needed = attrs("referral_decline_reason", reason)["signpost_required"]

    assert bool(decline_errors(reason, [])) == needed
    assert decline_errors(reason, ["A helpline"]) == []


def test_a_decline_says_why():
    assert [e.code for e in decline_errors("", ["A helpline"])] == ["reason_needed"]


@pytest.mark.parametrize("use", Use)
def test_until_it_is_known_what_they_were_told_nothing_is_written_first(use):
    written = use in {Use.TEXT, Use.EMAIL, Use.LETTER, Use.APP, Use.VOICEMAIL}

    assert may_write_first("not_stated", [use], reached=False) is not written
    assert may_write_first("not_stated", [use], reached=True)
    assert may_write_first("opt_in_explicit", [use], reached=False)


def test_who_opted_out_is_cut_in_a_week_and_who_never_answered_in_four():
    week = cut_due(S.WITHDRAWN, reason="opted_out", decided_at=RECEIVED)
    four = cut_due(S.UNABLE_TO_CONTACT, reason="", decided_at=RECEIVED)

    assert week == datetime(2025, 1, 20, tzinfo=UTC)
    assert four == datetime(2025, 2, 10, tzinfo=UTC)
    assert cut_due(S.WITHDRAWN, reason="resolved", decided_at=RECEIVED) is None


@pytest.mark.parametrize(
    ("decided_at", "due"),
    [
        # The clocks went forward on 30 March 2025 and back on 26 October.
        (datetime(2025, 3, 27, 0, 0, tzinfo=UTC), datetime(2025, 4, 2, 23, tzinfo=UTC)),
        (datetime(2025, 3, 27, 23, 59, tzinfo=UTC), datetime(2025, 4, 2, 23, tzinfo=UTC)),
        (datetime(2025, 3, 28, 0, 0, tzinfo=UTC), datetime(2025, 4, 3, 23, tzinfo=UTC)),
        (datetime(2025, 10, 21, 22, 59, tzinfo=UTC), datetime(2025, 10, 28, tzinfo=UTC)),
        (datetime(2025, 10, 21, 23, 0, tzinfo=UTC), datetime(2025, 10, 29, tzinfo=UTC)),
        (datetime(2024, 2, 22, 12, tzinfo=UTC), datetime(2024, 2, 29, tzinfo=UTC)),
    ],
)
def test_the_week_is_of_local_days_whichever_way_the_clocks_go(decided_at, due):
    assert cut_due(S.WITHDRAWN, reason="opted_out", decided_at=decided_at) == due


@pytest.mark.parametrize(
    ("received_at", "closing"),
    [
        (datetime(2025, 3, 10, 9, tzinfo=UTC), datetime(2025, 4, 6, 23, tzinfo=UTC)),
        (datetime(2025, 10, 6, 23, 30, tzinfo=UTC), datetime(2025, 11, 4, tzinfo=UTC)),
    ],
)
def test_day_28_begins_at_local_midnight(received_at, closing):
    assert closes_at(received_at) == closing


def test_the_year_of_what_was_not_accepted_is_a_year_in_a_leap_year_too():
    assert review_due_since(datetime(2024, 2, 29, 12, tzinfo=UTC)) == datetime(
        2023, 3, 1, tzinfo=UTC
    )
