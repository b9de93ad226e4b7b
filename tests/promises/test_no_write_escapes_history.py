"""Law 2: there is no way of writing that leaves no history, and none of rewriting it (H1 to H4).

Whatever the path (library, bulk, raw SQL, upsert, MERGE, CTE), either each new ``(id, version)`` has
exactly one history row when the transaction commits, or the whole of it is refused.
"""

import copy
import uuid
from datetime import timedelta

import psycopg
import pytest
from django.db import DatabaseError, connection

from caseload.access.acting import unit_of_work
from caseload.audit import writing
from caseload.clients.models import Relationship
from tests.factories import clients
from tests.promises.asking import refused_by
from tests.promises.catalogue import history_tables
from tests.support.databases import administrator_of_clone
from tests.support.planting import insert_statement, values_of
from tests.support.standard import MORNING

pytestmark = pytest.mark.django_db(transaction=True)

NO_HISTORY, HISTORY_DIFFERS, FIXED_COLUMN = "23H01", "23H02", "23H03"
STALE, NO_RIGHT, NOT_SUPPORTED = "40001", "42501", "0A000"
LATER = MORNING + timedelta(hours=1)
TABLE, HISTORY = "clients_relationship", "clients_historicalrelationship"


@pytest.fixture
def case(org):
    return clients.case(org, lead=org.worker)


@pytest.fixture
def row(org, case):
    return clients.relationship(by=org.worker, on=case, note="as first told")


def new_row(case, actor, **words):
    return Relationship(
        id=uuid.uuid4(),
        case=case,
        organisation_id=case.organisation_id,
        person_role="other_family",
        recorded_by_id=actor.user_id,
        recorded_at=LATER,
        **words,
    )


def execute(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        return cursor.rowcount


def insert(row):
    values = values_of(row)
    statement = insert_statement(type(row), list(values))
    execute(statement.as_string(None), *values.values())


def refused(actor, what):
    """The state with which the database refuses ``what``, at the statement or at COMMIT."""
    with pytest.raises(DatabaseError) as caught, unit_of_work(actor, at=LATER):
        what()
    return refused_by(caught.value)


def versions(table=HISTORY):
    """(id, version) of the whole history, as the administrator sees it, and of the live rows."""
    with administrator_of_clone() as admin:
        return sorted(admin.execute(f"SELECT id, version FROM {table}").fetchall())


def assert_whole_and_single():
    """Each live version is in history once, and no history row speaks of what never was."""
    with administrator_of_clone() as admin:
        for table, history in history_tables().items():
            gaps = admin.execute(
                f"SELECT t.id FROM {table} t LEFT JOIN {history} h ON h.id = t.id "
                "GROUP BY t.id, t.version HAVING count(h.id) <> t.version "
                "OR max(h.version) <> t.version OR count(DISTINCT h.version) <> t.version"
            ).fetchall()
            strays = admin.execute(
                f"SELECT h.id FROM {history} h LEFT JOIN {table} t ON t.id = h.id "
                "WHERE t.id IS NULL OR h.version > t.version"
            ).fetchall()
            assert (table, gaps, strays) == (table, [], [])


# -- Ways that keep history ------------------------------------------------------------------------
def test_H1_record_amend_and_the_bulk_helpers_leave_one_row_a_version(actors, case, row):
    actor = actors.worker

    with unit_of_work(actor, at=LATER):
        row.amend(by=actor, seen=1, reason="put right", note="second")
        row.amend(by=actor, seen=2, reason="put right", note="third")
        several = [new_row(case, actor, note=str(n)) for n in range(5)]
        writing.insert_all(several)
        writing.change_all(several, reason="all of them", note="changed")

    assert_whole_and_single()
    assert len(versions()) == 3 + 10


def test_H1_plain_save_keeps_history_by_itself(actors, case):
    with unit_of_work(actors.worker, at=LATER):
        made = new_row(case, actors.worker)
        made.save(force_insert=True)
        made.version, made.note = 2, "later"
        made.save(force_update=True)

    assert_whole_and_single()
    assert [version for _, version in versions()] == [1, 2]


# -- Ways that would not, refused at the statement or at COMMIT -------------------------------------
def _save_without_raising_the_version(case, actor, row):
    row.note = "overwritten"
    row.save(force_update=True)


def _save_skipping_history(case, actor, row):
    row.version += 1
    row.skip_history_when_saving = True
    row.save(force_update=True)


def _create_skipping_history(case, actor, row):
    made = new_row(case, actor)
    made.skip_history_when_saving = True
    made.save(force_insert=True)


def _queryset_update(case, actor, row):
    Relationship.objects.filter(pk=row.pk).update(note="overwritten")


def _queryset_update_with_version(case, actor, row):
    Relationship.objects.filter(pk=row.pk).update(note="overwritten", version=2)


def _bulk_create(case, actor, row):
    Relationship.objects.bulk_create([new_row(case, actor)])


def _bulk_create_upsert(case, actor, row):
    row.note, row.version = "overwritten", 2
    Relationship.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["id"], update_fields=["note", "version"]
    )


def _bulk_update(case, actor, row):
    row.note, row.version = "overwritten", 2
    Relationship.objects.bulk_update([row], ["note", "version"])


def _raw_insert(case, actor, row):
    insert(new_row(case, actor))


def _raw_insert_of_a_later_version(case, actor, row):
    insert(new_row(case, actor, version=2))


def _raw_update(case, actor, row):
    assert execute(f"UPDATE {TABLE} SET note = 'x', version = version + 1") == 1


def _raw_update_of_two_versions_at_once(case, actor, row):
    execute(f"UPDATE {TABLE} SET note = 'x', version = version + 2")


def _upsert(case, actor, row):
    execute(
        f"INSERT INTO {TABLE} SELECT * FROM {TABLE} WHERE id = %s "
        "ON CONFLICT (id) DO UPDATE SET note = 'x', version = 2",
        row.pk,
    )


def _merge(case, actor, row):
    execute(
        f"MERGE INTO {TABLE} t USING (SELECT %s::uuid AS id) s ON t.id = s.id "
        "WHEN MATCHED THEN UPDATE SET note = 'x', version = t.version + 1",
        row.pk,
    )


def _cte_update(case, actor, row):
    execute(
        f"WITH changed AS (UPDATE {TABLE} SET note = 'x', version = version + 1 RETURNING id) "
        "SELECT count(*) FROM changed"
    )


def _history_without_a_write(case, actor, row):
    execute(
        f"INSERT INTO {HISTORY} SELECT (jsonb_populate_record(h, jsonb_build_object("
        f"'history_id', gen_random_uuid(), 'version', 2))).* FROM {HISTORY} h"
    )


def _history_twice(case, actor, row):
    execute(
        f"INSERT INTO {HISTORY} SELECT (jsonb_populate_record(h, jsonb_build_object("
        f"'history_id', gen_random_uuid()))).* FROM {HISTORY} h"
    )


def _history_that_says_something_else(case, actor, row):
    execute(f"UPDATE {TABLE} SET note = 'what was written', version = 2")
    execute(
        f"INSERT INTO {HISTORY} SELECT (jsonb_populate_record(h, jsonb_build_object("
        f"'history_id', gen_random_uuid(), 'version', 2, 'note', 'nicer words'))).* FROM {HISTORY} h"
    )


ESCAPES = {
    _save_without_raising_the_version: {STALE},
    _save_skipping_history: {NO_HISTORY},
    _create_skipping_history: {NO_HISTORY},
    _queryset_update: {STALE},
    _queryset_update_with_version: {NO_HISTORY},
    _bulk_create: {NO_HISTORY},
    _bulk_create_upsert: {NO_HISTORY},
    _bulk_update: {NO_HISTORY},
    _raw_insert: {NO_HISTORY},
    _raw_insert_of_a_later_version: {NO_HISTORY},
    _raw_update: {NO_HISTORY},
    _raw_update_of_two_versions_at_once: {STALE},
    _upsert: {NO_HISTORY, HISTORY_DIFFERS},
    _merge: {NO_HISTORY},
    _cte_update: {NO_HISTORY},
    _history_without_a_write: {HISTORY_DIFFERS},
    _history_twice: {"23505"},
    _history_that_says_something_else: {HISTORY_DIFFERS},
}


def test_H1_every_other_way_is_refused(actors, case, row):
    before = versions(), versions(TABLE)

    for way, states in ESCAPES.items():
        again = copy.copy(row)
        assert refused(actors.worker, lambda w=way, r=again: w(case, actors.worker, r)) in states, (
            way
        )

    assert (versions(), versions(TABLE)) == before
    assert_whole_and_single()


def test_H1_copy_into_a_fenced_table_is_refused(actors, case, row):
    with (
        pytest.raises(psycopg.Error) as caught,
        unit_of_work(actors.worker, at=LATER),
        connection.cursor() as cursor,
        cursor.cursor.copy(f"COPY {TABLE} FROM STDIN"),
    ):
        pass
    assert caught.value.sqlstate == NOT_SUPPORTED


def test_H1_rows_are_never_deleted(actors, case, row):
    assert refused(actors.worker, row.delete) == NO_RIGHT
    assert refused(actors.worker, lambda: execute(f"DELETE FROM {TABLE}")) == NO_RIGHT
    assert refused(actors.worker, lambda: execute(f"TRUNCATE {TABLE}")) == NO_RIGHT
    with administrator_of_clone() as admin, pytest.raises(Exception, match="without history"):
        admin.execute(f"DELETE FROM {TABLE}")


def test_A8_rows_never_move_and_never_change_their_author(org, actors, case, row):
    other = clients.case(org, lead=org.worker)
    for column, value in {
        "id": uuid.uuid4(),
        "case_id": other.pk,
        "organisation_id": org.foreign_organisation.pk,
        "recorded_by_id": org.manager.pk,
        "recorded_at": LATER,
    }.items():
        change = f"UPDATE {TABLE} SET {column} = %s, version = version + 1"

        def move(statement=change, to=value):
            execute(statement, to)

        assert refused(actors.worker, move) == FIXED_COLUMN, column


# -- Denied writes -----------------------------------------------------------------------------------
def test_H2_a_denied_write_leaves_no_history(org, actors, case, row):
    before = versions()

    with pytest.raises(DatabaseError), unit_of_work(actors.stranger, at=LATER):
        row.version, row.note = 2, "by somebody who may not"
        row.save(force_update=True)
    with unit_of_work(actors.stranger, at=LATER):
        assert Relationship.objects.filter(pk=row.pk).update(note="x", version=2) == 0
    assert refused(actors.stranger, lambda: insert(new_row(case, actors.stranger))) == NO_RIGHT

    assert versions() == before


def test_H2_history_of_a_write_that_row_security_swallowed_is_refused(actors, case, row):
    """The UPDATE reaches no row, silently; the history row that Python then writes is refused."""

    def pretend():
        assert execute(f"UPDATE {TABLE} SET note = 'x', version = 2") == 0
        history = Relationship.history.model
        history.objects.bulk_create([_told(row, history)])

    assert refused(actors.stranger, pretend) in {HISTORY_DIFFERS, NO_HISTORY}


def _told(row, history):
    values = {field.attname: getattr(row, field.attname) for field in history.tracked_fields}
    return history(**(values | {"version": 2}), history_date=LATER, history_type="~")


# -- Who and when -------------------------------------------------------------------------------------
def test_H3_actor_and_time_are_stamped_over_whatever_was_said(org, actors, case):
    with unit_of_work(actors.worker, at=LATER):
        made = new_row(case, actors.worker)
        made._history_user_id = org.manager.pk
        made._history_date = MORNING - timedelta(days=400)
        made.save(force_insert=True)
        made.version = 2
        made.skip_history_when_saving = True
        made.save(force_update=True)
        told = _told(made, Relationship.history.model)
        told.history_user_id = org.manager.pk
        told.history_tx, told.history_request = 1, uuid.uuid4()
        Relationship.history.model.objects.bulk_create([told])

    with administrator_of_clone() as admin:
        rows = admin.execute(
            "SELECT history_user_id, history_date, history_request, history_tx > 1, "
            f"octet_length(history_salt) FROM {HISTORY} WHERE id = %s",
            [made.pk],
        ).fetchall()
    assert rows == [(org.worker.pk, LATER, actors.worker.request_id, True, 32)] * 2


def test_H3_nobody_writes_in_another_name_or_at_another_time(org, actors, case):
    for name, value in {"recorded_by_id": org.manager.pk, "recorded_at": MORNING}.items():
        row = new_row(case, actors.worker)
        setattr(row, name, value)

        assert refused(actors.worker, lambda r=row: insert(r)) == HISTORY_DIFFERS
