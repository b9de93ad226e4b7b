"""The request's id: accepted from the caller or made, mirrored, and kept with every event."""

import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class RequestIdMiddleware:
    """Stores a UUID on the request and mirrors it; errors and the trail carry the same one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = request_id_of(request)
        response = self.get_response(request)
        response["X-Request-Id"] = str(request_id)
        response["X-Correlation-Id"] = str(_uuid(request, "X-Correlation-Id") or request_id)
        # Static files say for themselves how long they keep.
        response.headers.setdefault("Cache-Control", "no-store")
        return response


def request_id_of(request: HttpRequest) -> uuid.UUID:
    """The id of this request, made at the first asking."""
    known = getattr(request, "caseload_request_id", None)
    if known is None:
        known = _uuid(request, "X-Request-Id") or uuid.uuid4()
        request.caseload_request_id = known  # type: ignore[attr-defined] # ours, on every request
    return known


def _uuid(request: HttpRequest, header: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.headers.get(header, ""))
    except ValueError:
        return None
