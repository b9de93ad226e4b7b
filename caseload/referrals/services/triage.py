"""Judging referrals in: every step of BR-11 but acceptance, and what each needs to be said."""

from collections.abc import Iterable
from typing import Any

from caseload.access.operations import operation
from caseload.access.permissions import Permission
from caseload.access.roles import held_by
from caseload.clients.rules import Attempt, disengagement_shortfalls
from caseload.contacts.rules import counts_as_attempt, is_successful
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.errors import (
    ConsentRequired,
    InvalidTransition,
    NotPermitted,
    ValidationFailed,
)
from caseload.referrals import faces
from caseload.referrals.intake_rules import (
    OPEN,
    allowed_from,
    cut_due,
    decline_errors,
    is_lower_urgency,
    passes_through_triage,
)
from caseload.referrals.models import (
    Direction,
    Intake,
    IntakeAttempt,
    IntakeConflict,
    IntakeMatch,
    IntakeMessage,
    IntakeState,
)

S = IntakeState
AMENDABLE = frozenset(
    {
        "urgency",
        "source",
        "consent_model",
        "uk_nation",
        "strand",
        "told_family",
        "immediate_concern",
    }
    | {"children_in_household", "police_force", "knock_on", "knock_precision"}
)


@operation("intake.triaged", needs=Permission.TRIAGE_INTAKE, on="intake")
def start_triage(*, by: Actor, intake: Intake, seen: int) -> Intake:
    """Somebody has taken a first look, or looks again after an answer or another safe route."""
    return _move(by=by, intake=intake, seen=seen, to=S.TRIAGE)


@operation("intake.amended", needs=Permission.TRIAGE_INTAKE, on="intake")
def amend_intake(*, by: Actor, intake: Intake, seen: int, reason: str, **changes: Any) -> Intake:
    """Correct what is known of an intake. Anybody raises its urgency; only a manager lowers it (BR-04).

    Raises:
        NotPermitted: a lower urgency without the right to it.
    """
    if unknown := changes.keys() - AMENDABLE:
        raise TypeError(f"An intake has no amendable {sorted(unknown)}.")
    lowers = "urgency" in changes and is_lower_urgency(changes["urgency"], intake.urgency)
    if lowers and Permission.LOWER_INTAKE_URGENCY not in held_by(by.roles):
        raise NotPermitted("Only a manager lowers the urgency.")
    return intake.change(seen=seen, reason=reason, **changes)


@operation("intake.information_requested", needs=Permission.TRIAGE_INTAKE, on="intake")
def request_information(*, by: Actor, intake: Intake, seen: int, question: str) -> Intake:
    """Ask the referrer: what the person was told, or for a safe way to reach them."""
    if not question.strip():
        raise ValidationFailed.at("/question", "question_needed", "Write down what is asked.")
    moved = _move(by=by, intake=intake, seen=seen, to=S.MORE_INFO_NEEDED, question=question)
    if moved.agency_id is not None:
        _write(by=by, intake=moved, body=question)
    return moved


@operation("intake.declined", needs=Permission.TRIAGE_INTAKE, on="intake")
def decline_intake(
    *,
    by: Actor,
    intake: Intake,
    seen: int,
    decline_reason: str,
    signposts: Iterable[str] = (),
    note: str = "",
) -> Intake:
    """Say no, why, and where else to turn (BR-05). The referrer learns that we cannot, and no more."""
    places = [place.strip() for place in signposts if place.strip()]
    if errors := decline_errors(decline_reason, places):
        raise ValidationFailed(*errors)
    return _move(
        by=by,
        intake=intake,
        seen=seen,
        to=S.DECLINED,
        decline_reason=decline_reason,
        signposts=places,
        decision_note=note,
    )


@operation("intake.redirected", needs=Permission.TRIAGE_INTAKE, on="intake")
def redirect_intake(
    *, by: Actor, intake: Intake, seen: int, signposts: Iterable[str], note: str = ""
) -> Intake:
    """Pass somebody on to another service, with their agreement."""
    places = [place.strip() for place in signposts if place.strip()]
    if not places:
        raise ValidationFailed.at(
            "/signposts", "signpost_needed", "Say where they were passed on to."
        )
    return _move(
        by=by, intake=intake, seen=seen, to=S.REDIRECTED, signposts=places, decision_note=note
    )


@operation("intake.withdrawn", needs=Permission.TRIAGE_INTAKE, on="intake")
def withdraw_intake(
    *, by: Actor, intake: Intake, seen: int, withdrawal_reason: str, note: str = ""
) -> Intake:
    """The person, or the referrer, does not want it any more. Who opted out is cut in 7 days (BR-02)."""
    if not withdrawal_reason:
        raise ValidationFailed.at("/withdrawal_reason", "reason_needed", "Say why.")
    return _move(
        by=by,
        intake=intake,
        seen=seen,
        to=S.WITHDRAWN,
        withdrawal_reason=withdrawal_reason,
        decision_note=note,
    )


@operation("intake.marked_duplicate", needs=Permission.TRIAGE_INTAKE, on="intake")
def mark_duplicate(*, by: Actor, intake: Intake, seen: int, duplicate_of: Intake) -> Intake:
    """The same person and the same investigation as another referral that the caller sees."""
    if duplicate_of.pk == intake.pk:
        raise ValidationFailed.at("/duplicate_of_id", "itself", "Name the other one.")
    return _move(by=by, intake=intake, seen=seen, to=S.DUPLICATE, duplicate_of=duplicate_of)


@operation("intake.marked_unsafe", needs=Permission.TRIAGE_INTAKE, on="intake")
def mark_unsafe(*, by: Actor, intake: Intake, seen: int) -> Intake:
    """There is no safe way to reach the person: the referrer is asked for one, post is none (BR-24)."""
    return _move(by=by, intake=intake, seen=seen, to=S.CONTACT_UNSAFE)


@operation("intake.marked_unreachable", needs=Permission.TRIAGE_INTAKE, on="intake")
def mark_unreachable(*, by: Actor, intake: Intake, seen: int) -> Intake:
    """Everything that BR-66 asks was tried, and nobody answered.

    Raises:
        ValidationFailed: what is still owed to the person, all of it.
    """
    rows = IntakeAttempt.objects.visible_to(by).filter(intake=intake)
    tried = [
        Attempt(
            at=row.happened_at,
            route=str(row.route_id or row.channel),
            reached=is_successful(row.outcome),
        )
        for row in rows
        if counts_as_attempt(row.outcome) or is_successful(row.outcome)
    ]
    if errors := disengagement_shortfalls(tried, nation=intake.uk_nation):
        raise ValidationFailed(*errors)
    return _move(by=by, intake=intake, seen=seen, to=S.UNABLE_TO_CONTACT)


@operation("intake.put_on_waiting_list", needs=Permission.TRIAGE_INTAKE, on="intake")
def put_on_waiting_list(*, by: Actor, intake: Intake, seen: int) -> Intake:
    """Accepted, and nobody can begin yet."""
    return _move(by=by, intake=intake, seen=seen, to=S.WAITING_LIST)


@operation("intake.closed", needs=Permission.TRIAGE_INTAKE, on="intake")
def close_intake(*, by: Actor, intake: Intake, seen: int) -> Intake:
    """The work on an accepted referral is done; the case goes on by itself."""
    return _move(by=by, intake=intake, seen=seen, to=S.CLOSED)


@operation("intake.feedback_answered", needs=Permission.TRIAGE_INTAKE, on="intake")
def record_feedback_answer(
    *, by: Actor, intake: Intake, seen: int, answer: str, method: str
) -> Intake:
    """What the person says about telling the referrer how it stands: a no is an answer (BR-13)."""
    if answer not in {"given", "refused", "not_asked"}:
        raise ValidationFailed.at("/answer", "unknown_code", "Given, refused, or not asked.")
    changed = intake.change(
        seen=seen,
        reason=None,
        feedback_answer=answer,
        feedback_method=method,
        feedback_at=clock.now(),
    )
    faces.refresh(by=by, intake=changed)
    return changed


@operation("intake_message.sent", needs=Permission.TRIAGE_INTAKE, on="intake")
def write_to_referrer(*, by: Actor, intake: Intake, body: str) -> IntakeMessage:
    """A question or an arrangement for the agency that referred, kept as sent.

    Only while nobody has decided: from then on there is something to tell, and that is told from
    the case, by its own gate and ledger. Who said no to telling the referrer said no to this too.

    Raises:
        ConsentRequired: the person said no to telling the referrer anything.
        InvalidTransition: somebody has decided; the referrer sees a neutral word (BR-13).
    """
    if intake.agency_id is None:
        raise ValidationFailed.at("", "no_agency", "No agency sent this. Ring or write instead.")
    if intake.state not in OPEN:
        raise InvalidTransition(
            "This is decided. What the agency may be told now is told from the case.", allowed=[]
        )
    return _write(by=by, intake=intake, body=body)


@operation("conflict.declared_on_intake", needs=Permission.TRIAGE_INTAKE, on="intake")
def declare_intake_conflict(*, by: Actor, intake: Intake) -> None:
    """Say that one knows this family: it is out of one's sight from the next statement on."""
    IntakeConflict(
        organisation_id=intake.organisation_id,
        intake=intake,
        user_id=by.user_id,
        recorded_by_id=by.user_id,
        recorded_at=clock.now(),
    ).insert()


@operation("intake_match.reviewed", needs=Permission.MANAGE_SIDES, on="match")
def review_intake_match(
    *, by: Actor, match: IntakeMatch, seen: int, outcome: str, note: str = "", release: bool = False
) -> IntakeMatch:
    """Say what a match turned out to be, and let a held intake go to the queue if that is safe."""
    now = clock.now()
    return match.change(
        seen=seen,
        reason="reviewed",
        state="reviewed",
        outcome=outcome,
        note=note,
        reviewed_by_id=by.user_id,
        reviewed_at=now,
        released_at=now if release and match.held else match.released_at,
    )


@operation("intake.desk_followed_information", needs=Permission.FOLLOW_PARTNER, on="intake")
def return_to_triage(*, by: Actor, intake: Intake) -> Intake:
    """What the agency sent is what was waited for: the intake is looked at again."""
    return _move(by=by, intake=intake, seen=intake.version, to=S.TRIAGE)


@operation("intake.desk_followed_withdrawal", needs=Permission.FOLLOW_PARTNER, on="intake")
def withdraw_for_agency(*, by: Actor, intake: Intake, withdrawal_reason: str) -> Intake:
    """The agency took it back before anybody decided."""
    return _move(
        by=by,
        intake=intake,
        seen=intake.version,
        to=S.WITHDRAWN,
        withdrawal_reason=withdrawal_reason,
    )


def _write(*, by: Actor, intake: Intake, body: str) -> IntakeMessage:
    if not body.strip():
        raise ValidationFailed.at("/body", "words_needed", "Write something.")
    if intake.feedback_answer == "refused":
        raise ConsentRequired(
            "The person has said no to telling the referrer anything.", code="refused"
        )
    return IntakeMessage(
        organisation_id=intake.organisation_id,
        intake=intake,
        direction=Direction.OUT,
        body=body,
        recorded_by_id=by.user_id,
        recorded_at=clock.now(),
    ).insert()


def _move(*, by: Actor, intake: Intake, seen: int, to: str, **changes: Any) -> Intake:
    """One step; a step that goes through triage shows as two on the record.

    Raises:
        InvalidTransition: not from here; the allowed states come with it.
        StaleVersion: somebody moved it first.
    """
    if passes_through_triage(intake.state, to):
        intake = intake.change(seen=seen, reason=None, state=S.TRIAGE, state_since=clock.now())
        seen = intake.version
    if to not in allowed_from(intake.state):
        raise InvalidTransition(allowed=sorted(allowed_from(intake.state)))
    now = clock.now()
    decided = to not in {S.TRIAGE, S.MORE_INFO_NEEDED, S.CONTACT_UNSAFE}
    moved = intake.change(
        seen=seen,
        reason=None,
        state=to,
        state_since=now,
        decided_at=now if decided else None,
        cut_due_at=cut_due(to, reason=changes.get("withdrawal_reason", ""), decided_at=now),
        **changes,
    )
    faces.refresh(by=by, intake=moved)
    return moved
