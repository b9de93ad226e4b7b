"""No byte that a partner can see holds a word or an id that is not theirs: planted, and looked for.

Every personal column of every row of every table gets a marker of its own, found by enumeration.
Then each program asks every address of its surface, about its own things and everybody else's;
webhooks are delivered; and responses, feed, deliveries, job arguments and logs are searched.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import models

from caseload.accounts.principals import system_actor
from caseload.exchange.relaying import Pace, deliver_due
from caseload.referrals.models import Intake, IntakeMessage, ReferralMessage, ReferralResponse
from tests.factories import exchange
from tests.promises.catalogue import our_models
from tests.support import samples
from tests.support.databases import administrator_of_clone
from tests.support.planting import planting
from tests.support.receiver import receiving
from tests.support.routes import Route, random_ids, routes
from tests.support.undoing import undone
from tests.support.world import LATER, World, build

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

MARKER = re.compile(r"zq\d{5}")
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
TOLD = {IntakeMessage: "body", ReferralMessage: "body", ReferralResponse: "words"}
"""What is written to an agency, or by it."""
OUTSIDE = ("exchange_outboxevent", "exchange_delivery", "procrastinate_jobs")
PUBLISHED = {"organisation", "partneragency", "partnerclient"}
"""Whose ids an agency knows: the charity, itself, its program."""
KEYS = {"username"}
"""By which the machine's own named actors are found."""
TEXTS = (models.CharField, models.TextField)


def free_texts(model: type[models.Model]) -> Iterator[str]:
    """Personal columns that hold words; a code, a language tag or a date cannot carry a marker."""
    for name in getattr(model, "personal", {}):
        field = model._meta.get_field(name)
        is_code = field.choices or hasattr(field, "code_list") or field.column in KEYS
        if isinstance(field, TEXTS) and not is_code and (field.max_length or 99) >= len("zq00000"):
            yield field.column


def plant_everywhere() -> dict[str, tuple[type[models.Model], str]]:
    """Marker to the model and the id of the row that holds it."""
    planted: dict[str, tuple[type[models.Model], str]] = {}
    with planting() as admin:
        for model in our_models():
            for column in free_texts(model):
                table = model._meta.db_table
                for (pk,) in admin.execute(f'SELECT id FROM "{table}" ORDER BY id').fetchall():
                    marker = f"zq{len(planted):05}"
                    if _written(admin, table, column, pk, marker):
                        planted[marker] = (model, str(pk))
    return planted


def _written(admin: psycopg.Connection, table: str, column: str, pk: Any, marker: str) -> bool:
    """No, where a rule of the table keeps words out: an anonymous client has no name."""
    try:
        admin.execute(f'UPDATE "{table}" SET "{column}" = %s WHERE id = %s', [marker, pk])
    except psycopg.errors.CheckViolation:
        return False
    return True


def told_to(world: World, planted: dict[str, Any]) -> dict[str, set[str]]:
    """The markers that each program may be told."""
    agencies = {str(program.agency_id): name for name, program in world.org.programs.items()}
    may: dict[str, set[str]] = defaultdict(set)
    with administrator_of_clone() as admin:
        agency_of = {
            str(pk): str(agency)
            for model in (Intake, ReferralMessage, ReferralResponse)
            for pk, agency in admin.execute(f"SELECT id, agency_id FROM {model._meta.db_table}")
        }
        intakes = admin.execute(f"SELECT id, intake_id FROM {IntakeMessage._meta.db_table}")
        agency_of |= {str(pk): agency_of[str(intake)] for pk, intake in intakes.fetchall()}
    for marker, (model, pk) in planted.items():
        if model in TOLD and (name := agencies.get(agency_of[pk])):
            may[name].add(marker)
    return may


def hidden_ids() -> dict[str, str]:
    """Every row of the charity's own tables: cases, people, staff, contacts, parts of intakes."""
    found = {}
    with administrator_of_clone() as admin:
        for model in our_models():
            name = model._meta.model_name or ""
            shows = any(field.name == "agency" for field in model._meta.fields)
            if name in PUBLISHED or shows or model in TOLD or name in SHOWN_BY_ID:
                continue
            rows = admin.execute(
                f'SELECT "{model._meta.pk.column}" FROM "{model._meta.db_table}"'
            ).fetchall()
            found |= {str(pk): name for (pk,) in rows}
    return found


SHOWN_BY_ID = {"referral", "disclosure", "codelist", "codevalue", "webhookendpoint", "delivery"}
"""An agency names its own of these by its id; another agency's are looked for by their markers, and
in test_partner_surface.py."""


def theirs() -> list[Route]:
    return [route for route in routes() if route.is_partner]


def answers(world: World, name: str) -> Iterator[tuple[str, str]]:
    api = world.api(name)
    for route in theirs():
        for ids in (samples.ids_of(world, route), random_ids(route)):
            with undone():
                answer = samples.send(world, route, api=api, ids=ids)
            assert answer.status_code < 500, (str(route), answer.content)
            yield str(route), f"{dict(answer.headers)} {answer.content.decode()}"


def test_A4_nothing_that_a_partner_can_see_holds_anybody_elses_word_or_id(org, capfd, caplog):
    caplog.set_level("DEBUG")
    relay = system_actor(org.organisation.pk, "relay")

    def deliver() -> None:
        deliver_due(relay, pace=Pace(timeout=5.0, lease=5.0), at=LATER)

    with receiving() as receiver:
        for name in ("police", "harbour", "council"):
            exchange.endpoint(org.programs[name], url=f"{receiver.url}/{name}")
        deliver()
        world = build(org)
        planted = plant_everywhere()
        may, hidden = told_to(world, planted), hidden_ids()
        capfd.readouterr()
        seen: dict[str, set[str]] = {}
        found = []
        for name in org.programs:
            seen[name] = set()
            for where, said in answers(world, name):
                markers = set(MARKER.findall(said))
                seen[name] |= markers
                found += [
                    f"{name} {where}: a word of {planted[marker][0].__name__}"
                    for marker in markers - may[name]
                ]
                found += [
                    f"{name} {where}: the id of a {hidden[pk]}"
                    for pk in set(UUID.findall(said)) & hidden.keys()
                ]
        receiver.came.clear()
        deliver()

    outside = [f"{one.headers}{one.content!r}" for one in receiver.came]
    assert outside, "Nothing was delivered."
    with administrator_of_clone() as admin:
        for table in OUTSIDE:
            outside += [row for (row,) in admin.execute(f"SELECT t::text FROM {table} t")]
    outside += [*capfd.readouterr(), caplog.text]
    for text in outside:
        found += [f"outside: a word of {planted[m][0].__name__}" for m in MARKER.findall(text)]
    for text in outside[: len(receiver.came)]:
        found += [f"delivered: a {hidden[pk]}" for pk in set(UUID.findall(text)) & hidden.keys()]
    assert not found, "\n".join(sorted(set(found)))
    # The search finds what there is: words to an agency reach it, and staff read the rest.
    assert seen["police"] & may["police"]
    assert seen["harbour"] & may["harbour"]
    assert len(planted) > 200
    assert len(hidden) > 200
    assert not may["police"] & may["harbour"]
    told = world.api("intake_worker").get(f"intakes/{world.record['intake'].pk}/people")
    assert MARKER.search(told.content.decode())
