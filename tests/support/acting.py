"""Short words for tests and factories: do something as somebody, at a told time."""

import dataclasses
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import connection

from caseload.access.acting import unit_of_work
from caseload.core.actor import Actor
from tests.support.standard import MORNING, actor_of


def acting(actor: Actor, at: datetime | None = MORNING) -> AbstractContextManager[Actor]:
    """A unit of work at a told time; ``at=None`` is the machine's."""
    return unit_of_work(actor, at=at)


def fresh(by: Any, at: datetime | None = MORNING) -> Actor:
    """The same person in another request. ``by`` is an actor or a user.

    What somebody opens they see until the request ends, so a factory that opened a case with the
    test's own actor would leave it visible to them.
    """
    if isinstance(by, Actor):
        return dataclasses.replace(by, request_id=uuid4())
    return actor_of(by, at=at or MORNING)


def commit_check() -> None:
    """Run now what the database checks at COMMIT, which never comes in a rolled-back test."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
