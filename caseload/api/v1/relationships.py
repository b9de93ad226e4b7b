"""Who else there is in the client's life, as this client told it."""

from typing import Any

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
from caseload.clients.selectors.records import relationships_of_case
from caseload.clients.selectors.relationships import inverse_type
from caseload.clients.services import relationships as services


class RelationshipWordsIn(serializers.Serializer):
    """What the client told of somebody; a name as told, and never a link to another client."""

    relationship_type = CodeField("relationship_type", required=False, allow_blank=True)
    name_as_told = serializers.CharField(required=False, allow_blank=True, max_length=200)
    born_on = serializers.DateField(required=False, allow_null=True)
    is_child = serializers.BooleanField(required=False)
    lives_with_client = serializers.BooleanField(required=False)
    starts_on = serializers.DateField(required=False, allow_null=True)
    ends_on = serializers.DateField(required=False, allow_null=True)
    parental_responsibility = CodeField("parental_responsibility", required=False, allow_blank=True)
    child_knowledge = CodeField("child_knowledge", required=False, allow_blank=True)
    child_knowledge_words = serializers.CharField(required=False, allow_blank=True, max_length=2000)
    note = serializers.CharField(required=False, allow_blank=True, max_length=5000)
    told_by = serializers.CharField(required=False, allow_blank=True, max_length=120)


class RelationshipIn(RelationshipWordsIn):
    """Somebody in the client's life."""

    person_role = CodeField("person_role")
    sensitivity = CodeField("record_sensitivity", required=False)


class RelationshipChangesIn(RelationshipWordsIn):
    """A correction or something more, and why."""

    person_role = CodeField("person_role", required=False)
    reason = serializers.CharField(max_length=200)


class EndRelationshipIn(serializers.Serializer):
    """Until when it was: today, if nothing is said."""

    ends_on = serializers.DateField(required=False)
    reason = serializers.CharField(max_length=200)


class ChildKnowledgeIn(serializers.Serializer):
    """What a child knows, and in which words."""

    child_knowledge = CodeField("child_knowledge")
    words = serializers.CharField(required=False, allow_blank=True, max_length=2000)
    reason = serializers.CharField(required=False, allow_blank=True, max_length=200)


class RelationshipOut(RecordOut):
    """A relationship as it stands; ``inverse_type`` is what the client is to the other person."""

    person_role = CodeField("person_role")
    relationship_type = CodeField("relationship_type")
    inverse_type = serializers.SerializerMethodField()
    name_as_told = serializers.CharField()
    born_on = serializers.DateField(allow_null=True)
    is_child = serializers.BooleanField()
    lives_with_client = serializers.BooleanField()
    starts_on = serializers.DateField(allow_null=True)
    ends_on = serializers.DateField(allow_null=True)
    parental_responsibility = CodeField("parental_responsibility")
    child_knowledge = CodeField("child_knowledge")
    child_knowledge_words = serializers.CharField()
    note = serializers.CharField()
    told_by = serializers.CharField()

    def get_inverse_type(self, relationship: Any) -> str:
        return inverse_type(relationship.relationship_type)


class RelationshipViewSet(CaseViewSet):
    """Relationships told in one case."""

    serializer_class = RelationshipOut
    object_kind = "relationship"

    def get_queryset(self) -> QuerySet[Any]:
        return relationships_of_case(by=self.actor, case=self.case)

    @extend_schema(operation_id="relationships_of_case", responses={200: page_of(RelationshipOut)})
    def list(self, request: Request, **path: str) -> Response:
        """Whom the client told of, newest first."""
        return super().list(request, **path)

    @extend_schema(operation_id="relationship", responses={200: RelationshipOut})
    def retrieve(self, request: Request, **path: str) -> Response:
        """One relationship."""
        return super().retrieve(request, **path)

    @extend_schema(
        operation_id="record_relationship",
        request=RelationshipIn,
        responses={201: RelationshipOut},
    )
    def create(self, request: Request, **path: str) -> Response:
        """Write down somebody in the client's life."""
        told = self.checked(RelationshipIn)
        relationship = services.record_relationship(by=self.actor, case=self.case, **told)
        return self.answer(self.out(relationship), status=HTTP_201_CREATED)

    @extend_schema(
        operation_id="amend_relationship",
        request=RelationshipChangesIn,
        responses={200: RelationshipOut},
    )
    def partial_update(self, request: Request, **path: str) -> Response:
        """Correct or add to what was told."""
        seen = self.seen_version()
        told = self.checked(RelationshipChangesIn)
        relationship = services.amend_relationship(
            by=self.actor, relationship=self.record, seen=seen, **told
        )
        return self.answer(self.out(relationship))

    @extend_schema(
        operation_id="end_relationship",
        request=EndRelationshipIn,
        responses={200: RelationshipOut},
    )
    @action(detail=True, methods=["post"])
    def end(self, request: Request, **path: str) -> Response:
        """It is over; that it was stays on the record."""
        seen = self.seen_version()
        told = self.checked(EndRelationshipIn)
        relationship = services.end_relationship(
            by=self.actor, relationship=self.record, seen=seen, **told
        )
        return self.answer(self.out(relationship), action="U")

    @extend_schema(
        operation_id="set_child_knowledge",
        request=ChildKnowledgeIn,
        responses={200: RelationshipOut},
    )
    @action(detail=True, methods=["post"], url_path="child-knowledge")
    def child_knowledge(self, request: Request, **path: str) -> Response:
        """Say what a child knows, before anybody is in touch with the child."""
        seen = self.seen_version()
        told = self.checked(ChildKnowledgeIn)
        relationship = services.set_child_knowledge(
            by=self.actor, relationship=self.record, seen=seen, **told
        )
        return self.answer(self.out(relationship), action="U")
