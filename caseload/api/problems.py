"""Every answer that is not a success, in RFC 9457 form; no submitted value is ever echoed.

Refusals are written down in a unit of work of their own, after the refused one was rolled back
(access-and-audit.md §8, api.md §1.6).
"""

import traceback
from dataclasses import asdict
from pathlib import Path
from typing import Any

import structlog
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, JsonResponse
from rest_framework import exceptions as drf
from rest_framework.response import Response

from caseload.access.acting import unit_of_work
from caseload.accounts.principals import refused
from caseload.api.middleware import request_id_of
from caseload.api.problem_types import PROBLEMS, Problem
from caseload.audit import refusals
from caseload.core import errors

log = structlog.get_logger()

_RECORDED = frozenset({401, 403, 404, 409, 412})

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
    "55P03": errors.IdempotencyKeyInProgress,
}

_BY_DRF: dict[type[drf.APIException], type[errors.CaseloadError]] = {
    drf.ParseError: errors.MalformedRequest,
    drf.NotAuthenticated: errors.NotAuthenticated,
    drf.AuthenticationFailed: errors.NotAuthenticated,
    drf.PermissionDenied: errors.NotPermitted,
    drf.NotFound: errors.NotFound,
}
_DRF_SLUGS = {
    drf.MethodNotAllowed: "method-not-allowed",
    drf.NotAcceptable: "not-acceptable",
    drf.UnsupportedMediaType: "unsupported-media-type",
}


def body(problem: Problem, request: HttpRequest, error: errors.CaseloadError | None) -> dict[str, Any]:
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
    if error and "allowed" in error.facts:
        document["allowed"] = error.facts["allowed"]
    return document


def understand(exc: Exception) -> tuple[Problem, errors.CaseloadError | None]:
    """Which problem this exception is; anything unknown is a 500 that says nothing."""
    if isinstance(exc, errors.CaseloadError):
        return PROBLEMS[exc.slug], exc
    for kind, slug in _DRF_SLUGS.items():
        if isinstance(exc, kind):
            return PROBLEMS[slug], None
    for kind, ours in _BY_DRF.items():
        if isinstance(exc, kind):
            return PROBLEMS[ours.slug], ours()
    if isinstance(exc, Http404):
        return PROBLEMS["not-found"], errors.NotFound()
    if isinstance(exc, PermissionDenied):
        return PROBLEMS["not-permitted"], errors.NotPermitted()
    if isinstance(exc, DatabaseError):
        known = _BY_SQLSTATE.get(getattr(exc.__cause__, "sqlstate", "") or "")
        if known is not None:
            return PROBLEMS[known.slug], known()
    return PROBLEMS["internal-error"], None


def answer_exception(exc: Exception, context: dict[str, Any]) -> Response:
    """DRF's exception handler: say what happened, and write the refusal down."""
    view, request = context["view"], context["request"]
    problem, error = understand(exc)
    if problem.status >= 500:
        log.error(
            "unexpected",
            kind=type(exc).__name__,
            where=_where(exc),
            request=str(request_id_of(request)),
        )
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
    if problem.status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="caseload"'
    if isinstance(error, errors.StaleVersion) and (tag := error.facts.get("etag")):
        response["ETag"] = str(tag)
    return response


def _where(exc: Exception) -> list[str]:
    """The last frames by file and line; never values, which would be somebody's data."""
    frames = traceback.extract_tb(exc.__traceback__)[-6:]
    return [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames]


def _write_refusal(view: Any, request: HttpRequest, reason: str) -> bool:
    """In its own short unit, as the same person under a scope that reads nothing."""
    if connection.in_atomic_block and connection.needs_rollback:
        return False
    actor = refused(getattr(view, "actor", None), request_id_of(request))
    try:
        with unit_of_work(actor):
            refusals.refuse(
                verb=request.method or "",
                route=getattr(view, "route_name", lambda: "")(),
                object_kind=getattr(view, "object_kind", "route"),
                object_id=",".join(str(value) for value in getattr(view, "kwargs", {}).values()),
                reason=reason,
            )
    except DatabaseError as exc:
        log.error("refusal not written", kind=type(exc).__name__)
        return False
    return True


def problem_response(request: HttpRequest, slug: str) -> JsonResponse:
    """A problem outside any view: unknown routes, broken requests, CSRF, 500."""
    problem = PROBLEMS[slug]
    response = JsonResponse(
        body(problem, request, None), status=problem.status, content_type="application/problem+json"
    )
    response["Cache-Control"] = "no-store"
    return response
