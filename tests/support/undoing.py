"""Requests that leave nothing behind, so that one world serves many of them."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written inside is rolled back, the context of the request included.

    A client whose token is made inside is nobody afterwards: ask ``world.api`` before.
    """
    with transaction.atomic():  # noqa: TID251 - a savepoint around whole requests, not a unit of work
        yield
        transaction.set_rollback(True)
