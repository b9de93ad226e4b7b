"""Writes the synthetic families down, day by day, as the system actor ``bulk`` in told time.

One day is one unit of work: every case that opened, every contact that was logged, every state that
changed on it, each with its history and under row security like anybody's work. A run that was cut
off goes on after the last day that it kept, case by case; a larger number adds families.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import connection
from django.db.models import Max

from caseload.access.acting import unit_of_work
from caseload.accounts import principals
from caseload.accounts.models import Organisation
from caseload.audit.writing import change_all
from caseload.clients.closing import ClosingCheck
from caseload.clients.models import Case, SafeContactRoute
from caseload.clients.rules import LONGEST_REVIEW_DAYS
from caseload.clients.safe_contact import LIFETIME_DAYS
from caseload.clients.states import CaseState
from caseload.contacts.counting import figure_arguments
from caseload.contacts.models import Contact
from caseload.core.actor import Actor
from caseload.core.clock import UK
from caseload.demo.bulk_rows import contact_rows, open_cases, task_rows
from caseload.demo.families import PlannedCase, PlannedContact, PlannedFamily
from caseload.demo.staff import Staff

_END_OF_WORK = time(18, 0)

# The figures of a case come from the same functions that a correction recounts with.
_COUNT_CONTACTS = """
    UPDATE clients_casesummary s
       SET contacts = f.contacts, last_successful_at = f.last_successful_at,
           last_attempt_at = f.last_attempt_at, attempts_since_success = f.attempts_since_success
      FROM audit.contact_figures(%s::uuid[], %s::text[], %s::text[], %s::text[]) f
     WHERE s.case_id = f.case_id
"""
_COUNT_STEPS = """
    UPDATE clients_casesummary s
       SET next_step_due_on = f.next_step_due_on, open_steps = f.open_steps
      FROM audit.step_figures(%s::uuid[]) f
     WHERE s.case_id = f.case_id
"""


@dataclass
class Day:
    """What has to be written down on one day."""

    opened: list[PlannedCase] = field(default_factory=list)
    confirmed: list[UUID] = field(default_factory=list)
    states: dict[str, list[UUID]] = field(default_factory=lambda: defaultdict(list))
    reviewed: dict[date, list[UUID]] = field(default_factory=lambda: defaultdict(list))
    contacts: list[tuple[PlannedCase, PlannedContact]] = field(default_factory=list)
    steps: list[PlannedCase] = field(default_factory=list)


class Bulk:
    """All the families that are asked for, and how far they have been written."""

    def __init__(
        self, organisation: Organisation, staff: Staff, families: Sequence[PlannedFamily]
    ) -> None:
        self._organisation = organisation
        self._staff = staff
        self._families = {family.number: family for family in families}
        self._narrator = principals.system_actor(organisation.pk, "bulk")
        self._days: dict[date, Day] = defaultdict(Day)
        written = self._written()
        for family in families:
            for case in family.cases:
                self._spread(case, written.get(case.id))

    @property
    def contacts(self) -> int:
        """How many contacts are still to be written."""
        return sum(len(day.contacts) for day in self._days.values())

    @property
    def days(self) -> int:
        return len(self._days)

    def write(self, *, after_each_day: Callable[[int], None]) -> None:
        """Write everything that is missing, oldest day first."""
        for day in sorted(self._days):
            moment = datetime.combine(day, _END_OF_WORK, tzinfo=UK)
            with unit_of_work(self._actor(), at=moment) as by:
                self._write_day(by, day, self._days[day])
            after_each_day(len(self._days[day].contacts))

    def _actor(self) -> Actor:
        """The same narrator in a request of its own: what is opened in it, it may finish."""
        return replace(self._narrator, request_id=uuid4())

    def _written(self) -> dict[UUID, date]:
        """The last day on which anything was written for each case that is there."""
        found: dict[UUID, date] = {}
        with unit_of_work(self._actor()) as by:
            _take_your_time()
            cases = Case.objects.visible_to(by)
            for rows in (
                Case.history.filter(id__in=cases.values("pk")).values_list("id"),
                SafeContactRoute.history.filter(case_id__in=cases.values("pk")).values_list(
                    "case_id"
                ),
            ):
                for case_id, last in rows.annotate(last=Max("history_date")):
                    _later(found, case_id, last)
            rows = Contact.objects.visible_to(by).values_list("case_id")
            for case_id, last in rows.annotate(last=Max("recorded_at")):
                _later(found, case_id, last)
        return found

    def _spread(self, case: PlannedCase, written: date | None) -> None:
        """Put what is not yet written of a case on its days."""

        def missing(day: date) -> bool:
            return written is None or day > written

        if missing(case.opened_on):
            self._days[case.opened_on].opened.append(case)
        for day in filter(missing, case.confirmed_on):
            self._days[day].confirmed.append(case.id)
        light_on = None
        for day, state in case.states:
            if state == CaseState.MAINTENANCE:
                light_on = day
            if missing(day):
                self._days[day].states[state].append(case.id)
        for count, day in enumerate(case.reviewed_on, start=2):
            if light_on and missing(day):
                due = light_on + timedelta(days=LONGEST_REVIEW_DAYS * count)
                self._days[day].reviewed[due].append(case.id)
        for contact in case.contacts:
            if missing(contact.recorded_on):
                self._days[contact.recorded_on].contacts.append((case, contact))
        if case.step and missing(case.step.recorded_on):
            self._days[case.step.recorded_on].steps.append(case)

    def _write_day(self, by: Actor, day: date, what: Day) -> None:
        _take_your_time()
        if what.opened:
            open_cases(by, self._organisation, self._staff, self._families, what.opened)
        if what.confirmed:
            self._confirm(what.confirmed, day)
        for state in (each for each in CaseState if each in what.states):
            self._move(state, what.states[state], day)
        for due, case_ids in what.reviewed.items():
            change_all(_locked(Case, case_ids), reason="reviewed", review_due_on=due)
        steps = task_rows(by, self._organisation, self._staff, what.steps)
        contact_rows(by, self._organisation, what.contacts, steps)
        _run(_COUNT_CONTACTS, figure_arguments(sorted({case.id for case, _ in what.contacts})))
        if what.steps:
            _run(_COUNT_STEPS, [sorted({case.id for case in what.steps})])

    def _confirm(self, case_ids: Iterable[UUID], day: date) -> None:
        rows = SafeContactRoute._base_manager.select_for_update(of=("self",)).filter(
            case_id__in=list(case_ids), suspended_reason=""
        )
        change_all(
            list(rows.order_by("pk")),
            reason="confirmed by voice",
            verified_on=day,
            expires_on=day + timedelta(days=LIFETIME_DAYS),
        )

    def _move(self, state: str, case_ids: list[UUID], day: date) -> None:
        now = datetime.combine(day, _END_OF_WORK, tzinfo=UK)
        changes: dict[str, Any] = {"state": state, "state_since": now, "review_due_on": None}
        if state == CaseState.MAINTENANCE:
            changes["review_due_on"] = day + timedelta(days=LONGEST_REVIEW_DAYS)
        elif state == CaseState.PAUSED:
            changes["pause_reason"] = "awaiting_event"
        elif state == CaseState.CLOSING:
            changes |= {
                "closure_reason": "needs_met",
                "closure_summary": "Support ended as planned.",
                "closing_checks": sorted(ClosingCheck),
            }
        elif state == CaseState.CLOSED:
            changes["closed_at"] = now
        change_all(_locked(Case, case_ids), reason=None, **changes)


def _locked(model: Any, ids: Iterable[UUID]) -> list[Any]:
    rows = model._base_manager.select_for_update(of=("self",)).filter(pk__in=list(ids))
    return list(rows.order_by("pk"))


def _later(found: dict[UUID, date], case_id: UUID, moment: datetime) -> None:
    day = moment.astimezone(UK).date()
    found[case_id] = max(day, found.get(case_id, day))


def _run(statement: str, arguments: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, arguments)


def _take_your_time() -> None:
    """A server process may not take longer than five seconds; a command that fills a demo may."""
    _run("SET LOCAL statement_timeout = 0", [])
