"""Records of one case, whatever they are: list and item share these rows."""

from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import QuerySet

from caseload.access.rights import row_policies
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
from caseload.core.errors import NotFound, ValidationFailed


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
    return record


def restrictable_record(*, by: Actor, case: Case, kind: str, record_id: UUID) -> CaseRecord:
    """A record of this case whose readers can be narrowed, by the name of its kind.

    Raises:
        ValidationFailed: no such kind, or no such record for ``by``; both answer alike.
    """
    model = restrictable_kinds().get(kind)
    record = (
        None if model is None else on_case(model, by=by, case=case).filter(pk=record_id).first()
    )
    if record is None:
        raise ValidationFailed.at("/record_id", "not_found", "There is no such record.")
    return record


def restrictable_kinds() -> dict[str, type[CaseRecord]]:
    """Every kind of record whose rows differ in sensitivity."""
    kinds: dict[str, type[CaseRecord]] = {}
    for model in apps.get_models():
        policies = row_policies(model)
        if issubclass(model, CaseRecord) and policies is not None and policies.narrows:
            kinds[str(model._meta.model_name)] = model
    return kinds


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
