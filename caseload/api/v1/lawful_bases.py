"""Decisions that something is told without agreement."""

from typing import ClassVar

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
from caseload.api.v1.consents import demand_agency
from caseload.consents.models import LawfulBasis
from caseload.consents.selectors import records
from caseload.consents.services import bases
from caseload.core.sharing import DataCategory


class BasisIn(serializers.Serializer):
    """What is decided, on which ground, and what that ground asks for."""

    ground = CodeField("disclosure_ground")
    recipient_agency_id = serializers.UUIDField(required=False)
    recipient_name = serializers.CharField(max_length=200, required=False, allow_blank=True)
    categories = serializers.ListField(
        child=serializers.ChoiceField(choices=DataCategory.choices), min_length=1, max_length=10
    )
    article6 = CodeField("lawful_basis_art6")
    article9 = CodeField("special_category_art9", required=False, allow_blank=True)
    schedule1 = CodeField("dpa_schedule1_condition", required=False, allow_blank=True)
    duty = CodeField("legal_duty_regime", required=False, allow_blank=True)
    rationale = serializers.CharField(max_length=5000)
    concern = serializers.CharField(max_length=5000, required=False, allow_blank=True)
    danger = serializers.CharField(max_length=5000, required=False, allow_blank=True)
    danger_at = serializers.DateTimeField(required=False, allow_null=True)
    agreement_not_sought_because = serializers.CharField(
        max_length=2000, required=False, allow_blank=True
    )
    family_told = serializers.BooleanField(required=False, allow_null=True)
    family_told_note = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    requester = serializers.CharField(max_length=200, required=False, allow_blank=True)
    order_reference = serializers.CharField(max_length=120, required=False, allow_blank=True)
    power = serializers.CharField(max_length=200, required=False, allow_blank=True)
    request_scope = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    person_told_at = serializers.DateTimeField(required=False, allow_null=True)
    tell_later_because = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    tell_later_until = serializers.DateField(required=False, allow_null=True)
    ends_at = serializers.DateTimeField(required=False, allow_null=True)


class EndBasisIn(serializers.Serializer):
    """Why it holds no longer."""

    reason = serializers.CharField(max_length=200)


class BasisOut(RecordOut):
    """A decision to tell without agreement; no basis before its second person has approved."""

    ground = CodeField("disclosure_ground")
    recipient_agency_id = serializers.UUIDField(allow_null=True)
    recipient_name = serializers.CharField()
    categories = serializers.ListField(child=serializers.ChoiceField(choices=DataCategory.choices))
    article6 = CodeField("lawful_basis_art6")
    article9 = CodeField("special_category_art9")
    schedule1 = CodeField("dpa_schedule1_condition")
    duty = CodeField("legal_duty_regime")
    rationale = serializers.CharField()
    concern = serializers.CharField()
    danger = serializers.CharField()
    danger_at = serializers.DateTimeField(allow_null=True)
    agreement_not_sought_because = serializers.CharField()
    family_told = serializers.BooleanField(allow_null=True)
    family_told_note = serializers.CharField()
    requester = serializers.CharField()
    order_reference = serializers.CharField()
    power = serializers.CharField()
    request_scope = serializers.CharField()
    overrides_refusal = serializers.BooleanField()
    person_told_at = serializers.DateTimeField(allow_null=True)
    tell_later_because = serializers.CharField()
    tell_later_until = serializers.DateField(allow_null=True)
    needs_second = serializers.BooleanField()
    approved_by_id = serializers.UUIDField(allow_null=True)
    approved_at = serializers.DateTimeField(allow_null=True)
    confirmed_by_id = serializers.UUIDField(allow_null=True)
    confirmed_at = serializers.DateTimeField(allow_null=True)
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField(allow_null=True)


class LawfulBasisViewSet(CaseViewSet):
    """Lawful bases of one case."""

    serializer_class = BasisOut
    object_kind = "lawful_basis"
    order: ClassVar[str] = "starts_at"

    def get_queryset(self) -> QuerySet[LawfulBasis]:
        return records.bases_of_case(by=self.actor, case=self.case)

    @extend_schema(operation_id="lawful_bases", responses={200: page_of(BasisOut)})
    def list(self, request: Request, **path: str) -> Response:
        """Every decision, newest first."""
        return super().list(request, **path)

    @extend_schema(operation_id="lawful_basis", responses={200: BasisOut})
    def retrieve(self, request: Request, **path: str) -> Response:
        """One decision."""
        return super().retrieve(request, **path)

    @extend_schema(operation_id="record_basis", request=BasisIn, responses={201: BasisOut})
    def create(self, request: Request, **path: str) -> Response:
        """Decide that something is told: by the safeguarding lead, or in danger of life by the worker."""
        entry = self.checked(BasisIn)
        demand_agency(self.actor, entry)
        made = bases.record_basis(by=self.actor, case=self.case, **entry)
        return self.answer(self.out(made), status=HTTP_201_CREATED)

    @extend_schema(operation_id="approve_basis", request=None, responses={200: BasisOut})
    @action(detail=True, methods=["post"])
    def approve(self, request: Request, **path: str) -> Response:
        """The second person agrees."""
        seen = self.seen_version()
        self.no_body()
        changed = bases.approve_basis(by=self.actor, basis=self.record, seen=seen)
        return self.answer(self.out(changed), action="U")

    @extend_schema(operation_id="confirm_basis", request=None, responses={200: BasisOut})
    @action(detail=True, methods=["post"])
    def confirm(self, request: Request, **path: str) -> Response:
        """The safeguarding lead confirms what was decided in an emergency."""
        seen = self.seen_version()
        self.no_body()
        changed = bases.confirm_basis(by=self.actor, basis=self.record, seen=seen)
        return self.answer(self.out(changed), action="U")

    @extend_schema(operation_id="end_basis", request=EndBasisIn, responses={200: BasisOut})
    @action(detail=True, methods=["post"])
    def end(self, request: Request, **path: str) -> Response:
        """It holds no longer; what rested on it alone ends."""
        seen = self.seen_version()
        entry = self.checked(EndBasisIn)
        changed = bases.end_basis(by=self.actor, basis=self.record, seen=seen, **entry)
        return self.answer(self.out(changed), action="U")

    def location(self, instance: LawfulBasis) -> str:
        return f"/api/v1/cases/{instance.case_id}/lawful-bases/{instance.pk}"
