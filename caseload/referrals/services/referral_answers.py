"""What receiving agencies answer to referrals out, by their programs or told to a worker."""

from caseload.access.operations import operation
from caseload.access.permissions import Permission
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.errors import InvalidTransition, NotFound, ValidationFailed
from caseload.referrals.models import Referral, ReferralFace, ReferralResponse, ResponseKind
from caseload.referrals.referral_rules import (
    ON_WAITING_LIST,
    STEPS,
    THEIR_OUTCOMES,
    steps_of_answer,
)
from caseload.referrals.referral_steps import agency_side, hold, take_steps, tell_lead
from caseload.referrals.services.referral_faces import change_face


@operation("referral.answered", needs=Permission.RESPOND_TO_REFERRALS, on="face")
def answer_referral(
    *,
    by: Actor,
    face: ReferralFace,
    kind: str,
    outcome: str = "",
    words: str = "",
    on_behalf: str = "",
) -> ReferralResponse:
    """Add what an agency answers through its program; what follows is the desk's doing.

    Raises:
        ValidationFailed: an outcome that an agency cannot give.
    """
    outcome = _outcome_of(kind, outcome)
    return ReferralResponse(
        organisation_id=face.organisation_id,
        agency_id=face.agency_id,
        referral_id=face.referral_id,
        kind=kind,
        outcome=outcome,
        words=words,
        on_behalf=on_behalf,
        recorded_by_id=by.user_id,
        recorded_at=clock.now(),
    ).insert()


@operation("referral.answer_followed", needs=Permission.FOLLOW_PARTNER, on="response")
def follow_answer(*, by: Actor, response: ReferralResponse, seen: int) -> ReferralFace:
    """Take a referral where its agency's answer leads, and tell whoever leads the case.

    ``seen`` is the version of the agency's own side.

    Raises:
        NotFound: the agency may not read it any more.
        InvalidTransition: the answer does not fit where the referral stands.
        StaleVersion: the agency answered to something older.
    """
    hold(by=by, referral_id=response.referral_id)
    referral = Referral.objects.visible_to(by).get(pk=response.referral_id)
    # A withdrawal that ran at the same time has been: then it is gone for the agency.
    if referral.access_ended_at is not None:
        raise NotFound
    face = ReferralFace.objects.visible_to(by).get(referral=referral)
    _apply(by, referral, response)
    return change_face(by=by, referral=referral, face=face, seen=seen)


@operation("referral.answer_recorded", needs=Permission.REFER_OUT, on="referral")
def record_response(
    *,
    by: Actor,
    referral: Referral,
    seen: int,
    kind: str,
    outcome: str = "",
    words: str = "",
) -> Referral:
    """Write down what a recipient said by telephone or letter.

    Raises:
        InvalidTransition: the answer does not fit where the referral stands.
        ValidationFailed: an outcome that an agency cannot give.
    """
    hold(by=by, referral_id=referral.pk)
    response = ReferralResponse(
        organisation_id=referral.organisation_id,
        agency_id=referral.recipient_agency_id,
        referral_id=referral.pk,
        kind=kind,
        outcome=_outcome_of(kind, outcome),
        words=words,
        recorded_by_id=by.user_id,
        recorded_at=clock.now(),
    ).insert()
    _apply(by, referral, response, seen=seen)
    face = agency_side(by, referral)
    if face is not None:
        change_face(by=by, referral=referral, face=face)
    return referral


def _apply(
    by: Actor, referral: Referral, response: ReferralResponse, *, seen: int | None = None
) -> None:
    steps = steps_of_answer(response.kind, referral.state, referral.outcome)
    if steps is None:
        raise InvalidTransition(
            "This answer does not fit where the referral stands.",
            allowed=sorted(STEPS[referral.state]),
        )
    ended = {"outcome": response.outcome} if response.outcome else {}
    take_steps(by=by, referral=referral, steps=steps, seen=seen, **ended)
    tell_lead(
        by=by,
        referral=referral,
        rule_key=f"referral.answered:{response.pk}",
        title="A referral was answered",
    )


def _outcome_of(kind: str, outcome: str) -> str:
    if kind == ResponseKind.WAIT_LIST:
        return ON_WAITING_LIST
    if kind != ResponseKind.OUTCOME:
        if outcome:
            raise ValidationFailed.at("/outcome", "not_now", "Only an outcome has an outcome.")
        return ""
    if outcome not in THEIR_OUTCOMES:
        raise ValidationFailed.at("/outcome", "not_theirs", "Say what came of it.")
    return outcome
