"""Is every law's machinery in force in this database? Asked by the role that serves.

Each question is one function that yields sentences of what is wrong, and none if all is well.
Nothing is repaired here, and nothing that is asked needs more than the serving role's rights.
"""

import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from caseload.access import catalogue, context, declared
from caseload.access.database_roles import EVERYBODY, NO_LOGIN, OLDEST_POSTGRESQL, SHAPES
from caseload.access.rights import NOBODY
from caseload.core.actor import NO_ORGANISATION, Actor, Scope

LOGIN: Final = "caseload_app"
MIGRATE: Final = "caseload_migrate"
MAKERS: Final = frozenset({"caseload_owner", "caseload_policy", "caseload_audit"})
LONGEST_SKEW: Final = timedelta(seconds=2)
LONGEST_WAIT: Final = timedelta(minutes=5)
DEAD_WORKER: Final = timedelta(minutes=1)
PINNED: Final = "search_path=pg_catalog, pg_temp"
_REFUSED: Final = "28000"


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer to one question; no problems means that it holds."""

    name: str
    promise: str
    problems: tuple[str, ...]

    @property
    def holds(self) -> bool:
        return not self.problems


def examine() -> list[Finding]:
    """Ask everything, in the order in which one thing stands on another.

    Raises:
        django.db.OperationalError: the database does not answer, so nothing could be asked.
    """
    connection.ensure_connection()
    return [Finding(name, promise, _ask(question)) for name, promise, question in _QUESTIONS]


def _ask(question: Callable[[], Iterator[str]]) -> tuple[str, ...]:
    """A question that the database will not answer is a problem like any other."""
    try:
        return tuple(question())
    except DatabaseError as error:
        state = getattr(error.__cause__, "sqlstate", None) or type(error).__name__
        return (f"This could not be asked ({state}). Run migrate and rights as the owner.",)


def login_role_problems() -> Iterator[str]:
    """The start-up check too: one query, and nothing is served if it finds anything."""
    role, superuser, bypass, inherits, creates, owns = _one(
        "SELECT r.rolname, r.rolsuper, r.rolbypassrls, r.rolinherit, r.rolcreaterole OR "
        "r.rolcreatedb OR r.rolreplication, EXISTS (SELECT 1 FROM pg_class c WHERE "
        "c.relowner = r.oid) OR EXISTS (SELECT 1 FROM pg_database d WHERE d.datdba = r.oid "
        "AND d.datname = current_database()) FROM pg_roles r WHERE r.rolname = session_user"
    )
    if superuser:
        yield f"{role} is a superuser, whom row security does not bind."
    if bypass:
        yield f"{role} has BYPASSRLS, so row security does not bind it."
    if inherits:
        yield f"{role} inherits: make it NOINHERIT, or it holds the shapes' rights all the time."
    if creates:
        yield f"{role} may create roles or databases, or replicate."
    if owns:
        yield f"{role} owns a table or this database; what it owns it may alter."
    if _told_time() and not settings.CASELOAD_DEMO:
        yield "Time may be told here, and this is no demo or test database (CASELOAD_DEMO)."


def _roles() -> Iterator[str]:
    there = {row[0]: row[1:] for row in catalogue.roles(connection)}
    for name in EVERYBODY:
        if name not in there:
            yield f"There is no role {name}. Run `manage.py roles`."
            continue
        login, superuser, bypass, inherits, *creates = there[name]
        if login is (name in NO_LOGIN):
            yield f"{name} {'may' if login else 'may not'} sign in."
        if superuser or bypass or inherits or any(creates):
            yield f"{name} has more than it should: see its attributes in pg_roles."
    expected = {(LOGIN, shape) for shape in SHAPES} | {(MIGRATE, maker) for maker in MAKERS}
    held: set[tuple[str, str]] = set()
    for member, role, inherits, sets, admin in catalogue.memberships(connection):
        held.add((member, role))
        if inherits or admin or not sets:
            yield f"{member} is in {role} with INHERIT or ADMIN, or without SET."
    for member, role in sorted(expected - held):
        yield f"{member} may not become {role}. Run `manage.py roles`."
    for member, role in sorted(held - expected):
        yield f"{member} may become {role}, which nobody declared."
    if int(_one("SHOW server_version_num")[0]) < OLDEST_POSTGRESQL:
        yield "PostgreSQL is older than 16."


def _rights() -> Iterator[str]:
    fences = {fence.table: fence for fence in declared.fences()}
    plumbing = declared.plumbing()
    for table, _, who, right in catalogue.table_rights(connection):
        schema, name = table.split(".", 1)
        if right in {"DELETE", "TRUNCATE"} and (schema != "public" or name in fences):
            yield f"{who} may {right} {table}."
        if who == "PUBLIC":
            yield f"Everybody may {right} {table}."
        if name in NOBODY:
            yield f"{who} may {right} {table}: model-level and generic grants do not exist here."
        if schema == "audit":
            yield f"{who} may {right} {table}: the trail is written and read by functions only."
        if who != LOGIN or schema != "public" or name in plumbing:
            continue
        if name not in fences or not fences[name].for_login_role:
            yield f"{LOGIN} may {right} {table} without a context."
    if _one("SELECT has_schema_privilege('public', 'public', 'CREATE, USAGE')")[0]:
        yield "PUBLIC has rights on the schema public."


def _row_security() -> Iterator[str]:
    there: dict[str, dict[str, tuple[Any, ...]]] = {}
    for table, name, *rest in catalogue.policies(connection):
        there.setdefault(table, {})[name] = (*rest[:2], tuple(sorted(rest[2])))
    flags = {name: (on, forced) for s, name, _, _, on, forced, _ in _tables() if s == "public"}
    for fence in declared.fences():
        if fence.table not in flags:
            yield f"There is no table {fence.table}."
            continue
        if flags[fence.table] != (True, True):
            yield f"Row security is not enabled and forced on {fence.table}."
        wanted = {
            policy.name: (
                "RESTRICTIVE" if policy.restrictive else "PERMISSIVE",
                policy.verb,
                tuple(sorted(policy.to.split(", "))),
            )
            for policy in fence.policies
        }
        found = there.pop(fence.table, {})
        for name in sorted(wanted.keys() | found.keys()):
            if name not in found:
                yield f"{fence.table} lacks its policy {name}."
            elif name not in wanted:
                yield f"{fence.table} has a policy {name} that nobody declared."
            elif found[name] != wanted[name]:
                yield f"The policy {name} of {fence.table} is not as declared."
    for table in sorted(there):
        yield f"{table} has policies and no model declares them."


def _every_table_is_known() -> Iterator[str]:
    known = {fence.table for fence in declared.fences()} | declared.plumbing()
    for schema, name, owner, kind, _, _, options in _tables():
        if kind in {"v", "m"}:
            if "security_invoker=true" not in options and "security_invoker=on" not in options:
                yield f"The view {schema}.{name} shows its owner's rows: make it security_invoker."
        elif schema == "public" and name not in known and not name.startswith("procrastinate"):
            yield f"No model declares the table {name}."
        if owner not in MAKERS:
            yield f"{schema}.{name} belongs to {owner}."


def _triggers() -> Iterator[str]:
    there = {}
    for table, name, enabled, _ in catalogue.triggers(connection):
        there[table, name] = enabled
        if enabled not in {"O", "A"}:
            yield f"The trigger {name} of {table} is switched off."
    for table, name in sorted(declared.triggers() - there.keys()):
        yield f"{table} lacks its trigger {name}."


def _functions() -> Iterator[str]:
    for schema, signature, owner, definer, pinned, runs, *_ in catalogue.functions(connection):
        name = f"{schema}.{signature}"
        if schema == "public":
            yield f"{name} runs with the rights of {owner} and stands outside ctx, acl and audit."
        if PINNED not in pinned:
            yield f"The search path of {name} is not pinned."
        if definer and owner not in MAKERS:
            yield f"{name} belongs to {owner}."
        if "PUBLIC" in runs:
            yield f"Everybody may run {name}."


def _migrations() -> Iterator[str]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    for migration, backwards in plan:
        if not backwards:
            yield f"The migration {migration} is not applied."


def _role_table() -> Iterator[str]:
    if _one("SELECT ctx.role_table_fingerprint()")[0] != declared.role_table_fingerprint():
        yield "The policies read another role table than access/roles.py. Run `manage.py rights`."


def _context() -> Iterator[str]:
    row = _one(
        "SELECT u.id, s.id FROM accounts_user u JOIN accounts_session s ON s.user_id = u.id "
        "WHERE u.username = 'anonymous' AND s.ended_at IS NULL LIMIT 1"
    )
    nobody = _nobody(*row)
    if (state := _entering(nobody, None)) is not None:
        yield f"The database does not accept this process's context key ({state}). Run rights."
    if _entering(nobody, secrets.token_bytes(32)) != _REFUSED:
        yield "The database accepts a context that was signed with another key."


def _nobody(user_id: UUID, session_id: UUID) -> Actor:
    return Actor(
        user_id=user_id,
        session_id=session_id,
        scope=Scope.REFUSAL,
        organisation_id=NO_ORGANISATION,
        roles=frozenset(),
        username="anonymous",
        request_id=uuid4(),
    )


def _entering(actor: Actor, key: bytes | None) -> str | None:
    """The error that a context signed with ``key`` meets, if any. Reads and writes nothing."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:  # noqa: TID251 - no rows, no actor
            arguments = context.signed(
                actor, at=None, backend_pid=context.backend_pid(connection), key=key
            )
            cursor.execute("SELECT ctx.enter(%s::uuid, %s, %s, %s::bigint, %s::bytea)", arguments)
    except DatabaseError as error:
        return getattr(error.__cause__, "sqlstate", None) or type(error).__name__
    return None


def _jobs() -> Iterator[str]:
    beat = _one("SELECT clock_timestamp() - max(last_heartbeat) FROM procrastinate_workers")[0]
    if beat is None or beat > DEAD_WORKER:
        yield "No job worker is alive. Start `manage.py worker`."
    waiting, oldest = _one(
        "SELECT count(*), max(clock_timestamp() - coalesce(j.scheduled_at, e.at)) "
        "FROM procrastinate_jobs j LEFT JOIN procrastinate_events e ON e.job_id = j.id "
        "AND e.type = 'deferred' WHERE j.status = 'todo' "
        "AND (j.scheduled_at IS NULL OR j.scheduled_at <= clock_timestamp())"
    )
    if waiting and oldest is not None and oldest > LONGEST_WAIT:
        yield f"{waiting} jobs wait, the oldest for {int(oldest.total_seconds() // 60)} minutes."


def _clock() -> Iterator[str]:
    before = time.time()
    there: datetime = _one("SELECT clock_timestamp()")[0]
    middle = datetime.fromtimestamp((before + time.time()) / 2, UTC)
    if (skew := abs(there - middle)) > LONGEST_SKEW:
        yield f"The clocks of application and database differ by {skew.total_seconds():.0f} s."


def _told_time() -> bool:
    return bool(_one("SELECT told_time FROM ctx.setting")[0])


def _tables() -> list[tuple[Any, ...]]:
    return catalogue.tables(connection)


def _one(sql: str) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        row: tuple[Any, ...] = cursor.fetchone()
    return row


_QUESTIONS: Final = (
    ("login role", "Whoever serves is bound by row security.", login_role_problems),
    ("roles", "The database roles are what they should be.", _roles),
    ("migrations", "Every migration is applied.", _migrations),
    ("rights", "Nobody may delete, and the login role reads no case.", _rights),
    ("row security", "Every fenced table is forced, with its declared policies.", _row_security),
    ("tables", "No table stands outside what the models declare.", _every_table_is_known),
    ("triggers", "No write can escape history.", _triggers),
    ("functions", "Functions with rights of their own are pinned and closed.", _functions),
    ("role table", "The policies read the roles of this release.", _role_table),
    ("context", "The signed context is accepted, and a forged one refused.", _context),
    ("jobs", "The job queue is alive.", _jobs),
    ("clock", "Application and database agree on the time.", _clock),
)
