"""The two charities that every test finds: who works there, in which team, as what.

Northgate has two teams and everybody a test may need; Fernlea is the charity next door, of which
nobody at Northgate may learn anything.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from caseload.access.acting import unit_of_work
from caseload.access.roles import PARTNER_SCOPES, Role
from caseload.accounts import founding, principals, tokens
from caseload.accounts import services as accounts
from caseload.accounts.models import (
    Organisation,
    PartnerAgency,
    PartnerClient,
    RoleHolding,
    Team,
    User,
)
from caseload.accounts.models.role_holding import NEEDS_SECOND_PERSON
from caseload.accounts.services import partners
from caseload.core.actor import Actor
from caseload.core.sharing import DataCategory, Purpose
from caseload.vocabulary.founding import seed_code_lists

FOUNDED = datetime(2024, 1, 1, 9, tzinfo=UTC)
MORNING = datetime(2025, 1, 13, 9, tzinfo=UTC)
FAR_AWAY = datetime(2100, 1, 1, tzinfo=UTC)

NORTHGATE = {
    "worker": (Role.SUPPORT_WORKER, "North"),
    "co_worker": (Role.SUPPORT_WORKER, "North"),
    "second_worker": (Role.SUPPORT_WORKER, "South"),
    "stranger": (Role.SUPPORT_WORKER, "South"),
    "manager": (Role.TEAM_MANAGER, "North"),
    "south_manager": (Role.TEAM_MANAGER, "South"),
    "service_manager": (Role.SERVICE_MANAGER, None),
    "safeguarding_lead": (Role.SAFEGUARDING_LEAD, None),
    "intake_worker": (Role.INTAKE_WORKER, None),
    "duty_worker": (Role.DUTY_WORKER, None),
    "data_protection_lead": (Role.DATA_PROTECTION_LEAD, None),
    "analyst": (Role.ANALYST, None),
}
FERNLEA = {
    "foreign_worker": (Role.SUPPORT_WORKER, "Fern"),
    "foreign_manager": (Role.TEAM_MANAGER, "Fern"),
    "foreign_safeguarding_lead": (Role.SAFEGUARDING_LEAD, None),
}
# Made with their organisation.
FIRST_USERS = ("administrator", "trustee", "foreign_administrator", "foreign_trustee")
# Agencies of each charity: name, kind. Each has one agreement over everything and one program.
NORTHGATE_AGENCIES = {
    "police": ("Northshire Police", "police"),
    "harbour": ("Harbour Trust", "charity"),
    "council": ("Northshire Children's Services", "childrens_services"),
}
FERNLEA_AGENCIES = {"foreign_police": ("Fernshire Police", "police")}
PROGRAMS = (*NORTHGATE_AGENCIES, *FERNLEA_AGENCIES)
STAFF = (*NORTHGATE, *FERNLEA, *FIRST_USERS)


@dataclass(frozen=True)
class Standard:
    """Both charities as rows: ``org.worker``, ``org.north``, ``org.foreign_worker``."""

    organisation: Organisation
    foreign_organisation: Organisation
    north: Team
    south: Team
    fern: Team
    users: MappingProxyType[str, User]
    programs: MappingProxyType[str, PartnerClient]
    """The program of each agency: ``org.programs["police"]``."""

    def agency(self, name: str) -> PartnerAgency:
        """``org.agency("police")``"""
        return self.programs[name].agency

    def __getattr__(self, name: str) -> User:
        try:
            return self.users[name]
        except KeyError:
            raise AttributeError(name) from None


def standard() -> Standard:
    """Read what the template holds."""
    organisations = {row.slug: row for row in Organisation.objects.all()}
    teams = {row.name: row for row in Team.objects.all()}
    users = {row.username: row for row in User.objects.filter(username__in=STAFF)}
    return Standard(
        organisation=organisations["northgate"],
        foreign_organisation=organisations["fernlea"],
        north=teams["North"],
        south=teams["South"],
        fern=teams["Fern"],
        users=MappingProxyType(users),
        programs=MappingProxyType(
            {row.name: row for row in PartnerClient.objects.select_related("agency", "user")}
        ),
    )


def found_organisations() -> None:
    # Its secret is hashed slowly; made here, no test pays for it.
    tokens.command_line_application()
    _found("northgate", "Northgate Family Support", "administrator", "trustee", NORTHGATE)
    _found("fernlea", "Fernlea Project", "foreign_administrator", "foreign_trustee", FERNLEA)
    _agree("administrator", NORTHGATE_AGENCIES)
    _agree("foreign_administrator", FERNLEA_AGENCIES)


def _agree(administrator: str, agencies: dict[str, tuple[str, str]]) -> None:
    user = User.objects.select_related("organisation").get(username=administrator)
    by = principals.command_actor(user, at=FOUNDED)
    assert user.organisation is not None
    with unit_of_work(by, at=FOUNDED):
        for name, (spoken, kind) in agencies.items():
            agency = partners.add_agency(
                by=by, organisation=user.organisation, name=spoken, kind=kind
            )
            partners.sign_agreement(
                by=by,
                agency=agency,
                title="Passing families on",
                purposes=list(Purpose),
                categories=list(DataCategory),
                ends_at=FAR_AWAY,
            )
            # Promises ask every route in one minute.
            partners.register_client(
                by=by,
                agency=agency,
                name=name,
                scopes=list(PARTNER_SCOPES),
                requests_per_minute=1_000_000,
                requests_per_day=1_000_000,
            )
    for name in agencies:
        program = PartnerClient.objects.select_related("user").get(name=name)
        application = tokens.application_of(program)
        principals.start_session(program.user, application=application, lasts=principals.STANDING)


def _found(slug: str, name: str, administrator: str, trustee: str, people: dict[str, Any]) -> None:
    founded = founding.found(
        slug=slug, name=name, administrator=administrator, trustee=trustee, at=FOUNDED
    )
    _renew(founded)
    seed_code_lists(founded.organisation.pk)
    admin = principals.command_actor(founded.administrator, at=FOUNDED)
    approver = principals.command_actor(founded.trustee, at=FOUNDED)
    with unit_of_work(admin, at=FOUNDED):
        teams = {
            team: accounts.create_team(by=admin, organisation=founded.organisation, name=team)
            for team in sorted({team for _, team in people.values() if team})
        }
        waiting = []
        for username, (role, team) in people.items():
            user = accounts.add_user(
                by=admin,
                organisation=founded.organisation,
                username=username,
                display_name=username.replace("_", " ").title(),
                email=f"{username}@{slug}.example.org",
            )
            holding = accounts.propose_role(
                by=admin, user=user, role=role, team=teams.get(team), ends_at=FAR_AWAY
            )
            waiting.append((user, holding))
    with unit_of_work(approver, at=FOUNDED):
        for _, holding in waiting:
            if holding.role in NEEDS_SECOND_PERSON:
                accounts.approve_role(by=approver, holding=holding, seen=1)
    # Standing sessions, so that a test begins an actor without writing.
    for user, _ in waiting:
        principals.command_actor(user, at=FOUNDED)


def _renew(founded: founding.Founded) -> None:
    """Founding gives a year; tests stand at told times and at the machine's time alike."""
    with unit_of_work(principals.MIGRATION, at=FOUNDED, using=founding.OWNER):
        system = User.objects.using(founding.OWNER).get(
            username=f"system.founding.{founded.organisation.slug}"
        )
        for user, role in (
            (founded.administrator, Role.ADMINISTRATOR),
            (founded.trustee, Role.TRUSTEE),
        ):
            RoleHolding(
                organisation_id=founded.organisation.pk,
                user_id=user.pk,
                role=role,
                starts_at=FOUNDED,
                ends_at=FAR_AWAY,
                proposed_by_id=principals.MIGRATION.user_id,
                approved_by_id=system.pk,
            ).insert(using=founding.OWNER)


def program_actor(
    program: PartnerClient, *, scopes: frozenset[str] | None = None, on_behalf: str | None = None
) -> Actor:
    """A fresh actor of a partner's program, with every scope it was given unless told otherwise."""
    session = principals.live_session(program.user, tokens.application_of(program))
    assert session is not None
    return principals.partner_actor(
        program,
        session,
        scopes=frozenset(program.scopes) if scopes is None else scopes,
        on_behalf=on_behalf,
    )


def actor_of(user: User, *, at: datetime = MORNING, purpose: str | None = None) -> Actor:
    """A fresh actor, of a fresh request."""
    return principals.command_actor(user, at=at, purpose=purpose)
