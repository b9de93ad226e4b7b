"""People and the families they belong to."""

from datetime import date
from typing import Any

from caseload.access.operations import operation
from caseload.access.permissions import Permission
from caseload.accounts.models import Organisation
from caseload.clients import search_index
from caseload.clients.models import Case, Family, FamilyMember, Person
from caseload.core import clock
from caseload.core.actor import Actor

ANONYMOUS = "anonymous"


@operation("person.registered", needs=Permission.OPEN_CASE, on="organisation")
def register_person(
    *, by: Actor, organisation: Organisation, identity_level: str, **identity: Any
) -> Person:
    """Write down who somebody is, on the way to opening their case.

    Visible to the opener in this request only, until a case makes it visible to others (BR-09:
    an anonymous person keeps no name, number or address).
    """
    person = Person(
        organisation=organisation,
        identity_level=identity_level,
        recorded_by_id=by.user_id,
        recorded_at=clock.now(),
        opened_request=by.request_id,
        **identity,
    ).insert()
    search_index.index_person(person)
    return person


@operation("person.amended", needs=Permission.RECORD, on="case")
def amend_person(
    *, by: Actor, case: Case, person: Person, seen: int, reason: str, **identity: Any
) -> Person:
    """Correct who somebody is; becoming identified is such a dated version (BR-09)."""
    person.change(seen=seen, reason=reason, **identity)
    search_index.index_person(person)
    return person


@operation("family.registered", needs=Permission.OPEN_CASE, on="organisation")
def register_family(
    *,
    by: Actor,
    organisation: Organisation,
    day_zero: date | None = None,
    police_force: str = "",
    police_reference: str = "",
) -> Family:
    """Begin a family: day 0 and force; the police reference is kept as a keyed hash only."""
    return Family(
        organisation=organisation,
        day_zero=day_zero,
        police_force=police_force,
        police_reference_hash=search_index.opaque_hash(organisation.pk, police_reference),
        recorded_by_id=by.user_id,
        recorded_at=clock.now(),
        opened_request=by.request_id,
    ).insert()


def join_family(*, by: Actor, family: Family, person: Person, person_role: str) -> FamilyMember:
    """Part of opening a case: the client belongs to the family from now on."""
    return FamilyMember(
        organisation_id=family.organisation_id,
        family=family,
        person=person,
        person_role=person_role,
        recorded_by_id=by.user_id,
        recorded_at=clock.now(),
    ).insert()
