"""Where the client lives or lived, as told in one case."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from caseload.api.fields import CodeField
from caseload.api.records import CaseViewSet, RecordOut
from caseload.api.schema import page_of
from caseload.api.v1.safe_contact_routes import RevealIn
from caseload.clients.selectors.records import addresses_of_case
from caseload.clients.services import addresses as services


class AddressWordsIn(serializers.Serializer):
    """An address and its dates, as somebody told it."""

    label = serializers.CharField(required=False, allow_blank=True, max_length=80)  # type: ignore[assignment] # our member, not the field's own
    lines = serializers.CharField(required=False, allow_blank=True, max_length=1000)
    postcode = serializers.CharField(required=False, allow_blank=True, max_length=10)
    from_on = serializers.DateField(required=False, allow_null=True)
    to_on = serializers.DateField(required=False, allow_null=True)
    told_by = serializers.CharField(required=False, allow_blank=True, max_length=120)


class AddressIn(AddressWordsIn):
    """A new address. A confidential one keeps its lines apart."""

    is_confidential = serializers.BooleanField(default=False)
    sensitivity = CodeField("record_sensitivity", required=False)


class AddressChangesIn(AddressWordsIn):
    """A correction, and why."""

    reason = serializers.CharField(max_length=200)


class EndAddressIn(serializers.Serializer):
    """Until when the client lived there: today, if nothing is said."""

    to_on = serializers.DateField(required=False)
    reason = serializers.CharField(max_length=200)


class AddressReasonIn(serializers.Serializer):
    """Why it is kept apart from now on."""

    reason = serializers.CharField(max_length=200)


class AddressOut(RecordOut):
    """An address as it stands. The lines of a confidential one are empty: ``reveal`` opens them."""

    label = serializers.CharField()  # type: ignore[assignment] # our member, not the field's own
    lines = serializers.CharField()
    postcode = serializers.CharField()
    is_confidential = serializers.BooleanField()
    from_on = serializers.DateField(allow_null=True)
    to_on = serializers.DateField(allow_null=True)
    told_by = serializers.CharField()


class ConfidentialAddressOut(serializers.Serializer):
    """The lines of a confidential address, shown once, by their own logged call."""

    case_id = serializers.UUIDField()
    address_id = serializers.UUIDField()
    lines = serializers.CharField()
    postcode = serializers.CharField()


class AddressViewSet(CaseViewSet):
    """Addresses of the client of one case."""

    serializer_class = AddressOut
    object_kind = "address"
    # Each time it is opened again, that is recorded again.
    search_actions: ClassVar[frozenset[str]] = frozenset({"reveal"})

    def get_queryset(self) -> QuerySet[Any]:
        return addresses_of_case(by=self.actor, case=self.case)

    @extend_schema(operation_id="addresses_of_case", responses={200: page_of(AddressOut)})
    def list(self, request: Request, **path: str) -> Response:
        """Every address of one case, newest first."""
        return super().list(request, **path)

    @extend_schema(operation_id="address", responses={200: AddressOut})
    def retrieve(self, request: Request, **path: str) -> Response:
        """One address."""
        return super().retrieve(request, **path)

    @extend_schema(operation_id="record_address", request=AddressIn, responses={201: AddressOut})
    def create(self, request: Request, **path: str) -> Response:
        """Write down an address, from when until when, and who said so."""
        told = self.checked(AddressIn)
        address = services.record_address(by=self.actor, case=self.case, **told)
        return self.answer(self.out(address), status=HTTP_201_CREATED)

    @extend_schema(
        operation_id="amend_address", request=AddressChangesIn, responses={200: AddressOut}
    )
    def partial_update(self, request: Request, **path: str) -> Response:
        """Correct an address; the lines of a confidential one by their readers only."""
        seen = self.seen_version()
        told = self.checked(AddressChangesIn)
        address = services.amend_address(by=self.actor, address=self.record, seen=seen, **told)
        return self.answer(self.out(address))

    @extend_schema(operation_id="end_address", request=EndAddressIn, responses={200: AddressOut})
    @action(detail=True, methods=["post"])
    def end(self, request: Request, **path: str) -> Response:
        """The client has moved out."""
        seen = self.seen_version()
        told = self.checked(EndAddressIn)
        address = services.end_address(by=self.actor, address=self.record, seen=seen, **told)
        return self.answer(self.out(address), action="U")

    @extend_schema(
        operation_id="make_confidential", request=AddressReasonIn, responses={201: AddressOut}
    )
    @action(detail=True, methods=["post"], url_path="make-confidential")
    def make_confidential(self, request: Request, **path: str) -> Response:
        """Keep it apart from now on. The answer is the address that takes its place."""
        seen = self.seen_version()
        told = self.checked(AddressReasonIn)
        kept = services.make_confidential(by=self.actor, address=self.record, seen=seen, **told)
        return self.answer(self.out(kept), status=HTTP_201_CREATED)

    @extend_schema(
        operation_id="reveal_confidential_address",
        request=RevealIn,
        responses={200: ConfidentialAddressOut},
    )
    @action(detail=True, methods=["post"])
    def reveal(self, request: Request, **path: str) -> Response:
        """Open the lines of a confidential address, with the reason."""
        said = self.checked(RevealIn)
        lines = services.reveal_confidential_address(by=self.actor, address=self.record, **said)
        return self.answer(ConfidentialAddressOut(lines), kind="confidential_address", action="R")

    def location(self, instance: Any) -> str:
        return f"/api/v1/cases/{instance.case_id}/addresses/{instance.pk}"
