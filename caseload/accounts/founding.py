"""How an organisation begins: its system actors, first administrator and approving trustee."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from caseload.access.acting import unit_of_work
from caseload.access.roles import DEMO_JOBS, SYSTEM_JOBS, Role
from caseload.accounts.models import Organisation, RoleHolding, Session, User, UserKind
from caseload.accounts.principals import MIGRATION, STANDING
from caseload.core import clock

OWNER = "owner"


@dataclass(frozen=True, slots=True)
class Founded:
    organisation: Organisation
    administrator: User
    trustee: User


def found(
    *,
    slug: str,
    name: str,
    administrator: str,
    trustee: str,
    at: datetime | None = None,
    is_test: bool = False,
) -> Founded:
    """Make an organisation, as the owner's own named actor: nobody else exists yet.

    ``is_test`` makes a sandbox: nothing turns one into a charity later, or a charity into one.
    """
    with unit_of_work(MIGRATION, at=at, using=OWNER):
        organisation = Organisation(slug=slug, name=name, is_test=is_test).insert(using=OWNER)
        system = {job: _system_user(organisation, job) for job in _jobs()}
        people = {
            role: _first_user(organisation, username, role, approver=system["founding"])
            for role, username in (
                (Role.ADMINISTRATOR, administrator),
                (Role.TRUSTEE, trustee),
            )
        }
    standing_sessions(organisation.pk)
    return Founded(
        Organisation.objects.get(pk=organisation.pk),
        User.objects.get(pk=people[Role.ADMINISTRATOR].pk),
        User.objects.get(pk=people[Role.TRUSTEE].pk),
    )


def _jobs() -> list[str]:
    """The named actors of an installation; who fills a demo exists in a demo only."""
    return sorted(SYSTEM_JOBS if settings.CASELOAD_DEMO else SYSTEM_JOBS.keys() - DEMO_JOBS)


def _system_user(organisation: Organisation, job: str) -> User:
    user = User(
        organisation=organisation,
        kind=UserKind.SYSTEM,
        username=f"system.{job}.{organisation.slug}",
        display_name=f"System: {job}",
    )
    user.set_unusable_password()
    user.insert(using=OWNER)
    return user


def _first_user(organisation: Organisation, username: str, role: Role, *, approver: User) -> User:
    user = User(
        organisation=organisation,
        kind=UserKind.STAFF,
        username=username,
        display_name=username.replace(".", " ").title(),
    )
    user.set_unusable_password()
    user.insert(using=OWNER)
    now = clock.now()
    RoleHolding(
        id=uuid.uuid4(),
        organisation=organisation,
        user=user,
        role=role,
        starts_at=now,
        ends_at=now + timedelta(days=366),
        proposed_by_id=MIGRATION.user_id,
        approved_by=approver,
    ).insert(using=OWNER)
    return user


def standing_sessions(organisation_id: uuid.UUID) -> None:
    """One standing session for each system actor; alive while the user is active."""
    now = clock.now()
    for user in User.objects.filter(organisation_id=organisation_id, kind=UserKind.SYSTEM):
        Session.objects.create(
            user=user,
            organisation_id=organisation_id,
            started_at=now,
            last_seen_at=now,
            ends_at=now + STANDING,
        )


def is_founded(slug: str) -> bool:
    """Is there an organisation of this short name?"""
    return Organisation.objects.filter(slug=slug).exists()


def taken_usernames(wanted: Iterable[str]) -> list[str]:
    """Those of ``wanted`` that somebody has; usernames are one space for the installation."""
    rows = User.objects.filter(username__in=list(wanted)).order_by("username")
    return list(rows.values_list("username", flat=True))
