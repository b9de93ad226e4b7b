"""Refuse to serve from a database whose fence would not hold (access-and-audit.md §2).

Asked once a process. A database that is down at that moment can hand out nothing either, so the
question is put again with the next request.
"""

from collections.abc import Callable, Iterable
from typing import Any

import structlog
from django.db import OperationalError, connection

from caseload.access.doctor import login_role_problems

log = structlog.get_logger()

type Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

_REFUSAL = b"Caseload does not serve: its database role is not safe. Run `manage.py doctor`.\n"


class UnsafeToServe(RuntimeError):
    """The login role is not bound by row security, or time may be told in production."""


def refuse_if_unsafe() -> None:
    """Let nothing begin that serves or works for somebody.

    Raises:
        UnsafeToServe: with a sentence for each reason.
        django.db.OperationalError: the database does not answer.
    """
    try:
        problems = list(login_role_problems())
    finally:
        connection.close()
    if problems:
        raise UnsafeToServe(" ".join(problems))


def guarded(application: Application) -> Application:
    """``application``, behind the question; while the answer is bad, everything is 503."""
    state = {"safe": _is_safe()}

    def serve(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if state["safe"] is None:
            state["safe"] = _is_safe()
        if state["safe"] is False:
            headers = [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store")]
            start_response("503 Service Unavailable", headers)
            return [_REFUSAL]
        return application(environ, start_response)

    return serve


def _is_safe() -> bool | None:
    """None: not known, because the database does not answer."""
    try:
        refuse_if_unsafe()
    except OperationalError:
        log.warning("start-up check waits for the database")
        return None
    except UnsafeToServe as error:
        log.error("refusing to serve", reason=str(error))  # noqa: TRY400 - a finding, not a fault
        return False
    return True
