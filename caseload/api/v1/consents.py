"""What the client of a case was asked, and what they answered."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from caseload.api.fields import CodeField
from caseload.api.records import CaseViewSet, RecordOut, TogetherOut
from caseload.api.schema import page_of
from caseload.consents.models import Answer, Consent
from caseload.consents.selectors import records
from caseload.consents.services import consents
from caseload.core.errors import ValidationFailed
from caseload.core.sharing import DataCategory


class ConsentIn(serializers.Serializer):
    """One answer: to what, about whom, by whom, in which words."""

    scope = CodeField("consent_scope")
    answer = serializers.ChoiceField(choices=Answer.choices)
    method = CodeField("consent_method")
    recipient_agency_id = serializers.UUIDField(required=False)
    recipient_name = serializers.CharField(max_length=200, required=False, allow_blank=True)
    categories = serializers.ListField(
        child=serializers.ChoiceField(choices=DataCategory.choices), required=False, max_length=10
    )
    giver = CodeField("consent_giver", required=False)
    standing = CodeField("parental_responsibility", required=False, allow_blank=True)
    competence = CodeField("child_decision_competence", required=False, allow_blank=True)
    capacity = CodeField("capacity_status", required=False, allow_blank=True)
    wording_version = serializers.CharField(max_length=40, required=False, allow_blank=True)
    evidence = serializers.CharField(max_length=5000, required=False, allow_blank=True)
    answered_at = serializers.DateTimeField(required=False)
    valid_from = serializers.DateTimeField(required=False)
    valid_until = serializers.DateTimeField(required=False, allow_null=True)


class RenewIn(serializers.Serializer):
    """The person was asked again, and said yes."""

    method = CodeField("consent_method")
    wording_version = serializers.CharField(max_length=40, required=False, allow_blank=True)
    evidence = serializers.CharField(max_length=5000, required=False, allow_blank=True)
    valid_until = serializers.DateTimeField(required=False, allow_null=True)


class TakeBackConsentIn(serializers.Serializer):
    """The person takes it back."""

    withdrawn_at = serializers.DateTimeField(required=False)
    method = CodeField("consent_method")
    note = serializers.CharField(max_length=2000, required=False, allow_blank=True)


class ConsentOut(TogetherOut, RecordOut):
    """One answer, with what it is worth today."""

    person_id = serializers.UUIDField(source="case.client_id")
    scope = CodeField("consent_scope")
    status = serializers.SerializerMethodField()
    answer = serializers.ChoiceField(choices=Answer.choices)
    recipient_agency_id = serializers.UUIDField(allow_null=True)
    recipient_name = serializers.CharField()
    categories = serializers.ListField(child=serializers.ChoiceField(choices=DataCategory.choices))
    giver = CodeField("consent_giver")
    standing = CodeField("parental_responsibility")
    competence = CodeField("child_decision_competence")
    capacity = CodeField("capacity_status")
    method = CodeField("consent_method")
    wording_version = serializers.CharField()
    evidence = serializers.CharField()
    answered_at = serializers.DateTimeField()
    valid_from = serializers.DateTimeField()
    valid_until = serializers.DateTimeField(allow_null=True)
    renews_id = serializers.UUIDField(allow_null=True)
    withdrawn_at = serializers.DateTimeField(allow_null=True)
    withdrawal_note = serializers.CharField()
    ended_disclosure_ids = serializers.SerializerMethodField()
    still_covered_disclosure_ids = serializers.SerializerMethodField()

    def get_status(self, consent: Consent) -> str:
        answered_again = self.once("answered_again", records.answered_again)
        return records.status_of(consent, newer=consent.pk in answered_again)

    def get_ended_disclosure_ids(self, consent: Consent) -> list[str]:
        return self._of_withdrawal(consent, "ended", records.ended_by)

    def get_still_covered_disclosure_ids(self, consent: Consent) -> list[str]:
        return self._of_withdrawal(consent, "still_covered", records.still_covered)

    def _of_withdrawal(self, consent: Consent, name: str, ask: Any) -> list[str]:
        if consent.withdrawn_at is None:
            return []
        return [str(pk) for pk in self.once(name, ask).get(consent.pk, ())]


class ConsentViewSet(CaseViewSet):
    """Answers of the client of one case; none is ever changed, but to say that it was taken back."""

    serializer_class = ConsentOut
    object_kind = "consent"
    order: ClassVar[str] = "answered_at"

    def get_queryset(self) -> QuerySet[Consent]:
        return records.consents_of_case(by=self.actor, case=self.case)

    @extend_schema(operation_id="consents_of_case", responses={200: page_of(ConsentOut)})
    def list(self, request: Request, **path: str) -> Response:
        """Every answer, newest first, with what it is worth today."""
        return super().list(request, **path)

    @extend_schema(operation_id="consent", responses={200: ConsentOut})
    def retrieve(self, request: Request, **path: str) -> Response:
        """One answer."""
        return super().retrieve(request, **path)

    @extend_schema(operation_id="record_consent", request=ConsentIn, responses={201: ConsentOut})
    def create(self, request: Request, **path: str) -> Response:
        """Write down an answer. No record means no; a no and not asked are answers too."""
        entry = self.checked(ConsentIn)
        demand_agency(self.actor, entry)
        made = consents.record_consent(by=self.actor, case=self.case, **entry)
        return self.answer(self.out(made), status=HTTP_201_CREATED)

    @extend_schema(
        operation_id="withdraw_consent", request=TakeBackConsentIn, responses={200: ConsentOut}
    )
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, **path: str) -> Response:
        """Take it back: what rested on it ends in the same transaction."""
        seen = self.seen_version()
        entry = self.checked(TakeBackConsentIn)
        changed = consents.withdraw_consent(by=self.actor, consent=self.record, seen=seen, **entry)
        return self.answer(self.out(changed), action="U")

    @extend_schema(operation_id="renew_consent", request=RenewIn, responses={201: ConsentOut})
    @action(detail=True, methods=["post"])
    def renew(self, request: Request, **path: str) -> Response:
        """Asked again, and yes: a new answer beside the old one."""
        seen = self.seen_version()
        entry = self.checked(RenewIn)
        made = consents.renew_consent(by=self.actor, consent=self.record, seen=seen, **entry)
        return self.answer(self.out(made), status=HTTP_201_CREATED)

    def location(self, instance: Consent) -> str:
        return f"/api/v1/cases/{instance.case_id}/consents/{instance.pk}"


def demand_agency(by: Any, entry: dict[str, Any]) -> None:
    """An agency that a body names is one of the caller's organisation.

    Raises:
        ValidationFailed: hidden and absent alike.
    """
    wanted = entry.get("recipient_agency_id")
    if wanted is not None and records.agency(by=by, agency_id=wanted) is None:
        raise ValidationFailed.at("/recipient_agency_id", "not_found", "There is no such agency.")
