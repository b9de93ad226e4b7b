"""The pages of the interface itself: its schema, its documentation, its problem types."""

import sys
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    JsonResponse,
)
from django.urls import Resolver404, resolve
from django.utils.decorators import method_decorator
from django.views.decorators.csp import csp_override
from drf_spectacular.views import SpectacularJSONAPIView, SpectacularSwaggerSplitView
from rest_framework.permissions import AllowAny

from caseload.accounts import tokens
from caseload.api.partner_schema import for_programs
from caseload.api.problem_types import PROBLEMS
from caseload.api.problems import log_unexpected, problem_response

DOCS_POLICY = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:"],
    "connect-src": ["'self'"],
    "frame-ancestors": ["'none'"],
    "base-uri": ["'none'"],
}


class SchemaView(SpectacularJSONAPIView):
    """The interface as OpenAPI; it holds nobody's data, so anybody may read all of it.

    Whoever sends the token of a partner's program gets what a program can ask and no more, so that
    a client made from it offers nothing that would be refused.
    """

    authentication_classes: list[Any] = []
    permission_classes = [AllowAny]

    def _get_schema_response(self, request: Any) -> Any:
        response = super()._get_schema_response(request)
        kind, _, token = request.headers.get("Authorization", "").partition(" ")
        found = tokens.find(token.strip()) if kind.lower() == "bearer" else None
        if found is not None and tokens.program_of(found) is not None:
            response.data = for_programs(response.data)
        return response


@method_decorator(csp_override(DOCS_POLICY), name="dispatch")
class DocsView(SpectacularSwaggerSplitView):
    """Readable documentation from our own assets; script stays out of the page."""

    authentication_classes: list[Any] = []
    permission_classes = [AllowAny]


def read_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """GET and HEAD; any other method is told so in the form of every other problem."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method in {"GET", "HEAD"}:
            return view(request, *args, **kwargs)
        refused = problem_response(request, "method-not-allowed")
        refused["Allow"] = "GET, HEAD"
        return refused

    return answer


@read_only
def problem(request: HttpRequest, slug: str) -> HttpResponse:
    """What one problem type means and what to do about it."""
    if slug not in PROBLEMS:
        return problem_response(request, "not-found")
    known = PROBLEMS[slug]
    return JsonResponse(
        {
            "type": f"/problems/{known.slug}",
            "status": known.status,
            "title": known.title,
            "detail": known.sentence,
            "what_to_do": known.what_to_do or "Read the title.",
        }
    )


def without_slash(request: HttpRequest, path: str) -> HttpResponse:
    """308 from the slashed form of a known address; says nothing about any object."""
    bare = f"/api/v1/{path}"
    try:
        resolve(bare)
    except (Resolver404, Http404):
        return problem_response(request, "not-found")
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(
        f"{bare}?{query}" if query else bare, preserve_request=True
    )


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    return problem_response(request, "not-permitted")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return problem_response(request, "not-found")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return problem_response(request, "malformed-request")


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return problem_response(request, "not-permitted")


def server_error(request: HttpRequest) -> HttpResponse:
    """Whatever no view caught. Django's own log line would hold the traceback with its values."""
    if (failure := sys.exception()) is not None:
        log_unexpected(failure, request)
    return problem_response(request, "internal-error")
