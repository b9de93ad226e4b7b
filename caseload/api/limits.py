"""How often one may ask (api.md §1.9): staff by person, programs by their own row."""

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from django.conf import settings
from rest_framework.response import Response
from rest_framework.status import HTTP_400_BAD_REQUEST, HTTP_429_TOO_MANY_REQUESTS
from rest_framework.views import APIView

from caseload.access import rates
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.errors import RateLimited


class Limited(APIView):
    """A view whose requests are counted, refused ones too."""

    rate_bucket: ClassVar[str] = "staff"

    actor: Actor
    allowances: Sequence[rates.Allowance] = ()
    """What is left to a program in this minute and on this day; staff are told when it is spent."""

    def count(self) -> None:
        """Count one more.

        Raises:
            RateLimited: too many.
        """
        signed_in: Any = self.request.auth
        client = signed_in.client
        if client is not None:
            self.allowances = rates.count_program(
                caller=f"client:{client.pk}",
                per_minute=client.requests_per_minute,
                per_day=client.requests_per_day,
            )
            spent = [allowance.ends_in for allowance in self.allowances if allowance.is_spent]
            if spent:
                raise RateLimited(retry_after=max(spent))
            return
        limit = {
            "staff": settings.CASELOAD_STAFF_REQUESTS_PER_MINUTE,
            "search": settings.CASELOAD_SEARCHES_PER_MINUTE,
        }[self.rate_bucket]
        so_far = rates.count(caller=f"user:{self.actor.user_id}", bucket=self.rate_bucket)
        if so_far > limit:
            raise RateLimited(retry_after=60 - clock.now().second)

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Response:
        """Tell a program how much it may ask, and how much of that is left."""
        response = super().finalize_response(request, response, *args, **kwargs)
        for name, value in rate_headers(self.allowances, response.status_code):
            response[name] = value
        return response


def rate_headers(allowances: Sequence[rates.Allowance], status: int) -> Iterator[tuple[str, str]]:
    """``RateLimit-Policy`` and ``RateLimit`` (draft-ietf-httpapi-ratelimit-headers).

    What is left stands on successes and on 429 alone: other refusals are compared byte by byte,
    hidden with absent, and a number that falls with each request would differ.
    """
    if not allowances:
        return
    yield "RateLimit-Policy", ", ".join(f'"{a.name}";q={a.quota};w={a.seconds}' for a in allowances)
    if status < HTTP_400_BAD_REQUEST or status == HTTP_429_TOO_MANY_REQUESTS:
        yield "RateLimit", ", ".join(f'"{a.name}";r={a.left};t={a.ends_in}' for a in allowances)
