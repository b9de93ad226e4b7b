"""Every answer that is not a success, in RFC 9457 form; no submitted value is ever echoed.

Refusals are written down in a unit of work of their own, after the refused one was rolled back
(access-and-audit.md §8, api.md §1.6).
"""

import traceback
from dataclasses import asdict
from pathlib import Path
from typing import Any

import structlog
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import DataError, InterfaceError, OperationalError, connection
from django.db import Error as DatabaseFailure
from django.http import Http404, HttpRequest, JsonResponse
from rest_framework import exceptions as drf
from rest_framework.response import Response
from rest_framework.status import (
    HTTP_401_UNAUTHORIZED,
    HTTP_500_INTERNAL_SERVER_ERROR,
    HTTP_503_SERVICE_UNAVAILABLE,
)

from caseload.access.acting import unit_of_work
from caseload.accounts.principals import refused
from caseload.api.middleware import request_id_of
from caseload.api.problem_types import PROBLEMS, Problem
from caseload.audit import refusals
from caseload.core import errors

log = structlog.get_logger()

_RECORDED = frozenset({401, 403, 404, 409, 412})
CONTEXT_REFUSED = "28000"

_BY_SQLSTATE: dict[str, type[errors.CaseloadError]] = {
    "42501": errors.NotPermitted,
    "28000": errors.NotAuthenticated,
    "23505": errors.ValidationFailed,
    "23503": errors.ValidationFailed,
    "23514": errors.ValidationFailed,
    "23P01": errors.ValidationFailed,
    "23H01": errors.ValidationFailed,
    "23H02": errors.ValidationFailed,
    "23H03": errors.ValidationFailed,
    "23H04": errors.AllocationRefused,
    "40001": errors.StaleVersion,
}
# Whole classes: values that the column cannot hold; and a database that is gone, full or too slow
# (statement_timeout, lock_timeout, deadlock), where the same request may succeed in a moment.
_UNHOLDABLE = ("22",)
_NOT_NOW = ("08", "53", "55", "57", "40P01", "25P03")

_SLUGS: tuple[tuple[type[Exception], str], ...] = (
    (drf.ParseError, "malformed-request"),
    (drf.NotAuthenticated, "not-authenticated"),
    (drf.AuthenticationFailed, "not-authenticated"),
    (drf.PermissionDenied, "not-permitted"),
    (drf.NotFound, "not-found"),
    (drf.MethodNotAllowed, "method-not-allowed"),
    (drf.NotAcceptable, "not-acceptable"),
    (drf.UnsupportedMediaType, "unsupported-media-type"),
    (Http404, "not-found"),
    (PermissionDenied, "not-permitted"),
    (RequestDataTooBig, "payload-too-large"),
    (SuspiciousOperation, "malformed-request"),
)


def body(
    problem: Problem, request: HttpRequest, error: errors.CaseloadError | None
) -> dict[str, Any]:
    """The problem document; ``detail`` is a sentence without anybody's data."""
    document: dict[str, Any] = {
        "type": f"/problems/{problem.slug}",
        "title": problem.title,
        "status": problem.status,
        "code": problem.slug,
        "detail": error.detail if error else problem.sentence,
        "instance": f"urn:uuid:{request_id_of(request)}",
        "errors": [asdict(item) for item in error.errors] if error else [],
    }
    for member in ("allowed", "ways_on", "existing_id"):
        if error and member in error.facts:
            document[member] = error.facts[member]
    return document


def understand(exc: Exception) -> tuple[Problem, errors.CaseloadError | None]:
    """Which problem this exception is; anything unknown is a 500 that says nothing."""
    if isinstance(exc, errors.CaseloadError):
        return PROBLEMS[exc.slug], exc
    if isinstance(exc, DatabaseFailure):
        return _understand_database(exc)
    slug = next((slug for kind, slug in _SLUGS if isinstance(exc, kind)), "internal-error")
    return PROBLEMS[slug], None


def _understand_database(exc: DatabaseFailure) -> tuple[Problem, errors.CaseloadError | None]:
    """By SQLSTATE alone: message and DETAIL of a database error hold values."""
    state = getattr(exc.__cause__, "sqlstate", "") or ""
    known = _BY_SQLSTATE.get(state)
    if known is not None:
        return PROBLEMS[known.slug], known()
    if state.startswith(_UNHOLDABLE) or isinstance(exc, DataError):
        return PROBLEMS["validation-error"], errors.ValidationFailed()
    without_answer = isinstance(exc, OperationalError | InterfaceError) and not state
    if state.startswith(_NOT_NOW) or without_answer:
        return PROBLEMS["maintenance"], None
    return PROBLEMS["internal-error"], None


def answer_exception(exc: Exception, context: dict[str, Any]) -> Response:
    """DRF's exception handler: say what happened, and write the refusal down."""
    view, request = context["view"], context["request"]
    problem, error = understand(exc)
    if problem.status >= HTTP_500_INTERNAL_SERVER_ERROR:
        log_unexpected(exc, request)
    if problem.status in _RECORDED and not _write_refusal(view, request, problem.slug):
        problem, error = PROBLEMS["audit-unavailable"], errors.AuditUnavailable()
    response = Response(
        body(problem, request, error),
        status=problem.status,
        content_type="application/problem+json",
    )
    response["Cache-Control"] = "no-store"
    if isinstance(error, errors.RateLimited):
        response["Retry-After"] = str(error.retry_after)
    elif problem.status == HTTP_503_SERVICE_UNAVAILABLE or isinstance(
        error, errors.IdempotencyKeyInProgress
    ):
        response["Retry-After"] = "1"
    if problem.status == HTTP_401_UNAUTHORIZED:
        response["WWW-Authenticate"] = _challenge(request)
    if isinstance(error, errors.StaleVersion) and (tag := error.facts.get("etag")):
        response["ETag"] = str(tag)
    return response


def _challenge(request: HttpRequest) -> str:
    sent = 'error="invalid_token"' if request.headers.get("Authorization") else ""
    return ", ".join(filter(None, ('Bearer realm="caseload"', sent)))


def log_unexpected(exc: BaseException, request: HttpRequest) -> None:
    """What an operator needs to find the fault; never values, which would be somebody's data."""
    log.error(
        "unexpected",
        kind=type(exc).__name__,
        where=_where(exc),
        request=str(request_id_of(request)),
    )


def _where(exc: BaseException) -> list[str]:
    """The last frames by file and line."""
    frames = traceback.extract_tb(exc.__traceback__)[-6:]
    return [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames]


def _write_refusal(view: Any, request: HttpRequest, reason: str) -> bool:
    """In its own short unit, as the same person under a scope that reads nothing."""
    if connection.in_atomic_block and connection.needs_rollback:
        return False
    somebody, request_id = getattr(view, "actor", None), request_id_of(request)
    # Somebody whose session ended a moment ago is nobody to the database by now.
    for actor in (somebody, None) if somebody else (None,):
        try:
            with unit_of_work(refused(actor, request_id)):
                refusals.refuse(
                    verb=request.method or "",
                    route=getattr(view, "route_name", lambda: "")(),
                    object_kind=getattr(view, "object_kind", "route"),
                    object_id=",".join(
                        str(value) for value in getattr(view, "kwargs", {}).values()
                    ),
                    reason=reason,
                )
        except DatabaseFailure as exc:
            if getattr(exc.__cause__, "sqlstate", "") == CONTEXT_REFUSED and actor:
                continue
            log.error(  # noqa: TRY400 - a traceback holds values
                "refusal not written", kind=type(exc).__name__
            )
            return False
        return True
    return False


def problem_response(request: HttpRequest, slug: str) -> JsonResponse:
    """A problem outside any view: unknown routes, broken requests, CSRF, 500."""
    problem = PROBLEMS[slug]
    response = JsonResponse(
        body(problem, request, None), status=problem.status, content_type="application/problem+json"
    )
    response["Cache-Control"] = "no-store"
    return response
