"""The application's own answer to "which rows may this actor see?".

It reads the same grants as row security and decides on its own; the two must always agree
(law 1). Django-guardian's shortcuts are not used: they ignore expiry, exclusions and inactive
users (GU2, GU10). Case models are found by name, because they live above this package.
"""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db.models import Model, Q, QuerySet
from django.db.models.expressions import RawSQL

from caseload.access.permissions import (
    CASE_PERMISSIONS,
    SENSITIVITY_READERS,
    WHILE_OPENING,
    Permission,
)
from caseload.access.roles import CASE_ROLES, Role, held_by
from caseload.access.row_security import RowPolicies
from caseload.core import clock
from caseload.core.actor import Actor, Scope

# Facts that nobody may read are asked of the functions that hold them; the SQL is constant.
_BARRED_CASES = "SELECT acl.barred_case_ids()"
_BARRED_PEOPLE = "SELECT acl.barred_person_ids()"
_BARRED_FAMILIES = "SELECT acl.barred_family_ids()"
_BARRED_INTAKES = "SELECT acl.barred_intake_ids()"
_OPENED_HERE = "SELECT acl.opened_here()"
_NAMED_RECORDS = "SELECT acl.named_record_ids()"


# Constant text, because the ORM spent more on writing this query four times a request than
# PostgreSQL on answering it.
_GRANTED = """
    SELECT g.case_id FROM clients_caseusergrant g JOIN auth_permission p ON p.id = g.permission_id
     WHERE g.user_id = %s::uuid AND p.codename = %s::text
       AND (g.expires_at IS NULL OR g.expires_at > %s::timestamptz)
       AND %s::boolean AND (%s::boolean OR g.source = 'rights_request')
    UNION
    SELECT g.case_id FROM accounts_roleholding h
      JOIN clients_casegroupgrant g ON g.group_id = h.group_id
      JOIN auth_permission p ON p.id = g.permission_id
     WHERE h.user_id = %s::uuid AND h.role = 'team_manager'
       AND h.starts_at <= %s::timestamptz AND h.ends_at > %s::timestamptz
       AND p.codename = %s::text AND (g.expires_at IS NULL OR g.expires_at > %s::timestamptz)
"""
_HELD_AND_SEEN = f"({_GRANTED}) INTERSECT ({_GRANTED})"


def _model(name: str) -> type[Model]:
    return apps.get_model("clients", name)


def cases_visible_to[Rows: QuerySet[Any]](cases: Rows, by: Actor) -> Rows:
    """Cases that ``by`` may see: granted (or all of the organisation for a wide role), not barred."""
    if by.scope is Scope.WIDE:
        cases = cases.filter(organisation_id=by.organisation_id)
    elif by.scope is Scope.OWN:
        seen = _case_ids(by, Permission.VIEW_CASE)
        cases = cases.filter(Q(pk__in=seen) | Q(pk__in=RawSQL(_OPENED_HERE, [])))
    else:
        return cases.none()
    return cases.exclude(pk__in=RawSQL(_BARRED_CASES, []))


def _case_ids(by: Actor, permission: Permission) -> RawSQL:
    """Ids of cases on which ``by`` holds ``permission``: driven from the grants, not from the cases.

    A grant to do something without a grant to see opens nothing. Whoever acts under ``own`` is
    held to the cases they see anyway.
    """
    held, bound = _granted(by, permission)
    if permission is Permission.VIEW_CASE or not by.is_wide:
        return RawSQL(held, bound)
    return RawSQL(_HELD_AND_SEEN, [*bound, *_granted(by, Permission.VIEW_CASE)[1]])


def _granted(by: Actor, permission: Permission) -> tuple[str, list[Any]]:
    """The grants that work now, under the roles held: all, those of a rights request, or none."""
    works = {CASE_ROLES[Role(role)] for role in by.roles if role in set(CASE_ROLES)}
    now = clock.now()
    by_user = [by.user_id, permission.codename, now, bool(works), True in works]
    return _GRANTED, [*by_user, by.user_id, now, now, permission.codename, now]


def on_visible_cases[Rows: QuerySet[Any]](rows: Rows, by: Actor, *, case: str = "case_id") -> Rows:
    """Rows that hang on a case which ``by`` may see."""
    if by.scope is Scope.WIDE:
        rows = rows.filter(organisation_id=by.organisation_id)
    elif by.scope is Scope.OWN:
        seen = _case_ids(by, Permission.VIEW_CASE)
        rows = rows.filter(
            Q(**{f"{case}__in": seen}) | Q(**{f"{case}__in": RawSQL(_OPENED_HERE, [])})
        )
    else:
        return rows.none()
    return rows.exclude(**{f"{case}__in": RawSQL(_BARRED_CASES, [])})


def visible_to[Rows: QuerySet[Any]](
    rows: Rows, by: Actor, *, view: Permission = Permission.VIEW_CASE
) -> Rows:
    """Records of cases that ``by`` may see, less those above the sensitivity that ``by`` may read.

    ``view`` narrows the readers of a table that fewer people may read than the case.
    """
    rows = on_visible_cases(rows, by)
    view = getattr(rows.model, "view_permission", view)
    if view is not Permission.VIEW_CASE and not (by.is_wide and view in held_by(by.roles)):
        rows = rows.filter(case_id__in=_case_ids(by, view))
    return rows.filter(_readable(by)) if _differs_in_sensitivity(rows.model) else rows


def _differs_in_sensitivity(model: type[Model]) -> bool:
    """Whether rows above standard are narrowed: not where a row only says who has a part."""
    fences = (c for c in model._meta.constraints if isinstance(c, RowPolicies))
    return any(fence.narrows for fence in fences)


def _readable(by: Actor) -> Q:
    readable = (
        Q(sensitivity__in=("standard", "third_party_confidential"))
        | Q(recorded_by_id=by.user_id)
        | Q(pk__in=RawSQL(_NAMED_RECORDS, []))
    )
    for code, permission in SENSITIVITY_READERS.items():
        if by.is_wide and permission in held_by(by.roles):
            readable |= Q(sensitivity=code)
        else:
            readable |= Q(sensitivity=code, case_id__in=_case_ids(by, permission))
    return readable


def people_visible_to[Rows: QuerySet[Any]](rows: Rows, by: Actor, *, person: str = "pk") -> Rows:
    """People who are the client of a case that ``by`` may see."""
    if by.scope is Scope.WIDE:
        rows = rows.filter(organisation_id=by.organisation_id)
    elif by.scope is Scope.OWN:
        clients = cases_visible_to(_model("Case")._base_manager.all(), by).values("client_id")
        here = _model("Person")._base_manager.filter(
            opened_request=by.request_id, recorded_by_id=by.user_id, recorded_at=clock.now()
        )
        rows = rows.filter(
            Q(**{f"{person}__in": clients}) | Q(**{f"{person}__in": here.values("pk")})
        )
    else:
        return rows.none()
    return rows.exclude(**{f"{person}__in": RawSQL(_BARRED_PEOPLE, [])})


def families_visible_to[Rows: QuerySet[Any]](rows: Rows, by: Actor, *, family: str = "pk") -> Rows:
    """Families in which ``by`` sees a case; the safeguarding lead sees all of the organisation."""
    rows = rows.filter(organisation_id=by.organisation_id)
    if not (by.is_wide and Permission.MANAGE_SIDES in held_by(by.roles)):
        cases = cases_visible_to(_model("Case")._base_manager.exclude(family=None), by)
        here = _model("Family")._base_manager.filter(
            opened_request=by.request_id, recorded_by_id=by.user_id, recorded_at=clock.now()
        )
        rows = rows.filter(
            Q(**{f"{family}__in": cases.values("family_id")})
            | Q(**{f"{family}__in": here.values("pk")})
        )
    return rows.exclude(**{f"{family}__in": RawSQL(_BARRED_FAMILIES, [])})


def members_visible_to[Rows: QuerySet[Any]](rows: Rows, by: Actor) -> Rows:
    """Memberships of which ``by`` may see both ends."""
    rows = families_visible_to(rows, by, family="family_id")
    if by.is_wide:
        return rows.exclude(person_id__in=RawSQL(_BARRED_PEOPLE, []))
    return people_visible_to(rows, by, person="person_id")


def queue_visible_to[Rows: QuerySet[Any]](rows: Rows, by: Actor, *, intake: str = "pk") -> Rows:
    """Referrals in, and their parts: for whoever triages, less what is kept from them.

    ``intake`` names the column that holds the intake's id.
    """
    held = held_by(by.roles)
    follows = by.is_wide and Permission.FOLLOW_PARTNER in held
    if by.scope not in {Scope.OWN, Scope.WIDE} or not (Permission.TRIAGE_INTAKE in held or follows):
        return rows.none()
    rows = rows.filter(organisation_id=by.organisation_id)
    return rows.exclude(**{f"{intake}__in": RawSQL(_BARRED_INTAKES, [])})


def holds_any(by: Actor, permissions: Iterable[Permission]) -> bool:
    """Whether ``by`` holds any of them by role, or by a scope of the program's token."""
    return bool(held_by(by.roles) & {*permissions})


def may(by: Actor, permission: Permission, case_id: Any) -> bool:
    """Does ``by`` hold ``permission`` on this case, by grant or by a wide role?"""
    if by.is_wide and permission in held_by(by.roles):
        return True
    if by.scope not in {Scope.OWN, Scope.WIDE}:
        return False
    held, seen = (_granted(by, each) for each in (permission, Permission.VIEW_CASE))
    given = Q(pk__in=RawSQL(*held)) & Q(pk__in=RawSQL(*seen))
    if permission in WHILE_OPENING:
        given |= Q(pk__in=RawSQL(_OPENED_HERE, []))
    case = _model("Case")._base_manager.filter(given, pk=case_id)
    return cases_visible_to(case, by).exists()


def permissions_on(by: Actor, case_id: Any) -> frozenset[str]:
    """Codenames of everything that ``by`` may do on this case now."""
    if not cases_visible_to(_model("Case")._base_manager.filter(pk=case_id), by).exists():
        return frozenset()
    by_role = held_by(by.roles) if by.is_wide else frozenset()
    return frozenset(
        permission.codename
        for permission in sorted(CASE_PERMISSIONS)
        if permission in by_role or may(by, permission, case_id)
    )
