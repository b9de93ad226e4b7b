"""The rows of a synthetic day: what opening a case, logging a contact and a next step leave behind.

The same rows that the services write, many at a time. A test compares both.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.models import Permission as PermissionRow

from caseload.access.permissions import Permission
from caseload.access.roles import GRANTED_BY_ALLOCATION, GRANTED_TO_TEAM, AllocationKind
from caseload.accounts.models import Organisation
from caseload.audit.writing import insert_all
from caseload.clients import search_index
from caseload.clients.models import (
    Allocation,
    Case,
    CaseGroupGrant,
    CaseSummary,
    CaseUserGrant,
    CodeWord,
    Family,
    FamilyMember,
    Person,
    Relationship,
    SafeContactRoute,
    SearchToken,
)
from caseload.clients.routes import normal_value
from caseload.clients.safe_contact import LIFETIME_DAYS
from caseload.contacts.models import Contact
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.demo import invented
from caseload.demo.families import PlannedCase, PlannedContact, PlannedFamily
from caseload.demo.staff import Staff
from caseload.tasks.models import Task, TaskOrigin

_KNOWLEDGE = ("knows_nothing", "cover_story", "knows_general", "knows_fully")


def route_id(case: PlannedCase, kind: str = "phone") -> UUID:
    return invented.invented_id("route", case.family_number, case.place, kind)


def open_cases(
    by: Actor,
    organisation: Organisation,
    staff: Staff,
    families: Mapping[int, PlannedFamily],
    opened: Sequence[PlannedCase],
) -> None:
    """People, families, cases, the access to them, and how each client can be reached."""
    now = clock.now()
    made = {"organisation": organisation, "recorded_by_id": by.user_id, "recorded_at": now}
    here = made | {"opened_request": by.request_id}
    insert_all(
        [
            Person(
                id=case.person_id,
                identity_level="identified",
                given_names=case.given_name,
                family_name=case.family_name,
                born_on=case.born_on,
                born_precision="day",
                **here,
            )
            for case in opened
        ]
    )
    _begin_families(families, opened, here)
    insert_all(
        [
            FamilyMember(
                family_id=families[case.family_number].id,
                person_id=case.person_id,
                person_role="client",
                **made,
            )
            for case in opened
        ]
    )
    cases = [
        Case(
            id=case.id,
            reference=case.reference,
            client_id=case.person_id,
            family_id=families[case.family_number].id,
            strand=case.strand,
            team_id=staff.place(case).team.pk,
            urgency=case.urgency,
            state_since=now,
            **here,
        )
        for case in opened
    ]
    insert_all(cases)
    routes = [route for case in opened for route in _routes(case, organisation, made)]
    CaseSummary._base_manager.bulk_create(
        CaseSummary(
            case_id=case.id,
            organisation=organisation,
            lead_id=staff.place(case).lead_id if case.allocated_on else None,
            routes=sum(1 for route in routes if route.case_id == case.id),
            routes_suspended=sum(
                1 for route in routes if route.case_id == case.id and route.suspended_reason
            ),
        )
        for case in opened
    )
    _give_access(by, organisation, staff, opened, made)
    insert_all(routes)
    insert_all(
        [
            CodeWord(
                case_id=case.id,
                route_id=route_id(case),
                code_word=invented.first_name(invented.dice("word", case.id)).lower(),
                cover_line="calling about the library books",
                **made,
            )
            for case in opened
            if case.code_word
        ]
    )
    insert_all([row for case in opened for row in _relatives(case, made)])
    _index(organisation, opened, routes)


def task_rows(
    by: Actor, organisation: Organisation, staff: Staff, planned: Sequence[PlannedCase]
) -> dict[UUID, Task]:
    """The next step of each of these cases, by case."""
    rows = {
        case.id: Task(
            id=case.step.id,
            case_id=case.id,
            organisation=organisation,
            title=case.step.title,
            due_on=case.step.due_on,
            owner_id=staff.place(case).lead_id,
            origin=TaskOrigin.NEXT_STEP,
            recorded_by_id=by.user_id,
            recorded_at=clock.now(),
        )
        for case in planned
        if case.step
    }
    insert_all(list(rows.values()))
    return rows


def contact_rows(
    by: Actor,
    organisation: Organisation,
    planned: Iterable[tuple[PlannedCase, PlannedContact]],
    steps: Mapping[UUID, Task],
) -> None:
    """The contacts of one day; the last one of a case carries its next step."""
    insert_all(
        [
            Contact(
                id=contact.id,
                case_id=case.id,
                organisation=organisation,
                channel=contact.channel,
                direction=contact.direction,
                outcome=contact.outcome,
                purposes=[contact.purpose],
                happened_at=contact.happened_at,
                minutes=contact.minutes,
                headline=contact.headline,
                safe_contact_route_id=(route_id(case) if contact.direction == "outbound" else None),
                next_step=steps.get(case.id) if contact is case.contacts[-1] else None,
                recorded_by_id=by.user_id,
                recorded_at=clock.now(),
            )
            for case, contact in planned
        ]
    )


def _begin_families(
    families: Mapping[int, PlannedFamily], opened: Sequence[PlannedCase], here: dict[str, Any]
) -> None:
    """A family begins with the first of its cases."""
    wanted = {case.family_number: families[case.family_number].id for case in opened}
    there = set(
        Family._base_manager.filter(pk__in=list(wanted.values())).values_list("pk", flat=True)
    )
    insert_all(
        [
            Family(
                id=pk,
                day_zero=families[number].knock_on,
                police_force="Northern Moors Police",
                **here,
            )
            for number, pk in wanted.items()
            if pk not in there
        ]
    )


def _give_access(
    by: Actor,
    organisation: Organisation,
    staff: Staff,
    opened: Sequence[PlannedCase],
    made: dict[str, Any],
) -> None:
    """The grants of team and lead. Sides, exclusions and standing are the database's own affair."""
    grants = {"organisation": organisation, "granted_by_id": by.user_id}
    team_permissions = _permission_ids(GRANTED_TO_TEAM)
    insert_all(
        [
            CaseGroupGrant(
                content_object_id=case.id,
                group_id=staff.place(case).team.group_id,
                permission_id=permission_id,
                source="team",
                source_id=case.id,
                reason="opened in this team",
                **grants,
            )
            for case in opened
            for permission_id in team_permissions
        ]
    )
    led = [case for case in opened if case.allocated_on]
    allocations = [
        Allocation(
            id=invented.invented_id("lead", case.family_number, case.place),
            case_id=case.id,
            user_id=staff.place(case).lead_id,
            role=AllocationKind.LEAD,
            starts_at=clock.now(),
            **made,
        )
        for case in led
    ]
    insert_all(allocations)
    lead_permissions = _permission_ids(GRANTED_BY_ALLOCATION[AllocationKind.LEAD])
    insert_all(
        [
            CaseUserGrant(
                content_object_id=allocation.case_id,
                user_id=allocation.user_id,
                permission_id=permission_id,
                source="allocation",
                source_id=allocation.pk,
                **grants,
            )
            for allocation in allocations
            for permission_id in lead_permissions
        ]
    )


def _permission_ids(permissions: frozenset[Permission]) -> list[int]:
    rows = PermissionRow.objects.filter(
        content_type__app_label="clients",
        content_type__model="case",
        codename__in=sorted(permission.codename for permission in permissions),
    )
    return list(rows.order_by("codename").values_list("pk", flat=True))


def _routes(
    case: PlannedCase, organisation: Organisation, made: dict[str, Any]
) -> list[SafeContactRoute]:
    stands = {
        "verified_on": case.opened_on,
        "expires_on": case.opened_on + timedelta(days=LIFETIME_DAYS),
    }
    routes = [
        SafeContactRoute(
            id=route_id(case),
            case_id=case.id,
            kind="phone",
            label="carer's mobile" if case.role == "child" else "own mobile",
            value=normal_value("phone", case.phone) or "",
            call="allowed",
            meeting="allowed",
            voicemail="allowed" if case.voicemail else "not_safe",
            identity="first_name_only",
            **stands,
            **made,
        )
    ]
    if case.email:
        routes.append(
            SafeContactRoute(
                id=route_id(case, "email"),
                case_id=case.id,
                kind="email",
                label="own mail",
                value=normal_value("email", case.email) or "",
                email="allowed",
                identity="first_name_only",
                **stands,
                **made,
            )
        )
    if case.is_seized:
        routes.append(
            SafeContactRoute(
                id=route_id(case, "seized"),
                case_id=case.id,
                kind="phone",
                label="the mobile before",
                device_status="seized_family",
                suspended_reason="device_seized",
                suspended_at=clock.now(),
                **made,
            )
        )
    for route in routes:
        tokens = search_index.tokens_of(organisation.pk, _searchable(route))
        route.value_token = min((token for _, token in tokens), default=None)
    return routes


def _searchable(route: SafeContactRoute) -> list[tuple[str, str]]:
    return [(route.kind, route.value)] if route.value else []


def _relatives(case: PlannedCase, made: dict[str, Any]) -> list[Relationship]:
    """Whom the client tells of; a child's own case says what the child knows (BR-37)."""
    chance = invented.dice("knowledge", case.family_number)
    rows = [
        Relationship(
            case_id=case.id,
            person_role="child_in_family",
            relationship_type="grandchild" if case.role == "grandparent" else "child",
            name_as_told=name,
            born_on=born_on,
            is_child=True,
            lives_with_client=case.role == "partner",
            child_knowledge=chance.choice(_KNOWLEDGE),
            told_by=case.given_name,
            **made,
        )
        for name, born_on in case.children
        if case.role != "child"
    ]
    if case.role == "child":
        rows.append(
            Relationship(
                case_id=case.id,
                person_role="client",
                name_as_told=case.given_name,
                is_child=True,
                child_knowledge=chance.choice(_KNOWLEDGE),
                **made,
            )
        )
    return rows


def _index(
    organisation: Organisation,
    opened: Sequence[PlannedCase],
    routes: Sequence[SafeContactRoute],
) -> None:
    """Make them findable, by name and by number, on the same terms as everybody."""
    people = {case.id: case.person_id for case in opened}
    found = [
        (case.person_id, None, case.person_id, search_index.name_pairs(names, case.born_on))
        for case in opened
        for names in [[case.given_name, case.family_name]]
    ] + [(people[route.case_id], route.case_id, route.pk, _searchable(route)) for route in routes]
    SearchToken._base_manager.bulk_create(
        SearchToken(
            id=uuid.uuid4(),
            organisation=organisation,
            person_id=person_id,
            case_id=case_id,
            source_id=source_id,
            kind=kind,
            token=token,
        )
        for person_id, case_id, source_id, pairs in found
        for kind, token in sorted(search_index.tokens_of(organisation.pk, pairs))
    )
