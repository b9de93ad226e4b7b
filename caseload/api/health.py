"""Is it alive, and may it serve? No detail to strangers."""

from django.db import Error as DatabaseFailure
from django.db import connection
from django.http import HttpRequest, JsonResponse

from caseload.access.acting import unit_of_work
from caseload.accounts.principals import refused
from caseload.api.documents import read_only
from caseload.api.middleware import request_id_of


@read_only
def live(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "live"})


@read_only
def ready(request: HttpRequest) -> JsonResponse:
    """Ready when the database accepts our context and the login role is not privileged."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
            )
            privileged = cursor.fetchone()[0]
        with unit_of_work(refused(None, request_id_of(request))):
            pass
    except DatabaseFailure:
        return JsonResponse({"status": "not ready"}, status=503)
    if privileged:
        return JsonResponse({"status": "not ready"}, status=503)
    return JsonResponse({"status": "ready"})


@read_only
def version(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"api": "v1"})
