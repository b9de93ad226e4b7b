"""The standard world that every route is asked in: one furnished case, and everybody around it.

Northgate's worker leads the case. Beside it stand a second case of the same worker, the case of a
relative on the other side of the family, and a case at the charity next door.
"""

import itertools
import uuid
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import connection

from caseload.access.roles import AllocationKind, Role
from caseload.accounts import principals
from caseload.accounts.models import User
from caseload.clients.models import Case
from caseload.clients.selectors.cases import side_of_case
from caseload.clients.selectors.matches import protected_matches
from caseload.clients.services import (
    addresses,
    barriers,
    cases,
    code_words,
    people,
    readers,
    relationships,
    safe_contact,
)
from caseload.contacts import services as contacts
from caseload.tasks import services as tasks
from caseload.vocabulary import services as vocabulary
from tests.factories import accounts, clients
from tests.support.acting import acting, commit_check, fresh
from tests.support.client import Api
from tests.support.standard import MORNING, Standard
from tests.support.world_consents import furnish_consents
from tests.support.world_exchange import furnish_exchange
from tests.support.world_growing import grow_sharing
from tests.support.world_intakes import furnish_intakes
from tests.support.world_partners import furnish_partners
from tests.support.world_referrals_out import furnish_referrals_out

LATER = MORNING + timedelta(hours=2)
"""When the world is asked: later than everything in it."""

WIDE_REASON = {
    "safeguarding_lead": "safeguarding",
    "foreign_safeguarding_lead": "safeguarding",
    "second_lead": "safeguarding",
    "service_manager": "supervision",
    "strand_manager": "supervision",
}
_number = itertools.count(1)


@dataclass
class World:
    """Who and what there is; ``record["contact"]`` is the furnished case's contact."""

    org: Standard
    case: Case
    second_case: Case
    other_side: Case
    foreign_case: Case
    people: dict[str, User]
    record: dict[str, Any] = field(default_factory=dict)
    _apis: dict[Any, Api] = field(default_factory=dict)

    def api(self, who: str | None, **how: Any) -> Api:
        """A client of somebody, who says why where a wide role must."""
        how.setdefault("at", LATER)
        how.setdefault("reason", WIDE_REASON.get(who or ""))
        kept = (who, how["at"], how["reason"])
        if kept not in self._apis:
            somebody = None if who is None else self.org.programs.get(who) or self.people[who]
            self._apis[kept] = Api(somebody, **how)
        return self._apis[kept]

    def all_cases(self) -> set[uuid.UUID]:
        return {
            self.case.pk,
            self.second_case.pk,
            self.other_side.pk,
            self.foreign_case.pk,
        }


def build(org: Standard) -> World:
    case = clients.case(org, lead=org.worker, person={"given_names": "Rowan"})
    clients.allocation(org, case, org.co_worker)
    second_case = clients.case(org, lead=org.worker)
    foreign_case = clients.case(org, lead=org.foreign_worker, team=org.fern)
    people_around = dict(org.users) | {
        "roleless": accounts.user(org, None),
        "excluded": accounts.user(org),
        "other_side": accounts.user(org),
        "second_lead": accounts.user(org, Role.SAFEGUARDING_LEAD),
        # The other one holds every strand, and so neither side of the family (§6).
        "strand_manager": accounts.user(org, Role.SERVICE_MANAGER, strands=["adult_family_1to1"]),
    }
    other_side = _other_side(org, case, people_around["other_side"])
    world = World(org, case, second_case, other_side, foreign_case, people_around)
    clients.allocation(org, case, people_around["excluded"])
    _furnish(world)
    world.people |= {name: program.user for name, program in org.programs.items()}
    furnish_referrals_out(world)
    furnish_intakes(world)
    furnish_consents(world)
    furnish_exchange(world)
    furnish_partners(world)
    for who in (None, *world.people):
        world.api(who)
    if connection.in_atomic_block:
        # Else each request of a test would check at its end what the world has pending.
        commit_check()
    return world


def _other_side(org: Standard, case: Case, worker: User) -> Case:
    """A relative in the same family, placed on the other side of it, with a worker of their own."""
    by = fresh(org.safeguarding_lead)
    other = clients.case(
        org, by=org.safeguarding_lead, family=case.family, team=org.south, strand="suspect_support"
    )
    with acting(by):
        other = Case.objects.visible_to(by).get(pk=other.pk)
        barriers.set_side(
            by=by,
            case=other,
            side="investigated",
            reason_code="both_sides_supported",
            reason="supported apart",
        )
    clients.allocation(org, other, worker, role=AllocationKind.LEAD)
    return other


def _furnish(world: World) -> None:
    """One of each kind of record on the case, made by the services."""
    org, case, record = world.org, world.case, world.record
    worker = fresh(org.worker)
    with acting(worker):
        record["safe-contact-route"] = route = safe_contact.record_route(
            by=worker, case=case, kind="phone", value="07700 900123", call="allowed", text="allowed"
        )
        record["address"] = addresses.record_address(
            by=worker, case=case, lines="1 Sample Street", postcode="ZZ1 1ZZ"
        )
        record["secret-address"] = addresses.record_address(
            by=worker, case=case, lines="2 Hidden Row", postcode="ZZ2 2ZZ", is_confidential=True
        )
        record["relationship"] = relationships.record_relationship(
            by=worker,
            case=case,
            person_role="child_in_family",
            name_as_told="A relative",
            is_child=True,
        )
        record["code-word"] = code_words.record_code_word(
            by=worker, route=route, code_word="Marigold", cover_line="the library"
        )
        record["contact"] = contacts.log_contact(
            by=worker,
            case=case,
            channel="phone_call",
            direction="inbound",
            outcome="spoke_with_client",
            purposes=["emotional_support"],
            happened_at=MORNING,
            headline="Talked for a while",
        )
        record["task"] = tasks.raise_task(
            by=worker, case=case, title="Ring back", due_on=date(2025, 1, 20)
        )
        record["contact-draft"] = contacts.begin_draft(
            by=worker, case=case, key=uuid.uuid4(), body={"headline": "Not finished"}
        )
        record["quiet-contact"] = quiet = contacts.log_contact(
            by=worker,
            case=case,
            channel="phone_call",
            direction="inbound",
            outcome="spoke_with_client",
            purposes=["emotional_support"],
            happened_at=MORNING - timedelta(days=1),
            headline="Said in confidence",
            sensitivity="restricted",
        )
        record["reader"] = readers.name_reader(by=worker, record=quiet, user_id=org.co_worker.pk)
        record["equality-facts"] = people.record_equality_facts(
            by=worker, case=case, person=case.client, religion="none"
        )
    record["allocation"] = clients.allocation(
        org, case, org.second_worker, role=AllocationKind.CO_WORKER
    )
    record["case"] = case
    record["resting-case"] = _resting(org)
    record["other-side"] = world.other_side
    record["side"] = _side(world)
    record["person"] = case.client
    record["family"] = case.family
    record["exclusion"] = _exclude(world)
    record["protected-match"] = _match(org)
    record["my-session"] = principals.live_session(org.worker, None)
    record["code-value"] = _added_value(org)


def _exclude(world: World) -> Any:
    by = fresh(world.org.safeguarding_lead)
    with acting(by):
        return barriers.declare_exclusion(
            by=by,
            person=world.case.client,
            user_id=world.people["excluded"].pk,
            reason_code="staff_personal_connection",
        )


def _resting(org: Standard) -> Case:
    """A case in light touch, whose review is due."""
    case = clients.case(org, lead=org.worker, family=None)
    worker = fresh(org.worker)
    with acting(worker):
        case = cases.transition_case(by=worker, case=case, seen=1, to="active")
        return cases.transition_case(
            by=worker, case=case, seen=2, to="maintenance", review_due_on=date(2025, 2, 10)
        )


def _side(world: World) -> Any:
    by = fresh(world.org.safeguarding_lead)
    with acting(by):
        return side_of_case(by=by, case=world.other_side)


def _added_value(org: Standard) -> Any:
    by = fresh(org.administrator)
    with acting(by):
        return vocabulary.add_value(
            by=by,
            organisation=org.organisation,
            code_list="contact_channel",
            code="front_door",
            label="At the front door",
            behaves_like="phone_call",
        )


def _match(org: Standard) -> Any:
    """Two teams each register somebody of one name and birthday; neither sees the other's."""
    same = {"given_names": "Linden", "family_name": "Fairweather", "born_on": date(1980, 2, 3)}
    clients.case(org, lead=org.stranger, team=org.south, family=None, person=same)
    clients.case(org, by=org.manager, lead=org.worker, family=None, person=same)
    by = fresh(org.safeguarding_lead)
    with acting(by):
        return protected_matches(by=by).first()


def grow(world: World, rows: int) -> None:
    """``rows`` more of everything that lists can hold, on the furnished case."""
    org, case = world.org, world.case
    worker = fresh(org.worker)
    with acting(worker):
        for number in range(rows):
            contacts.log_contact(
                by=worker,
                case=case,
                channel="phone_call",
                direction="inbound",
                outcome="spoke_with_client",
                purposes=["emotional_support"],
                happened_at=MORNING - timedelta(minutes=number),
                headline=f"Talked again {number}",
            )
            tasks.raise_task(by=worker, case=case, title=f"Step {number}", due_on=date(2025, 1, 20))
            safe_contact.record_route(
                by=worker, case=case, kind="phone", value=f"07700 900{number:03}", call="allowed"
            )
            addresses.record_address(
                by=worker, case=case, lines=f"{number} Sample Street", postcode="ZZ1 1ZZ"
            )
            relationships.record_relationship(
                by=worker, case=case, person_role="other_family", name_as_told=f"Relative {number}"
            )
            contacts.begin_draft(by=worker, case=case, key=uuid.uuid4(), body={"headline": "x"})
    for _ in range(rows // 5):
        clients.case(org, lead=org.worker, family=None)
    grow_sharing(world, rows // 5)
    commit_check()


def another_user(world: World, role: Role = Role.SUPPORT_WORKER) -> User:
    return accounts.user(world.org, role, username=f"another.{next(_number)}")
