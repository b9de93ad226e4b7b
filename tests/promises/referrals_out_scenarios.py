"""Operations on referrals out, each done once by somebody who may."""

from collections.abc import Callable
from typing import Any

from caseload.access.acting import at_the_desk
from caseload.core.actor import Actor
from caseload.referrals.models import Referral, ReferralFace
from caseload.referrals.referral_content import look_ahead
from caseload.referrals.selectors import referrals_out as referral_reads
from caseload.referrals.services import (
    referral_answers,
    referral_faces,
    referral_messages,
    referrals_out,
)
from tests.factories import referrals as make
from tests.promises.stage import LATER, Stage
from tests.support.acting import acting
from tests.support.standard import program_actor


def _agency(stage: Stage) -> Any:
    return stage.org.agency("harbour")


def _draft(stage: Stage) -> Referral:
    stage.of(make.agreement, to=_agency(stage))
    made: Referral = stage.of(make.referral, to=_agency(stage))
    return made


def _sent(stage: Stage) -> Referral:
    return make.send(by=stage.org.worker, made=_draft(stage))


def _on(
    made: Callable[[Stage], Referral], act: Callable[..., Any], **how: Any
) -> Callable[[Stage], Actor]:
    def run(stage: Stage) -> Actor:
        row = made(stage)
        return stage.as_worker(lambda by: act(by=by, referral=row, **how))

    return run


def _draft_it(stage: Stage) -> Actor:
    return stage.as_worker(
        lambda by: referrals_out.draft_referral(
            by=by,
            case=stage.case,
            recipient_name="The Corner Practice",
            destination_type="counselling",
            reason="Somebody to talk to",
        )
    )


def _send(stage: Stage) -> Actor:
    row = _draft(stage)

    def act(by: Actor) -> None:
        shown = look_ahead(by=by, referral=row).content_hash
        referrals_out.send_referral(by=by, referral=row, seen=1, content_hash=shown)

    return stage.as_worker(act)


def _close(stage: Stage) -> Actor:
    row = _sent(stage)

    def act(by: Actor) -> None:
        referral_answers.record_response(by=by, referral=row, seen=row.version, kind="accept")
        referrals_out.close_referral(
            by=by, referral=row, seen=row.version, outcome="service_started"
        )

    return stage.as_worker(act)


def _face(stage: Stage) -> Actor:
    row = _sent(stage)

    def act(by: Actor) -> None:
        face = ReferralFace.objects.visible_to(by).get(referral=row)
        referral_faces.change_face(by=by, referral=row, face=face)

    return stage.as_worker(act)


def _as_program(stage: Stage, act: Callable[[Actor, ReferralFace], Any], *, desk: bool) -> Actor:
    """Whoever is asked about: the program that adds, or the desk that follows."""
    row = _sent(stage)
    by = program_actor(stage.org.programs["harbour"])
    with acting(by, LATER):
        face = referral_reads.open_received(by=by, face_of=row.pk).face
        follower = act(by, face)
    return follower if desk else by


def _answer(by: Actor, face: ReferralFace) -> Actor:
    response = referral_answers.answer_referral(by=by, face=face, kind="accept")
    with at_the_desk(by) as desk:
        referral_answers.follow_answer(by=desk, response=response, seen=1)
    return desk


def _reply(by: Actor, face: ReferralFace) -> Actor:
    message = referral_messages.reply_to_referral(by=by, face=face, body="Thank you")
    with at_the_desk(by) as desk:
        referral_messages.follow_message(by=desk, message=message)
    return desk


SCENARIOS: dict[str, Callable[[Stage], Actor]] = {
    "referral.access_ended": _on(_sent, referrals_out.note_end_of_access, ended="expired"),
    "referral.amended": _on(_draft, referrals_out.amend_referral, seen=1, reason="Other words"),
    "referral.answer_followed": lambda stage: _as_program(stage, _answer, desk=True),
    "referral.answer_recorded": _on(
        _sent, referral_answers.record_response, seen=2, kind="acknowledge"
    ),
    "referral.answered": lambda stage: _as_program(stage, _answer, desk=False),
    "referral.chased": _on(_sent, referrals_out.chase_referral),
    "referral.closed": _close,
    "referral.drafted": _draft_it,
    "referral.sent": _send,
    "referral.withdrawn": _on(_sent, referrals_out.withdraw_referral, seen=2, reason="resolved"),
    "referral_face.changed": _face,
    "referral_message.followed": lambda stage: _as_program(stage, _reply, desk=True),
    "referral_message.received": lambda stage: _as_program(stage, _reply, desk=False),
    "referral_message.sent": _on(_sent, referral_messages.send_referral_message, body="More"),
}
