"""What happens again and again in the stories: a case opens, a contact is logged, a route is told.

Each scene is one unit of work of one person at one told time, and finds its case through that
person's own eyes.
"""

from typing import Any
from uuid import UUID

from caseload.clients.matching import NOTHING_TOLD, Told
from caseload.clients.models import Case, CodeWord, Family, Relationship, SafeContactRoute
from caseload.clients.services import cases, code_words, people, relationships, safe_contact
from caseload.contacts import services as contacts
from caseload.contacts.models import Contact
from caseload.core.clock import now
from caseload.demo.telling import Cast, found_case

EVERY_DAY = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def hours(start: str, end: str, days: tuple[str, ...] = EVERY_DAY) -> dict[str, Any]:
    """A window of the week in the form in which a route keeps it."""
    return {"days": list(days), "from": start, "to": end}


def opens(
    cast: Cast,
    part: str,
    when: str,
    *,
    team: str,
    strand: str,
    person: dict[str, Any],
    lead: str | None,
    told: Told = NOTHING_TOLD,
    family: dict[str, Any] | Family | None = None,
    **opening: Any,
) -> Case:
    """Somebody becomes a client: who they are, the family if one is begun, the case, its lead."""
    with cast.acting(part, when) as by:
        client = people.register_person(by=by, organisation=cast.organisation, told=told, **person)
        if isinstance(family, dict):
            family = people.register_family(by=by, organisation=cast.organisation, **family)
        return cases.open_case(
            by=by,
            team=cast.teams[team],
            client=client,
            family=family,
            strand=strand,
            lead_id=cast.user(lead).pk if lead else None,
            **opening,
        )


def moves(cast: Cast, part: str, when: str, case: Case, to: str, **words: Any) -> Case:
    """The case goes on to its next state."""
    with cast.acting(part, when) as by:
        here = found_case(by, case)
        return cases.transition_case(by=by, case=here, seen=here.version, to=to, **words)


def reviews(cast: Cast, part: str, when: str, case: Case) -> Case:
    """Somebody looks at a light-touch case again."""
    with cast.acting(part, when) as by:
        here = found_case(by, case)
        return cases.review_case(by=by, case=here, seen=here.version)


def tells_route(
    cast: Cast, part: str, when: str, case: Case, kind: str, **told: Any
) -> SafeContactRoute:
    """A way to reach the client, as somebody told it."""
    with cast.acting(part, when) as by:
        return safe_contact.record_route(by=by, case=found_case(by, case), kind=kind, **told)


def says(
    cast: Cast, part: str, when: str, route: SafeContactRoute, *, reason: str, **told: Any
) -> SafeContactRoute:
    """The client says something else of a route than before."""
    with cast.acting(part, when) as by:
        here = SafeContactRoute.objects.visible_to(by).get(pk=route.pk)
        return safe_contact.amend_route(by=by, route=here, seen=here.version, reason=reason, **told)


def confirms(cast: Cast, part: str, when: str, route: SafeContactRoute) -> SafeContactRoute:
    """The client says by voice, with the code word, that the route is still safe."""
    with cast.acting(part, when) as by:
        here = SafeContactRoute.objects.visible_to(by).get(pk=route.pk)
        return safe_contact.confirm_route(
            by=by, route=here, seen=here.version, by_voice=True, code_word_given=True
        )


def agrees_code_word(
    cast: Cast, part: str, when: str, route: SafeContactRoute, *, word: str, cover: str
) -> CodeWord:
    """Worker and client agree how they know each other on the telephone."""
    with cast.acting(part, when) as by:
        here = SafeContactRoute.objects.visible_to(by).get(pk=route.pk)
        return code_words.record_code_word(by=by, route=here, code_word=word, cover_line=cover)


def tells_of(cast: Cast, part: str, when: str, case: Case, **told: Any) -> Relationship:
    """The client tells of somebody in their life."""
    with cast.acting(part, when) as by:
        return relationships.record_relationship(by=by, case=found_case(by, case), **told)


def logs(
    cast: Cast,
    part: str,
    when: str,
    case: Case,
    *,
    route: SafeContactRoute | None = None,
    **words: Any,
) -> Contact:
    """A contact is written down: what happened at that moment, unless ``words`` say otherwise."""
    with cast.acting(part, when) as by:
        return contacts.log_contact(
            by=by, case=found_case(by, case), **contact_words(route, **words)
        )


def contact_words(route: SafeContactRoute | None = None, **words: Any) -> dict[str, Any]:
    """A successful call to the client by the worker, unless ``words`` say otherwise."""
    route_id: UUID | None = route.pk if route else None
    usual = {
        "channel": "phone_call",
        "direction": "outbound" if route else "inbound",
        "outcome": "spoke_with_client",
        "purposes": ["emotional_support"],
        "happened_at": now(),
        "safe_contact_route_id": route_id,
    }
    return usual | words
