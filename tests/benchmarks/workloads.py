"""The four workloads that later work is held to, each beside other ways of doing the same.

"As served" is the whole route: sign-in by token, context, row security, rules, read event, JSON.
The others leave something out or do it in the obvious way, to show what it costs or saves; "without
row security" asks as the administrator, in bare SQL, and is the floor that nobody may serve from.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import psycopg
from django.db.models import Count, Max, Q
from django.test import Client
from psycopg import sql

from caseload.access.acting import unit_of_work
from caseload.accounts import tokens
from caseload.accounts.models import User
from caseload.accounts.principals import command_actor
from caseload.clients.models import Case
from caseload.contacts import selectors as contacts
from caseload.contacts import services
from caseload.contacts.models import Contact
from caseload.core.actor import Actor
from caseload.dashboards import selectors as dashboards
from tests.benchmarks import place
from tests.benchmarks.measuring import Variant, Workload
from tests.benchmarks.notes import WRITTEN

PAGE = 25
COPY = "bench_plain_contact"

_NEWEST = "SELECT * FROM contacts_contact WHERE case_id = ANY(%s) ORDER BY happened_at DESC, id DESC LIMIT 25"
_LAST = (
    "SELECT * FROM contacts_contact WHERE case_id = %s ORDER BY happened_at DESC, id DESC LIMIT 25"
)
_BOARD = (
    "SELECT * FROM clients_casesummary s JOIN clients_case c ON c.id = s.case_id WHERE lead_id = %s"
)


@dataclass(frozen=True)
class Prepared:
    """A worker, their cases, a signed-in client, and the administrator for the floor."""

    worker: Actor
    cases: list[Case]
    client: Client
    admin: psycopg.Connection

    def case(self, number: int) -> Case:
        return self.cases[number % len(self.cases)]

    def get(self, path: str) -> Any:
        return _checked(self.client.get(path))

    def post(self, path: str, body: dict[str, Any]) -> Any:
        return _checked(self.client.post(path, json.dumps(body), content_type="application/json"))

    def acting(self, act: Callable[[], Any]) -> Any:
        with unit_of_work(self.worker, at=WRITTEN):
            return act()


@contextmanager
def prepared(here: place.Place) -> Iterator[Prepared]:
    user = User.objects.get(username="north.0")
    worker = command_actor(user, at=WRITTEN)
    with unit_of_work(worker, at=WRITTEN):
        cases = list(Case.objects.visible_to(worker).order_by("pk"))
    client = Client(
        headers={
            "Authorization": f"Bearer {tokens.issue(user, lasts=tokens.DEMO)}",
            "Caseload-Told-Time": WRITTEN.isoformat(),
        }
    )
    with here.administrator(place.DATABASE) as admin:
        try:
            yield Prepared(worker, cases, client, admin)
        finally:
            admin.execute(f"DROP TABLE IF EXISTS {COPY}")


def all_of(prepared: Prepared) -> list[Workload]:
    return [
        _latest_across_cases(prepared),
        _one_case(prepared),
        _log_a_contact(prepared),
        _my_caseload(prepared),
    ]


def _latest_across_cases(at: Prepared) -> Workload:
    ids = [case.pk for case in at.cases]

    def obvious() -> list[Contact]:
        rows = Contact.objects.visible_to(at.worker).order_by("-happened_at", "-id")
        return list(rows[:PAGE])

    def unfenced_plan() -> list[Contact]:
        return list(Contact.objects.order_by("-happened_at", "-id")[:PAGE])

    def served() -> list[Contact]:
        return list(contacts.latest_contacts(by=at.worker, limit=PAGE))

    return Workload(
        f"The latest {PAGE} contacts across {len(ids)} cases",
        [
            Variant("as served", lambda _: at.get(f"/api/v1/contacts?limit={PAGE}")),
            Variant("selector alone (LATERAL)", lambda _: at.acting(served)),
            Variant("the obvious way: visible_to, order, limit", lambda _: at.acting(obvious)),
            Variant("no filter, row security alone", lambda _: at.acting(unfenced_plan)),
            _floor(at, "without row security: bare SQL", _NEWEST, lambda _: [ids]),
        ],
    )


def _one_case(at: Prepared) -> Workload:
    def served(number: int) -> None:
        case = at.case(number).pk
        at.get(f"/api/v1/cases/{case}")
        at.get(f"/api/v1/cases/{case}/contacts?limit={PAGE}")

    def alone(number: int) -> list[Contact]:
        rows = contacts.contacts_of_case(by=at.worker, case=at.case(number))
        return list(rows.order_by("-happened_at", "-id")[:PAGE])

    def unfiltered(number: int) -> list[Contact]:
        rows = Contact.objects.filter(case=at.case(number)).order_by("-happened_at", "-id")
        return list(rows[:PAGE])

    return Workload(
        f"One case, then its last {PAGE} contacts",
        [
            Variant("as served (two requests)", served),
            Variant("selector alone", lambda n: at.acting(lambda: alone(n))),
            Variant(
                "row security alone, no visible_to", lambda n: at.acting(lambda: unfiltered(n))
            ),
            _floor(at, "without row security: bare SQL", _LAST, lambda n: [at.case(n).pk]),
        ],
    )


def _log_a_contact(at: Prepared) -> Workload:
    words: dict[str, Any] = {
        "channel": "phone_call",
        "direction": "inbound",
        "outcome": "spoke_with_client",
        "purposes": ["emotional_support"],
        "happened_at": WRITTEN - timedelta(hours=2),
        "minutes": 20,
        "headline": "Rang after a bad night",
        "detail": "We spoke about the week, sleep and what the school was told. " * 6,
    }
    body = words | {"happened_at": words["happened_at"].isoformat()}
    plain = _plain_table(at, words)

    def service(number: int) -> Contact:
        return services.log_contact(by=at.worker, case=at.case(number), **words)

    def served(number: int) -> None:
        at.post(f"/api/v1/cases/{at.case(number).pk}/contacts", body)

    return Workload(
        "Log a contact",
        [
            Variant("as served", served),
            Variant("service alone", lambda n: at.acting(lambda: service(n))),
            Variant("bare INSERT: no history, policies or rules", plain, counted=False),
        ],
    )


def _my_caseload(at: Prepared) -> Workload:
    def served() -> Any:
        return dashboards.my_caseload(by=at.worker)

    def counted() -> list[Any]:
        """What a board does that keeps no summary rows."""
        rows = Contact.objects.visible_to(at.worker).filter(struck_out_at=None).values("case_id")
        reached = Q(outcome="spoke_with_client")
        return list(
            rows.annotate(many=Count("pk"), last=Max("happened_at", filter=reached)).order_by()
        )

    return Workload(
        f"My caseload: {len(at.cases)} cases",
        [
            Variant("as served", lambda _: at.get("/api/v1/dashboards/caseload")),
            Variant("selector alone (summary rows)", lambda _: at.acting(served)),
            Variant("counting the contacts instead", lambda _: at.acting(counted)),
            _floor(
                at,
                "without row security: bare SQL",
                _BOARD,
                lambda _: [at.worker.user_id],
            ),
        ],
    )


def _floor(at: Prepared, name: str, query: str, arguments: Callable[[int], list[Any]]) -> Variant:
    def act(number: int) -> list[Any]:
        return at.admin.execute(query, arguments(number)).fetchall()

    return Variant(name, act, counted=False)


def _plain_table(at: Prepared, words: dict[str, Any]) -> Callable[[int], None]:
    """The same row into a copy of the table that has its indexes and nothing else."""
    at.admin.execute(f"DROP TABLE IF EXISTS {COPY}")
    at.admin.execute(f"CREATE TABLE {COPY} (LIKE contacts_contact INCLUDING ALL)")
    sample = at.acting(lambda: services.log_contact(by=at.worker, case=at.case(0), **words))
    columns = [field.column for field in Contact._meta.concrete_fields]
    statement = sql.SQL("INSERT INTO {} ({}) SELECT {} FROM contacts_contact WHERE id = %s").format(
        sql.Identifier(COPY),
        sql.SQL(", ").join(map(sql.Identifier, columns)),
        sql.SQL(", ").join(
            sql.SQL("gen_random_uuid()") if name == "id" else sql.Identifier(name)
            for name in columns
        ),
    )

    def act(_: int) -> None:
        at.admin.execute(statement, [sample.pk])

    return act


def _checked(response: Any) -> Any:
    if response.status_code >= 300:
        raise RuntimeError(f"{response.status_code}: {response.content[:500]!r}")
    return response
