"""What a contact must say before it is filed, and when it or its draft is late.

Which outcomes reached somebody, count as an attempt or open a safe-contact review is data of
the code list ``contact_outcome``; here is only what follows from it. A rule is broken by what
somebody wrote, so every function answers with the errors and none raises.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from caseload.core.errors import FieldError
from caseload.core.uk_time import uk_date
from caseload.core.working_days import ENGLAND, working_days_between
from caseload.vocabulary.source import codes, codes_with

SUCCESSFUL = codes_with("contact_outcome", "successful")
COUNTS_AS_ATTEMPT = codes_with("contact_outcome", "counts_as_attempt")
OPENS_SAFE_CONTACT_REVIEW = codes_with("contact_outcome", "opens_safe_contact_review")

SCHEDULED = "scheduled"
SUPPRESSED = "attempt_suppressed_unsafe"
OUTBOUND = "outbound"

# Not a success, yet somebody was there, so it may have taken time.
_SOMEBODY_WAS_THERE = frozenset(
    {"brief_unsafe_ended", "answered_by_other", "wrong_number", "late_not_seen"}
)
REACHED_NOBODY = frozenset(codes("contact_outcome")) - SUCCESSFUL - _SOMEBODY_WAS_THERE

CLOCKS_MAY_DIFFER = timedelta(minutes=5)
NOTE_DUE_WORKING_DAYS = 1
LONGEST_HEADLINE = 120
LONGEST_MINUTES = 1440

DRAFT_NAG = timedelta(days=7)
DRAFT_LIFE = timedelta(days=14)

CHILD_STRAND = "child_young_person"
CHILD_PURPOSE = "child_direct_work"
NOT_KNOWN = "not_known"
KNOWS_NOTHING = "knows_nothing"


def is_successful(outcome: str) -> bool:
    """Two-way contact with the person meant: it alone resets the quiet clock."""
    return outcome in SUCCESSFUL


def counts_as_attempt(outcome: str) -> bool:
    """Whether it stops the clock of the first attempt (M-05); a call not made does not."""
    return outcome in COUNTS_AS_ATTEMPT


def opens_safe_contact_review(outcome: str) -> bool:
    """Whether somebody must ask again how this person can be reached (BR-23)."""
    return outcome in OPENS_SAFE_CONTACT_REVIEW


def reached_nobody(outcome: str) -> bool:
    """Whether nobody was there to talk or to read, so that no minutes can have passed."""
    return outcome in REACHED_NOBODY


def is_late(
    happened_at: datetime,
    recorded_at: datetime,
    *,
    nation: str = ENGLAND,
    is_about_risk: bool = False,
) -> bool:
    """Recorded more than one working day after; what is about risk, later than the same day.

    Late is shown and never refused: a late note is better than none (BR-61).
    """
    happened_on, recorded_on = uk_date(happened_at), uk_date(recorded_at)
    if is_about_risk:
        return recorded_on > happened_on
    return working_days_between(happened_on, recorded_on, nation) > NOTE_DUE_WORKING_DAYS


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """A contact as somebody wants to file it, with what the rules need to know of its case."""

    direction: str
    outcome: str
    happened_at: datetime
    purposes: Sequence[str]
    minutes: int = 0
    headline: str = ""
    has_route: bool = False
    is_incident: bool = False
    strand: str = ""
    child_is_present: bool = False
    child_knowledge: str = ""
    received_at: datetime | None = None
    reason_for_earlier: str = ""


def contact_errors(contact: ContactFacts, *, now: datetime) -> list[FieldError]:
    """Everything that is wrong with a contact, at once, so that it is put right once."""
    return [
        *_when_errors(contact, now),
        *_what_errors(contact),
        *_route_errors(contact),
        *_child_errors(contact),
    ]


def needs_route(*, direction: str, outcome: str, is_incident: bool = False) -> bool:
    """Whether the safe route that was used must be named (BR-20, BR-60).

    An attempt that was not made used none. An incident may have used what no route allows.
    """
    return direction == OUTBOUND and outcome != SUPPRESSED and not is_incident


def is_child_contact(*, strand: str, purposes: Sequence[str], child_is_present: bool) -> bool:
    """Whether a child hears what we say: a child's own case, direct work, or a child in the room."""
    return strand == CHILD_STRAND or CHILD_PURPOSE in purposes or child_is_present


def knowledge_to_work_by(child_knowledge: str) -> str:
    """What we take the child to know: where nobody knows, nothing (BR-37)."""
    return KNOWS_NOTHING if child_knowledge in {"", NOT_KNOWN} else child_knowledge


class DraftStage(StrEnum):
    """How old an unfinished note is."""

    FRESH = "fresh"
    NAGGING = "nagging"
    EXPIRED = "expired"


def draft_stage(saved_at: datetime, *, now: datetime, is_held: bool = False) -> DraftStage:
    """Nag the author after 7 days without a keystroke, expire after 14.

    A draft is held while a subject request is open on its case: it may be finished, not lost.
    """
    age = now - saved_at
    if age >= DRAFT_LIFE and not is_held:
        return DraftStage.EXPIRED
    return DraftStage.NAGGING if age >= DRAFT_NAG else DraftStage.FRESH


def _when_errors(contact: ContactFacts, now: datetime) -> list[FieldError]:
    errors = []
    if contact.outcome != SCHEDULED and contact.happened_at > now + CLOCKS_MAY_DIFFER:
        errors.append(
            FieldError(
                "/happened_at",
                "contact_in_future",
                "A contact cannot be dated in the future. A plan is a task or a scheduled contact.",
            )
        )
    before_receipt = contact.received_at is not None and contact.happened_at < contact.received_at
    if before_receipt and not contact.reason_for_earlier.strip():
        errors.append(
            FieldError(
                "/happened_at",
                "before_receipt",
                "This is earlier than the referral was received. Say why.",
            )
        )
    return errors


def _what_errors(contact: ContactFacts) -> list[FieldError]:
    errors = []
    if not contact.purposes:
        errors.append(FieldError("/purposes", "purpose_needed", "Say what the contact was for."))
    if is_successful(contact.outcome) and not contact.headline.strip():
        errors.append(
            FieldError(
                "/headline", "headline_needed", "A contact that reached the client has a headline."
            )
        )
    if len(contact.headline) > LONGEST_HEADLINE:
        errors.append(
            FieldError("/headline", "headline_too_long", "A headline has at most 120 characters.")
        )
    if not 0 <= contact.minutes <= LONGEST_MINUTES:
        errors.append(
            FieldError("/minutes", "minutes_out_of_range", "A contact takes at most a day.")
        )
    elif contact.minutes and reached_nobody(contact.outcome):
        errors.append(
            FieldError(
                "/minutes",
                "unanswered_took_no_time",
                "An unanswered contact cannot have a duration.",
            )
        )
    return errors


def _route_errors(contact: ContactFacts) -> list[FieldError]:
    route_is_needed = needs_route(
        direction=contact.direction, outcome=contact.outcome, is_incident=contact.is_incident
    )
    if not route_is_needed or contact.has_route:
        return []
    return [
        FieldError(
            "/safe_contact_route_id",
            "route_required",
            "An outbound contact names the safe route it used.",
        )
    ]


def _child_errors(contact: ContactFacts) -> list[FieldError]:
    with_a_child = is_child_contact(
        strand=contact.strand,
        purposes=contact.purposes,
        child_is_present=contact.child_is_present,
    )
    if not with_a_child or contact.child_knowledge:
        return []
    return [
        FieldError(
            "/child_knowledge",
            "child_knowledge_needed",
            "Set what the child knows before a contact with the child is saved.",
        )
    ]
