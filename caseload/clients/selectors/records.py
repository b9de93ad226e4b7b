"""Records of one case, whatever they are: list and item share these rows."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from caseload.clients.models import (
    Address,
    Allocation,
    Case,
    RecordReader,
    Relationship,
    SafeContactRoute,
)
from caseload.clients.records import CaseRecord
from caseload.core.actor import Actor
from caseload.core.errors import NotFound


def on_case[Record: CaseRecord](
    model: type[Record], *, by: Actor, case: Case
) -> QuerySet[Record, Record]:
    """The records of one kind that ``by`` may read on this case."""
    return model.objects.visible_to(by).filter(case=case)


def record_on_case[Record: CaseRecord](
    model: type[Record], *, by: Actor, case: Case, record_id: UUID
) -> Record:
    """One record of one kind on this case.

    Raises:
        NotFound: it is not there, or not for ``by``.
    """
    record: Any = on_case(model, by=by, case=case).filter(pk=record_id).first()
    if record is None:
        raise NotFound
    return record  # type: ignore[no-any-return] # a row of ``model``


def routes_of_case(*, by: Actor, case: Case) -> QuerySet[Any]:
    """The ways to reach the client; code words are opened apart."""
    return on_case(SafeContactRoute, by=by, case=case)


def addresses_of_case(*, by: Actor, case: Case) -> QuerySet[Any]:
    """Addresses as told here; the lines of a confidential one are opened apart."""
    return on_case(Address, by=by, case=case)


def relationships_of_case(*, by: Actor, case: Case) -> QuerySet[Any]:
    """Whom the client told of."""
    return on_case(Relationship, by=by, case=case)


def allocations_of_case(*, by: Actor, case: Case) -> QuerySet[Any]:
    """Who works or worked on the case."""
    return on_case(Allocation, by=by, case=case)


def readers_of_record(*, by: Actor, case: Case, record_id: UUID) -> QuerySet[Any]:
    """The colleagues named as readers of one record."""
    return on_case(RecordReader, by=by, case=case).filter(record_id=record_id)
