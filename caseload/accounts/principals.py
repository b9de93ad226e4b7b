"""From somebody who signed in to the Actor that the database will believe.

Runs as the login role, before any unit of work: it may read users, sessions and the roles they
hold, and no case table.
"""

import dataclasses
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db.models import Q

from caseload.access.roles import wide_roles
from caseload.accounts.models import (
    Application,
    PartnerClient,
    RoleHolding,
    Session,
    User,
    UserKind,
)
from caseload.accounts.models.role_holding import NEEDS_SECOND_PERSON
from caseload.core import clock
from caseload.core.actor import NO_ORGANISATION, Actor, Scope

LONGEST_SESSION = timedelta(hours=10)
SEEN_EVERY = timedelta(minutes=1)
STANDING = timedelta(days=365 * 200)

ANONYMOUS = Actor(
    user_id=UUID("00000000-0000-4000-8000-000000000001"),
    session_id=UUID("00000000-0000-4000-8000-000000000011"),
    scope=Scope.REFUSAL,
    organisation_id=NO_ORGANISATION,
    roles=frozenset(),
    username="anonymous",
)
"""Somebody who was refused before signing in. Reads nothing."""

MIGRATION = Actor(
    user_id=UUID("00000000-0000-4000-8000-000000000002"),
    session_id=UUID("00000000-0000-4000-8000-000000000012"),
    scope=Scope.MIGRATION,
    organisation_id=NO_ORGANISATION,
    roles=frozenset(),
    username="migration",
)
"""Founding and data moves, as the owner of the tables."""


def live_roles(user: User, at: datetime | None = None) -> frozenset[str]:
    """The roles that ``user`` holds at ``at``; one that waits for its second person gives none."""
    if user.kind == UserKind.SYSTEM:
        return frozenset({f"system.{user.username.split('.')[1]}"})
    moment = at or clock.now()
    held = RoleHolding.objects.filter(
        Q(approved_by__isnull=False) | ~Q(role__in=NEEDS_SECOND_PERSON),
        user_id=user.pk,
        starts_at__lte=moment,
        ends_at__gt=moment,
    )
    return frozenset(held.values_list("role", flat=True))


def actor_for(
    user: User,
    session: Session,
    *,
    request_id: UUID | None = None,
    purpose: str | None = None,
    on_behalf: str | None = None,
    at: datetime | None = None,
) -> Actor:
    """Who acts, with the shape that the roles held decide."""
    roles = live_roles(user, at)
    if user.kind == UserKind.SYSTEM:
        scope = Scope.RELAY if roles == {"system.relay"} else Scope.WIDE
    elif user.kind == UserKind.SERVICE:
        scope = Scope.PARTNER
    else:
        scope = Scope.WIDE if wide_roles(roles) else Scope.OWN
    return Actor(
        user_id=user.pk,
        session_id=session.pk,
        scope=scope,
        organisation_id=user.organisation_id or NO_ORGANISATION,
        roles=roles,
        username=user.username,
        request_id=request_id or uuid4(),
        purpose=purpose,
        on_behalf=on_behalf,
    )


def partner_actor(
    client: PartnerClient,
    session: Session,
    *,
    scopes: frozenset[str],
    request_id: UUID | None = None,
    on_behalf: str | None = None,
) -> Actor:
    """A program of an agency: what its token names of what the program was ever given."""
    return Actor(
        user_id=client.user_id,
        session_id=session.pk,
        scope=Scope.PARTNER,
        organisation_id=client.organisation_id,
        roles=frozenset(f"partner.{scope}" for scope in scopes & frozenset(client.scopes)),
        username=f"service.{client.pk}",
        request_id=request_id or uuid4(),
        on_behalf=on_behalf,
        agency_id=client.agency_id,
        desk=system_actor(client.organisation_id, "partner_desk"),
    )


def refused(actor: Actor | None, request_id: UUID) -> Actor:
    """The same person (or nobody) under the scope that may only write down a refusal."""
    return dataclasses.replace(actor or ANONYMOUS, scope=Scope.REFUSAL, request_id=request_id)


def start_session(
    user: User, *, application: Application | None = None, lasts: timedelta = LONGEST_SESSION
) -> Session:
    """Begin a sign-in; the row is what ``ctx.enter`` asks for at every unit of work."""
    now = clock.now()
    return Session.objects.create(
        user=user,
        organisation_id=user.organisation_id,
        application=application,
        started_at=now,
        last_seen_at=now,
        ends_at=now + lasts,
    )


def live_session(user: User, application: Application | None) -> Session | None:
    """The newest sign-in of this user through this application that is still alive."""
    return (
        Session.objects.filter(
            user=user, application=application, ended_at__isnull=True, ends_at__gt=clock.now()
        )
        .order_by("-started_at")
        .first()
    )


def still_here(session: Session) -> None:
    """Remember that somebody used this sign-in, once a minute at most.

    It tells an inspector, and whoever looks after the accounts, which sign-ins are in use. It ends
    none: a program may be silent for longer than a quarter of an hour, and its token lasts no
    longer than that. A browser's sign-in is ended by its cookie (15 minutes idle, 10 hours in all).
    """
    now = clock.now()
    if session.last_seen_at <= now - SEEN_EVERY:
        Session.objects.filter(pk=session.pk, last_seen_at__lte=now - SEEN_EVERY).update(
            last_seen_at=now
        )


def command_actor(user: User, *, at: datetime | None = None, purpose: str | None = None) -> Actor:
    """Somebody acting at the command line or in a story, on their standing session."""
    session = live_session(user, None) or start_session(user, lasts=STANDING)
    return actor_for(user, session, at=at, purpose=purpose)


def system_actor(organisation_id: UUID, job: str) -> Actor:
    """The named actor of one job in one organisation (law 8)."""
    user = User.objects.get(
        organisation_id=organisation_id,
        kind=UserKind.SYSTEM,
        username__startswith=f"system.{job}.",
    )
    return command_actor(user)
