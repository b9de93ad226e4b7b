"""No read without a trace: one event per answer, naming exactly the cases that the answer names."""

import re
import uuid
from typing import Any

import pytest
from django.db import connection, transaction

from tests.support import samples, trail
from tests.support.databases import administrator_of_clone
from tests.support.routes import routes
from tests.support.undoing import undone
from tests.support.world import build

pytestmark = pytest.mark.django_db(transaction=True)

UNTRACED = {
    "code-list",
    "code-value",
    "team",
    "partner-change",
    "partner-delivery",
    "partner-webhook-endpoint",
    "agency",
    "agreement",
    "partner-client",
    "client-secret",
}
"""Words; names of teams, agencies and their programs; where an agency is delivered to, and thin
events: each forces a read that is traced, and a program polls them every few seconds."""

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def cases_in(answer: Any, known: set[uuid.UUID]) -> set[uuid.UUID]:
    """Every id in the body that is a case's, under whatever name: walked apart from the code."""
    return {uuid.UUID(text) for text in UUID.findall(answer.content.decode())} & known


def all_cases() -> set[uuid.UUID]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM public.clients_case")
        return {row[0] for row in cursor.fetchall()}


def test_untraced_routes_are_the_published_ones():
    assert {route.basename for route in routes() if not route.view.reads_personal_data} == UNTRACED


def test_R1_each_answer_leaves_one_event_with_its_cases(org):
    trail.open_to_tests()
    with administrator_of_clone() as admin:
        # Only to count cases independently of what anybody may see.
        admin.execute("GRANT SELECT ON public.clients_case TO caseload_app")
        admin.execute("ALTER TABLE public.clients_case DISABLE ROW LEVEL SECURITY")
        admin.execute("ALTER TABLE public.clients_case ENABLE ROW LEVEL SECURITY")
        admin.execute(
            "CREATE POLICY counted ON public.clients_case FOR SELECT TO caseload_app USING (true)"
        )
    with transaction.atomic():  # noqa: TID251 - one world, rolled back request by request
        world = build(org)
        found = []
        for route in routes():
            request_id = str(uuid.uuid4())
            with undone():
                answer = samples.send(world, route, headers={"X-Request-Id": request_id})
                events = trail.read_events(request_id)
                known = all_cases()
            assert 200 <= answer.status_code < 300, (str(route), answer.content)
            expected = 1 if route.view.reads_personal_data and answer.content else 0
            if len(events) != expected:
                found.append(f"{route}: {len(events)} events for {answer.status_code}")
                continue
            if not events:
                continue
            (event,) = events
            named = cases_in(answer, known)
            if "case_id" in route.members:
                named.add(uuid.UUID(samples.ids_of(world, route)["case_id"]))
            # A person is named with every case through which the reader sees them.
            surplus = set() if route.basename == "person" else set(event["case_ids"]) - named
            if surplus or named - set(event["case_ids"]):
                found.append(
                    f"{route}: body names {len(named)}, missing {len(named - set(event['case_ids']))}"
                    f", too many {len(surplus)}"
                )
            if event["actor_id"] != world.people[samples.sample_of(route).who].pk:
                found.append(f"{route}: the event is somebody else's")
            expected_action = {"GET": {"R"}, "PATCH": {"U"}, "POST": {"C", "R", "U", "E"}}
            if event["action"] not in expected_action[route.method]:
                found.append(f"{route}: action {event['action']}")
        transaction.set_rollback(True)
    assert not found, "\n".join(found)


def test_R2_without_the_event_nothing_is_answered_and_nothing_written(org):
    world = build(org)
    traced = [route for route in routes() if route.view.reads_personal_data]
    with trail.broken("saw"):
        before = _counted()
        found = []
        for route in traced:
            answer = samples.send(world, route)
            silent = answer.status_code == 204 and not answer.content
            if answer.status_code != 503 and not silent:
                found.append(f"{route}: {answer.status_code}")
            elif not silent:
                assert answer.json()["code"] == "audit-unavailable"
            if silent:
                before = _counted()
        assert not found, "\n".join(found)
        assert _counted() == before


def _counted() -> dict[str, tuple[int, int]]:
    """Rows and sum of versions of every table that holds a record, as the administrator sees it."""
    with administrator_of_clone() as admin:
        tables = admin.execute(
            "SELECT c.relname, bool_or(a.attname = 'version') FROM pg_class c "
            "JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 "
            "WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' "
            "AND c.relname !~ '^(django|oauth2|procrastinate|access_ratecounter|accounts_session)' "
            "GROUP BY c.relname ORDER BY c.relname"
        ).fetchall()
        counted = {}
        for table, has_version in tables:
            total = "coalesce(sum(version), 0)" if has_version else "0"
            row = admin.execute(f'SELECT count(*), {total} FROM public."{table}"').fetchone()
            counted[table] = tuple(row)
        return counted
