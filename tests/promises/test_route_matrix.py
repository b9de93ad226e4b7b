"""Every route, every method, every role: who gets which answer, kept as a golden file.

``CASELOAD_WRITE_GOLDEN=1`` (or ``make golden``) writes it anew; read the difference.
"""

import csv
import io
from typing import Any

import pytest

from tests.support import golden, samples
from tests.support.routes import routes
from tests.support.undoing import undone
from tests.support.world import build

pytestmark = pytest.mark.django_db

ROLES = (
    "nobody",
    "worker",
    "co_worker",
    "manager",
    "south_manager",
    "service_manager",
    "strand_manager",
    "safeguarding_lead",
    "intake_worker",
    "duty_worker",
    "data_protection_lead",
    "stranger",
    "excluded",
    "other_side",
    "administrator",
    "trustee",
    "analyst",
    "roleless",
    "foreign_worker",
    "foreign_safeguarding_lead",
    "harbour",
    "police",
    "council",
    "foreign_police",
)


def matrix(org: Any) -> list[dict[str, str]]:
    world = build(org)
    apis = {role: world.api(None if role == "nobody" else role) for role in ROLES}
    rows = []
    for route in routes():
        row = {"method": route.method, "route": route.template}
        for role, api in apis.items():
            with undone():
                answer = samples.send(world, route, api=api)
            row[role] = str(answer.status_code)
        rows.append(row)
    return rows


def test_A1_every_route_answers_every_role_as_written_down(org):
    rows = matrix(org)
    text = io.StringIO()
    writer = csv.DictWriter(text, ["method", "route", *ROLES], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)

    golden.compare("matrix.csv", text.getvalue())


def test_A2_nobody_gets_anything_without_signing_in(org):
    world = build(org)
    api = world.api(None)
    for route in routes():
        answer = samples.send(world, route, api=api)
        assert answer.status_code == 401, str(route)


def test_A1_every_route_has_somebody_who_may_and_somebody_who_may_not():
    """Read from the golden file: a row without both proves nothing."""
    rows = list(csv.DictReader(io.StringIO(golden.read("matrix.csv"))))
    for row in rows:
        answers = {row[role] for role in ROLES}
        assert {"200", "201", "202", "204", "207"} & answers, row["route"]
        assert {"401", "403", "404"} & answers, row["route"]
        assert not {status for status in answers if status >= "500"}, row["route"]
