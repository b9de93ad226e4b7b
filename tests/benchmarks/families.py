"""The people of a benchmark: one charity, its workers, and families whose cases they hold.

Written through the services, so that grants, sides and standing are what they would be in earnest.
Every third family also has a case of the person under investigation, held by another team.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

from caseload.access.acting import unit_of_work
from caseload.access.roles import Role
from caseload.accounts import founding, principals
from caseload.accounts import services as accounts
from caseload.accounts.models import Organisation, Team, User
from caseload.clients.services import cases, people
from caseload.core.actor import Actor
from caseload.vocabulary.founding import seed_code_lists

FOUNDED = datetime(2022, 1, 3, 9, tzinfo=UTC)
OPENED = datetime(2022, 2, 1, 9, tzinfo=UTC)
CASES_A_FAMILY = 3
CASES_A_WORKER = 30
FAR_AWAY = datetime(2100, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Staff:
    organisation: Organisation
    relatives: Team
    opposite: Team
    relatives_workers: list[User]
    opposite_workers: list[User]
    intake: Actor


def found_charity(families: int) -> Staff:
    founded = founding.found(
        slug="bench", name="Benchmark Charity", administrator="admin", trustee="trustee", at=FOUNDED
    )
    organisation = founded.organisation
    seed_code_lists(organisation.pk)
    admin = principals.command_actor(founded.administrator, at=FOUNDED)
    few = max(2, families * CASES_A_FAMILY // CASES_A_WORKER)
    with unit_of_work(admin, at=FOUNDED):
        north = accounts.create_team(by=admin, organisation=organisation, name="North")
        south = accounts.create_team(by=admin, organisation=organisation, name="South")
        staff = {
            team: [_worker(admin, organisation, f"{team.name}.{i}".lower()) for i in range(number)]
            for team, number in ((north, few), (south, max(1, few // 6)))
        }
        intake = _user(admin, organisation, "intake", Role.INTAKE_WORKER)
        for name, team in (("manager.north", north), ("manager.south", south)):
            _user(admin, organisation, name, Role.TEAM_MANAGER, team)
    return Staff(
        organisation, north, south, staff[north], staff[south], principals.command_actor(intake)
    )


def open_families(staff: Staff, families: int) -> Iterator[list[UUID]]:
    """One family after the other; yields the ids of its cases."""
    held = 0
    for number in range(families):
        by = _anew(staff.intake)
        with unit_of_work(by, at=OPENED):
            family = people.register_family(
                by=by, organisation=staff.organisation, day_zero=date(2022, 1, 1 + number % 28)
            )
            opened = []
            for member in range(CASES_A_FAMILY):
                apart = member == CASES_A_FAMILY - 1 and number % 3 == 0
                team = staff.opposite if apart else staff.relatives
                workers = staff.opposite_workers if apart else staff.relatives_workers
                client = people.register_person(
                    by=by,
                    organisation=staff.organisation,
                    identity_level="identified",
                    given_names=f"Given{number}x{member}",
                    family_name=f"Family{number}",
                )
                case = cases.open_case(
                    by=by,
                    team=team,
                    client=client,
                    strand="suspect_support" if apart else "adult_family_1to1",
                    family=family,
                    lead_id=workers[held % len(workers)].pk,
                )
                opened.append(case.pk)
                held += 1
        yield opened


def _worker(admin: Actor, organisation: Organisation, username: str) -> User:
    return _user(admin, organisation, username, Role.SUPPORT_WORKER)


def _user(
    admin: Actor, organisation: Organisation, username: str, role: Role, team: Team | None = None
) -> User:
    user = accounts.add_user(
        by=admin, organisation=organisation, username=username, display_name=username
    )
    accounts.propose_role(by=admin, user=user, role=role, team=team, ends_at=FAR_AWAY)
    return user


def _anew(actor: Actor) -> Actor:
    """Another request of the same person: what they opened before is out of sight again."""
    return Actor(
        user_id=actor.user_id,
        session_id=actor.session_id,
        scope=actor.scope,
        organisation_id=actor.organisation_id,
        roles=actor.roles,
        username=actor.username,
        request_id=uuid4(),
    )
