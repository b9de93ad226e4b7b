"""Row security, declared on the model and written by ``makemigrations``.

PostgreSQL decides from the same grants as the application (law 1). Forms matter more than
taste here, each was measured (access-and-audit.md §4.1): an array drives an index and suits a
caseload; a plain organisation test suits a wide role; a bar is a hashed sub-select; a per-row
function, an OR with a flag or a child that asks its parent are 7 to 250 times slower.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models

from caseload.access.permissions import SENSITIVITY_READERS, Permission
from caseload.core.constraints import SqlConstraint

SHAPES = ("own", "wide", "partner")
_VERBS = {"read": "SELECT", "add": "INSERT", "change": "UPDATE"}


@dataclass(frozen=True, slots=True)
class Policy:
    """One policy: one verb, one database role."""

    name: str
    verb: str
    to: str
    using: str | None = None
    check: str | None = None
    restrictive: bool = False

    def sql(self, table: str) -> str:
        kind = "AS RESTRICTIVE " if self.restrictive else ""
        using = f" USING ({self.using})" if self.using else ""
        check = f" WITH CHECK ({self.check})" if self.check else ""
        return (
            f"CREATE POLICY {self.name} ON public.{table} {kind}FOR {self.verb} "
            f"TO {self.to}{using}{check};"
        )


class RowPolicies(SqlConstraint):
    """Who reads, adds and changes rows of a table, by shape role, as SQL conditions.

    ``read``, ``add``, ``change`` map a shape (or another database role without its prefix) to a
    condition; ``bars`` are RESTRICTIVE for own and wide and every verb; ``narrows`` are
    RESTRICTIVE for own and wide when rows are read or changed. Nobody may delete, so no such
    policy exists.
    """

    arguments = ("read", "add", "change", "bars", "narrows")
    read: dict[str, str] | None
    add: dict[str, str] | None
    change: dict[str, str] | None
    bars: dict[str, str] | None
    narrows: dict[str, str] | None

    def policies(self, table: str) -> list[Policy]:
        made = [
            Policy(
                name=f"{shape}_{what}",
                verb=verb,
                to=f"caseload_{shape}",
                using=None if verb == "INSERT" else condition,
                check=None if verb == "SELECT" else condition,
            )
            for what, verb in _VERBS.items()
            for shape, condition in sorted((getattr(self, what) or {}).items())
        ]
        for name, condition in sorted((self.bars or {}).items()):
            made.append(
                Policy(name, "ALL", "caseload_own, caseload_wide", condition, restrictive=True)
            )
        for name, template in sorted((self.narrows or {}).items()):
            live = table.replace("_historical", "_", 1)
            condition = template.format(table=table, live=live)
            for verb in ("SELECT", "UPDATE"):
                made.append(
                    Policy(
                        f"{name}_{verb.lower()}",
                        verb,
                        "caseload_own, caseload_wide",
                        condition,
                        restrictive=True,
                    )
                )
        return [*made, *_OWNER_POLICIES]

    def shapes_that(self, what: str) -> tuple[str, ...]:
        """The shapes that have any policy to read, add or change; rights follow from this."""
        return tuple(shape for shape in SHAPES if shape in (getattr(self, what) or {}))

    def apply_sql(self, model: type[models.Model]) -> str:
        table = model._meta.db_table
        return "\n".join(
            [
                f"ALTER TABLE public.{table} ENABLE ROW LEVEL SECURITY;",
                f"ALTER TABLE public.{table} FORCE ROW LEVEL SECURITY;",
                *(policy.sql(table) for policy in self.policies(table)),
            ]
        )

    def drop_sql(self, model: type[models.Model]) -> str:
        table = model._meta.db_table
        return "\n".join(
            f"DROP POLICY IF EXISTS {policy.name} ON public.{table};"
            for policy in self.policies(table)
        )

    def for_history(self, name: str) -> "RowPolicies":
        """The same readers for versions; whoever may write the row may add its version.

        The triggers are the fence for what is added (access-and-audit.md §7). A table whose rows
        differ in sensitivity asks the live row, because a version written before the sensitivity
        was raised still says ``standard``.
        """
        # A partner reads how things stand, never how they came to: no versions.
        read = {
            shape: rule
            for shape, rule in (self.read or {}).items()
            if shape in SHAPES and shape != "partner"
        }
        writers = {**(self.add or {}), **(self.change or {})}.keys() & {*SHAPES, "relay", "policy"}
        narrows = {"as_now": "EXISTS (SELECT 1 FROM public.{live} l WHERE l.id = {table}.id)"}
        # What a function of the policies may empty, a function of the trail empties in versions.
        emptied = "policy" in (self.change or {})
        return RowPolicies(
            name=name,
            read=read or None,
            add=dict.fromkeys(sorted(writers), "true") or None,
            change={"audit": "true"} if emptied else None,
            bars=self.bars,
            narrows=narrows if self.narrows else None,
        )


# Definer functions of the trail read everything; founding and data moves write as the owner,
# under their own signed scope and named actor only.
_OWNER_POLICIES = (
    Policy("audit_read", "SELECT", "caseload_audit", using="true"),
    Policy("migration_read", "SELECT", "caseload_owner", using="(SELECT ctx.is_migration())"),
    Policy("migration_add", "INSERT", "caseload_owner", check="(SELECT ctx.is_migration())"),
    Policy(
        "migration_change",
        "UPDATE",
        "caseload_owner",
        using="(SELECT ctx.is_migration())",
        check="(SELECT ctx.is_migration())",
    ),
)

BY_POLICY_FUNCTIONS = {"policy": "true"}
"""Added to ``read`` where definer functions of caseload_policy must see the table."""


def sees_case(column: str) -> str:
    return f"{column} = ANY (ARRAY(SELECT acl.visible_case_ids()))"


def holds_on(column: str, permission: Permission) -> str:
    return f"{column} = ANY (ARRAY(SELECT acl.case_ids_with('{permission.codename}')))"


def holds(permission: Permission) -> str:
    return f"(SELECT acl.holds('{permission.codename}'))"


def holds_any(permissions: Iterable[Permission]) -> str:
    """Any of them will do: some scope that a program needs for what the row belongs to."""
    asked = " OR ".join(
        f"acl.holds('{codename}')" for codename in sorted(p.codename for p in permissions)
    )
    return f"(SELECT {asked})"


def in_organisation(shape: str, column: str = "organisation_id") -> str:
    return f"{column} = (SELECT ctx.organisation('{shape}'))"


def not_barred(column: str) -> str:
    """As a hashed sub-select: as an array a bar of 5,000 cases took 12 seconds."""
    return f"({column} IN (SELECT acl.barred_case_ids())) IS NOT TRUE"


def by_case(
    *,
    name: str = "%(class)s_fence",
    column: str = "case_id",
    view: Permission = Permission.VIEW_CASE,
    add: Permission | None = None,
    change: Permission | None = None,
    sensitive: bool = True,
    asked_by_functions: bool = False,
    partner: dict[str, str] | None = None,
) -> RowPolicies:
    """The fence of whatever is learned or done on a case.

    ``view`` narrows the readers of a table that fewer people may read than the case (code
    words). ``add`` and ``change`` name the case permission that each needs.
    ``asked_by_functions`` is for a table that the policies' own functions must see.
    ``partner`` maps ``read`` or ``add`` to the condition under which a partner's program does so;
    programs change nothing.
    """
    theirs = {what: {"partner": rule} for what, rule in (partner or {}).items()}
    if not theirs.keys() <= {"read", "add"}:
        raise TypeError("A partner's program reads and adds; what follows is the desk's doing.")
    own = sees_case(column) if view is Permission.VIEW_CASE else holds_on(column, view)
    wide = in_organisation("wide")
    if view is not Permission.VIEW_CASE:
        wide = f"{wide} AND ({holds(view)} OR {holds_on(column, view)})"
    return RowPolicies(
        name=name,
        read={"own": own, "wide": wide}
        | (BY_POLICY_FUNCTIONS if asked_by_functions else {})
        | theirs.get("read", {}),
        add=((_writers(column, add, view) or {}) | theirs.get("add", {})) or None,
        change=_writers(column, change, view),
        bars={"bar": not_barred(column)},
        narrows={"sensitive": _sensitive(column)} if sensitive else None,
    )


def _writers(column: str, permission: Permission | None, view: Permission) -> dict[str, str] | None:
    """Who may write: by grant or role; and whoever may not read a narrower table may not add."""
    if permission is None:
        return None
    needed = (permission,) if view is Permission.VIEW_CASE else (permission, view)
    own = " AND ".join(holds_on(column, each) for each in needed)
    wide = " AND ".join(f"({holds(each)} OR {holds_on(column, each)})" for each in needed)
    return {
        "own": f"{in_organisation('own')} AND {own}",
        "wide": f"{in_organisation('wide')} AND {wide}",
    }


def _sensitive(column: str) -> str:
    """Above standard: the author, the readers named, and those whose grant or role says so."""
    levels = " OR ".join(
        f"(sensitivity = '{code}' AND ({holds(permission)} "
        f"OR {column} IN (SELECT acl.case_ids_with('{permission.codename}'))))"
        for code, permission in SENSITIVITY_READERS.items()
    )
    return (
        "sensitivity IN ('standard', 'third_party_confidential') "
        "OR recorded_by_id = (SELECT ctx.who()) "
        f"OR id IN (SELECT acl.named_record_ids()) OR {levels}"
    )
