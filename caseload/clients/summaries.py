"""Keeps the one derived row a case has. Called by the services whose writing changes it."""

from datetime import date, datetime
from uuid import UUID


from caseload.clients.models import Case, CaseSummary


def begin(case: Case) -> None:
    CaseSummary(case=case, organisation_id=case.organisation_id).save(force_insert=True)


def set_lead(case: Case, user_id: UUID | None) -> None:
    _rows(case).update(lead_id=user_id)


def count_contact(case: Case, *, happened_at: datetime, successful: bool, attempt: bool) -> None:
    """One contact more. Only a successful one resets the quiet clock (features.md 2.1)."""
    row = _rows(case).select_for_update(of=("self",)).get()
    row.contacts += 1
    if successful and (row.last_successful_at is None or happened_at > row.last_successful_at):
        row.last_successful_at = happened_at
        row.attempts_since_success = 0
    elif attempt and (row.last_successful_at is None or happened_at > row.last_successful_at):
        row.attempts_since_success += 1
    if attempt and (row.last_attempt_at is None or happened_at > row.last_attempt_at):
        row.last_attempt_at = happened_at
    row.save(force_update=True)


def set_steps(case: Case, *, next_due_on: date | None, open_steps: int) -> None:
    _rows(case).update(next_step_due_on=next_due_on, open_steps=open_steps)


def set_routes(case: Case, *, routes: int, suspended: int) -> None:
    _rows(case).update(routes=routes, routes_suspended=suspended)


def set_contacts(case: Case, **figures: object) -> None:
    """Replace what was counted, after a correction changed the order of things."""
    _rows(case).update(**figures)


def _rows(case: Case):  # type: ignore[no-untyped-def] # a manager's queryset
    return CaseSummary._base_manager.filter(case_id=case.pk)


