"""Records that fewer people may read than the case: who may read which level."""

from typing import Any

from caseload.access import scope
from caseload.access.permissions import SENSITIVITY_READERS
from caseload.clients.models import RecordReader
from caseload.clients.records import CaseRecord
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.errors import NotPermitted
from caseload.vocabulary.source import codes

OPEN = frozenset({"standard", "third_party_confidential"})
_CANNOT_FOLLOW = "You would not be able to read this any more. Ask the lead worker to do it."


def is_lower(level: str, than: str) -> bool:
    """Whether more people could read it. Third-party marks do not narrow the readers at all."""
    order = [code for code in codes("record_sensitivity") if code not in OPEN]
    height = {code: place + 1 for place, code in enumerate(order)}
    return height.get(level, 0) < height.get(than, 0)


def may_read(*, by: Actor, record: CaseRecord, level: str) -> bool:
    """Would ``by`` still read ``record`` at this level: as author, by right, or by name?"""
    if level in OPEN or record.recorded_by_id == by.user_id:
        return True
    permission = SENSITIVITY_READERS.get(level)
    if permission is not None and scope.may(by, permission, record.case_id):
        return True
    named = RecordReader.objects.visible_to(by).filter(record_id=record.pk, user_id=by.user_id)
    return any(reader.ends_at is None or reader.ends_at > clock.now() for reader in named)


def demand_readable(*, by: Actor, record: Any, level: str) -> None:
    """Row security lets nobody put a record where they could not read it themselves.

    Raises:
        NotPermitted: in words, before the database says it without any.
    """
    if not may_read(by=by, record=record, level=level):
        raise NotPermitted(_CANNOT_FOLLOW)
