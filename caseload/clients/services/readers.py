"""Records that fewer people may read than the case (features.md 2.19)."""

from datetime import datetime
from uuid import UUID

from caseload.access import scope
from caseload.access.operations import operation
from caseload.access.permissions import Permission
from caseload.access.roles import Role
from caseload.clients.models import RecordReader
from caseload.clients.records import CaseRecord
from caseload.clients.sensitivity import OPEN, demand_readable, is_lower
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.errors import NotPermitted, ValidationFailed


@operation("reader.named", needs=Permission.VIEW_RESTRICTED, on="record")
def name_reader(
    *, by: Actor, record: CaseRecord, user_id: UUID, ends_at: datetime | None = None
) -> RecordReader:
    """Let one colleague who sees the case read one restricted record of it."""
    if record.sensitivity in OPEN:
        raise ValidationFailed.at(
            "", "not_restricted", "Whoever sees the case may read this record already."
        )
    if ends_at is not None and ends_at <= clock.now():
        raise ValidationFailed.at("/ends_at", "ends_in_the_past", "The end lies in the past.")
    return RecordReader(
        case=record.case,
        record_id=record.pk,
        record_kind=record._meta.model_name or "",
        user_id=user_id,
        ends_at=ends_at,
    ).record(by=by)


@operation("reader.ended", needs=Permission.VIEW_RESTRICTED, on="reader")
def end_reader(*, by: Actor, reader: RecordReader, seen: int, reason: str) -> RecordReader:
    """The colleague may not read the record any longer."""
    return reader.amend(by=by, seen=seen, reason=reason, ends_at=clock.now())


@operation("record.sensitivity_changed", needs=Permission.RECORD, on="record")
def change_sensitivity(
    *, by: Actor, record: CaseRecord, seen: int, sensitivity: str, reason: str
) -> CaseRecord:
    """Narrow or widen who may read a record.

    Anybody who may write it raises it, as far as they still read it themselves; only who
    allocates, or the safeguarding lead, lowers it.

    Raises:
        NotPermitted: lower without the right to it, or out of the caller's own sight.
    """
    if is_lower(sensitivity, record.sensitivity) and not _may_lower(by, record):
        raise NotPermitted("Only a manager or the safeguarding lead lowers the sensitivity.")
    demand_readable(by=by, record=record, level=sensitivity)
    return record.amend(by=by, seen=seen, reason=reason, sensitivity=sensitivity)


def _may_lower(by: Actor, record: CaseRecord) -> bool:
    return Role.SAFEGUARDING_LEAD in by.roles or scope.may(by, Permission.ALLOCATE, record.case_id)
