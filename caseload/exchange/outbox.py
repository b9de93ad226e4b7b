"""The one way to tell agencies anything: a row in the transaction of the change (api.md §7).

Whoever changes something needs no right on jobs, endpoints or deliveries for it; the relay does
the rest, and if it is down nothing is lost.
"""

from typing import Final
from uuid import UUID, uuid4

from django.db import connection

from caseload.access.acting import demand
from caseload.core.actor import Actor
from caseload.exchange.event_types import OBJECT_OF, TOMBSTONES, EventOp, EventType

# Plain SQL, because a shape that may add may not read, and the ORM would ask for what the database
# stamped. Time, transaction and number are the trigger's, whatever is sent.
_ADD: Final = (
    "INSERT INTO exchange_outboxevent (id, organisation_id, agency_id, type, object, object_id, "
    "object_version, external_reference, op) VALUES (%s::uuid, %s::uuid, %s::uuid, %s::text, "
    "%s::text, %s::uuid, %s::integer, %s::text, %s::text)"
)


def emit(
    *,
    by: Actor,
    agency_id: UUID,
    type: str,
    object_id: UUID,
    version: int,
    external_reference: str = "",
) -> UUID:
    """Queue one event for one agency; answers the event's id, which is also its webhook-id.

    What the event is about, and whether it is a tombstone, follow from its type.

    Raises:
        ValueError: there is no such type; a programming error.
    """
    demand(by)
    known = EventType(type)
    event_id = uuid4()
    op = EventOp.DELETE if known in TOMBSTONES else EventOp.UPDATE
    with connection.cursor() as cursor:
        cursor.execute(
            _ADD,
            [
                event_id,
                by.organisation_id,
                agency_id,
                str(known),
                str(OBJECT_OF[known]),
                object_id,
                version,
                external_reference,
                str(op),
            ],
        )
    return event_id
