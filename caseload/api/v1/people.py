"""People: identity only, and only of those in whose case the caller has a part."""

import uuid
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from caseload.access.permissions import Permission
from caseload.api.fields import CodeField
from caseload.api.views import CaseloadViewSet
from caseload.clients.models import Case, Person
from caseload.clients.selectors import cases as selectors
from caseload.clients.services import people as services
from caseload.core.errors import AccessReasonRequired, NotFound


class IdentityIn(serializers.Serializer):
    """Who somebody is. Everything may stay unsaid."""

    given_names = serializers.CharField(required=False, allow_blank=True, max_length=150)
    family_name = serializers.CharField(required=False, allow_blank=True, max_length=150)
    known_as = serializers.CharField(required=False, allow_blank=True, max_length=150)
    former_names = serializers.ListField(
        child=serializers.CharField(max_length=300), required=False, max_length=20
    )
    pronouns = serializers.CharField(required=False, allow_blank=True, max_length=40)
    born_on = serializers.DateField(required=False, allow_null=True)
    born_precision = serializers.ChoiceField(
        choices=["day", "month", "year", "unknown"], required=False
    )
    language = serializers.RegexField(r"^[a-z]{3}$", required=False, allow_blank=True)
    needs_interpreter = serializers.BooleanField(required=False)
    communication_needs = serializers.ListField(
        child=CodeField("communication_need"), required=False, max_length=20
    )
    access_needs = serializers.CharField(required=False, allow_blank=True, max_length=2000)


class PersonPatch(IdentityIn):
    """A correction of who somebody is; the former version stays in the history."""

    reason = serializers.CharField(max_length=200)


class IdentifyIn(IdentityIn):
    """The client said who they are, or more of it."""

    identity_level = CodeField("client_identity_level")
    reason = serializers.CharField(max_length=200)


class DeathIn(serializers.Serializer):
    """The day somebody died; from then on nothing automatic reaches them."""

    died_on = serializers.DateField()
    reason = serializers.CharField(max_length=200)


class EqualityIn(serializers.Serializer):
    """What the client chose to say about themselves; all of it optional."""

    ethnicity = CodeField("ethnicity", required=False, allow_blank=True)
    sex = CodeField("sex", required=False, allow_blank=True)
    gender_identity = CodeField("gender_identity", required=False, allow_blank=True)
    sexual_orientation = CodeField("sexual_orientation", required=False, allow_blank=True)
    religion = CodeField("religion", required=False, allow_blank=True)
    marital_status = CodeField("marital_status", required=False, allow_blank=True)
    disability_status = CodeField("disability_status", required=False, allow_blank=True)
    impairments = serializers.ListField(
        child=CodeField("impairment_type"), required=False, max_length=20
    )


class PersonOut(serializers.Serializer):
    """Who somebody is, as known now."""

    id = serializers.UUIDField()
    version = serializers.IntegerField()
    identity_level = CodeField("client_identity_level")
    given_names = serializers.CharField()
    family_name = serializers.CharField()
    known_as = serializers.CharField()
    former_names = serializers.ListField(child=serializers.CharField())
    pronouns = serializers.CharField()
    born_on = serializers.DateField(allow_null=True)
    born_precision = serializers.ChoiceField(choices=["day", "month", "year", "unknown"])
    died_on = serializers.DateField(allow_null=True)
    language = serializers.CharField()
    needs_interpreter = serializers.BooleanField()
    communication_needs = serializers.ListField(child=CodeField("communication_need"))
    access_needs = serializers.CharField()
    recorded_at = serializers.DateTimeField()


class EqualityOut(serializers.Serializer):
    """Equality facts as the client gave them; empty where they were not asked or not given."""

    id = serializers.UUIDField()
    person_id = serializers.UUIDField()
    version = serializers.IntegerField()
    ethnicity = CodeField("ethnicity")
    sex = CodeField("sex")
    gender_identity = CodeField("gender_identity")
    sexual_orientation = CodeField("sexual_orientation")
    religion = CodeField("religion")
    marital_status = CodeField("marital_status")
    disability_status = CodeField("disability_status")
    impairments = serializers.ListField(child=CodeField("impairment_type"))


class PeopleViewSet(CaseloadViewSet):
    """One person. There is no list and no search by GET: names never stand in an address."""

    serializer_class = PersonOut
    object_kind = "person"
    wide_needs_reason = True

    def get_queryset(self) -> Any:
        return selectors.visible_people(by=self.actor)

    def door(self) -> None:
        if self.actor.is_wide and self.actor.purpose is None:
            raise AccessReasonRequired
        self.record = self.person = self.find(uuid.UUID(self.kwargs["id"]))

    def always_named(self) -> set[uuid.UUID]:
        """The cases through which the caller sees this person."""
        seen = selectors.cases_of_person(by=self.actor, person=self.person)
        return set(seen.values_list("pk", flat=True))

    def _case(self) -> Case:
        return selectors.case_to_write(
            by=self.actor, person=self.person, permission=Permission.RECORD
        )

    def _changed(self, person: Person) -> Response:
        return self.answer(self.out(person), action="U")

    @extend_schema(operation_id="get_person", summary="One person", responses=PersonOut)
    def retrieve(self, request: Request, **path: str) -> Response:
        return self.answer(self.out(self.person))

    @extend_schema(
        operation_id="amend_person",
        summary="Correct who somebody is",
        request=PersonPatch,
        responses=PersonOut,
    )
    def partial_update(self, request: Request, **path: str) -> Response:
        seen = self.seen_version()
        changes = self.checked(PersonPatch)
        return self._changed(
            services.amend_person(
                by=self.actor, case=self._case(), person=self.person, seen=seen, **changes
            )
        )

    @extend_schema(
        operation_id="identify_person",
        summary="The client said who they are",
        request=IdentifyIn,
        responses=PersonOut,
    )
    @action(detail=True, methods=["post"])
    def identify(self, request: Request, **path: str) -> Response:
        seen = self.seen_version()
        entry = self.checked(IdentifyIn)
        return self._changed(
            services.identify_person(
                by=self.actor, case=self._case(), person=self.person, seen=seen, **entry
            )
        )

    @extend_schema(
        operation_id="record_death",
        summary="Record that the client died",
        request=DeathIn,
        responses=PersonOut,
    )
    @action(detail=True, methods=["post"])
    def death(self, request: Request, **path: str) -> Response:
        seen = self.seen_version()
        entry = self.checked(DeathIn)
        return self._changed(
            services.record_death(
                by=self.actor, case=self._case(), person=self.person, seen=seen, **entry
            )
        )

    def read_again(self, object_id: uuid.UUID | None) -> Any:
        """Equality facts are found by the person they are about."""
        if self.action != "record_equality":
            return super().read_again(object_id)
        facts = selectors.equality_facts(by=self.actor, person=self.person)
        if facts is None:
            raise NotFound
        return EqualityOut(facts)

    @extend_schema(
        operation_id="get_equality_facts",
        summary="Equality facts, as the client gave them",
        responses=EqualityOut,
    )
    @action(detail=True, methods=["get"], url_path="equality-facts")
    def equality_facts(self, request: Request, **path: str) -> Response:
        facts = selectors.equality_facts(by=self.actor, person=self.person)
        if facts is None:
            raise NotFound
        return self.answer(EqualityOut(facts))

    @extend_schema(
        operation_id="record_equality_facts",
        summary="Write down what the client chose to say about themselves",
        request=EqualityIn,
        responses=EqualityOut,
    )
    @equality_facts.mapping.post
    def record_equality(self, request: Request, **path: str) -> Response:
        self.record = selectors.equality_facts(by=self.actor, person=self.person)
        seen = None if self.record is None else self.seen_version()
        facts = services.record_equality_facts(
            by=self.actor,
            case=self._case(),
            person=self.person,
            seen=seen,
            **self.checked(EqualityIn),
        )
        return self.answer(EqualityOut(facts), action="U")
