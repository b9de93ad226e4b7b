"""Random organisations as rows: people, families, sides, grants, exclusions, records.

States that the services would never reach are meant: both enforcers and the oracle have to agree
on every state the tables can hold. Each seed gives the same world every time.
"""

import random
import uuid
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import Group
from django.contrib.auth.models import Permission as PermissionRow
from django.db.models import Model

from caseload.access.roles import Role
from caseload.accounts.models import Organisation, RoleHolding, Session, Team, User
from caseload.accounts.models.role_holding import NEEDS_SECOND_PERSON
from caseload.clients.models import (
    Address,
    Allocation,
    Case,
    CaseGroupGrant,
    CaseSide,
    CaseSummary,
    CaseUserGrant,
    CodeWord,
    ConfidentialAddress,
    EqualityFacts,
    Exclusion,
    Family,
    FamilyMember,
    Person,
    RecordReader,
    Relationship,
    SafeContactRoute,
    SearchToken,
)
from caseload.contacts.models import Contact, ContactDraft
from caseload.tasks.models import Task
from tests.promises.world_rows import (
    AGO,
    AHEAD,
    CASE_SET,
    ENDS,
    HOLDINGS,
    NOW,
    PARTS,
    SENSITIVITIES,
    SIDES,
    SOURCE,
    STRANDS,
    TEAM_SET,
    TICK,
    Rows,
)


class Builder:
    """One organisation of a world."""

    def __init__(self, rows: Rows, dice: random.Random, permissions: dict[str, int]) -> None:
        self.rows, self.dice, self.permissions = rows, dice, permissions
        self.number = dice.randrange(10**9)
        self.organisation = rows.add(
            Organisation(id=self._id(), slug=f"org-{self.number}", name=f"Charity {self.number}")
        )

    def build(self, *, users: int, cases: int) -> None:
        self.teams = [self._team(n) for n in range(2)]
        self.proposer = self._user("proposer")
        self.approver = self._user("approver")
        self.users = [self._user(f"user{n}") for n in range(users)]
        for user, roles in zip(self.users, self.dice.choices(HOLDINGS, k=users), strict=True):
            for role in roles:
                self._holding(user, role)
        self.system = self._user("summaries", kind="system")
        self.everybody = [*self.users, self.system]
        self.people = [self._person() for _ in range(cases)]
        self.families = [self._family() for _ in range(max(1, cases // 3))]
        for person in self.people:
            if self._chance(0.8):
                self._member(person, self.dice.choice(self.families))
        self.cases = [self._case() for _ in range(cases)]
        for case in self.cases:
            self._around(case)
        for _ in range(users // 3):
            self._exclusion()
        self._standings()

    # -- people who work there ------------------------------------------------------------------

    def _team(self, n: int) -> Team:
        group = self.rows.add(Group(id=self.number + n, name=str(self._id())))
        return self.rows.add(
            Team(id=self._id(), organisation=self.organisation, name=f"Team {n}", group=group)
        )

    def _user(self, name: str, kind: str = "staff") -> User:
        slug = self.organisation.slug
        user = self.rows.add(
            User(
                id=self._id(),
                organisation=self.organisation,
                kind=kind,
                username=f"system.{name}.{slug}" if kind == "system" else f"{name}.{slug}",
                display_name=name,
                password="!",
                is_active=not (name.startswith("user") and self._chance(0.07)),
            )
        )
        self.rows.add(
            Session(
                id=self._id(),
                user=user,
                organisation=self.organisation,
                started_at=AGO,
                last_seen_at=AGO,
                ends_at=datetime(2200, 1, 1, tzinfo=NOW.tzinfo),
            )
        )
        return user

    def _holding(self, user: User, role: Role) -> RoleHolding:
        team = self.dice.choice(self.teams)
        starts_at = self.dice.choice((AGO, AGO, AGO, NOW, NOW + TICK))
        ends_at = self.dice.choice((AHEAD, AHEAD, AHEAD, NOW + TICK, NOW, NOW - TICK))
        if ends_at <= starts_at:
            ends_at = starts_at + TICK
        approved = role not in NEEDS_SECOND_PERSON or self._chance(0.9)
        return self.rows.add(
            RoleHolding(
                id=self._id(),
                organisation=self.organisation,
                user=user,
                role=str(role),
                team=team,
                group_id=team.group_id if role is Role.TEAM_MANAGER else None,
                strands=self._strands() if role is Role.SERVICE_MANAGER else [],
                starts_at=starts_at,
                ends_at=ends_at,
                proposed_by=self.proposer,
                approved_by=self.approver if approved else None,
            )
        )

    def _strands(self) -> list[str]:
        return self.dice.choice(([], [], ["kinship"], ["adult_family_1to1", "suspect_support"]))

    # -- people who are helped ------------------------------------------------------------------

    def _person(self) -> Person:
        person = self.rows.add(
            Person(
                identity_level="identified",
                given_names="Given",
                family_name=f"Family{self.dice.randrange(10**6)}",
                opened_request=self._id(),
                **self._recorded(),
            )
        )
        self.rows.add(EqualityFacts(person=person, **self._recorded()))
        self._token(person, None)
        return person

    def _family(self) -> Family:
        return self.rows.add(
            Family(day_zero=date(2025, 1, 2), opened_request=self._id(), **self._recorded())
        )

    def _member(self, person: Person, family: Family) -> FamilyMember:
        left = self.dice.choice((None, None, None, AHEAD, NOW + TICK, NOW, NOW - TICK))
        return self.rows.add(
            FamilyMember(
                family=family, person=person, person_role="client", left_at=left, **self._recorded()
            )
        )

    def _case(self) -> Case:
        strand = self.dice.choice(STRANDS)
        case = self.rows.add(
            Case(
                reference=f"{self.dice.randrange(16**10):010x}",
                client=self.dice.choice(self.people),
                family=self.dice.choice((*self.families, *self.families, None)),
                strand=strand,
                team=self.dice.choice(self.teams),
                state_since=AGO,
                opened_request=self._id(),
                **self._recorded(),
            )
        )
        if self._chance(0.3):
            self.rows.add(
                CaseSide(
                    case=case,
                    side=self.dice.choice(SIDES),
                    reason_code="both_sides_supported",
                    **self._recorded(),
                )
            )
        self.rows.add(CaseSummary(case=case, organisation=self.organisation))
        return case

    def _around(self, case: Case) -> None:
        """Grants and records of one case."""
        for user in self.dice.sample(self.everybody, k=min(4, len(self.everybody))):
            self._part(case, user)
        if self._chance(0.7):
            self.grant_team(case, ends=self.dice.choice(ENDS))
        records = [record for _ in range(2) for record in self.records_of(case)]
        for record in self.dice.sample(records, k=6):
            self._reader(case, record)
        self._token(case.client, case)
        self.rows.add(
            ContactDraft(
                id=self._id(),
                case=case,
                organisation=self.organisation,
                author=self.dice.choice(self.everybody),
                started_at=AGO,
                saved_at=AGO,
            )
        )

    def _part(self, case: Case, user: User) -> None:
        part = self.dice.choice(PARTS)
        left_out = {self.dice.choice(sorted(CASE_SET[part]))} if self._chance(0.15) else set()
        self.grant(case, user, part, left_out=left_out, ends=self.dice.choice(ENDS))

    def grant(
        self, case: Case, user: User, part: str, *, left_out: Any = (), ends: Any = None
    ) -> None:
        held = CASE_SET[part] - set(left_out)
        self._grants(CaseUserGrant, case, held, SOURCE.get(part, part), ends, user=user)

    def grant_team(self, case: Case, *, ends: Any = None) -> None:
        group = self.dice.choice(self.teams).group_id
        self._grants(CaseGroupGrant, case, TEAM_SET, "team", ends, group_id=group)

    def _grants(
        self, model: type[Any], case: Case, held: set[str], source: str, ends: Any, **holder: Any
    ) -> None:
        source_id = self._id()
        for codename in sorted(held):
            self.rows.add(
                model(
                    id=self._id(),
                    organisation=self.organisation,
                    content_object=case,
                    permission_id=self.permissions[codename],
                    source=source,
                    source_id=source_id,
                    granted_by=self.proposer,
                    expires_at=ends,
                    **holder,
                )
            )

    def records_of(self, case: Case) -> list[Model]:
        """One row of every record that hangs on a case."""
        route = self.record(SafeContactRoute, case, kind="phone", value="07700 900100")
        address = self.record(Address, case, is_confidential=True)
        return [
            route,
            address,
            self.record(CodeWord, case, route=route, code_word="Marigold"),
            self.record(ConfidentialAddress, case, address=address, lines="2 Hidden Row"),
            self.record(Relationship, case, person_role="other_family"),
            self.record(Task, case, title="Ring back", due_on=date(2025, 1, 20)),
            self.record(
                Contact,
                case,
                channel="phone_call",
                direction="inbound",
                outcome="spoke_with_client",
                purposes=["emotional_support"],
                happened_at=AGO,
            ),
            self.record(
                Allocation,
                case,
                user=self.dice.choice(self.everybody),
                role="co_worker",
                starts_at=AGO,
            ),
        ]

    def record[Kind: Model](self, model: type[Kind], case: Case, **words: Any) -> Kind:
        return self.rows.add(
            model(
                case=case, sensitivity=self.dice.choice(SENSITIVITIES), **self._recorded(), **words
            )
        )

    def _reader(self, case: Case, record: Any) -> None:
        self.rows.add(
            RecordReader(
                case=case,
                record_id=record.pk,
                record_kind=record._meta.model_name,
                user=self.dice.choice(self.users),
                ends_at=self.dice.choice(ENDS),
                **(self._recorded() | {"recorded_by": self.proposer}),
            )
        )

    def _token(self, person: Person, case: Case | None) -> None:
        self.rows.add(
            SearchToken(
                id=self._id(),
                organisation=self.organisation,
                person=person,
                case=case,
                source_id=self._id(),
                kind="phone",
                token=self.dice.randrange(2**62),
            )
        )

    # -- what keeps people apart -----------------------------------------------------------------

    def _exclusion(self) -> None:
        starts_at = self.dice.choice((AGO, AGO, AGO, NOW, NOW + TICK))
        ends_at = self.dice.choice(ENDS)
        if ends_at is not None and ends_at < starts_at:
            ends_at = starts_at
        self.rows.add(
            Exclusion(
                user=self.dice.choice(self.users),
                person=self.dice.choice(self.people),
                starts_at=starts_at,
                ends_at=ends_at,
                **self._recorded(),
            )
        )

    def _standings(self) -> None:
        for user in self.everybody:
            for family in self.families:
                if self._chance(0.3):
                    side = self.dice.choice(SIDES[:2] if self._chance(0.7) else SIDES)
                    self.rows.standings.append((user.pk, family.pk, side))

    def _recorded(self) -> dict[str, Any]:
        return {
            "id": self._id(),
            "organisation": self.organisation,
            "recorded_by": self.dice.choice(self.everybody),
            "recorded_at": AGO,
        }

    def _id(self) -> uuid.UUID:
        return uuid.UUID(int=self.dice.getrandbits(128), version=4)

    def _chance(self, likely: float) -> bool:
        return self.dice.random() < likely


def random_world(seed: int, *, users: int = 7, cases: int = 5) -> Rows:
    """Two organisations: the one that is asked about, and a smaller one behind the wall."""
    rows = Rows()
    builder = begin(rows, seed, users=users, cases=cases)
    Builder(rows, builder.dice, builder.permissions).build(users=1, cases=1)
    return rows


def begin(rows: Rows, seed: int, *, users: int, cases: int) -> Builder:
    """One random organisation, and its builder for whoever adds to it."""
    dice = random.Random(seed)  # noqa: S311 - a world, not a secret
    permissions = dict(
        PermissionRow.objects.filter(content_type__app_label="clients").values_list(
            "codename", "pk"
        )
    )
    builder = Builder(rows, dice, permissions)
    builder.build(users=users, cases=cases)
    return builder
