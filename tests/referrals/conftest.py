"""A case with a worker, and an agency that the client agreed to be referred to."""

import pytest


@pytest.fixture
def case(org):
    # Models can be imported only when a test runs.
    from tests.factories import clients  # noqa: PLC0415

    return clients.case(org, lead=org.worker, person={"given_names": "Rowan"})


@pytest.fixture
def consent(org, case):
    from tests.factories import referrals  # noqa: PLC0415 - as above

    return referrals.agreement(by=org.worker, on=case, to=org.agency("harbour"))


@pytest.fixture
def draft(org, case, consent):
    from tests.factories import referrals  # noqa: PLC0415 - as above

    return referrals.referral(by=org.worker, on=case, to=org.agency("harbour"))


@pytest.fixture
def sent(org, draft):
    from tests.factories import referrals  # noqa: PLC0415 - as above

    return referrals.send(by=org.worker, made=draft)


@pytest.fixture
def worker(client_as):
    return client_as("worker")


@pytest.fixture
def harbour(client_as):
    return client_as("harbour")
