"""Why somebody can see a case or cannot, from both enforcers; and who can see it now."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q

from caseload.access import scope
from caseload.access.permissions import Permission
from caseload.access.roles import ROLES, held_by
from caseload.accounts.models import RoleHolding, Team
from caseload.clients.judging import VIEW, Judgement, conclude, judge
from caseload.clients.models import Allocation, Case, CaseGroupGrant, CaseUserGrant
from caseload.clients.selectors.cases import display_names
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.errors import NotFound, NotPermitted

_ASK = frozenset({Permission.MANAGE_SIDES, Permission.VIEW_AUDIT})


@dataclass(frozen=True, slots=True)
class Explanation:
    """Two answers to one question. They agree, or somebody is called."""

    case_id: UUID
    user_id: UUID
    application: Judgement
    database: Judgement

    @property
    def agree(self) -> bool:
        return self.application.sees == self.database.sees


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody to whom this case was opened, by what, and until when."""

    user_id: UUID
    display_name: str
    source: str
    role: str
    team_id: UUID | None
    starts_at: datetime | None
    ends_at: datetime | None


def explain_access(*, by: Actor, case: Case, user_id: UUID) -> Explanation:
    """Both enforcers' answers about one user and one case.

    Raises:
        NotPermitted: ``by`` neither answers for the sides nor reads the audit.
        NotFound: there is no such user here.
    """
    if not held_by(by.roles) & _ASK:
        raise NotPermitted
    with connection.cursor() as cursor:
        cursor.execute("SELECT acl.access_facts(%s::uuid, %s::uuid)", [user_id, case.pk])
        row = cursor.fetchone()
        facts = json.loads(row[0]) if row and isinstance(row[0], str) else row and row[0]
        if not facts or facts["active"] is None:
            raise NotFound
        cursor.execute(
            "SELECT granted, excluded, other_side, outside_strands, wide, active "
            "FROM acl.explain(%s::uuid, %s::uuid)",
            [user_id, case.pk],
        )
        granted, excluded, other_side, outside_strands, wide, active = cursor.fetchone()
    return Explanation(
        case_id=case.pk,
        user_id=user_id,
        application=judge(facts, at=clock.now()),
        database=conclude(
            active=active,
            granted=granted,
            wide=wide,
            bars={
                "excluded": excluded,
                "other_side": other_side,
                "outside_strands": outside_strands,
            },
        ),
    )


def who_can_see(*, by: Actor, case: Case) -> list[Holder]:
    """Everybody to whom this case is open by name or by team, with source and end.

    It lists what was given. What keeps somebody out in spite of it is not said here: that there
    is a barrier is itself confidential (BR-34).

    Raises:
        NotPermitted: ``by`` neither allocates on this case nor reads the audit.
    """
    if not (held_by(by.roles) & _ASK or scope.may(by, Permission.ALLOCATE, case.pk)):
        raise NotPermitted
    people = [*_by_name(by, case), *_by_team(case)]
    names = display_names(by=by, user_ids={holder["user_id"] for holder in people})
    return [Holder(display_name=names.get(each["user_id"], ""), **each) for each in people]


def roles_that_see_every_case() -> list[str]:
    """Beside those listed: wide roles see every case of their organisation that is not barred."""
    return sorted(str(role) for role, rule in ROLES.items() if rule.wide)


def _live() -> Q:
    return Q(expires_at__isnull=True) | Q(expires_at__gt=clock.now())


def _by_name(by: Actor, case: Case) -> Iterable[dict[str, Any]]:
    parts = {
        allocation.pk: allocation
        for allocation in Allocation.objects.visible_to(by).filter(case=case)
    }
    grants = CaseUserGrant._base_manager.filter(
        _live(), content_object=case, permission__codename=VIEW
    ).order_by("user_id", "source", "pk")
    for grant in grants:
        part = parts.get(grant.source_id)
        yield {
            "user_id": grant.user_id,
            "source": grant.source,
            "role": part.role if part else "",
            "team_id": None,
            "starts_at": part.starts_at if part else None,
            "ends_at": grant.expires_at,
        }


def _by_team(case: Case) -> Iterable[dict[str, Any]]:
    now = clock.now()
    groups = set(
        CaseGroupGrant._base_manager.filter(
            _live(), content_object=case, permission__codename=VIEW
        ).values_list("group_id", flat=True)
    )
    teams = dict(Team.objects.filter(group_id__in=groups).values_list("group_id", "pk"))
    managers = RoleHolding._base_manager.filter(
        group_id__in=groups, starts_at__lte=now, ends_at__gt=now
    ).order_by("user_id", "pk")
    for holding in managers:
        yield {
            "user_id": holding.user_id,
            "source": "team",
            "role": holding.role,
            "team_id": teams.get(holding.group_id or 0),
            "starts_at": holding.starts_at,
            "ends_at": holding.ends_at,
        }
