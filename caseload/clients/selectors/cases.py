"""Cases, their clients and families, as far as the caller sees them."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from caseload.access import scope
from caseload.access.permissions import Permission
from caseload.accounts.models import Team, User
from caseload.clients.models import (
    Case,
    CaseSide,
    EqualityFacts,
    Exclusion,
    Family,
    FamilyMember,
    Person,
)
from caseload.core.actor import Actor
from caseload.core.errors import NotFound, NotPermitted


def visible_cases(*, by: Actor) -> QuerySet[Any]:
    """Every case that ``by`` may see, with its client and how it stands, newest first."""
    return (
        Case.objects.visible_to(by)
        .select_related("client", "summary")
        .order_by("-recorded_at", "-id")
    )


def case_detail(*, by: Actor, case_id: UUID) -> Case:
    """One case with its client and how it stands.

    Raises:
        NotFound: it is not there, or not for ``by``.
    """
    case: Case | None = visible_cases(by=by).filter(pk=case_id).first()
    if case is None:
        raise NotFound
    return case


def case_by_reference(*, by: Actor, reference: str) -> Case:
    """The case that somebody read out on the telephone.

    Raises:
        NotFound: nobody has this reference, or not for ``by``.
    """
    case: Case | None = visible_cases(by=by).filter(reference=reference).first()
    if case is None:
        raise NotFound
    return case


def visible_people(*, by: Actor) -> QuerySet[Any]:
    """People in whose case ``by`` has a part."""
    return Person.objects.visible_to(by)


def cases_of_person(*, by: Actor, person: Person) -> QuerySet[Any]:
    """The cases in which this person is the client, as far as ``by`` sees them."""
    return Case.objects.visible_to(by).filter(client=person).order_by("-recorded_at", "-id")


def case_to_write(*, by: Actor, person: Person, permission: Permission) -> Case:
    """One of the person's cases on which ``by`` holds ``permission``: identity is written there.

    Raises:
        NotPermitted: ``by`` sees the person and may not write.
    """
    for case in cases_of_person(by=by, person=person).select_related("client"):
        if scope.may(by, permission, case.pk):
            return case
    raise NotPermitted


def equality_facts(*, by: Actor, person: Person) -> EqualityFacts | None:
    """What the person chose to say about themselves, if anything."""
    facts: EqualityFacts | None = EqualityFacts.objects.visible_to(by).filter(person=person).first()
    return facts


def visible_families(*, by: Actor) -> QuerySet[Any]:
    """Families in which ``by`` sees a case; all of them for who answers for the sides."""
    return Family.objects.visible_to(by)


def family_of_case(*, by: Actor, case: Case) -> Family | None:
    """The index event that this case hangs on."""
    if case.family_id is None:
        return None
    family: Family | None = visible_families(by=by).filter(pk=case.family_id).first()
    return family


def members_of_family(*, by: Actor, family: Family | None) -> QuerySet[Any]:
    """The members whom ``by`` sees; no gap and no number speaks of others (api.md §4.2)."""
    if family is None:
        return FamilyMember.objects.none()
    return (
        FamilyMember.objects.visible_to(by)
        .filter(family=family)
        .select_related("person")
        .order_by("recorded_at", "pk")
    )


def exclusions(*, by: Actor, case: Case | None = None) -> QuerySet[Any]:
    """Exclusions that ``by`` oversees: all, or those that keep somebody out of one case."""
    rows = Exclusion.objects.visible_to(by)
    if case is None:
        return rows
    people = [case.client_id]
    if case.family_id is not None:
        members = FamilyMember.objects.visible_to(by).filter(family_id=case.family_id)
        people += members.values_list("person_id", flat=True)
    return rows.filter(person_id__in=people)


def side_of_case(*, by: Actor, case: Case) -> CaseSide | None:
    """Where the case was placed, for who answers for the sides; None if nobody placed it."""
    side: CaseSide | None = CaseSide.objects.visible_to(by).filter(case=case).first()
    return side


def team(*, by: Actor, team_id: UUID) -> Team | None:
    """A team of the caller's organisation."""
    found: Team | None = Team.objects.filter(pk=team_id, organisation_id=by.organisation_id).first()
    return found


def colleague(*, by: Actor, user_id: UUID) -> User | None:
    """Somebody of the caller's organisation; cases and rights apart, colleagues know each other."""
    found: User | None = User.objects.filter(pk=user_id, organisation_id=by.organisation_id).first()
    return found


def colleague_by_username(*, by: Actor, username: str) -> User:
    """Somebody of the caller's organisation, by the name they sign in with.

    Raises:
        NotFound: nobody here has this name.
    """
    found: User | None = User.objects.filter(
        username=username, organisation_id=by.organisation_id
    ).first()
    if found is None:
        raise NotFound
    return found


def display_names(*, by: Actor, user_ids: set[UUID]) -> dict[UUID, str]:
    """What colleagues are called: one query, however many."""
    users = User.objects.filter(pk__in=user_ids, organisation_id=by.organisation_id)
    return dict(users.values_list("pk", "display_name"))
