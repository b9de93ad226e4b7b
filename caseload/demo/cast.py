"""Who works at the demo's charity: one account for each role, and a worker for each story.

Everybody is invented. Roles are proposed by an administrator and approved by a trustee, and last a
year at most, so they are renewed year by year: live at every told time of the stories, and now.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings

from caseload.access.acting import unit_of_work
from caseload.access.roles import Role
from caseload.accounts import founding, principals, services
from caseload.accounts.models import Organisation, RoleHolding, Session, Team, User
from caseload.accounts.models.role_holding import NEEDS_SECOND_PERSON
from caseload.accounts.passwords import set_password
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.demo.telling import Cast, at
from caseload.vocabulary.founding import seed_code_lists

SLUG = "lantern-demo"
NAME = "Lantern Family Support (invented)"
FOUNDED = at("2024-01-02 09:00")
TEAMS = ("North", "South")

_TERM = timedelta(days=365)
# Each start renews what ends within this time, on a day that lies behind us.
_RENEWED_BEFORE = timedelta(days=90)
_GOOD_FOR = timedelta(days=85)


@dataclass(frozen=True, slots=True)
class Part:
    """One person of the cast and the one role they hold."""

    username: str
    name: str
    role: Role
    team: str = ""
    job_title: str = ""


PARTS: dict[str, Part] = {
    # Leanne, Priya, Colin
    "w1": Part("hannah.ashdown", "Hannah Ashdown", Role.SUPPORT_WORKER, "North", "senior_worker"),
    # Marcus, who stands on the other side of Priya's family
    "w2": Part("owen.tranter", "Owen Tranter", Role.SUPPORT_WORKER, "South", "support_worker"),
    # Gwen, Jean
    "w3": Part("bronwen.pugh", "Bronwen Pugh", Role.SUPPORT_WORKER, "North", "support_worker"),
    # Rhys
    "w4": Part("daniel.lowe", "Daniel Lowe", Role.SUPPORT_WORKER, "South", "support_worker"),
    # Ellie
    "children": Part("imani.cole", "Imani Cole", Role.SUPPORT_WORKER, "North", "child_worker"),
    "helpline": Part("lorna.grey", "Lorna Grey", Role.SUPPORT_WORKER, "South", "helpline_operator"),
    "north": Part("ruth.calder", "Ruth Calder", Role.TEAM_MANAGER, "North", "team_manager"),
    "south": Part("samir.haddad", "Samir Haddad", Role.TEAM_MANAGER, "South", "team_manager"),
    "service": Part("elena.whitlock", "Elena Whitlock", Role.SERVICE_MANAGER),
    "safeguarding": Part(
        "marian.frost", "Marian Frost", Role.SAFEGUARDING_LEAD, "", "safeguarding_lead"
    ),
    "duty": Part("joel.abbott", "Joel Abbott", Role.DUTY_WORKER, "", "duty_worker"),
    "intake": Part("tess.okafor", "Tess Okafor", Role.INTAKE_WORKER),
    "information": Part(
        "victor.lam", "Victor Lam", Role.DATA_PROTECTION_LEAD, "", "information_governance"
    ),
    "administrator": Part("ada.milne", "Ada Milne", Role.ADMINISTRATOR, "", "administrator"),
    # Gives the first administrator what nobody gives to themselves.
    "second_administrator": Part(
        "colm.byrne", "Colm Byrne", Role.ADMINISTRATOR, "", "administrator"
    ),
    "trustee": Part("dorothy.vane", "Dorothy Vane", Role.TRUSTEE, "", "trustee"),
    "analyst": Part("piet.harmsen", "Piet Harmsen", Role.ANALYST, "", "analyst"),
}


def assemble() -> Cast:
    """The whole cast, made as far as it is missing; repeatable after a run that was cut off."""
    organisation = Organisation.objects.filter(slug=SLUG).first()
    if organisation is None:
        organisation = founding.found(
            slug=SLUG,
            name=NAME,
            administrator=PARTS["administrator"].username,
            trustee=PARTS["trustee"].username,
            at=FOUNDED,
        ).organisation
    seed_code_lists(organisation.pk)
    office = Office(organisation)
    office.open_teams(TEAMS)
    office.hire({part: PARTS[part] for part in PARTS})
    office.renew_roles()
    users = {user.username: user for user in User.objects.filter(organisation=organisation)}
    cast = Cast(
        organisation=organisation,
        teams={team.name: team for team in organisation.teams.all()},
        users={part: users[who.username] for part, who in PARTS.items()},
    )
    for part, user in cast.users.items():
        cast.sessions[part] = principals.live_session(user, None) or principals.start_session(
            user, lasts=principals.STANDING
        )
    _let_sign_in(cast)
    return cast


class Office:
    """Administrators and trustee at their work: teams, accounts, roles."""

    def __init__(self, organisation: Organisation) -> None:
        self.organisation = organisation

    def open_teams(self, names: tuple[str, ...]) -> None:
        there = set(self.organisation.teams.values_list("name", flat=True))
        by = self._actor("administrator", FOUNDED)
        with unit_of_work(by, at=FOUNDED):
            for name in names:
                if name not in there:
                    services.create_team(by=by, organisation=self.organisation, name=name)

    def hire(self, parts: dict[str, Part]) -> None:
        """Accounts for those who have none, each with a first year in their role."""
        there = set(User.objects.values_list("username", flat=True))
        missing = [part for part in parts.values() if part.username not in there]
        if not missing:
            return
        teams: dict[str, Team] = {team.name: team for team in self.organisation.teams.all()}
        by = self._actor("administrator", FOUNDED)
        with unit_of_work(by, at=FOUNDED):
            for part in missing:
                user = services.add_user(
                    by=by,
                    organisation=self.organisation,
                    username=part.username,
                    display_name=part.name,
                    email=f"{part.username}@example.org",
                    job_title=part.job_title,
                )
                services.propose_role(
                    by=by,
                    user=user,
                    role=part.role,
                    team=teams.get(part.team),
                    ends_at=FOUNDED + _TERM,
                )
        self._approve(FOUNDED)

    def renew_roles(self) -> None:
        """Year by year from each last one, until the roles held reach beyond today."""
        self._approve(FOUNDED)
        wanted = clock.now() + _GOOD_FOR
        while ending := self._ending_before(wanted):
            first = min(holding.ends_at for holding in ending)
            due = [holding for holding in ending if holding.ends_at == first]
            self._renew(due, first - _RENEWED_BEFORE)

    def _ending_before(self, moment: datetime) -> list[RoleHolding]:
        """The last holding of everybody, where it ends too soon."""
        last: dict[tuple[object, str], RoleHolding] = {}
        rows = RoleHolding.objects.filter(organisation=self.organisation).order_by("ends_at")
        for holding in rows.select_related("team"):
            last[holding.user_id, holding.role] = holding
        return [holding for holding in last.values() if holding.ends_at < moment]

    def _renew(self, due: list[RoleHolding], moment: datetime) -> None:
        first = PARTS["administrator"].username
        users = {user.pk: user for user in User.objects.filter(pk__in=[h.user_id for h in due])}
        for part, own in (("administrator", False), ("second_administrator", True)):
            by = self._actor(part, moment)
            with unit_of_work(by, at=moment):
                for holding in due:
                    user = users[holding.user_id]
                    if (user.username == first) is own:
                        services.propose_role(
                            by=by,
                            user=user,
                            role=Role(holding.role),
                            team=holding.team,
                            strands=holding.strands,
                            starts_at=holding.ends_at,
                            ends_at=holding.ends_at + _TERM,
                        )
        self._approve(moment)

    def _approve(self, moment: datetime) -> None:
        waiting = list(
            RoleHolding.objects.filter(
                organisation=self.organisation,
                role__in=NEEDS_SECOND_PERSON,
                approved_by__isnull=True,
            )
        )
        if waiting:
            by = self._actor("trustee", moment)
            with unit_of_work(by, at=moment):
                for holding in waiting:
                    services.approve_role(by=by, holding=holding, seen=holding.version)

    def _actor(self, part: str, moment: datetime) -> Actor:
        user = User.objects.get(username=PARTS[part].username)
        return principals.command_actor(user, at=moment)


def password_of(username: str) -> str:
    """The same at each start of one demo, and another in each demo; nobody else uses it."""
    made = hmac.new(settings.SECRET_KEY.encode(), f"demo\n{username}".encode(), hashlib.sha256)
    digits = made.hexdigest()[:20]
    return "-".join(digits[i : i + 5] for i in range(0, 20, 5))


def _let_sign_in(cast: Cast) -> None:
    """Set the passwords, if they are not these already. Hashing is slow on purpose: ask once."""
    sample = User.objects.get_by_natural_key(PARTS["analyst"].username)
    if sample.check_password(password_of(sample.username)):
        return
    for part, user in cast.users.items():
        if part != "analyst":
            set_password(user, password_of(user.username))
    set_password(cast.users["analyst"], password_of(PARTS["analyst"].username))


def made_on(cast: Cast) -> date:
    """The day on which this demo was made: synthetic families lived in the years before it.

    Founding gives each system actor a standing session, and sessions keep the machine's time.
    """
    sessions = Session.objects.filter(user__username=f"system.bulk.{cast.organisation.slug}")
    return sessions.earliest("started_at").started_at.astimezone(clock.UK).date()
