"""What a table answers to everybody: rows read, rows reached by UPDATE, rows let in.

Asked before and after a policy is dropped; a policy whose loss changes no answer guards nothing.
"""

import copy
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import DatabaseError, connection
from django.db.models import Model

from caseload.access import context
from caseload.access.row_security import Policy
from caseload.accounts.models import User
from caseload.accounts.principals import MIGRATION
from caseload.core.actor import Actor
from tests.promises.asking import NO_RIGHT, as_user, refused_by
from tests.promises.catalogue import fences
from tests.promises.random_world import NOW, Rows
from tests.support.planting import history_values, insert_statement, values_of

SAMPLED = 4
# Tables without versions, and a column that may be set to a constant.
BLIND = {
    "clients_casesummary": "contacts = 0",
    "contacts_contactdraft": "body = '{}'",
    "clients_searchtoken": "is_live = true",
    "accounts_session": "ended_at = NULL",
    "access_idempotencykey": "location = ''",
    "access_ratecounter": "count = 1",
}


@dataclass(frozen=True)
class Table:
    """One fenced table: of live rows, or of their history."""

    name: str
    model: type[Any]
    is_history: bool

    @property
    def key(self) -> str:
        return "id" if self.is_history else self.model._meta.pk.column

    def new_rows(self, rows: Rows, by: Actor) -> Iterator[dict[str, Any]]:
        """Rows like those that are there, as ``by`` would add them."""
        mine = [row for row in rows.all if type(row) is self.model]
        step = max(1, len(mine) // SAMPLED)
        for row in mine[::step][:SAMPLED]:
            if self.is_history:
                yield history_values(row, at=NOW)
            else:
                yield values_of(_as_new(row, by))


def _as_new(row: Model, by: Actor) -> Model:
    made = copy.copy(row)
    names = {field.attname for field in row._meta.concrete_fields}
    written = {
        "id": uuid.uuid4(),
        "recorded_by_id": by.user_id,
        "recorded_at": NOW,
        "opened_request": by.request_id,
        "granted_by_id": by.user_id,
        "proposed_by_id": by.user_id,
        "approved_by_id": None,
        "author_id": by.user_id,
        "principal_id": by.user_id,
    }
    for name, value in written.items():
        if name in names and not isinstance(row._meta.pk, type(None)):
            setattr(made, name, value)
    return made


def answers(table: Table, policy: Policy, rows: Rows, users: list[User]) -> list[Any]:
    """What ``table`` answers to whoever the policy speaks of, for its verb."""
    roles = policy.to.split(", ")
    found: list[Any] = []
    shapes = {role.removeprefix("caseload_") for role in roles} & {"own", "wide"}
    if shapes:
        for user in users:
            with as_user(user) as actor:
                if actor is not None and actor.scope in shapes:
                    found.append(_of_shape(table, policy, rows, actor))
    for role in {"caseload_app", "caseload_policy", "caseload_audit", "caseload_owner"} & {*roles}:
        found.append(_of_role(table, policy, rows, role))
    return found


def _of_shape(table: Table, policy: Policy, rows: Rows, actor: Actor) -> tuple[Any, ...]:
    fence = fences()[table.name]
    shape = str(actor.scope)
    verbs = {policy.verb} if policy.verb != "ALL" else {"SELECT", "INSERT", "UPDATE"}
    with connection.cursor() as cursor:
        return (
            _read(cursor, table) if "SELECT" in verbs and shape in (fence.read or {}) else None,
            _reached(cursor, table) if "UPDATE" in verbs and shape in (fence.change or {}) else None,
            tuple(_let_in(cursor, table, values) for values in table.new_rows(rows, actor))
            if "INSERT" in verbs and shape in (fence.add or {})
            else None,
        )


def _read(cursor: Any, table: Table) -> frozenset[Any]:
    cursor.execute(f'SELECT "{table.key}" FROM public."{table.name}"')  # noqa: S608 - our tables
    return frozenset(row[0] for row in cursor.fetchall())


def _reached(cursor: Any, table: Table) -> int | str:
    """A blind UPDATE: without a column read, PostgreSQL asks the UPDATE policies alone."""
    what = BLIND.get(table.name, "version = 2")
    return _tried(cursor, f'UPDATE public."{table.name}" SET {what}', [])  # noqa: S608 - our tables


def _let_in(cursor: Any, table: Table, values: dict[str, Any]) -> bool:
    model = table.model.history.model if table.is_history else table.model
    statement = insert_statement(model, list(values)).as_string(None)
    return _tried(cursor, statement, list(values.values())) != NO_RIGHT


def _tried(cursor: Any, statement: str, values: list[Any]) -> int | str:
    cursor.execute("SAVEPOINT asked")
    try:
        cursor.execute(statement, values or None)
        return int(cursor.rowcount)
    except DatabaseError as error:
        return refused_by(error)
    except psycopg.Error as error:
        return error.sqlstate or ""
    finally:
        cursor.execute("ROLLBACK TO SAVEPOINT asked")


def _of_role(table: Table, policy: Policy, rows: Rows, role: str) -> tuple[Any, ...]:
    """For the roles that no actor takes: asked through the administrator, who may become them."""
    from tests.support.databases import administrator_of_clone  # noqa: PLC0415

    with administrator_of_clone() as admin, admin.transaction(force_rollback=True):
        cursor = admin.cursor()
        arguments = context.signed(MIGRATION, at=NOW, backend_pid=admin.info.backend_pid)
        cursor.execute(
            "SELECT ctx.enter(%s::uuid, %s::text, %s::text, %s::bigint, %s::bytea)", arguments
        )
        cursor.execute(f"SET LOCAL ROLE {role}")
        match policy.verb:
            case "SELECT":
                # History triggers see this way too; a count keeps secret columns out of it.
                cursor.execute(f'SELECT count(*) FROM public."{table.name}"')  # noqa: S608
                return tuple(cursor.fetchone() or ())
            case "UPDATE":
                what = "last_login = NULL" if role == "caseload_app" and table.name == "accounts_user" else None  # fmt: skip
                statement = f'UPDATE public."{table.name}" SET {what}'  # noqa: S608
                return (_tried(cursor, statement, []) if what else _reached(cursor, table),)
            case _:
                return tuple(
                    _let_in(cursor, table, values) for values in table.new_rows(rows, MIGRATION)
                )
