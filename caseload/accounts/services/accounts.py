"""Accounts, teams and the roles people hold. An administrator proposes; a second person approves."""

import uuid
from datetime import datetime, timedelta

from django.contrib.auth.models import Group
from django.db.models.functions import Now

from caseload.access.operations import operation
from caseload.access.permissions import Permission
from caseload.access.roles import FORBIDDEN_TOGETHER, Role
from caseload.accounts.models import Organisation, RoleHolding, Session, Team, User, UserKind
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.errors import NotFound, ValidationFailed

LONGEST_ROLE = timedelta(days=366)


@operation("team.created", needs=Permission.MANAGE_ACCOUNTS, on="organisation")
def create_team(*, by: Actor, organisation: Organisation, name: str) -> Team:
    """Make a team; its managers will see the cases that belong to it."""
    team_id = uuid.uuid4()
    group = Group.objects.create(name=str(team_id))
    return Team(id=team_id, organisation=organisation, name=name, group=group).insert()


@operation("user.added", needs=Permission.MANAGE_ACCOUNTS, on="organisation")
def add_user(
    *,
    by: Actor,
    organisation: Organisation,
    username: str,
    display_name: str,
    email: str = "",
    job_title: str = "",
) -> User:
    """Open an account for a member of staff, who sees nothing until a case is allocated."""
    user = User(
        organisation=organisation,
        kind=UserKind.STAFF,
        username=username,
        display_name=display_name,
        email=email,
        job_title=job_title,
    )
    user.set_unusable_password()
    return user.insert()


@operation("user.deactivated", needs=Permission.MANAGE_ACCOUNTS, on="user")
def deactivate_user(*, by: Actor, user: User, seen: int, reason: str) -> User:
    """Close an account: sessions, jobs and access end at the next statement."""
    return user.change(seen=seen, reason=reason, is_active=False)


@operation("role.proposed", needs=Permission.MANAGE_ACCOUNTS, on="user", second="role.approved")
def propose_role(
    *,
    by: Actor,
    user: User,
    role: Role,
    team: Team | None = None,
    strands: list[str] | None = None,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
) -> RoleHolding:
    """Give a role; one that opens many cases gives nothing until a second person approves."""
    now = starts_at or clock.now()
    if role is Role.TEAM_MANAGER and team is None:
        raise ValidationFailed.at("/team_id", "team_required", "A team manager manages a team.")
    held = set(
        RoleHolding.objects.filter(user=user, ends_at__gt=now).values_list("role", flat=True)
    )
    for pair in FORBIDDEN_TOGETHER:
        if role in pair and (pair - {role}) & held:
            raise ValidationFailed.at(
                "/role", "forbidden_together", "One person may not hold these roles together."
            )
    return RoleHolding(
        organisation_id=by.organisation_id,
        user=user,
        role=role,
        team=team,
        group=team.group if team and role is Role.TEAM_MANAGER else None,
        strands=strands or [],
        starts_at=now,
        ends_at=ends_at or now + LONGEST_ROLE,
        proposed_by_id=by.user_id,
    ).insert()


@operation("role.approved", needs=Permission.APPROVE_ROLES, on="holding", second="role.proposed")
def approve_role(*, by: Actor, holding: RoleHolding, seen: int) -> RoleHolding:
    """Let a proposed role begin. Never by its holder, nor by who proposed it."""
    return holding.change(seen=seen, reason="approved", approved_by_id=by.user_id)


@operation("role.ended", needs=Permission.MANAGE_ACCOUNTS, on="holding")
def end_role(*, by: Actor, holding: RoleHolding, seen: int, reason: str) -> RoleHolding:
    """Take a role away; what it opened closes at the next statement."""
    return holding.change(seen=seen, reason=reason, ends_at=clock.now())


@operation("session.ended", needs=None, on="session")
def end_session(*, by: Actor, session: Session) -> Session:
    """End one of one's own sign-ins: its tokens, pages and jobs stop at the next statement."""
    ended = Session.objects.filter(pk=session.pk, user_id=by.user_id, ended_at__isnull=True)
    # The machine's time, because sessions live by it; told time would end them in the past.
    if not ended.update(ended_at=Now()):
        raise NotFound
    session.refresh_from_db()
    return session
