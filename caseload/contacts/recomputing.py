"""The summary row of every case, counted again from the records (kind ``derived``, design.md §3)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q

from caseload.access.operations import Event
from caseload.access.roles import AllocationKind
from caseload.clients import summaries
from caseload.clients.models import Allocation, Case, CaseSummary
from caseload.contacts.counting import FIGURES, figure_arguments
from caseload.core import clock
from caseload.core.actor import Actor

COUNTED = (
    "lead_id",
    "last_successful_at",
    "last_attempt_at",
    "attempts_since_success",
    "contacts",
    "next_step_due_on",
    "open_steps",
    "routes",
    "routes_suspended",
)
_STEPS = "SELECT * FROM audit.step_figures(%s::uuid[])"
_ROUTES = "SELECT * FROM audit.route_figures(%s::uuid[])"
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Difference:
    """One case whose summary is not what its records say. Names columns, and no values."""

    case_id: UUID
    columns: tuple[str, ...]


def batches_of_cases(by: Actor) -> Iterator[list[UUID]]:
    """Every case of the organisation, a few hundred at a time."""
    ids = Case.objects.visible_to(by).order_by("pk").values_list("pk", flat=True)
    for batch in batched(list(ids), _BATCH):
        yield list(batch)


def counted(by: Actor, case_ids: Sequence[UUID]) -> dict[UUID, dict[str, Any]]:
    """What each summary should say, from all records of the case."""
    ids = list(case_ids)
    expected: dict[UUID, dict[str, Any]] = {case_id: {"lead_id": None} for case_id in ids}
    with connection.cursor() as cursor:
        cursor.execute(FIGURES, figure_arguments(ids))
        for case_id, contacts, reached_at, tried_at, since in cursor.fetchall():
            expected[case_id] |= {
                "contacts": contacts,
                "last_successful_at": reached_at,
                "last_attempt_at": tried_at,
                "attempts_since_success": since,
            }
        cursor.execute(_STEPS, [ids])
        for case_id, due_on, steps in cursor.fetchall():
            expected[case_id] |= {"next_step_due_on": due_on, "open_steps": steps}
        cursor.execute(_ROUTES, [ids])
        for case_id, routes, suspended in cursor.fetchall():
            expected[case_id] |= {"routes": routes, "routes_suspended": suspended}
    now = clock.now()
    leads = Allocation.objects.visible_to(by).filter(
        Q(ends_at=None) | Q(ends_at__gt=now),
        case_id__in=ids,
        role=AllocationKind.LEAD,
        starts_at__lte=now,
    )
    for case_id, user_id in leads.values_list("case_id", "user_id"):
        expected[case_id]["lead_id"] = user_id
    return expected


def differences(by: Actor, case_ids: Sequence[UUID]) -> list[Difference]:
    """Where what is kept is not what is counted."""
    kept = {row.case_id: row for row in CaseSummary._base_manager.filter(case_id__in=case_ids)}
    found = []
    for case_id, should in counted(by, case_ids).items():
        row = kept.get(case_id)
        wrong = tuple(name for name in COUNTED if row is None or getattr(row, name) != should[name])
        if wrong:
            found.append(Difference(case_id, wrong))
    return found


def rebuild(by: Actor, case_ids: Sequence[UUID]) -> list[Difference]:
    """Write what is counted over what was kept; the rows are locked before they are counted."""
    rows = CaseSummary._base_manager.filter(case_id__in=case_ids).order_by("pk")
    present = set(rows.select_for_update(of=("self",)).values_list("case_id", flat=True))
    wrong = differences(by, case_ids)
    for case in Case.objects.visible_to(by).filter(pk__in=set(case_ids) - present):
        summaries.begin(case)
    should = counted(by, [difference.case_id for difference in wrong]) if wrong else {}
    for case_id, values in should.items():
        CaseSummary._base_manager.filter(case_id=case_id).update(**values)
    return wrong


def recount_after(event: Event) -> None:
    """A record that changed its readers enters or leaves the figures of its case."""
    record = event.result
    wrong = differences(event.by, [record.case_id])
    if wrong:
        summaries.lock(record.case_id)
        values = counted(event.by, [record.case_id])[record.case_id]
        CaseSummary._base_manager.filter(case_id=record.case_id).update(**values)
