"""The only writer of grants. Everybody who sees a case sees it through a row made here.

Access sits below the apps whose models it grants on, so the grant models are found through
guardian from the case in hand.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.models import Permission as PermissionRow
from django.db import DatabaseError, models
from guardian.utils import get_group_obj_perms_model, get_user_obj_perms_model

from caseload.access.acting import demand
from caseload.access.permissions import CASE_PERMISSIONS, Permission
from caseload.audit.writing import change_all, insert_all
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.errors import AllocationRefused

REFUSED_BY_DATABASE = "23H04"


def _permission_rows(permissions: Iterable[Permission]) -> dict[str, int]:
    wanted = sorted(permission.codename for permission in permissions)
    return dict(
        PermissionRow.objects.filter(
            content_type__app_label="clients", content_type__model="case", codename__in=wanted
        ).values_list("codename", "pk")
    )


def grant_user(
    *,
    by: Actor,
    case: Any,
    user_id: UUID,
    permissions: frozenset[Permission],
    source: str,
    source_id: UUID,
    reason: str = "",
    expires_at: datetime | None = None,
) -> None:
    """Let one user do these things on one case.

    Raises:
        AllocationRefused: exclusion, side, inactivity; one sentence for every cause (BR-31).
    """
    _grant(
        get_user_obj_perms_model(case),
        by=by,
        case=case,
        holder={"user_id": user_id},
        permissions=permissions,
        source=source,
        source_id=source_id,
        reason=reason,
        expires_at=expires_at,
    )


def grant_group(
    *,
    by: Actor,
    case: Any,
    group_id: int,
    permissions: frozenset[Permission],
    source_id: UUID,
    reason: str = "",
) -> None:
    """Let a team's managers do these things on one case."""
    _grant(
        get_group_obj_perms_model(case),
        by=by,
        case=case,
        holder={"group_id": group_id},
        permissions=permissions,
        source="team",
        source_id=source_id,
        reason=reason,
        expires_at=None,
    )


def _grant(
    model: type[Any],
    *,
    by: Actor,
    case: Any,
    holder: dict[str, Any],
    permissions: frozenset[Permission],
    **facts: Any,
) -> None:
    demand(by)
    if not permissions <= CASE_PERMISSIONS:
        raise ValueError("Only case permissions are granted on a case.")
    rows = [
        model(
            organisation_id=case.organisation_id,
            content_object=case,
            permission_id=permission_id,
            granted_by_id=by.user_id,
            **holder,
            **facts,
        )
        for _, permission_id in sorted(_permission_rows(permissions).items())
    ]
    if len(rows) != len(permissions):
        raise RuntimeError("Case permissions are missing from auth_permission; run migrate.")
    try:
        insert_all(rows)
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", None) == REFUSED_BY_DATABASE:
            raise AllocationRefused from error
        raise


def end_user_grants(*, by: Actor, case: Any, source_id: UUID, reason: str) -> int:
    """End what one source gave, at this moment; what other sources gave stays."""
    return _end(
        get_user_obj_perms_model(case), by=by, case=case, reason=reason, source_id=source_id
    )


def _end(model: type[Any], *, by: Actor, case: Any, reason: str, **which: Any) -> int:
    demand(by)
    now = clock.now()
    rows = list(
        model._base_manager.select_for_update(of=("self",))
        .filter(content_object=case, **which)
        .filter(models.Q(expires_at__isnull=True) | models.Q(expires_at__gt=now))
        .order_by("pk")
    )
    change_all(rows, reason=reason, expires_at=now)
    return len(rows)


def end_grants_of(*, by: Actor, case: Any, user_id: UUID, reason: str) -> int:
    """End everything that one user holds on a case, whatever it came from."""
    return _end(get_user_obj_perms_model(case), by=by, case=case, reason=reason, user_id=user_id)


def end_group_grants(*, by: Actor, case: Any, group_id: int, reason: str) -> int:
    """End what a team's managers hold on a case, because it belongs to the team no more."""
    return _end(get_group_obj_perms_model(case), by=by, case=case, reason=reason, group_id=group_id)
