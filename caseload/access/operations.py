"""Every act that changes something, declared in one line above its service.

``@operation`` is the only place where permission, audit name and transaction are said. Its
registry generates ``docs/operations.md``, which a trustee can read, and carries the event to
subscribers that run in the same transaction (the only back channel between apps).
"""

import functools
import inspect
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from caseload.access import scope
from caseload.access.acting import demand
from caseload.access.permissions import CASE_PERMISSIONS, Permission
from caseload.access.roles import held_by
from caseload.core.actor import Actor
from caseload.core.errors import NotPermitted


@dataclass(frozen=True, slots=True)
class Operation:
    """One act: its event, the permission it needs, and on what."""

    event: str
    needs: Permission | None
    on: str
    service: str
    meaning: str
    second: str | None = None
    follows: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """An operation that just happened, for those that run in the same transaction."""

    operation: Operation
    by: Actor
    result: Any


OPERATIONS: dict[str, Operation] = {}
_subscribers: dict[str, list[Callable[[Event], None]]] = defaultdict(list)


def subscribe(event: str, handler: Callable[[Event], None]) -> None:
    """Run ``handler`` inside the transaction of each ``event``; called at start-up."""
    _subscribers[event].append(handler)


def operation[**Args, Result](
    event: str,
    *,
    needs: Permission | None,
    on: str,
    second: str | None = None,
    follows: str | None = None,
) -> Callable[[Callable[Args, Result]], Callable[Args, Result]]:
    """Declare a service: who may do it, on what, and what the trail calls it.

    ``on`` names the argument the permission is asked about: a case, something that has a case,
    or an organisation or team where there is no case yet. ``needs=None`` is for acts on one's
    own things only (a draft), and shows as such in the operations table; or for what follows of
    itself from an act that was permitted, which ``follows`` names.

    Raises (when called):
        NotInUnitOfWork: no unit of work, or another actor's.
        NotPermitted: the actor may not do this.
    """

    def declare(service: Callable[Args, Result]) -> Callable[Args, Result]:
        if on not in inspect.signature(service).parameters:
            raise TypeError(f"{service.__qualname__} has no argument called {on}.")
        known = Operation(
            event=event,
            needs=needs,
            on=on,
            service=f"{service.__module__}.{service.__qualname__}",
            meaning=(inspect.getdoc(service) or "").split("\n", 1)[0],
            second=second,
            follows=follows,
        )
        if event in OPERATIONS and OPERATIONS[event].service != known.service:
            raise TypeError(f"Two operations are called {event}.")
        OPERATIONS[event] = known

        @functools.wraps(service)
        def run(*args: Args.args, **kwargs: Args.kwargs) -> Result:
            by = kwargs["by"]
            if not isinstance(by, Actor):
                raise TypeError("The first argument of a service is by=, an Actor.")
            demand(by)
            if needs is not None and not is_permitted(by, needs, kwargs[on]):
                raise NotPermitted
            result = service(*args, **kwargs)
            for handler in _subscribers[event]:
                handler(Event(known, by, result))
            return result

        run.operation = known  # type: ignore[attr-defined] # read by the promise tests
        return run

    return declare


def is_permitted(by: Actor, permission: Permission, target: Any) -> bool:
    """May ``by`` do this to ``target``: by grant on its case, or by role in its organisation?"""
    if permission in CASE_PERMISSIONS:
        return scope.may(by, permission, getattr(target, "case_id", None) or target.pk)
    organisation_id = getattr(target, "organisation_id", None) or target.pk
    return permission in held_by(by.roles) and organisation_id == by.organisation_id
