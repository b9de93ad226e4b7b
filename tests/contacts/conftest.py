"""One case of the north team with its worker, and a phone that may be called in the morning."""

from datetime import UTC, date, datetime

import pytest


@pytest.fixture
def case(org):
    # Models can be imported only when a test runs.
    from tests.factories import clients  # noqa: PLC0415

    return clients.case(org, lead=org.worker)


@pytest.fixture
def route(org, case):
    """Calls only, ten to twelve, asked last week."""
    from caseload.clients.services.safe_contact import record_route  # noqa: PLC0415 - as above
    from tests.support.acting import acting, fresh  # noqa: PLC0415 - as above

    by = fresh(org.worker)
    with acting(by):
        return record_route(
            by=by,
            case=case,
            kind="phone",
            value="07700 900102",
            call="allowed",
            voicemail="not_safe",
            safe_hours=[{"from": "10:00", "to": "12:00"}],
            verified_on=date(2025, 1, 10),
        )


@pytest.fixture
def call(route):
    """What a worker writes of a call that was answered, on a safe route at a safe hour."""
    return {
        "channel": "phone_call",
        "direction": "outbound",
        "outcome": "spoke_with_client",
        "purposes": ["welfare_check"],
        "happened_at": datetime(2025, 1, 13, 10, 5, tzinfo=UTC),
        "minutes": 25,
        "headline": "Talked through the bail change, coping",
        "detail": "Her sister will be there on Thursday.",
        "safe_contact_route_id": route.pk,
    }
