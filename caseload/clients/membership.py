"""Belonging to a family: part of opening a case, of linking one, and of adding a relative."""

from django.db import connection

from caseload.clients.models import Case, Family, FamilyMember, Person
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


def leave(*, by: Actor, family: Family, person: Person) -> None:
    """The person belongs to this family no longer; that they did stays on record."""
    member = FamilyMember.objects.visible_to(by).filter(family=family, person=person).first()
    if member is not None and member.left_at is None:
        member.change(seen=None, reason="belongs to another family", left_at=clock.now())


def is_alone(case: Case) -> bool:
    """Whether the family of this case holds nobody else; told to whoever keeps the sides alone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT acl.is_alone_in_its_family(%s::uuid)", [case.pk])
        (found,) = cursor.fetchone()
    return bool(found)
