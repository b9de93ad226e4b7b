"""What a table answers to everybody: rows read, rows reached by UPDATE, rows let in.

Asked before and after a policy is dropped; a policy whose loss changes no answer guards nothing.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import psycopg
from django.db import DatabaseError, connection
from psycopg.types.json import Jsonb

from caseload.access import context
from caseload.access.acting import unit_of_work
from caseload.access.row_security import Policy
from caseload.accounts.principals import MIGRATION
from caseload.core.actor import Actor
from tests.promises.asking import NO_RIGHT, refused_by
from tests.promises.catalogue import fences
from tests.promises.random_world import NOW, Rows
from tests.support.databases import administrator_of_clone
from tests.support.planting import history_values, insert_statement, values_of

SAMPLED = 8
JSONB = 3802  # PostgreSQL's number of the type
# Tables without versions, and a column that may be set to a constant.
BLIND = {
    "clients_casesummary": "contacts = 0",
    "contacts_contactdraft": "body = '{}'",
    "clients_searchtoken": "is_live = true",
    "accounts_session": "ended_at = NULL",
    "access_idempotencykey": "location = ''",
    "access_ratecounter": "count = 1",
    "exchange_delivery": "attempts = 0",
    "exchange_outboxevent": "external_reference = ''",
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

    def planted(self, rows: Rows) -> list[dict[str, Any]]:
        """Some of the rows of a planted world, as columns."""
        mine = [row for row in rows.all if type(row) is self.model]
        step = max(1, len(mine) // SAMPLED)
        # The last rows are those of the special world.
        some = [*mine[::step][:SAMPLED], *mine[-2:]]
        return [history_values(row, at=NOW) if self.is_history else values_of(row) for row in some]

    def kept(self, admin: psycopg.Connection) -> list[dict[str, Any]]:
        """Some of the rows that services wrote, as columns."""
        cursor = admin.execute(f"SELECT * FROM public.{self.name}")
        columns = cursor.description or ()
        rows = [
            {
                column.name: Jsonb(value) if column.type_code == JSONB else value
                for column, value in zip(columns, row, strict=True)
            }
            for row in cursor.fetchall()
        ]
        return rows[:: max(1, len(rows) // SAMPLED)][: 2 * SAMPLED]


def _as_new(row: dict[str, Any], by: Actor, at: datetime) -> dict[str, Any]:
    """As ``by`` would add it."""
    written = {
        "id": uuid.uuid4() if isinstance(row.get("id"), uuid.UUID) else row.get("id"),
        "recorded_by_id": by.user_id,
        "recorded_at": at,
        "version": 1,
        "opened_request": by.request_id,
        "granted_by_id": by.user_id,
        "proposed_by_id": by.user_id,
        "approved_by_id": None,
        "author_id": by.user_id,
        "principal_id": by.user_id,
    }
    return {name: written.get(name, value) for name, value in row.items()}


VERBS = ("SELECT", "INSERT", "UPDATE")
LIBRARY_ROLES = {"caseload_app", "caseload_policy", "caseload_audit", "caseload_owner"}

type Asker = Actor | str


class Probe:
    """One table, and what it answered while all its policies stood."""

    def __init__(
        self,
        table: Table,
        rows: list[dict[str, Any]],
        actors: list[Actor],
        *,
        at: datetime = NOW,
    ) -> None:
        """``rows``: what somebody might add, all but who adds it."""
        self.table, self.rows, self.actors, self.at = table, rows, actors, at
        self.fence = fences()[table.name]
        self.before: dict[tuple[Asker, str], Any] = {}

    def askers(self, policy: Policy) -> Iterator[Asker]:
        roles = {*policy.to.split(", ")}
        shapes = {role.removeprefix("caseload_") for role in roles}
        yield from (actor for actor in self.actors if str(actor.scope) in shapes)
        yield from sorted(roles & LIBRARY_ROLES)

    def verbs(self, policy: Policy) -> tuple[str, ...]:
        return VERBS if policy.verb == "ALL" else (policy.verb,)

    def remember(self) -> None:
        """Ask everything once, before any policy is touched."""
        for policy in self.fence.policies(self.table.name):
            for asker in self.askers(policy):
                for verb in self.verbs(policy):
                    if (asker, verb) not in self.before:
                        self.before[asker, verb] = self.answer(asker, verb)

    def is_noticed(self, policy: Policy) -> bool:
        """Whether anybody is answered otherwise than before."""
        return any(
            self.answer(asker, verb) != self.before[asker, verb]
            for asker in self.askers(policy)
            for verb in self.verbs(policy)
        )

    def is_inert(self, policy: Policy) -> bool:
        """Nobody it speaks of holds the right on the table: the policy decides nothing."""
        return not any(
            self.has_right(a, v) for a in self.askers(policy) for v in self.verbs(policy)
        )

    def has_right(self, asker: Asker, verb: str) -> bool:
        role = asker if isinstance(asker, str) else f"caseload_{asker.scope}"
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT has_any_column_privilege(%s, %s::regclass, %s)",
                [role, f"public.{self.table.name}", verb],
            )
            return bool(cursor.fetchone()[0])

    def answer(self, asker: Asker, verb: str) -> Any:
        try:
            if isinstance(asker, str):
                return self._of_role(asker, verb)
            with unit_of_work(asker, at=self.at), connection.cursor() as cursor:
                return self._ask(cursor, asker, verb)
        except DatabaseError as error:
            return refused_by(error)
        except psycopg.Error as error:
            return error.sqlstate

    def _ask(self, cursor: Any, by: Actor, verb: str) -> Any:
        if verb == "SELECT":
            return _read(cursor, self.table)
        if verb == "UPDATE":
            return _reached(cursor, self.table)
        return tuple(
            _let_in(cursor, self.table, row if self.table.is_history else _as_new(row, by, self.at))
            for row in self.rows
        )

    def _of_role(self, role: str, verb: str) -> Any:
        """For the roles that no actor takes: asked through the administrator, who may become them.

        The owner works as MIGRATION; the policies' own functions work within somebody's context.
        """
        by = self.actors[-1] if role == "caseload_policy" else MIGRATION
        with administrator_of_clone() as admin, admin.transaction(force_rollback=True):
            cursor = admin.cursor()
            arguments = context.signed(by, at=self.at, backend_pid=admin.info.backend_pid)
            cursor.execute(
                "SELECT ctx.enter(%s::uuid, %s::text, %s::text, %s::bigint, %s::bytea)", arguments
            )
            cursor.execute(f"SET LOCAL ROLE {role}")
            if (role, verb, self.table.name) == ("caseload_app", "UPDATE", "accounts_user"):
                return _tried(cursor, "UPDATE public.accounts_user SET last_login = NULL", [])
            if (role, verb) == ("caseload_audit", "UPDATE") and self.table.is_history:
                # Of a version it empties words and salt, and may change no other column.
                salted = f'UPDATE public."{self.table.name}" SET history_salt = DEFAULT'
                return _tried(cursor, salted, [])
            return self._ask(cursor, by, verb)


def _read(cursor: Any, table: Table) -> frozenset[Any]:
    cursor.execute(f'SELECT "{table.key}" FROM public."{table.name}"')
    return frozenset(row[0] for row in cursor.fetchall())


def _reached(cursor: Any, table: Table) -> int | str:
    """A blind UPDATE: without a column read, PostgreSQL asks the UPDATE policies alone."""
    what = BLIND.get(table.name, "version = 2")
    return _tried(cursor, f'UPDATE public."{table.name}" SET {what}', [])


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
