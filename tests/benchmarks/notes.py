"""Contacts by the hundred thousand, each with its lawful history.

COPY into a fenced table is refused by PostgreSQL, to its owner too, and the login role may not
make temporary tables; so rows are made where they lie, by INSERT … SELECT over a series, as the
named system actor ``bulk``. Every trigger and policy runs: a million takes minutes, and nothing
has to be explained away afterwards.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection, models

from caseload.access.acting import unit_of_work
from caseload.accounts.principals import system_actor
from caseload.contacts.models import Contact

BATCH = 10_000
WRITTEN = datetime(2025, 1, 6, 18, tzinfo=UTC)
"""When the batches say they were typed in; what they tell of lies in the three years before."""

# A number from 0 to 1 that depends on the row and a seed, the same in every run.
_CHANCE = "((hashint8extended(i, {seed}) & 2147483647) / 2147483648.0)"
# A version 4 UUID that depends on the row.
_ID = (
    "overlay(overlay(md5('contact' || i) placing '4' from 13 for 1) "
    "placing '8' from 17 for 1)::uuid"
)
_CASE = f"(%(cases)s::uuid[])[1 + floor(power({_CHANCE.format(seed=1)}, 1.4) * %(many)s::int)::int]"
_REACHED = f"{_CHANCE.format(seed=3)} < 0.7"

_COLUMNS = {
    "id": _ID,
    "version": "1",
    "case_id": _CASE,
    "organisation_id": "%(organisation)s::uuid",
    "recorded_by_id": "ctx.who()",
    "recorded_at": "ctx.now()",
    "channel": "'phone_call'",
    "direction": "'inbound'",
    "outcome": f"CASE WHEN {_REACHED} THEN 'spoke_with_client' ELSE 'no_answer' END",
    "purposes": "ARRAY['emotional_support']",
    "happened_at": "ctx.now() - make_interval(secs => "
    f"3600 + floor({_CHANCE.format(seed=2)} * 94608000))",
    "minutes": f"CASE WHEN {_REACHED} THEN 25 ELSE 0 END",
    "headline": "'Invented contact ' || i",
    "detail": "repeat('We spoke about the week, sleep and what the school was told. ', "
    f"2 + floor({_CHANCE.format(seed=4)} * 10)::int)",
}


def write(organisation_id: UUID, cases: list[UUID], contacts: int) -> Iterator[int]:
    """Batch after batch; yields how many contacts there are."""
    by = system_actor(organisation_id, "bulk")
    for first in range(0, contacts, BATCH):
        last = min(first + BATCH, contacts) - 1
        with unit_of_work(by, at=WRITTEN), connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0")
            _batch(cursor, organisation_id, cases, first, last)
        yield last + 1


def summarise(organisation_id: UUID) -> None:
    """What the services would have kept in the summary rows, had they written the contacts."""
    by = system_actor(organisation_id, "bulk")
    with unit_of_work(by, at=WRITTEN), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute(
            """
            UPDATE clients_casesummary s
               SET contacts = k.number, last_successful_at = k.reached, last_attempt_at = k.tried
              FROM (SELECT case_id, count(*) AS number, max(happened_at) AS tried,
                           max(happened_at) FILTER (WHERE outcome = 'spoke_with_client') AS reached
                      FROM contacts_contact GROUP BY case_id) k
             WHERE s.case_id = k.case_id
            """
        )


def _batch(cursor: Any, organisation_id: UUID, cases: list[UUID], first: int, last: int) -> None:
    columns, expressions, values = _row()
    facts = {
        "organisation": organisation_id,
        "cases": cases,
        "many": len(cases),
        "first": first,
        "last": last,
        **values,
    }
    cursor.execute(
        f"INSERT INTO contacts_contact ({columns}) SELECT {expressions} "
        "FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS i",
        facts,
    )
    history = Contact.history.model
    kept = ", ".join(field.column for field in history.tracked_fields)
    cursor.execute(
        f"INSERT INTO {history._meta.db_table} "
        f"({kept}, history_id, history_type, history_date) "
        f"SELECT {kept}, gen_random_uuid(), '+', ctx.now() FROM contacts_contact "
        f"JOIN (SELECT {_ID} AS made FROM generate_series(%(first)s::bigint, %(last)s::bigint) i) m "
        "ON m.made = id",
        {"first": first, "last": last},
    )


def _row() -> tuple[str, str, dict[str, Any]]:
    """Every column of a contact: said above, or its field's default, so that a new one needs none."""
    columns, expressions, values = [], [], {}
    for field in Contact._meta.concrete_fields:
        columns.append(field.column)
        if field.column in _COLUMNS:
            expressions.append(_COLUMNS[field.column])
        elif field.null:
            expressions.append("NULL")
        else:
            values[field.column] = _default(field)
            expressions.append(f"%({field.column})s::{field.db_type(connection)}")
    return ", ".join(columns), ", ".join(expressions), values


def _default(field: "models.Field[Any, Any]") -> Any:
    return field.get_db_prep_save(field.get_default(), connection)
