"""The doctor notices each way in which the fence can be down. Broken by the administrator."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection

from caseload.access import doctor
from tests.support.databases import administrator_of_clone

pytestmark = [pytest.mark.django_db(transaction=True)]

PEEK = (
    "CREATE FUNCTION public.peek() RETURNS int SECURITY DEFINER "
    "SET search_path = pg_catalog, pg_temp LANGUAGE sql AS 'SELECT 1'"
)
JOBS = "jobs"
"""No worker runs beside the tests."""


def wrong():
    return {
        finding.name: " ".join(finding.problems)
        for finding in doctor.examine()
        if not finding.holds
    }


def break_it(*statements):
    with administrator_of_clone() as admin:
        for statement in statements:
            admin.execute(statement)


@pytest.mark.slow
def test_A19_everything_holds_in_a_database_made_by_the_book(db):
    assert wrong().keys() <= {JOBS}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("statement", "name", "said"),
    [
        ("ALTER TABLE clients_case NO FORCE ROW LEVEL SECURITY", "row security", "clients_case"),
        (
            "ALTER TABLE contacts_contact DISABLE ROW LEVEL SECURITY",
            "row security",
            "contacts_contact",
        ),
        ("DROP POLICY bar ON clients_case", "row security", "lacks its policy bar"),
        ("CREATE POLICY more ON clients_case TO caseload_own USING (true)", "row security", "more"),
        (
            "ALTER POLICY own_read ON clients_case TO caseload_own, caseload_partner",
            "row security",
            "own_read of clients_case is not as declared",
        ),
        (
            "GRANT DELETE ON clients_case TO caseload_own",
            "rights",
            "may DELETE public.clients_case",
        ),
        ("GRANT TRUNCATE ON audit.read_event TO caseload_wide", "rights", "TRUNCATE"),
        ("GRANT SELECT ON clients_case TO caseload_app", "rights", "without a context"),
        ("GRANT SELECT (id) ON clients_person TO caseload_app", "rights", "without a context"),
        ("GRANT SELECT ON clients_case TO PUBLIC", "rights", "Everybody may SELECT"),
        (
            "GRANT SELECT ON guardian_userobjectpermission TO caseload_own",
            "rights",
            "model-level and generic grants",
        ),
        ("GRANT USAGE ON SCHEMA public TO PUBLIC", "rights", "PUBLIC has rights"),
        ("GRANT SELECT ON audit.refusal TO caseload_own", "rights", "audit.refusal"),
        ("CREATE TABLE spare (id int)", "tables", "No model declares the table spare"),
        ("CREATE VIEW every_case AS SELECT * FROM clients_case", "tables", "security_invoker"),
        ("ALTER TABLE clients_case DISABLE TRIGGER has_history", "triggers", "switched off"),
        ("DROP TRIGGER b_check_grant ON clients_caseusergrant", "triggers", "b_check_grant"),
        ("DROP TRIGGER a_stamp ON clients_historicalcase", "triggers", "a_stamp"),
        ("GRANT EXECUTE ON FUNCTION ctx.who() TO PUBLIC", "functions", "Everybody may run ctx.who"),
        ("ALTER FUNCTION acl.visible_case_ids() RESET search_path", "functions", "not pinned"),
        (
            PEEK,
            "functions",
            "public.peek",
        ),
        ("DELETE FROM django_migrations WHERE app = 'contacts'", "migrations", "contacts"),
        ("DELETE FROM acl.wide_role", "role table", "rights"),
        ("UPDATE ctx.key SET not_after = now()", "context", "does not accept"),
        ("DROP FUNCTION ctx.role_table_fingerprint()", "role table", "could not be asked"),
    ],
)
def test_A19_each_break_is_noticed(statement, name, said):
    break_it(statement)
    problems = wrong()
    assert said in problems.get(name, "")


def test_told_time_is_for_demo_and_test_databases(settings):
    settings.CASELOAD_DEMO = False
    assert "Time may be told" in wrong()["login role"]


def test_a_job_that_waits_too_long_is_noticed():
    break_it(
        "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())",
        "INSERT INTO procrastinate_jobs (queue_name, task_name, priority, args, status, scheduled_at, "
        "attempts) VALUES ('default', 'x', 0, '{}', 'todo', now() - interval '10 minutes', 0)",
    )
    assert wrong()[JOBS] == "1 jobs wait, the oldest for 10 minutes."


def test_a_living_worker_is_enough():
    break_it("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())")
    assert JOBS not in wrong()


def test_clocks_that_differ_are_noticed(monkeypatch):
    monkeypatch.setattr(doctor.time, "time", lambda: 1_000_000_000.0)
    assert "differ" in wrong()["clock"]


def run(*arguments):
    out, err = StringIO(), StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("doctor", *arguments, stdout=out, stderr=err)
    return ended.value.code, out.getvalue(), err.getvalue()


def test_the_command_says_it_in_lines_and_as_json():
    code, lines, _ = run()
    assert code == 1
    assert "✓ row security: " in lines
    assert "✗ jobs: " in lines
    code, text, _ = run("--json")
    described = json.loads(text)
    assert (code, described["holds"]) == (1, False)
    assert [f["name"] for f in described["findings"] if not f["holds"]] == [JOBS]


def test_the_command_is_content_when_all_holds():
    break_it("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())")
    out = StringIO()
    call_command("doctor", stdout=out)
    assert "12 of 12 promises hold" in out.getvalue()


def test_a_silent_database_is_its_own_answer(monkeypatch):
    def silent():
        raise OperationalError

    monkeypatch.setattr(doctor, "examine", silent)
    code, _, said = run()
    assert code == 2
    assert "does not answer" in said


def test_the_serving_role_may_ask_everything():
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_user")
        assert cursor.fetchone() == ("caseload_app",)
    assert not [p for p in wrong().values() if "could not be asked" in p]
