"""What may go along with a referral out: a whitelist, and nothing beside it (D5).

Each section says what kind of data it is, so that consent and agreement can be asked about it,
and renders only records of standard sensitivity: what is restricted, legally restricted (BR-51)
or told in confidence is in no section. Code words, notes of contacts and addresses have none.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from caseload.clients import reach
from caseload.clients.models import Case, Person, Relationship, SafeContactRoute
from caseload.clients.records import STANDARD
from caseload.clients.routes import YES
from caseload.clients.safe_contact import USES_OF_KIND, Use
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.sharing import DataCategory
from caseload.core.uk_time import uk_date

SAFE_CONTACT: Final = "safe_contact"
NEEDS: Final = "needs"

_NEVER_AN_ADDRESS: Final = ("phone", "email", "app")
"""Routes by post or in person hold an address, and where somebody lives is in no section."""


@dataclass(frozen=True, slots=True)
class Section:
    """One part of what is sent."""

    label: str
    category: DataCategory
    render: Callable[[Actor, Case, str], Any]


def _identity(by: Actor, case: Case, words: str) -> dict[str, Any]:
    person = _client(by, case)
    return {
        "given_names": person.given_names,
        "family_name": person.family_name,
        "known_as": person.known_as,
        "pronouns": person.pronouns,
        "born_on": person.born_on.isoformat() if person.born_on else None,
        "language": person.language,
        "needs_interpreter": person.needs_interpreter,
    }


def _communication(by: Actor, case: Case, words: str) -> dict[str, Any]:
    person = _client(by, case)
    return {
        "communication_needs": sorted(person.communication_needs),
        "access_needs": person.access_needs,
    }


def _safe_contact(by: Actor, case: Case, words: str) -> list[dict[str, Any]]:
    """Routes whose answers stand today. Whoever uses one still has to mind its hours."""
    if _client(by, case).died_on is not None:
        return []
    today = uk_date(clock.now())
    routes = SafeContactRoute.objects.visible_to(by).filter(
        case=case, sensitivity=STANDARD, suspended_at=None, kind__in=_NEVER_AN_ADDRESS
    )
    told = (_route(route, today) for route in routes.order_by("recorded_at", "pk"))
    return [route for route in told if route["uses"]]


def _route(route: SafeContactRoute, today: date) -> dict[str, Any]:
    last_day = reach.route_facts(route).last_good_day()
    stands = last_day is not None and last_day >= today
    private = not route.device_status.startswith("seized") and route.device_status != "returned"
    uses = {
        use.value: getattr(route, use.value)
        for use in Use
        if use in USES_OF_KIND.get(route.kind, frozenset()) and getattr(route, use.value) in YES
    }
    return {
        "kind": route.kind,
        "value": route.value,
        "uses": uses if stands and private and route.value else {},
        "conditions": route.conditions,
        "safe_hours": route.safe_hours,
        "identity": route.identity,
        "ask_for": route.ask_for,
        "valid_until": last_day.isoformat() if last_day else None,
    }


def _needs(by: Actor, case: Case, words: str) -> dict[str, Any]:
    return {"asked_for": words}


def _household(by: Actor, case: Case, words: str) -> dict[str, Any]:
    """How many children and how old, as told; never a name, because nobody asked them."""
    today = uk_date(clock.now())
    children = Relationship.objects.visible_to(by).filter(
        case=case, sensitivity=STANDARD, is_child=True, ends_on=None
    )
    ages = [_age(child.born_on, today) for child in children]
    known = sorted(age for age in ages if age is not None)
    return {"children": len(ages), "ages": known}


def _age(born_on: date | None, today: date) -> int | None:
    if born_on is None:
        return None
    return today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))


def _client(by: Actor, case: Case) -> Person:
    return Person.objects.visible_to(by).get(pk=case.client_id)


SECTIONS: Final[Mapping[str, Section]] = {
    "identity": Section("Who the person is", DataCategory.IDENTITY, _identity),
    # What somebody needs in order to understand often tells of a condition.
    "communication": Section("How to talk with them", DataCategory.HEALTH, _communication),
    SAFE_CONTACT: Section("Safe ways to reach them", DataCategory.CONTACT, _safe_contact),
    NEEDS: Section("What is asked for", DataCategory.NOTES, _needs),
    "household": Section("Children at home", DataCategory.CHILDREN, _household),
}


def categories_of(sections: Iterable[str]) -> list[str]:
    """The kinds of data in these sections: what consent and agreement have to cover."""
    return sorted({SECTIONS[name].category.value for name in sections})


def render(*, by: Actor, case: Case, sections: Iterable[str], words: str) -> dict[str, Any]:
    """The sections as they stand at this moment."""
    return {name: SECTIONS[name].render(by, case, words) for name in sorted(set(sections))}
