"""Who sees the queue of referrals in: whoever triages, less what is kept from them.

An intake has no case and no person yet, so grants say nothing about it. It is kept from somebody
who must not see the person it seems to be about, from somebody who said that they know the
family, and, while it is held, from everybody but the safeguarding lead. One function of the
database finds these (``acl.barred_intake_ids``), for the intake, its parts and their history.
"""

from typing import Any

from django.db import models

from caseload.access import scope
from caseload.access.permissions import Permission
from caseload.access.row_security import RowPolicies, holds, holds_any, in_organisation
from caseload.audit.history import TrackedRow
from caseload.core.actor import Actor
from caseload.core.constraints import CompositeForeignKey

_TRIAGES = holds(Permission.TRIAGE_INTAKE)
_FOLLOWS = holds(Permission.FOLLOW_PARTNER)

TRIAGERS = {
    "own": f"{in_organisation('own')} AND {_TRIAGES}",
    "wide": f"{in_organisation('wide')} AND ({_TRIAGES} OR {_FOLLOWS})",
}


CUTS = f"{in_organisation('wide')} AND {holds(Permission.CUT_INTAKE)}"
"""Emptied by ``acl.cut_intake`` when its clock says so, and by nothing else."""


def kept_from_me(column: str) -> str:
    return f"({column} IN (SELECT acl.barred_intake_ids())) IS NOT TRUE"


def queue_fence(
    name: str,
    *,
    column: str,
    partner: dict[str, str] | None = None,
    changed: bool = True,
) -> RowPolicies:
    """The fence of an intake or a part of it; ``column`` holds the intake's id.

    ``partner`` maps ``read`` and ``add`` to what a partner's program may do with rows of its own.
    """
    theirs = partner or {}
    return RowPolicies(
        name=f"{name}_fence",
        read=TRIAGERS
        | {"policy": "true"}
        | ({"partner": theirs["read"]} if "read" in theirs else {}),
        add=TRIAGERS | ({"partner": theirs["add"]} if "add" in theirs else {}),
        change=(TRIAGERS if changed else {}) | {"policy": CUTS},
        bars={"bar": kept_from_me(column)},
    )


MINE = "intake_id = ANY (ARRAY(SELECT acl.my_intake_ids()))"
"""Parts of an intake that the asking program's agency sent."""


THEIR_OWN_WORDS = (
    f"({holds_any((Permission.READ_OWN_MESSAGES, Permission.WRITE_OWN_MESSAGES))} "
    "AND direction = 'in')"
)
"""What the agency wrote itself: for a program that may only write as well."""


def words_visible_to[Rows: models.QuerySet[Any]](rows: Rows, by: Actor) -> Rows:
    """Of messages that a program's agency has a part in, those its scopes let it read."""
    if not by.is_partner or scope.holds_any(by, {Permission.READ_OWN_MESSAGES}):
        return rows
    if scope.holds_any(by, {Permission.WRITE_OWN_MESSAGES}):
        return rows.filter(direction="in")
    return rows.none()


def part_of_intake(
    name: str,
    *,
    fixed: tuple[str, ...] = (),
    partner: dict[str, str] | None = None,
    changed: bool = True,
) -> list[models.BaseConstraint]:
    """What every part of an intake carries: history, the queue's fence, one organisation."""
    return [
        TrackedRow(
            name=f"{name}_tracked",
            fixed=("organisation_id", "intake_id", "recorded_by_id", "recorded_at", *fixed),
        ),
        queue_fence(name, column="intake_id", partner=partner, changed=changed),
        CompositeForeignKey(
            name=f"{name}_stays_in_its_organisation",
            columns=("intake_id", "organisation_id"),
            to_table="referrals_intake",
            to_columns=("id", "organisation_id"),
        ),
    ]
