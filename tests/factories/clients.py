"""People, families, cases and what is learned on them, written by the services.

``by`` is whoever writes (an actor or a user); each factory is a request of its own. Somebody who
opens a case here keeps no sight of it unless a grant says so.
"""

from datetime import date, datetime
from itertools import count
from typing import Any

from caseload.access.roles import AllocationKind
from caseload.accounts.models import Team, User
from caseload.clients.models import (
    Address,
    Allocation,
    Case,
    CodeWord,
    ConfidentialAddress,
    Family,
    Person,
    RecordReader,
    Relationship,
    SafeContactRoute,
)
from caseload.clients.services import (
    addresses,
    allocations,
    cases,
    code_words,
    people,
    readers,
    relationships,
    safe_contact,
)
from tests.support.acting import acting, fresh
from tests.support.standard import MORNING, Standard

_number = count(1)


def case(
    org: Standard,
    *,
    by: Any = None,
    client: Person | None = None,
    family: Family | bool | None = True,
    team: Team | None = None,
    strand: str = "adult_family_1to1",
    lead: User | None = None,
    at: datetime = MORNING,
    person: dict[str, Any] | None = None,
    **opening: Any,
) -> Case:
    """One case of the north team, opened by its intake worker.

    ``family=True`` makes a new family, None leaves the case without one. With a ``client`` or a
    ``family`` that is there already the safeguarding lead opens it, who alone sees them all.
    """
    team = team or org.north
    foreign = team.organisation_id != org.organisation.pk
    if by is None:
        opener = "foreign_" if foreign else ""
        # Only the safeguarding lead sees every family and every client.
        known = client is not None or isinstance(family, Family)
        opener += "safeguarding_lead" if known else "manager" if foreign else "intake_worker"
        by = org.users[opener]
    by = fresh(by, at)
    organisation = org.foreign_organisation if foreign else org.organisation
    with acting(by, at):
        if client is None:
            client = people.register_person(
                by=by, organisation=organisation, **(invented_name() | (person or {}))
            )
        if family is True:
            family = people.register_family(
                by=by, organisation=organisation, day_zero=date(2025, 1, 6)
            )
        return cases.open_case(
            by=by,
            team=team,
            client=client,
            family=family or None,
            strand=strand,
            lead_id=lead.pk if lead else None,
            **opening,
        )


def invented_name() -> dict[str, Any]:
    number = next(_number)
    return {
        "identity_level": "identified",
        "given_names": f"Given{number}",
        "family_name": f"Family{number}",
    }


def allocation(
    org: Standard,
    on: Case,
    to: User,
    *,
    role: AllocationKind = AllocationKind.CO_WORKER,
    by: Any = None,
    at: datetime = MORNING,
    **how: Any,
) -> Allocation:
    """By default given by the manager of the case's team, who must see the case."""
    managers = {
        org.north.pk: "manager",
        org.south.pk: "south_manager",
        org.fern.pk: "foreign_manager",
    }
    by = fresh(by or org.users[managers[on.team_id]], at)
    with acting(by, at):
        return allocations.allocate(by=by, case=on, user_id=to.pk, role=role, **how)


def relationship(*, by: Any, on: Case, at: datetime = MORNING, **words: Any) -> Relationship:
    by = fresh(by, at)
    usual = {"person_role": "other_family", "name_as_told": "A relative"}
    with acting(by, at):
        return relationships.record_relationship(by=by, case=on, **(usual | words))


def address(*, by: Any, on: Case, at: datetime = MORNING, **words: Any) -> Address:
    by = fresh(by, at)
    usual = {"lines": "1 Sample Street", "postcode": "ZZ1 1ZZ"}
    with acting(by, at):
        return addresses.record_address(by=by, case=on, **(usual | words))


def confidential_address(
    *, by: Any, on: Case, at: datetime = MORNING, **words: Any
) -> ConfidentialAddress:
    by = fresh(by, at)
    usual = {"label": "New flat", "lines": "2 Hidden Row", "postcode": "ZZ2 2ZZ"}
    with acting(by, at):
        place = addresses.record_address(by=by, case=on, is_confidential=True, **(usual | words))
        return ConfidentialAddress.objects.visible_to(by).get(address=place)


def safe_contact_route(
    *,
    by: Any,
    on: Case,
    at: datetime = MORNING,
    suspended_reason: str = "",
    suspended_at: datetime | None = None,
    **words: Any,
) -> SafeContactRoute:
    """A phone that may be called at any hour, unless it was suspended afterwards."""
    by = fresh(by, at)
    usual = {"kind": "phone", "value": f"07700 900{next(_number) % 1000:03}", "call": "allowed"}
    with acting(by, at):
        route = safe_contact.record_route(by=by, case=on, **(usual | words))
    if suspended_reason:
        with acting(by, suspended_at or at):
            safe_contact.suspend_route(by=by, route=route, seen=1, reason_code=suspended_reason)
    return route


def code_word(*, by: Any, on: Case, at: datetime = MORNING, **words: Any) -> CodeWord:
    by = fresh(by, at)
    route = safe_contact_route(by=by, on=on, at=at)
    usual = {"code_word": "Marigold", "cover_line": "the library"}
    with acting(by, at):
        return code_words.record_code_word(by=by, route=route, **(usual | words))


def record_reader(
    *, by: Any, on: Case, record: Any, to: User, at: datetime = MORNING, **how: Any
) -> RecordReader:
    """``record`` is one above standard sensitivity."""
    by = fresh(by, at)
    assert record.case_id == on.pk
    with acting(by, at):
        return readers.name_reader(by=by, record=record, user_id=to.pk, **how)
