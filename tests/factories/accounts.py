"""Users, teams and roles, made as the organisation makes them: proposed and approved."""

from datetime import datetime
from itertools import count
from typing import Any

from caseload.access.roles import Role
from caseload.accounts import principals
from caseload.accounts import services as accounts
from caseload.accounts.models import RoleHolding, Team, User
from caseload.accounts.models.role_holding import NEEDS_SECOND_PERSON
from tests.support.acting import acting, fresh
from tests.support.standard import FAR_AWAY, FOUNDED, Standard

_number = count(1)


def team(org: Standard, name: str = "", *, at: datetime = FOUNDED) -> Team:
    by = fresh(org.administrator, at)
    with acting(by, at):
        return accounts.create_team(
            by=by, organisation=org.organisation, name=name or f"Team {next(_number)}"
        )


def user(
    org: Standard,
    role: Role | None = Role.SUPPORT_WORKER,
    *,
    username: str = "",
    at: datetime = FOUNDED,
    **holding: Any,
) -> User:
    """A member of staff; ``role=None`` is somebody who holds none."""
    by = fresh(org.administrator, at)
    name = username or f"somebody.{next(_number)}"
    with acting(by, at):
        made = accounts.add_user(
            by=by, organisation=org.organisation, username=name, display_name=name.title()
        )
    if role is not None:
        role_holding(org, made, role, at=at, **holding)
    principals.command_actor(made, at=at)
    return made


def role_holding(
    org: Standard,
    holder: User,
    role: Role,
    *,
    team: Team | None = None,
    strands: list[str] | None = None,
    at: datetime = FOUNDED,
    starts_at: datetime | None = None,
    ends_at: datetime | None = FAR_AWAY,
    approve: bool = True,
) -> RoleHolding:
    by, approver = fresh(org.administrator, at), fresh(org.trustee, at)
    with acting(by, at):
        made = accounts.propose_role(
            by=by,
            user=holder,
            role=role,
            team=team,
            strands=strands,
            starts_at=starts_at,
            ends_at=ends_at,
        )
    if approve and role in NEEDS_SECOND_PERSON:
        with acting(approver, at):
            accounts.approve_role(by=approver, holding=made, seen=1)
    return made
