"""Matches across what people may see: for the safeguarding lead alone (BR-07)."""

import uuid
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from caseload.access.permissions import Permission
from caseload.api.schema import page_of
from caseload.api.views import CaseloadViewSet
from caseload.clients.models import MatchOutcome, MatchState, ProtectedMatch
from caseload.clients.selectors.matches import protected_matches
from caseload.clients.services.duplicates import review_protected_match


class ProtectedMatchOut(serializers.Serializer):
    """Somebody registered, and the case that they may belong to."""

    id = serializers.UUIDField()
    version = serializers.IntegerField()
    person_id = serializers.UUIDField(help_text="Who was registered.")
    case_id = serializers.UUIDField(
        help_text="The case that matched, out of the registrar's sight."
    )
    state = serializers.ChoiceField(choices=MatchState.choices)
    outcome = serializers.CharField(help_text="Empty until it is reviewed.")
    note = serializers.CharField()
    reviewed_by_id = serializers.UUIDField(allow_null=True)
    reviewed_at = serializers.DateTimeField(allow_null=True)
    recorded_by_id = serializers.UUIDField(help_text="Who registered the person.")
    recorded_at = serializers.DateTimeField()


class MatchReviewIn(serializers.Serializer):
    """What the match turned out to be."""

    outcome = serializers.ChoiceField(choices=MatchOutcome.choices)
    note = serializers.CharField(required=False, allow_blank=True, default="", max_length=2000)


class ProtectedMatchViewSet(CaseloadViewSet):
    """The safeguarding lead's list."""

    needs = Permission.MANAGE_SIDES
    object_kind = "protected_match"
    wide_needs_reason = True
    serializer_class = ProtectedMatchOut

    def get_queryset(self) -> QuerySet[ProtectedMatch]:
        return protected_matches(by=self.actor)

    def door(self) -> None:
        if "id" in self.kwargs:
            self.record = self.find(uuid.UUID(self.kwargs["id"]))

    @extend_schema(operation_id="protected_matches", responses={200: page_of(ProtectedMatchOut)})
    def list(self, request: Request, **path: str) -> Response:
        """Every match that was found, newest first."""
        return self.answer_page(self.get_queryset())

    @extend_schema(operation_id="protected_match", responses={200: ProtectedMatchOut})
    def retrieve(self, request: Request, **path: str) -> Response:
        """One match."""
        return self.answer(self.out(self.record))

    @extend_schema(
        operation_id="review_protected_match",
        request=MatchReviewIn,
        responses={200: ProtectedMatchOut},
    )
    @action(detail=True, methods=["post"])
    def review(self, request: Request, **path: str) -> Response:
        """Say what it turned out to be."""
        seen = self.seen_version()
        asked: dict[str, Any] = self.checked(MatchReviewIn)
        match = review_protected_match(by=self.actor, match=self.record, seen=seen, **asked)
        return self.answer(self.out(match))
