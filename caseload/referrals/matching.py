"""Comparing what an intake says of its people with everybody known; nobody is told what is found."""

from collections.abc import Iterable

from django.db import connection

from caseload.clients.matching import Told, match_tokens
from caseload.referrals.models import Intake, IntakePerson, IntakeRoute


def look(intake: Intake, people: Iterable[IntakePerson], routes: Iterable[IntakeRoute]) -> None:
    """Have the safeguarding lead look, if somebody may be known (BR-07). Answers nothing."""
    routes = list(routes)
    wanted: set[tuple[str, int]] = set()
    for person in people:
        mine = [route for route in routes if route.person_id == person.pk]
        told = Told(
            phones=tuple(r.value for r in mine if r.kind == "phone" and r.value),
            emails=tuple(r.value for r in mine if r.kind == "email" and r.value),
            postcode=person.postcode,
        )
        wanted |= match_tokens(person, told)
    pairs = sorted(wanted)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT acl.match_intake(%s::uuid, %s::text[], %s::bigint[])",
            [intake.pk, [kind for kind, _ in pairs], [token for _, token in pairs]],
        )
