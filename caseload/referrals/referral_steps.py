"""Steps of a referral out that several acts share, each of which asks for its own permission."""

from datetime import date
from typing import Any
from uuid import UUID

from caseload.clients import summaries
from caseload.clients.parts import lead_of
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.errors import NotFound
from caseload.core.uk_time import uk_date
from caseload.referrals.models import Referral, ReferralFace
from caseload.tasks import services as tasks


def hold(*, by: Actor, referral_id: UUID) -> None:
    """Take the lock of the referral's case before anything that points at the referral is added.

    Everybody takes this lock first (who withdraws a consent too), so that an answer and a
    withdrawal at once wait for each other, and never both.

    Raises:
        NotFound: there is no such referral any more.
    """
    found = Referral.objects.visible_to(by).filter(pk=referral_id)
    case_id = found.values_list("case_id", flat=True).first()
    if case_id is None:
        raise NotFound
    summaries.lock(case_id)


def take_steps(
    *, by: Actor, referral: Referral, steps: tuple[str, ...], seen: int | None, **also: Any
) -> None:
    """Each state on the way is a version of its own; ``also`` belongs to the last."""
    if not steps:
        referral.amend(by=by, seen=seen, reason=None, **also)
    for number, state in enumerate(steps):
        last = number == len(steps) - 1
        referral.amend(
            by=by,
            seen=seen if number == 0 else None,
            reason=None,
            state=state,
            state_since=clock.now(),
            **(also if last else {}),
        )


def agency_side(by: Actor, referral: Referral) -> ReferralFace | None:
    return ReferralFace.objects.visible_to(by).filter(referral=referral).first()


def tell_lead(
    *,
    by: Actor,
    referral: Referral,
    rule_key: str,
    title: str,
    task_type: str = "",
    due_on: date | None = None,
) -> None:
    """A task for whoever leads the case, once for what set it off. Its title names nobody."""
    tasks.raise_by_rule(
        by=by,
        case=referral.case,
        rule_key=rule_key,
        task_type=task_type,
        title=title,
        due_on=due_on or uk_date(clock.now()),
        owner_id=lead_of(by=by, case_id=referral.case_id),
    )
