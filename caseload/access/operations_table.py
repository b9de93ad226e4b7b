"""Everything that can be done, as a table that a trustee can read (``docs/operations.md``).

Written from ``@operation``, so it cannot say anything else than the code does.
"""

import importlib
import pkgutil
from collections.abc import Iterator

from django.apps import apps

from caseload.access.operations import OPERATIONS, Operation
from caseload.access.permissions import CASE_PERMISSIONS, Permission
from caseload.access.roles import (
    GRANTED_BY_ALLOCATION,
    GRANTED_TO_TEAM,
    PARTNER_SCOPES,
    ROLES,
    SYSTEM_JOBS,
)

OURS = "caseload."
SERVICES = "services"

_HEAD = """# What can be done, by whom

Written by `make golden` from the code; `make check` fails if it is old.

An operation is one act on people's records. It happens wholly or not at all, leaves a new version
in the history of every row it touches, and is refused and written down if the actor may not do it.
"On a case" means: through a live allocation with that right, as a manager of the case's team, or
in a role that holds it for every case of the organisation. Nobody deletes anything.
"""


def import_services() -> None:
    """Import every module of services, so that all operations are declared."""
    for config in apps.get_app_configs():
        if not config.name.startswith(OURS) or config.module is None:
            continue
        for module in pkgutil.walk_packages(config.module.__path__, f"{config.name}."):
            if SERVICES in module.name.split("."):
                importlib.import_module(module.name)


def operations_table() -> str:
    """The document, ending with a newline."""
    import_services()
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield _HEAD
    yield "| Operation | What happens | Right | Who holds it | Second person |"
    yield "|---|---|---|---|---|"
    for event, operation in sorted(OPERATIONS.items()):
        yield (
            f"| `{event}` | {_cell(operation.meaning)} | {_right(operation)} | "
            f"{_holders(operation)} | {f'`{operation.second}`' if operation.second else ''} |"
        )
    yield ""


def _right(operation: Operation) -> str:
    if operation.follows is not None:
        return f"follows from {operation.follows}"
    if operation.needs is None:
        return "own things only"
    where = " on a case" if operation.needs in CASE_PERMISSIONS else ""
    return f"`{operation.needs.codename}`{where}"


def _holders(operation: Operation) -> str:
    if operation.needs is None:
        return "whoever did that" if operation.follows else "whoever made them"
    return "; ".join(_who_holds(operation.needs)) or "nobody yet"


def _who_holds(permission: Permission) -> Iterator[str]:
    kinds = [kind for kind, held in GRANTED_BY_ALLOCATION.items() if permission in held]
    if kinds:
        yield "allocated as " + ", ".join(_words(kind) for kind in kinds)
    if permission in GRANTED_TO_TEAM:
        yield "managers of the team"
    roles = [
        role for role, rule in ROLES.items() if permission in rule.organisation | rule.on_every_case
    ]
    if roles:
        yield ", ".join(_words(role) for role in roles)
    scopes = [scope for scope, held in PARTNER_SCOPES.items() if permission in held]
    if scopes:
        yield "agencies' programs: scope " + ", ".join(scopes)
    jobs = [job for job, held in SYSTEM_JOBS.items() if permission in held]
    if jobs:
        yield "system: " + ", ".join(_words(job) for job in jobs)


def _words(name: str) -> str:
    return name.replace("_", " ")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
