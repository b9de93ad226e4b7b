"""People and barriers that chance seldom brings together, added to a random world.

Each is here because some policy is felt by nobody else: it is said which.
"""

from typing import Any

from caseload.access.models import IdempotencyKey, RateCounter
from caseload.access.roles import Role
from caseload.accounts.models import Organisation, RoleHolding, Session, Team, User
from caseload.clients.models import (
    Address,
    Allocation,
    Case,
    CaseGroupGrant,
    CaseSide,
    CaseUserGrant,
    CodeWord,
    ConfidentialAddress,
    Exclusion,
    Family,
    FamilyMember,
    Person,
    ProtectedMatch,
    Relationship,
    SafeContactRoute,
    SearchToken,
)
from caseload.contacts.models import Contact, ContactDraft
from caseload.tasks.models import Task
from caseload.vocabulary.models import CodeValue
from tests.promises.random_world import NOW, Builder, Rows
from tests.support.standard import FAR_AWAY

CLASSIFIED = (
    Address,
    CodeWord,
    ConfidentialAddress,
    Contact,
    Relationship,
    SafeContactRoute,
    Task,
)


def add_special_people(rows: Rows, builder: Builder) -> None:
    """Into the organisation that ``builder`` built last."""
    organisation = builder.organisation
    lead = _user(rows, builder, "lead", Role.SAFEGUARDING_LEAD, Role.TRUSTEE)
    manager = _user(rows, builder, "manager", Role.SERVICE_MANAGER)
    cover = _user(rows, builder, "cover", Role.SUPPORT_WORKER)
    supervisor = _user(rows, builder, "supervisor", Role.SUPPORT_WORKER)
    _user(rows, builder, "administrator", Role.ADMINISTRATOR)
    _user(rows, builder, "governance", Role.DATA_PROTECTION_LEAD)
    # A wide actor who also leads a case, and writes there by that grant alone.
    carrying = _user(rows, builder, "carrying", Role.SERVICE_MANAGER)
    # The only wide actor who keeps accounts and code lists.
    _user(rows, builder, "founding", kind="system")
    said = {"organisation": organisation, "recorded_by": builder.proposer, "recorded_at": NOW}
    opened = {"opened_request": lead.pk, **said}

    # Two people of one family; one of them is also supported outside it.
    family = rows.add(Family(**opened))
    known, unknown = (rows.add(Person(identity_level="anonymous", **opened)) for _ in range(2))
    for person in (known, unknown):
        rows.add(FamilyMember(family=family, person=person, person_role="client", **said))
    # A cousin has cases in that family alone, and belongs to another one as well.
    others = rows.add(Family(**opened))
    cousin = rows.add(Person(identity_level="anonymous", **opened))
    rows.add(FamilyMember(family=others, person=cousin, person_role="client", **said))
    outside, inside, hidden, _ = (
        _case(rows, builder, client, within, opened)
        for client, within in (
            (known, None),
            (known, family),
            (unknown, family),
            (cousin, family),
        )
    )
    # Somebody wide who must not see that family, and does see the case outside it.
    for user in (lead, manager):
        rows.add(Exclusion(user=user, person=unknown, starts_at=NOW, **said))
    for case in (inside, hidden):
        rows.add(CaseSide(case=case, side="relatives", reason_code="family_dispute", **said))
        rows.add(_token(organisation, known, case))
    rows.add(_match(builder, person=known, case=outside))
    rows.add(_match(builder, person=known, case=hidden))
    rows.add(_match(builder, person=unknown, case=None))

    # A worker who covers (no sight of what is classified) and one who supervises (may allocate).
    builder.grant(inside, cover, "cover")
    builder.grant(inside, supervisor, "supervisor")
    builder.grant(inside, carrying, "lead")
    builder.grant_team(inside)
    records = [record for _ in range(2) for record in builder.records_of(inside)]
    for record in records:
        if isinstance(record, CLASSIFIED):
            record.sensitivity = "highly_restricted"
            record.recorded_by = builder.proposer
    rows.add(
        ContactDraft(
            id=cover.pk,
            case=inside,
            organisation=organisation,
            author=cover,
            started_at=NOW,
            saved_at=NOW,
        )
    )
    for model in (Allocation, CaseUserGrant, CaseGroupGrant):
        _last(rows, model, inside)


def add_plumbing(rows: Rows) -> None:
    """A row for each fenced table that a world of people has none of."""
    for user in rows.of(User):
        rows.add(
            IdempotencyKey(
                id=user.pk, principal_id=user.pk, key="one", fingerprint=b"-", claimed_at=NOW
            )
        )
    rows.add(RateCounter(id=1, caller="somebody", bucket="staff", minute=NOW))
    for organisation in rows.of(Organisation):
        rows.add(
            CodeValue(organisation=organisation, code_list="language", code="cy", label="Welsh")
        )


def _user(rows: Rows, builder: Builder, name: str, *roles: Role, kind: str = "staff") -> User:
    slug = builder.organisation.slug
    user = rows.add(
        User(
            organisation=builder.organisation,
            kind=kind,
            username=f"system.{name}.{slug}" if kind == "system" else f"special.{name}.{slug}",
            display_name=name,
            password="!",
        )
    )
    rows.add(
        Session(
            user=user,
            organisation=builder.organisation,
            started_at=NOW,
            last_seen_at=NOW,
            ends_at=FAR_AWAY,
        )
    )
    for role in roles:
        rows.add(
            RoleHolding(
                organisation=builder.organisation,
                user=user,
                role=str(role),
                starts_at=NOW,
                ends_at=FAR_AWAY,
                proposed_by=builder.proposer,
                approved_by=builder.approver,
            )
        )
    return user


def _case(rows: Rows, builder: Builder, client: Person, family: Any, opened: Any) -> Case:
    team: Team = builder.teams[0]
    number = len(rows.of(Case))
    return rows.add(
        Case(
            reference=f"special{number}",
            client=client,
            family=family,
            strand="kinship",
            team=team,
            state_since=NOW,
            **opened,
        )
    )


def _token(organisation: Organisation, person: Person, case: Case) -> SearchToken:
    return SearchToken(
        id=case.pk,
        organisation=organisation,
        person=person,
        case=case,
        source_id=case.pk,
        kind="phone",
        token=1,
    )


def _match(builder: Builder, *, person: Person, case: Case | None) -> ProtectedMatch:
    return ProtectedMatch(
        organisation=builder.organisation,
        person=person,
        case=case,
        state="open" if case else "none",
        recorded_by=builder.proposer,
        recorded_at=NOW,
    )


def _last(rows: Rows, model: type[Any], case: Case) -> None:
    """Move one row of this case to the end, where the probes look for rows to copy."""
    row = next(r for r in rows.of(model) if _case_of(r) == case.pk)
    rows.all.remove(row)
    rows.all.append(row)


def _case_of(row: Any) -> Any:
    return getattr(row, "case_id", None) or getattr(row, "content_object_id", None)
