"""What keeps people apart: exclusions of staff, and the sides of a family (BR-31 to BR-34)."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from caseload.access import grants
from caseload.access.operations import operation
from caseload.access.permissions import Permission
from caseload.access.roles import held_by
from caseload.accounts.models import User
from caseload.clients import parts, sides
from caseload.clients.models import Allocation, Case, CaseSide, Exclusion, Family, Person
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.errors import NotFound, NotPermitted, ValidationFailed

# Read by whoever reads the history of the allocation, so it names no barrier (BR-34).
_TOLD = "ended by the safeguarding lead"


@operation("exclusion.declared", needs=Permission.DECLARE_EXCLUSION, on="person")
def declare_exclusion(
    *,
    by: Actor,
    person: Person,
    user_id: UUID | None = None,
    reason_code: str = "staff_personal_connection",
    ends_at: datetime | None = None,
) -> Exclusion:
    """Somebody must never see this person: from the next statement on, past rows included.

    Anybody may keep themselves out, and is not asked why; keeping out somebody else is for those
    who oversee exclusions. The user is not told.

    Raises:
        NotPermitted: it is about somebody else, and the caller does not oversee exclusions.
    """
    about = user_id or by.user_id
    if about != by.user_id and Permission.MANAGE_EXCLUSIONS not in held_by(by.roles):
        raise NotPermitted
    now = clock.now()
    if ends_at is not None and ends_at <= now:
        raise ValidationFailed.at("/ends_at", "ends_in_the_past", "The end lies in the past.")
    return Exclusion(
        organisation_id=person.organisation_id,
        user_id=about,
        person=person,
        reason_code=reason_code,
        starts_at=now,
        ends_at=ends_at,
        recorded_by_id=by.user_id,
        recorded_at=now,
    ).insert()


@operation("conflict.declared", needs=Permission.VIEW_CASE, on="case")
def announce_conflict(*, by: Actor, case: Case) -> Case:
    """Somebody who works on this case is about to keep themselves out of it.

    Comes before the exclusion, so that whoever follows this event can still act on the case as
    them: a task to reallocate is raised here, and says nothing of why.
    """
    return case


@operation("conflict.self_excluded", needs=Permission.DECLARE_EXCLUSION, on="case")
def declare_conflict(
    *, by: Actor, case: Case, reason_code: str = "staff_personal_connection"
) -> None:
    """Keep myself out of this case and of everything about its client, at once (api.md §4.5)."""
    announce_conflict(by=by, case=case)
    declare_exclusion(by=by, person=case.client, reason_code=reason_code)


@operation("exclusion.ended", needs=Permission.MANAGE_EXCLUSIONS, on="exclusion")
def end_exclusion(*, by: Actor, exclusion: Exclusion, seen: int, reason: str) -> Exclusion:
    """Let somebody see a person's cases again; never one's own exclusion."""
    now = clock.now()
    if exclusion.ends_at is not None and exclusion.ends_at <= now:
        raise ValidationFailed.at("", "ended_already", "This exclusion has ended already.")
    return exclusion.change(seen=seen, reason=reason, ends_at=now)


@operation("case_side.set", needs=Permission.MANAGE_SIDES, on="case")
def set_side(
    *,
    by: Actor,
    case: Case,
    side: str,
    reason_code: str,
    reason: str,
    seen: int | None = None,
    stay: Iterable[UUID] = (),
) -> CaseSide:
    """Put a case on a side of its family; nobody stands on two when this is done.

    Who knew only this case goes with it. Who saw other sides too loses it, unless named in
    ``stay``: those keep this case and lose the family's others. ``seen`` is the version of the
    present placing, if there is one.
    """
    placed = _place(by=by, case=case, side=side, reason_code=reason_code, reason=reason, seen=seen)
    if case.family_id is None:
        return placed
    standing = sides.sides_of_family(by=by, family_id=case.family_id)
    left_behind = {pk for pk, here in standing.items() if here != side and pk != case.pk}
    parting = sides.part(
        seen=sides.who_ever_saw([case.pk, *left_behind]),
        moved=case.pk,
        left_behind=left_behind,
        stay=frozenset(stay),
    )
    for user_id in sorted(parting.leave_case):
        _leave(by=by, case=case, user_id=user_id)
    others = Case.objects.visible_to(by).filter(pk__in=left_behind).order_by("pk")
    for other in others if parting.leave_others else ():
        for user_id in sorted(parting.leave_others):
            _leave(by=by, case=other, user_id=user_id)
    sides.restand(case.pk, parting.follow)
    return placed


@operation("standing.released", needs=Permission.MANAGE_SIDES, on="family")
def release_standing(*, by: Actor, family: Family, user: User, reason: str) -> None:
    """What somebody knew of one side of a family does not bind them any more.

    Knowledge outlives a grant, so only a named person with a written reason says this.
    """
    if not reason.strip():
        raise ValidationFailed.at("/reason", "reason_needed", "Say why.")
    if not sides.release(user.pk, family.pk, reason):
        raise NotFound


def _place(
    *, by: Actor, case: Case, side: str, reason_code: str, reason: str, seen: int | None
) -> CaseSide:
    present = CaseSide.objects.visible_to(by).filter(case=case).first()
    if present is not None:
        return present.change(seen=seen, reason=reason, side=side, reason_code=reason_code)
    return CaseSide(
        case=case,
        organisation_id=case.organisation_id,
        side=side,
        reason_code=reason_code,
        recorded_by_id=by.user_id,
        recorded_at=clock.now(),
    ).insert(reason=reason)


def _leave(*, by: Actor, case: Case, user_id: UUID) -> None:
    """Everything that one user has on one case ends; the words of the trail name no barrier."""
    mine = Allocation.objects.visible_to(by).filter(case=case, user_id=user_id).order_by("pk")
    for allocation in mine:
        if not parts.is_over(allocation):
            parts.end(by=by, allocation=allocation, seen=None, reason=_TOLD)
    grants.end_grants_of(by=by, case=case, user_id=user_id, reason=_TOLD)
