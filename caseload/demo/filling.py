"""What ``manage.py demo_data`` does: whether this may be a demo, the stories, more families."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.db import DatabaseError, connection, connections

from caseload.access.acting import unit_of_work
from caseload.accounts import principals, tokens
from caseload.accounts.models import Organisation
from caseload.clients.models import Case
from caseload.core import clock
from caseload.demo import cast as casting
from caseload.demo import partners
from caseload.demo.bulk import Bulk
from caseload.demo.families import plan
from caseload.demo.staff import Staff
from caseload.demo.stories import STORIES
from caseload.demo.telling import Cast

MOST_FAMILIES = 5_000
_SETTING = "SELECT told_time AND demo FROM ctx.setting"
CLIENTS = ("Leanne", "Priya", "Marcus", "Rhys", "Gwen", "Jean", "Colin", "Ellie")


class NotADemo(Exception):
    """A sentence that says why nothing is invented in this database."""


def is_demo() -> bool:
    """Whether this database is a demo that was begun: told time, and the demo's charity alone."""
    try:
        return _may_tell_time() and _slugs() == {casting.SLUG}
    except DatabaseError:
        return False


def demand_demo() -> None:
    """Let invented people only where nobody else is.

    Raises:
        NotADemo: time cannot be told, or there is an organisation that is not the demo's.
    """
    if "owner" not in connections:
        raise NotADemo(
            "Set CASELOAD_MIGRATE_URL: the demo's charity is founded by the owner of the tables."
        )
    try:
        may, slugs = _may_tell_time(), _slugs()
    except DatabaseError as error:
        raise NotADemo(
            "This database has no Caseload tables yet. Run `manage.py migrate` and "
            "`manage.py rights --told-time` first. Nothing was changed."
        ) from error
    if not may:
        raise NotADemo(
            "This database does not let time be told, so it is not a demo, and nobody is invented "
            "in it. Nothing was changed. `make demo` makes a database of its own."
        )
    if slugs - {casting.SLUG}:
        raise NotADemo(
            "This database holds an organisation that is not the demo's. Invented people do not go "
            "among real ones. Nothing was changed. Name an empty database in CASELOAD_DATABASE_URL."
        )


def _may_tell_time() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_SETTING)
        row = cursor.fetchone()
    return bool(row and row[0])


def _slugs() -> set[str]:
    """The charities in it. Nobody in a sandbox is real either, so one may stand beside a demo."""
    return set(Organisation.objects.filter(is_test=False).values_list("slug", flat=True))


def tell_stories(cast: Cast, *, say: Callable[[str], None]) -> int:
    """Each story that has not been told yet; says how many those were."""
    there = story_cases(cast)
    missing = [name for name in STORIES if name not in there]
    for name in missing:
        STORIES[name](cast)
        say(f"The story of {name} and those around them is told.")
    return len(missing)


def story_cases(cast: Cast) -> dict[str, Case]:
    """The case of each client of the stories, as far as they have been told.

    Found by name: no synthetic family has these first names (``invented.FIRST_NAMES``).
    """
    with unit_of_work(principals.system_actor(cast.organisation.pk, "bulk")) as by:
        rows = Case.objects.visible_to(by).select_related("client")
        found = {
            case.client.known_as or case.client.given_names: case
            for case in rows.filter(client__given_names__in=CLIENTS)
            | rows.filter(client__known_as__in=CLIENTS)
        }
    return {name: found[name] for name in CLIENTS if name in found}


def plan_families(cast: Cast, families: int) -> Bulk:
    """What is missing of the first ``families`` synthetic families, staff hired for them."""
    made_on = casting.made_on(cast)
    founded_on = casting.FOUNDED.astimezone(clock.UK).date()
    staff = Staff(cast.organisation, families)
    planned = [plan(number, made_on=made_on, founded_on=founded_on) for number in range(families)]
    return Bulk(cast.organisation, staff, planned)


def describe(cast: Cast, base_url: str) -> dict[str, Any]:
    """Where the demo is, who can sign in to it, what programs ask with, where the stories are."""
    parts = {user.pk: part for part, user in cast.users.items()}
    accounts = [
        {
            "role": str(part.role),
            "username": part.username,
            "password": casting.password_of(part.username),
            "token": tokens.issue(cast.users[name], lasts=tokens.DEMO),
            "name": part.name,
            "team": part.team or None,
        }
        for name, part in casting.PARTS.items()
    ]
    leads = _leads(cast)
    return {
        "base_url": base_url,
        "openapi_url": f"{base_url}/api/v1/openapi.json",
        "accounts": accounts,
        "partners": [asdict(access) for access in partners.hand_out(cast)],
        "cases": [
            {
                "client": name,
                "id": str(case.pk),
                "reference": case.reference,
                "worker": casting.PARTS[parts[leads[case.pk]]].username,
            }
            for name, case in story_cases(cast).items()
        ],
    }


def _leads(cast: Cast) -> dict[Any, Any]:
    with unit_of_work(principals.system_actor(cast.organisation.pk, "bulk")) as by:
        cases = Case.objects.visible_to(by).filter(
            summary__lead_id__in=[user.pk for user in cast.users.values()]
        )
        return dict(cases.values_list("pk", "summary__lead_id"))
