"""What was written down stays as it was written (H4, H5); time is told only where it may be."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection

from caseload.access.acting import unit_of_work
from caseload.clients.models import Case
from tests.factories import clients, contacts
from tests.promises.asking import refused_by
from tests.promises.catalogue import history_tables
from tests.support.databases import administrator_of_clone
from tests.support.standard import MORNING

pytestmark = pytest.mark.django_db(transaction=True)

NO_RIGHT = "42501"
LATER = MORNING + timedelta(hours=1)


@pytest.fixture
def case(org):
    return clients.case(org, lead=org.worker)


@pytest.fixture
def row(org, case):
    return clients.relationship(by=org.worker, on=case, note="as first told")


def execute(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        return cursor.rowcount


def refused(actor, what):
    """The state with which the database refuses ``what``, at the statement or at COMMIT."""
    with pytest.raises(DatabaseError) as caught, unit_of_work(actor, at=LATER):
        what()
    return refused_by(caught.value)


# -- The trail itself ----------------------------------------------------------------------------------
TRAIL = [*sorted(history_tables().values())]


EVENTS = ("audit.read_event", "audit.refusal", "audit.security_event", "audit.erasure")


@pytest.mark.django_db
def test_H4_no_history_can_be_changed(actors):
    verbs = ("UPDATE {} SET history_user_id = NULL", "DELETE FROM {}", "TRUNCATE {}")
    for who in (actors.worker, actors.safeguarding_lead):
        for table in TRAIL:
            for verb in verbs:
                statement = verb.format(table)
                assert refused(who, lambda s=statement: execute(s)) == NO_RIGHT, statement


@pytest.mark.django_db
def test_H4_no_event_can_be_written_read_or_changed_past_its_function(actors):
    verbs = (
        "INSERT INTO {} DEFAULT VALUES",
        "UPDATE {} SET at = at",
        "DELETE FROM {}",
        "TRUNCATE {}",
        "SELECT * FROM {}",
    )
    for who in (actors.worker, actors.safeguarding_lead):
        for table in EVENTS:
            for verb in verbs:
                statement = verb.format(table)
                assert refused(who, lambda s=statement: execute(s)) == NO_RIGHT, statement


# -- Told time -----------------------------------------------------------------------------------------
def test_told_time_is_refused_unless_the_database_was_made_for_it(actors):
    with administrator_of_clone() as admin:
        admin.execute("UPDATE ctx.setting SET told_time = false")

    assert refused(actors.worker, lambda: None) == "28000"
    with unit_of_work(actors.worker, at=None):
        assert Case.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    "role", ["caseload_app", "caseload_own", "caseload_wide", "caseload_migrate"]
)
def test_told_time_is_switched_on_by_the_owner_alone(db, role):
    with administrator_of_clone() as admin:
        admin.execute(f"SET ROLE {role}")
        with pytest.raises(Exception, match="permission denied"):
            admin.execute("UPDATE ctx.setting SET told_time = true")


def test_H5_state_rebuilt_from_history_is_the_live_state(org, actors, case, row):
    contact = contacts.contact(by=org.worker, on=case)
    with unit_of_work(actors.worker, at=LATER):
        row.amend(by=actors.worker, seen=1, reason="put right", note="second")
        contact.amend(by=actors.worker, seen=1, reason="put right", headline="Another headline")

    with administrator_of_clone() as admin:
        for table, history in history_tables().items():
            differing = admin.execute(
                "SELECT count(*) FROM (SELECT DISTINCT ON (h.id) h.id, to_jsonb(h) AS told "
                f"FROM {history} h ORDER BY h.id, h.version DESC) newest "
                f"JOIN {table} t ON t.id = newest.id WHERE NOT newest.told @> "
                "(to_jsonb(t) - ARRAY['password', 'last_login'])"
            ).fetchone()[0]
            assert (table, differing) == (table, 0)
