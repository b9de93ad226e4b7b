"""Endpoints and events of agencies."""

from typing import Any
from uuid import UUID, uuid4

from caseload.access.acting import at_the_desk
from caseload.accounts.models import PartnerClient
from caseload.exchange.event_types import EventType
from caseload.exchange.models import WebhookEndpoint
from caseload.exchange.outbox import emit
from caseload.exchange.services import endpoints
from tests.support.acting import acting
from tests.support.standard import MORNING, program_actor

URL = "https://hooks.example.org/caseload"


def endpoint(
    program: PartnerClient, *, url: str = URL, at: Any = MORNING, **words: Any
) -> tuple[WebhookEndpoint, str]:
    """An endpoint of the program's agency, still pending, and its secret."""
    by = program_actor(program)
    with acting(by, at), at_the_desk(by) as desk:
        return endpoints.add_endpoint(by=desk, agency=program.agency, url=url, **words)


def event(
    program: PartnerClient,
    *,
    type: str = EventType.INTAKE_STATUS_CHANGED,
    object_id: UUID | None = None,
    version: int = 1,
    external_reference: str = "",
    at: Any = MORNING,
) -> UUID:
    """One event for the program's agency; answers its id."""
    by = program_actor(program)
    with acting(by, at), at_the_desk(by) as desk:
        return emit(
            by=desk,
            agency_id=program.agency_id,
            type=type,
            object_id=object_id or uuid4(),
            version=version,
            external_reference=external_reference,
        )
