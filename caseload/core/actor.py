"""Who is acting. Nothing in Caseload happens without a named actor (law 8)."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID, uuid4


class Scope(StrEnum):
    """What the signed context lets the database assume about the actor."""

    OWN = "own"
    WIDE = "wide"
    PARTNER = "partner"
    EMERGENCY = "emergency"
    RELAY = "relay"
    REFUSAL = "refusal"
    MIGRATION = "migration"


NO_ORGANISATION = UUID(int=0)
"""Of the two actors that belong to none; equal to no organisation there is."""


@dataclass(frozen=True, slots=True)
class Actor:
    """One authenticated principal in one request, job or command."""

    user_id: UUID
    session_id: UUID
    scope: Scope
    organisation_id: UUID
    roles: frozenset[str]
    username: str
    request_id: UUID = field(default_factory=uuid4)
    purpose: str | None = None
    on_behalf: str | None = None
    agency_id: UUID | None = None
    """Of a partner's program alone."""
    desk: "Actor | None" = None
    """Who follows up what a partner's program sends (``acting.at_the_desk``)."""

    @property
    def is_partner(self) -> bool:
        return self.scope is Scope.PARTNER

    @property
    def is_wide(self) -> bool:
        return self.scope is Scope.WIDE

    def __str__(self) -> str:
        return f"actor {self.user_id}"


class NoActor(RuntimeError):
    """Code that touches people's records ran outside a unit of work."""


_current: ContextVar[Actor | None] = ContextVar("caseload_actor", default=None)


def current() -> Actor:
    """The actor whose unit of work this is.

    Raises:
        NoActor: nobody is bound, which is a programming error and not a refusal.
    """
    actor = _current.get()
    if actor is None:
        raise NoActor("No actor is bound. Open access.acting.unit_of_work(actor) first.")
    return actor


def current_or_none() -> Actor | None:
    return _current.get()


@contextmanager
def bound(actor: Actor | None) -> Iterator[None]:
    """Bind ``actor`` for the length of a block, and put back who was bound before."""
    token = _current.set(actor)
    try:
        yield
    finally:
        _current.reset(token)
