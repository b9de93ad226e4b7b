"""Migration operation: run a reviewed ``.sql`` file as the role that must own what it makes.

The owner alone cannot hand a function over to another role (access-and-audit.md §18), so the
file runs between SET LOCAL ROLE and SET LOCAL ROLE.
"""

from pathlib import Path

from django.db.migrations.operations import RunSQL

OWNER = "caseload_owner"


def run_sql_file(path: Path, *, role: str = OWNER, reverse: str | None = None) -> RunSQL:
    """The file's statements as ``role``; reversed by ``reverse``, if there is a way back."""
    if role not in {OWNER, "caseload_policy", "caseload_audit"}:
        raise ValueError(f"No SQL file runs as {role}.")
    return RunSQL(
        sql=[as_role(path.read_text(), role)],
        reverse_sql=[as_role(reverse, role)] if reverse is not None else None,
    )


def as_role(sql: str, role: str) -> str:
    if role == OWNER:
        return sql
    return f"SET LOCAL ROLE {role};\n{sql}\n;SET LOCAL ROLE {OWNER};"
