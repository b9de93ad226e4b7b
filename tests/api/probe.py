"""A resource of the tests' own: the base is tested on it, whatever the real resources look like."""

from typing import Any

from django.db import connection
from django.urls import include, path
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.routers import SimpleRouter

from caseload.api.fields import CodeField
from caseload.api.records import CaseViewSet, RecordOut
from caseload.api.v1.urls import CASE
from caseload.api.views import CaseloadViewSet
from caseload.contacts import services
from caseload.contacts.models import Contact


class ProbePerson(serializers.Serializer):
    name = serializers.CharField(max_length=20)


class ProbeIn(serializers.Serializer):
    channel = CodeField("contact_channel")
    direction = CodeField("contact_direction")
    outcome = CodeField("contact_outcome")
    purposes = serializers.ListField(child=CodeField("contact_purpose"))
    happened_at = serializers.DateTimeField()
    minutes = serializers.IntegerField(default=0)
    headline = serializers.CharField(max_length=120, default="", allow_blank=True)
    people = ProbePerson(many=True, required=False)


class ProbeChange(serializers.Serializer):
    headline = serializers.CharField(max_length=120)


class ProbeOut(RecordOut):
    headline = serializers.CharField()
    happened_at = serializers.DateTimeField()


class ProbeViewSet(CaseViewSet):
    serializer_class = ProbeOut
    object_kind = "contact"
    order = "happened_at"

    def get_queryset(self) -> Any:
        return Contact.objects.visible_to(self.actor).filter(case=self.case)

    def create(self, request: Any, **path: str) -> Any:
        words = self.checked(ProbeIn)
        words.pop("people", None)
        contact = services.log_contact(by=self.actor, case=self.case, **words)
        return self.answer(self.out(contact), status=201)

    def partial_update(self, request: Any, **path: str) -> Any:
        changes = self.checked(ProbeChange, partial=True)
        contact = services.amend_contact(
            by=self.actor,
            contact=self.record,
            seen=self.seen_version(),
            reason="a slip of the pen",
            **changes,
        )
        return self.answer(self.out(contact))

    @action(detail=True, methods=["post"], url_path="strike-out")
    def strike_out(self, request: Any, **path: str) -> Any:
        self.no_body()
        services.strike_out_contact(
            by=self.actor, contact=self.record, seen=self.seen_version(), reason_code="duplicate"
        )
        return self.nothing()


class BrokenViewSet(CaseloadViewSet):
    """Fails in every way that a handler can."""

    parameters = frozenset({"how"})

    def list(self, request: Any) -> Any:
        how = request.query_params["how"]
        if how == "bug":
            raise RuntimeError("Marker Marigold 07700 900999")
        if how == "slow":
            _run("SET LOCAL statement_timeout = '20ms'")
            _run("SELECT pg_sleep(1)")
        if how == "detail":
            _run("SELECT 'Marker Marigold 07700 900999'::uuid")
        if how == "range":
            _run("SELECT 2147483647::int + 1")
        if how == "denied":
            _run("SELECT password FROM accounts_user")
        return self.answer({"results": []})

    def create(self, request: Any) -> Any:
        return self.answer({"kept": list(request.data)})


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


router = SimpleRouter(trailing_slash=False)
router.register(f"{CASE}/probes", ProbeViewSet, basename="probe")
router.register("broken", BrokenViewSet, basename="broken")

urlpatterns = [path("api/v1/", include(router.urls)), path("", include("config.urls"))]
handler400 = "caseload.api.documents.bad_request"
handler404 = "caseload.api.documents.not_found"
handler500 = "caseload.api.documents.server_error"
