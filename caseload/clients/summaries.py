"""Keeps the one derived row a case has. Called by the services whose writing changes it.

``manage.py summaries`` counts everything again from the records and says where a row differs.
"""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import F, Q, QuerySet, Value

from caseload.clients.models import Case, CaseSummary


def begin(case: Case) -> None:
    CaseSummary(case=case, organisation_id=case.organisation_id).save(force_insert=True)


def lock(case_id: UUID) -> None:
    """From here to the end of the transaction nobody else counts for this case."""
    _rows(case_id).select_for_update(of=("self",)).values_list("pk").first()


def lock_all(case_ids: Iterable[UUID]) -> None:
    """The same for several, in one order for everybody, so that two of them never wait in a ring."""
    rows = CaseSummary._base_manager.filter(case_id__in=sorted(case_ids)).order_by("case_id")
    list(rows.select_for_update(of=("self",)).values_list("pk"))


def set_lead(case: Case, user_id: UUID | None) -> None:
    _rows(case.pk).update(lead_id=user_id)


def count_contact(case_id: UUID, *, happened_at: datetime, successful: bool, attempt: bool) -> bool:
    """One contact more, in one statement; False if it lies before one that was counted already.

    Then nothing is written and the caller counts again from the records: what an earlier entry
    does to "attempts since" cannot be told from the row alone.
    """
    rows = _rows(case_id)
    if successful:
        return bool(
            rows.filter(_is_later(happened_at)).update(
                contacts=F("contacts") + 1,
                last_successful_at=happened_at,
                last_attempt_at=happened_at,
                attempts_since_success=Value(0),
            )
        )
    if attempt:
        return bool(
            rows.filter(_is_later(happened_at)).update(
                contacts=F("contacts") + 1,
                last_attempt_at=happened_at,
                attempts_since_success=F("attempts_since_success") + 1,
            )
        )
    return bool(rows.update(contacts=F("contacts") + 1))


def _is_later(happened_at: datetime) -> Q:
    return Q(last_attempt_at=None) | Q(last_attempt_at__lt=happened_at)


def set_steps(case_id: UUID, *, next_due_on: date | None, open_steps: int) -> None:
    _rows(case_id).update(next_step_due_on=next_due_on, open_steps=open_steps)


def recount_routes(case_id: UUID) -> None:
    """Count the ways to reach the client again; the writer may not see every one of them."""
    lock(case_id)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM audit.route_figures(%s::uuid[])", [[case_id]])
        _, routes, suspended = cursor.fetchone()
    _rows(case_id).update(routes=routes, routes_suspended=suspended)


def set_contacts(
    case_id: UUID,
    *,
    contacts: int,
    last_successful_at: datetime | None,
    last_attempt_at: datetime | None,
    attempts_since_success: int,
) -> None:
    """Replace what was counted, after a correction changed the order of things."""
    _rows(case_id).update(
        contacts=contacts,
        last_successful_at=last_successful_at,
        last_attempt_at=last_attempt_at,
        attempts_since_success=attempts_since_success,
    )


def _rows(case_id: UUID) -> QuerySet[CaseSummary]:
    return CaseSummary._base_manager.filter(case_id=case_id)
