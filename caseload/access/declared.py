"""What the code declares about the database: tables, policies, triggers, role table.

The other side of ``catalogue``; ``doctor`` and the start-up check compare the two.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.db import models

from caseload.access import rights
from caseload.access.roles import CASE_ROLES, ROLES, role_permissions
from caseload.access.row_security import Policy
from caseload.audit.history import TrackedRow
from caseload.core.kinds import Kind

_ON_TABLE = (
    "a_guard_insert",
    "a_guard_update",
    "has_history",
    "change_has_history",
    "is_never_deleted",
)
_ON_HISTORY = ("a_stamp", "has_row")
_WRITTEN_TRIGGER = re.compile(r"CREATE (?:CONSTRAINT )?TRIGGER (\w+)[^;]*? ON public\.(\w+)", re.S)


@dataclass(frozen=True, slots=True)
class Fence:
    """The policies that one table must have."""

    table: str
    policies: tuple[Policy, ...]
    for_login_role: bool


def fences() -> Iterator[Fence]:
    """Every table that some model fences with row security, history tables included."""
    for model in apps.get_models(include_auto_created=True):
        declared = rights.row_policies(model)
        if declared is not None:
            table = model._meta.db_table
            app = any(
                "app" in (getattr(declared, what) or {}) for what in ("read", "add", "change")
            )
            yield Fence(table, tuple(declared.policies(table)), app)


def triggers() -> set[tuple[str, str]]:
    """(table, trigger) of every tracked table and of every trigger written in a .sql file."""
    made = set()
    for model in apps.get_models():
        if any(isinstance(c, TrackedRow) for c in model._meta.constraints):
            history = f"{model._meta.app_label}_historical{model._meta.model_name}"
            made |= {(model._meta.db_table, name) for name in _ON_TABLE}
            made |= {(history, name) for name in _ON_HISTORY}
    for config in apps.get_app_configs():
        for path in (Path(config.path) / "migrations" / "sql").glob("*.sql"):
            found = _WRITTEN_TRIGGER.findall(path.read_text(encoding="utf-8"))
            made |= {(table, name) for name, table in found}
    return made


def plumbing() -> set[str]:
    """Tables without case content that the login role may use without a context."""
    own = {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if getattr(model, "table_kind", None) is Kind.PLUMBING
        and rights.row_policies(model) is None
    }
    return own | {model._meta.db_table for model in _library_models()} | {"django_migrations"}


def _library_models() -> Iterator[type[models.Model]]:
    for model in apps.get_models(include_auto_created=True):
        if not hasattr(model, "table_kind"):
            yield model


def role_table_fingerprint() -> str:
    """The same hash as ``ctx.role_table_fingerprint()`` makes of the copy in the database."""
    lines = [
        f"holds {role} {permission.codename}"
        for role, held in role_permissions().items()
        for permission in held
    ]
    lines += [f"wide {role}" for role, rule in ROLES.items() if rule.wide]
    lines += [f"second {role}" for role, rule in ROLES.items() if rule.needs_second_person]
    lines += [f"case {role} {'t' if every else 'f'}" for role, every in CASE_ROLES.items()]
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()
