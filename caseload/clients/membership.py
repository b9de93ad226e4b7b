"""Belonging to a family: part of opening a case, of linking one, and of adding a relative."""

from caseload.clients.models import Family, FamilyMember, Person
from caseload.core import clock
from caseload.core.actor import Actor


def join(*, by: Actor, family: Family, person: Person, person_role: str) -> FamilyMember:
    """The person belongs to the family from now on; who belongs already stays as they are."""
    member = FamilyMember.objects.visible_to(by).filter(family=family, person=person).first()
    if member is not None and member.left_at is not None:
        return member.change(seen=None, reason="came back", left_at=None)
    if member is not None:
        return member
    return FamilyMember(
        organisation_id=family.organisation_id,
        family=family,
        person=person,
        person_role=person_role,
        recorded_by_id=by.user_id,
        recorded_at=clock.now(),
    ).insert()
