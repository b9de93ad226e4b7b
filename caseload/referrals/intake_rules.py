"""How an intake moves, what is urgent, and what the referrer is told: pure rules (BR-01 to BR-13)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from caseload.clients.safe_contact import WRITTEN, Use
from caseload.core.errors import FieldError
from caseload.core.uk_time import day_after, same_day, start_of_day, uk_date
from caseload.core.working_days import add_working_days
from caseload.referrals.models import IntakeState, NeutralStatus
from caseload.vocabulary.source import attrs, codes

S = IntakeState

NEXT: Final[dict[str, frozenset[str]]] = {
    S.DRAFT: frozenset({S.RECEIVED}),
    S.RECEIVED: frozenset({S.TRIAGE}),
    S.TRIAGE: frozenset(
        {
            S.MORE_INFO_NEEDED,
            S.ACCEPTED,
            S.DECLINED,
            S.REDIRECTED,
            S.WITHDRAWN,
            S.DUPLICATE,
            S.CONTACT_UNSAFE,
            S.UNABLE_TO_CONTACT,
        }
    ),
    S.MORE_INFO_NEEDED: frozenset({S.TRIAGE}),
    S.CONTACT_UNSAFE: frozenset({S.TRIAGE}),
    S.ACCEPTED: frozenset({S.WAITING_LIST, S.CLOSED}),
    S.WAITING_LIST: frozenset({S.CLOSED}),
}
"""What each state goes on to (BR-11). Whatever else is decided is decided from triage."""

OPEN: Final = frozenset({S.DRAFT, S.RECEIVED, S.TRIAGE, S.MORE_INFO_NEEDED, S.CONTACT_UNSAFE})
"""Nobody has decided yet."""

CLOSED_BY_SCHEDULE: Final = 28
"""Days; all of these count local days."""
FRESH_KNOCK: Final = timedelta(hours=48)
CUT_AFTER_OPT_OUT: Final = 7
CUT_AFTER_SILENCE: Final = 28
LONGEST_WAIT_FOR_FIRST_LOOK: Final = 1
_NEEDS_CONSENT: Final = frozenset({NeutralStatus.BEING_CONSIDERED, NeutralStatus.SUPPORT_OFFERED})
TURNS_ON_CONSENT: Final = _NEEDS_CONSENT | {NeutralStatus.RECEIVED}
"""Words that another answer of the person, or the end of one, makes another word."""
NOT_ACCEPTED: Final = frozenset({S.DECLINED, S.REDIRECTED, S.WITHDRAWN, S.DUPLICATE})
"""Kept for a year (``declined_referral``), and then for two people to decide about: no clock cuts
these but the one of who opted out (features.md 2.23, BR-100)."""
_DIRECT: Final = {
    # An answer that withdraws, opts out or tells an intake apart goes through triage in one step.
    S.RECEIVED: frozenset({S.WITHDRAWN, S.DUPLICATE, S.CONTACT_UNSAFE}),
    S.MORE_INFO_NEEDED: frozenset({S.WITHDRAWN, S.DECLINED}),
    S.CONTACT_UNSAFE: frozenset({S.WITHDRAWN, S.UNABLE_TO_CONTACT, S.DECLINED}),
}


_TOLD_WITH_CONSENT: Final = {
    S.DRAFT: NeutralStatus.RECEIVED,
    S.RECEIVED: NeutralStatus.RECEIVED,
    S.TRIAGE: NeutralStatus.BEING_CONSIDERED,
    S.MORE_INFO_NEEDED: NeutralStatus.BEING_CONSIDERED,
    S.ACCEPTED: NeutralStatus.SUPPORT_OFFERED,
    S.WAITING_LIST: NeutralStatus.SUPPORT_OFFERED,
}


def allowed_from(state: str) -> frozenset[str]:
    """The states open to an intake now."""
    return NEXT.get(state, frozenset())


def passes_through_triage(state: str, to: str) -> bool:
    """Is this a step that a person takes at once, and that the record shows as two?"""
    return to in _DIRECT.get(S(state), frozenset())


def proposed_urgency(
    stated: str, *, knock_on: date | None, received_at: datetime, has_concern: bool = False
) -> str:
    """At least ``urgent`` when the Knock was 48 hours ago or less (BR-04); never below what was said.

    A day without its hour counts from its end: the day itself, and two days after.
    """
    if knock_on is None:
        return stated
    fresh = timedelta(0) <= uk_date(received_at) - knock_on <= FRESH_KNOCK
    return more_urgent(stated, "urgent") if fresh else stated


def more_urgent(one: str, other: str) -> str:
    return one if not is_lower_urgency(one, other) else other


def is_lower_urgency(urgency: str, than: str) -> bool:
    """A word of the charity's own has no known place, so it counts as lower."""
    order = {code: place for place, code in enumerate(codes("referral_urgency"))}
    if urgency == than:
        return False
    return urgency not in order or order[urgency] > order.get(than, len(order))


@dataclass(frozen=True, slots=True)
class Clocks:
    """Until when somebody has to look, and until when the person has to be tried."""

    first_look_by: date
    first_attempt_by: datetime | None


def clocks(*, urgency: str, received_at: datetime, nation: str) -> Clocks:
    """First look within a working day; the first attempt by urgency (features.md 2.5)."""
    received_on = uk_date(received_at)
    rule = attrs("referral_urgency", urgency) if urgency in codes("referral_urgency") else {}
    if "first_attempt_hours" in rule:
        first = received_at + timedelta(hours=rule["first_attempt_hours"])
    else:
        days = rule.get("first_attempt_working_days", 2)
        day = received_on if days == 0 else add_working_days(received_on, days, nation)
        first = start_of_day(day + timedelta(days=1)) - timedelta(minutes=1)
    return Clocks(
        first_look_by=add_working_days(received_on, LONGEST_WAIT_FOR_FIRST_LOOK, nation),
        first_attempt_by=first,
    )


def decline_errors(reason: str, signposts: Iterable[str]) -> list[FieldError]:
    """A decline says why, and where else to turn if the reason asks for it (BR-05)."""
    if not reason:
        return [FieldError("/decline_reason", "reason_needed", "Say why it is declined.")]
    if attrs("referral_decline_reason", reason).get("signpost_required") and not any(
        place.strip() for place in signposts
    ):
        return [
            FieldError("/signposts", "signpost_needed", "Name at least one other place to turn to.")
        ]
    return []


def may_write_first(consent_model: str, uses: Iterable[Use], *, reached: bool) -> bool:
    """Until it is known what the person was told, a first contact is a call and nothing written.

    A text or a voicemail to somebody who has never heard of us may be read by anybody (BR-01).
    """
    if reached or consent_model != "not_stated":
        return True
    return not {*uses} & (WRITTEN | {Use.VOICEMAIL})


def neutral_status(state: str, *, decline_reason: str, feedback_is_live: bool) -> NeutralStatus:
    """The one of six words that the referrer may be told now (BR-13, BR-06).

    Without the person's live consent it is ``received``, whatever happened; that we cannot offer
    anything, or need a safe way to reach somebody, says nothing about support and needs none.
    """
    if state == S.CONTACT_UNSAFE:
        return NeutralStatus.NO_SAFE_CONTACT
    if state == S.DECLINED and decline_reason not in {"no_agreement", "duplicate"}:
        return NeutralStatus.NOT_ABLE_TO_OFFER
    if not feedback_is_live:
        return NeutralStatus.RECEIVED
    return _TOLD_WITH_CONSENT.get(S(state), NeutralStatus.CLOSED)


@dataclass(frozen=True, slots=True)
class Seen:
    """A face as its agency sees it at one moment."""

    status: str
    version: int
    updated_at: datetime


def as_seen(
    *,
    status: str,
    version: int,
    changed_at: datetime,
    received_at: datetime,
    may_tell: bool,
    now: datetime,
) -> Seen:
    """What the agency is answered: what may be told at this moment, and ``closed`` from day 28.

    ``may_tell`` is the gate's answer; where it is no, words that need consent are not said,
    whatever the face still holds. The schedule closes by time and not by event, so that the day
    tells nothing; where the person lets the referrer know, it closes nothing (BR-13).
    """
    closing = closes_at(received_at)
    told = status
    if told in _NEEDS_CONSENT and not may_tell:
        told = NeutralStatus.RECEIVED
    if told == NeutralStatus.RECEIVED and not may_tell and now >= closing:
        return Seen(NeutralStatus.CLOSED, version + 1, max(changed_at, closing))
    return Seen(told, version, changed_at)


def closes_at(received_at: datetime) -> datetime:
    """The beginning of day 28, from which silence reads ``closed``."""
    return day_after(received_at, CLOSED_BY_SCHEDULE)


def needs_consent(status: str) -> bool:
    return status in _NEEDS_CONSENT


def turns_on_consent(status: str, *, received_at: datetime, now: datetime) -> bool:
    """Does what the agency is answered now depend on the person's yes?"""
    late = status == NeutralStatus.RECEIVED and now >= closes_at(received_at)
    return late or needs_consent(status)


def review_due_since(now: datetime) -> datetime:
    """Whatever was decided before this day last year is past its time; 29 February by 1 March."""
    day = uk_date(now)
    years = attrs("retention_class", "declined_referral")["years"]
    return start_of_day(same_day(day, day.year - years))


def cut_due(state: str, *, reason: str, decided_at: datetime) -> datetime | None:
    """When the words about somebody who said no, or was never reached, are cut (features.md 2.6).

    At the beginning of the day, so that the clock of that night keeps "within 7 days" (BR-02).
    """
    if state == S.WITHDRAWN and reason == "opted_out":
        return day_after(decided_at, CUT_AFTER_OPT_OUT)
    if state == S.UNABLE_TO_CONTACT:
        return day_after(decided_at, CUT_AFTER_SILENCE)
    return None
