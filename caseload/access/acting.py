"""The one way to work with people's records: as somebody, in one transaction.

HTTP requests, jobs, commands, stories and tests all open ``unit_of_work(actor)``. It starts the
transaction, proves the actor to the database and takes the shape role in one statement, and
puts clock and actor in place. Nothing else opens transactions on case models.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from caseload.access import context
from caseload.core import actor as acting_actor
from caseload.core import clock
from caseload.core.actor import Actor, Scope

SHAPE_ROLE = {
    Scope.OWN: "caseload_own",
    Scope.WIDE: "caseload_wide",
    Scope.PARTNER: "caseload_partner",
    Scope.RELAY: "caseload_relay",
    Scope.MIGRATION: "caseload_owner",
    # A refusal reads nothing: it stays the login role, which holds no right on case tables.
    Scope.REFUSAL: None,
}

_ENTER = (
    "SELECT current_setting('role', true), current_setting('ctx.token', true), "
    "ctx.enter(%s::uuid, %s::text, %s::text, %s::bigint, %s::bytea)"
)
_ENTER_AND_TAKE_ROLE = (
    "SELECT current_setting('role', true), current_setting('ctx.token', true), "
    "ctx.enter(%s::uuid, %s::text, %s::text, %s::bigint, %s::bytea), "
    "set_config('role', %s::text, true)"
)
_LEAVE_ROLE = "SELECT current_setting('role', true), set_config('role', 'none', true)"
_TAKE_ROLE = "SELECT set_config('role', %s::text, true)"
_PUT_BACK = "SELECT set_config('role', %s::text, true), set_config('ctx.token', %s::text, true)"


class NotInUnitOfWork(RuntimeError):
    """A write was tried outside ``unit_of_work`` or by somebody other than its actor."""


@contextmanager
def unit_of_work(
    actor: Actor, *, at: datetime | None = None, using: str = DEFAULT_DB_ALIAS
) -> Iterator[Actor]:
    """Do one piece of work as ``actor``: all of it is kept, or none.

    ``at`` is told time; a production database refuses it. Leaving a nested unit puts the former
    token and role back, because SET LOCAL lasts to the end of the outermost transaction (RL14).

    Raises:
        django.db.OperationalError: 28000, the database does not accept the actor.
    """
    connection = connections[using]
    nested = connection.in_atomic_block
    with transaction.atomic(using=using):
        former_role, former_token, moment = _enter(connection, actor, at)
        with acting_actor.bound(actor), clock.standing_at(moment, told=at):
            yield actor
        # After an exception the rollback to the savepoint puts both back, and a statement here
        # would only hide the cause.
        if nested and not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute(_PUT_BACK, [former_role or "none", former_token or ""])


@contextmanager
def at_the_desk(by: Actor) -> Iterator[Actor]:
    """Follow up what a partner's program sent, as the charity's own named actor.

    A program only ever adds rows of its own; states, tasks and notices that follow from them are
    the desk's doing, in the same transaction and under the same request, on behalf of the
    program.

    Raises:
        NotInUnitOfWork: ``by`` is no program, or has no desk.
    """
    demand(by)
    if by.desk is None:
        raise NotInUnitOfWork("Only a partner's program has a desk that follows it up.")
    with aside(replace(by.desk, request_id=by.request_id, on_behalf=f"user:{by.user_id}")) as desk:
        yield desk


@contextmanager
def aside(actor: Actor) -> Iterator[Actor]:
    """In the middle of somebody's work, do something as another actor, in the same transaction."""
    connection = connections[DEFAULT_DB_ALIAS]
    # Only the login role may enter; the shape is taken again when the other is done.
    with connection.cursor() as cursor:
        cursor.execute(_LEAVE_ROLE)
        shape = cursor.fetchone()[0]
    with unit_of_work(actor, at=clock.told()):
        yield actor
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_ROLE, [shape])


@contextmanager
def one_of_many(by: Actor) -> Iterator[None]:
    """Do one thing of several: if it is refused, the others stay as they are.

    What the database checks at COMMIT is checked here, or one of them would fail them all.

    Raises:
        NotInUnitOfWork: ``by`` is not the actor of the open unit of work.
    """
    demand(by)
    with transaction.atomic():
        yield
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _enter(
    connection: BaseDatabaseWrapper, actor: Actor, at: datetime | None
) -> tuple[str, str, datetime]:
    arguments = context.signed(actor, at=at, backend_pid=context.backend_pid(connection))
    role = SHAPE_ROLE[actor.scope]
    with connection.cursor() as cursor:
        if role is None:
            cursor.execute(_ENTER, arguments)
        else:
            cursor.execute(_ENTER_AND_TAKE_ROLE, [*arguments, role])
        row = cursor.fetchone()
    return row[0], row[1], row[2]


def demand(by: Actor) -> None:
    """Whoever writes is the actor of the open unit of work.

    Raises:
        NotInUnitOfWork: a programming error; nobody is refused by it.
    """
    bound = acting_actor.current_or_none()
    if bound is None or bound is not by:
        raise NotInUnitOfWork("Write inside unit_of_work(actor), as that actor.")
