"""Rows that somebody might try to add, one of each kind, as that somebody would write them."""

import uuid
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Model

from caseload.accounts.models import Team, User
from caseload.clients.models import (
    Address,
    Allocation,
    Case,
    CaseSide,
    CaseSummary,
    CodeWord,
    ConfidentialAddress,
    Exclusion,
    Family,
    FamilyMember,
    Person,
    Relationship,
    SafeContactRoute,
)
from caseload.contacts.models import Contact, ContactDraft
from caseload.core.actor import Actor
from caseload.tasks.models import Task
from tests.promises.random_world import AGO, NOW, Rows


def case_rows(rows: Rows, case: Case, by: Actor) -> Iterator[Model]:
    """What may hang on a case. Policies are asked before keys, so that doubles do no harm."""
    hangs = {"case": case, **_recorded(case.organisation_id, by)}

    def on_case[Kind: Model](model: type[Kind]) -> Kind:
        return next(row for row in rows.of(model) if row.case_id == case.pk)

    yield Contact(
        channel="phone_call",
        direction="inbound",
        outcome="spoke_with_client",
        purposes=["emotional_support"],
        happened_at=AGO,
        **hangs,
    )
    yield Relationship(person_role="other_family", **hangs)
    yield Address(**hangs)
    yield ConfidentialAddress(address=on_case(Address), lines="2 Hidden Row", **hangs)
    yield SafeContactRoute(kind="phone", **hangs)
    yield CodeWord(route=on_case(SafeContactRoute), **hangs)
    yield Task(title="Ring back", due_on=date(2025, 1, 20), **hangs)
    yield Allocation(
        user_id=rows.of(User)[0].pk,
        role="co_worker",
        starts_at=NOW,
        **hangs,
    )
    yield CaseSide(side="relatives", reason_code="both_sides_supported", **hangs)
    yield CaseSummary(case=case, organisation_id=case.organisation_id)
    yield ContactDraft(
        id=uuid.uuid4(),
        case=case,
        organisation_id=case.organisation_id,
        author_id=by.user_id,
        started_at=NOW,
        saved_at=NOW,
    )
    if case.family_id:
        yield FamilyMember(
            family_id=case.family_id,
            person_id=case.client_id,
            person_role="client",
            **_recorded(case.organisation_id, by),
        )


def organisation_rows(
    rows: Rows, organisation_id: uuid.UUID, by: Actor
) -> Iterator[tuple[Model, ...]]:
    """What begins without a case; a case after its client."""
    ours = [row for row in rows.of(Team) if row.organisation_id == organisation_id]
    opened = {"opened_request": by.request_id, **_recorded(organisation_id, by)}
    person = Person(identity_level="anonymous", **opened)
    yield (person,)
    yield (Family(**opened),)
    case = Case(
        reference=f"{uuid.uuid4().int % 10**10:010}",
        client=person,
        strand="kinship",
        team=ours[0],
        state_since=NOW,
        **(opened | {"id": uuid.uuid4()}),
    )
    yield person, case


def exclusions(rows: Rows, by: Actor) -> Iterator[Exclusion]:
    for user in rows.of(User):
        person = next(p for p in rows.of(Person) if p.organisation_id == user.organisation_id)
        yield Exclusion(
            user=user,
            person=person,
            starts_at=NOW,
            **_recorded(user.organisation_id, by),
        )


def _recorded(organisation_id: Any, by: Actor) -> dict[str, Any]:
    return {
        "id": uuid.uuid4(),
        "organisation_id": organisation_id,
        "recorded_by_id": by.user_id,
        "recorded_at": NOW,
    }
