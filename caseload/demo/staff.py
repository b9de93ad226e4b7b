"""Who works with the synthetic families: teams of eight with a manager, two hundred families each.

The first families belong to the cast's own teams, so that whoever signs in to the demo has more on
the caseload than a story.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from caseload.access.roles import Role
from caseload.accounts.models import Organisation, Team, User
from caseload.demo import invented
from caseload.demo.cast import PARTS, Office, Part
from caseload.demo.families import PlannedCase

FAMILIES_A_TEAM = 200
WORKERS_A_TEAM = 8
FAMILIES_OF_THE_CAST = 24
_CAST_TEAMS = ("North", "South")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a case is worked: its team, and who leads it."""

    team: Team
    lead_id: UUID


class Staff:
    """Everybody who may be given a synthetic case, hired if they are not there."""

    def __init__(self, organisation: Organisation, families: int) -> None:
        names = _team_names(families)
        office = Office(organisation)
        office.open_teams(tuple(names))
        office.hire({part.username: part for name in names for part in _team_parts(name)})
        office.renew_roles()
        self._teams = {team.name: team for team in organisation.teams.all()}
        ids = dict(User.objects.filter(organisation=organisation).values_list("username", "pk"))
        self._workers = {
            name: [ids[part.username] for part in _team_parts(name)[1:]] for name in names
        } | {name: [ids[username] for username in _cast_workers(name)] for name in _CAST_TEAMS}

    def place(self, case: PlannedCase) -> Place:
        """The same for every run. Those under investigation are always another team's clients."""
        number = case.family_number
        if number < FAMILIES_OF_THE_CAST:
            pair: Sequence[str] = _CAST_TEAMS
            here = number % 2
        else:
            index = number // FAMILIES_A_TEAM
            pair = [_team_name(index - index % 2), _team_name(index - index % 2 + 1)]
            here = index % 2
        name = pair[1 - here] if case.role == "investigated" else pair[here]
        workers = self._workers[name]
        return Place(self._teams[name], workers[(number + case.place) % len(workers)])


def _team_names(families: int) -> list[str]:
    """Always pairs: whoever supports one side of a family finds the other side's team opposite."""
    pairs = -(-families // (2 * FAMILIES_A_TEAM))
    return [_team_name(index) for index in range(2 * pairs)]


def _team_name(index: int) -> str:
    return f"Family team {index + 1:02d}"


def _team_parts(name: str) -> list[Part]:
    number = name.rsplit(" ", 1)[1]
    usernames = [f"manager.{number}", *(f"worker.{number}.{n + 1}" for n in range(WORKERS_A_TEAM))]
    return [
        Part(
            username,
            _name(username),
            Role.TEAM_MANAGER if username.startswith("manager") else Role.SUPPORT_WORKER,
            name,
        )
        for username in usernames
    ]


def _name(username: str) -> str:
    chance = invented.dice("staff", username)
    return f"{invented.first_name(chance)} {invented.family_name(chance)}"


def _cast_workers(team: str) -> list[str]:
    return [
        part.username
        for part in PARTS.values()
        if part.role is Role.SUPPORT_WORKER and part.team == team
    ]
