"""Who has to leave a case, and who may stay, when it goes over to another side of its family.

Worked out from the grants that ever were: what somebody saw, they know, and ending a grant does
not unlearn it (BR-31).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from caseload.accounts.models import RoleHolding
from caseload.clients.models import Case, CaseGroupGrant, CaseSide, CaseUserGrant
from caseload.clients.rules import default_side
from caseload.core.actor import Actor


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one user stands in one family."""

    user_id: UUID
    side: str
    since: object


def standings(family_id: UUID) -> list[Standing]:
    """Who stands where; empty for everybody but who answers for all sides."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT user_id, side, since FROM acl.family_standings(%s::uuid)", [family_id]
        )
        return [Standing(*row) for row in cursor.fetchall()]


def restand(case_id: UUID, user_ids: Iterable[UUID]) -> None:
    """These users stand from now on where the case stands."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT acl.restand(%s::uuid, %s::uuid[])", [case_id, sorted(user_ids)])


def release(user_id: UUID, family_id: UUID, reason: str) -> bool:
    """False if there was nothing to release, or not for the caller to release."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT acl.release_standing(%s::uuid, %s::uuid, %s::text)",
            [user_id, family_id, reason],
        )
        return bool(cursor.fetchone()[0])


def sides_of_family(*, by: Actor, family_id: UUID) -> dict[UUID, str]:
    """Each case of the family that ``by`` sees, and its side."""
    cases = Case.objects.visible_to(by).filter(family_id=family_id).order_by("pk")
    strands = dict(cases.values_list("pk", "strand"))
    placed = dict(
        CaseSide.objects.visible_to(by).filter(case__in=strands).values_list("case_id", "side")
    )
    return {pk: placed.get(pk, str(default_side(strand))) for pk, strand in strands.items()}


def who_ever_saw(case_ids: Iterable[UUID]) -> dict[UUID, set[UUID]]:
    """Every user who ever held a grant on one of these cases, and on which."""
    wanted = list(case_ids)
    seen: dict[UUID, set[UUID]] = {}
    users = CaseUserGrant._base_manager.filter(content_object__in=wanted)
    for user_id, case_id in users.values_list("user_id", "content_object_id").distinct():
        seen.setdefault(user_id, set()).add(case_id)
    teams = CaseGroupGrant._base_manager.filter(content_object__in=wanted)
    of_group: dict[int, set[UUID]] = {}
    for group_id, case_id in teams.values_list("group_id", "content_object_id").distinct():
        of_group.setdefault(group_id, set()).add(case_id)
    managers = RoleHolding._base_manager.filter(group_id__in=list(of_group))
    for user_id, group_id in managers.values_list("user_id", "group_id").distinct():
        seen.setdefault(user_id, set()).update(of_group[group_id])
    return seen


@dataclass(frozen=True, slots=True)
class Parting:
    """What follows for the people when one case goes over to another side."""

    follow: frozenset[UUID]
    """Knew nothing of the sides left behind: they stand with the case from now on."""
    leave_case: frozenset[UUID]
    """Stay where they stood, and lose the case."""
    leave_others: frozenset[UUID]
    """Were chosen to stay with the case, and lose the family's other cases."""


def part(
    *, seen: dict[UUID, set[UUID]], moved: UUID, left_behind: set[UUID], stay: frozenset[UUID]
) -> Parting:
    """Who goes which way; whoever saw both sides loses the moved case unless chosen to stay."""
    involved = {user_id for user_id, cases in seen.items() if moved in cases}
    torn = {user_id for user_id in involved if seen[user_id] & left_behind}
    chosen = torn & stay
    return Parting(
        follow=frozenset(involved - torn | chosen),
        leave_case=frozenset(torn - chosen),
        leave_others=frozenset(chosen),
    )
