"""Who must not see whom: exclusions, sides, and the family as the caller may know it."""

import uuid
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from caseload.access.permissions import Permission
from caseload.api.fields import CodeField
from caseload.api.records import OnCaseViewSet
from caseload.api.schema import page_of
from caseload.api.v1.cases import FamilyIn
from caseload.api.views import CaseloadViewSet
from caseload.clients.rules import Side
from caseload.clients.selectors import cases as selectors
from caseload.clients.services import barriers as services
from caseload.clients.services import people
from caseload.core.errors import NotFound, ValidationFailed


class ExclusionIn(serializers.Serializer):
    """Who must not see whom; without ``user_id`` it is the caller."""

    person_id = serializers.UUIDField()
    user_id = serializers.UUIDField(required=False)
    reason_code = CodeField("information_barrier_reason", default="staff_personal_connection")
    ends_at = serializers.DateTimeField(required=False, allow_null=True)


class ExclusionEndIn(serializers.Serializer):
    """Why the exclusion is no longer needed."""

    reason = serializers.CharField(max_length=200)


class ExclusionOut(serializers.Serializer):
    """One exclusion, for those who oversee them."""

    id = serializers.UUIDField()
    version = serializers.IntegerField()
    user_id = serializers.UUIDField()
    person_id = serializers.UUIDField()
    reason_code = CodeField("information_barrier_reason")
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField(allow_null=True)
    recorded_by_id = serializers.UUIDField()
    recorded_at = serializers.DateTimeField()


class ExclusionViewSet(CaseloadViewSet):
    """Exclusions; the excluded user never reads theirs, whatever role they hold."""

    serializer_class = ExclusionOut
    object_kind = "exclusion"
    wide_needs_reason = True
    needs_by_action: ClassVar = {
        "create": Permission.DECLARE_EXCLUSION,
        "list": Permission.MANAGE_EXCLUSIONS,
        "retrieve": Permission.MANAGE_EXCLUSIONS,
        "end": Permission.MANAGE_EXCLUSIONS,
    }
    record: Any = None

    def door(self) -> None:
        if "id" in self.kwargs:
            self.record = self.find(uuid.UUID(self.kwargs["id"]))

    def get_queryset(self) -> Any:
        return selectors.exclusions(by=self.actor)

    @extend_schema(
        operation_id="list_exclusions",
        summary="Exclusions, newest first",
        responses=page_of(ExclusionOut),
    )
    def list(self, request: Request) -> Response:
        return self.answer_page(self.get_queryset())

    @extend_schema(operation_id="get_exclusion", summary="One exclusion", responses=ExclusionOut)
    def retrieve(self, request: Request, **path: str) -> Response:
        return self.answer(self.out(self.record))

    @extend_schema(
        operation_id="declare_exclusion",
        summary="Keep somebody away from a person's cases",
        description="Takes effect at the next statement. Answers 204: nothing is shown back.",
        request=ExclusionIn,
        responses={204: None},
    )
    def create(self, request: Request) -> Response:
        entry = self.checked(ExclusionIn)
        person = selectors.visible_people(by=self.actor).filter(pk=entry["person_id"]).first()
        if person is None:
            raise ValidationFailed.at("/person_id", "not_found", "There is no such person.")
        if (
            "user_id" in entry
            and selectors.colleague(by=self.actor, user_id=entry["user_id"]) is None
        ):
            raise ValidationFailed.at("/user_id", "not_found", "There is no such worker.")
        services.declare_exclusion(
            by=self.actor,
            person=person,
            user_id=entry.get("user_id"),
            reason_code=entry["reason_code"],
            ends_at=entry.get("ends_at"),
        )
        return self.nothing()

    @extend_schema(
        operation_id="end_exclusion",
        summary="Let somebody see a person's cases again",
        request=ExclusionEndIn,
        responses=ExclusionOut,
    )
    @action(detail=True, methods=["post"])
    def end(self, request: Request, **path: str) -> Response:
        seen = self.seen_version()
        entry = self.checked(ExclusionEndIn)
        exclusion = services.end_exclusion(
            by=self.actor, exclusion=self.record, seen=seen, reason=entry["reason"]
        )
        return self.answer(self.out(exclusion), action="U")


class ConflictIn(serializers.Serializer):
    """Why I must not see this case; nobody is asked for the story behind it."""

    reason_code = CodeField("information_barrier_reason", default="staff_personal_connection")


class SideIn(serializers.Serializer):
    """The side of its family on which the case stands."""

    side = serializers.ChoiceField(choices=[str(side) for side in Side])
    reason_code = CodeField("information_barrier_reason")
    reason = serializers.CharField(max_length=200)
    stay = serializers.ListField(
        child=serializers.UUIDField(),
        required=False,
        max_length=50,
        help_text="Workers who keep this case and lose the family's others.",
    )


class SideOut(serializers.Serializer):
    """Where the case was placed, and why."""

    id = serializers.UUIDField()
    case_id = serializers.UUIDField()
    version = serializers.IntegerField()
    side = serializers.ChoiceField(choices=[str(side) for side in Side])
    reason_code = CodeField("information_barrier_reason")
    recorded_by_id = serializers.UUIDField()
    recorded_at = serializers.DateTimeField()


class FamilyPatch(FamilyIn):
    """A correction of the family's day 0, force or police reference."""

    reason = serializers.CharField(max_length=200)


class MemberOut(serializers.Serializer):
    """One member of the family whom the caller may see."""

    id = serializers.UUIDField()
    version = serializers.IntegerField()
    person_id = serializers.UUIDField()
    name = serializers.SerializerMethodField()
    person_role = CodeField("person_role")
    left_at = serializers.DateTimeField(allow_null=True)

    def get_name(self, member: Any) -> str:
        return str(member.person.display_name())


class FamilyOut(serializers.Serializer):
    """The event that links the family, and the members whom the caller sees; never how many more."""

    id = serializers.UUIDField()
    case_id = serializers.SerializerMethodField()
    version = serializers.IntegerField()
    day_zero = serializers.DateField(allow_null=True)
    police_force = serializers.CharField()
    members = serializers.SerializerMethodField()

    def get_case_id(self, family: Any) -> uuid.UUID:
        case_id: uuid.UUID = self.context["view"].case.pk
        return case_id

    @extend_schema_field(MemberOut(many=True))
    def get_members(self, family: Any) -> Any:
        rows = selectors.members_of_family(by=self.context["view"].actor, family=family)
        return MemberOut(rows, many=True).data


class BarrierViewSet(OnCaseViewSet):
    """The family of a case, the case's side, and "I know this family"."""

    serializer_class = FamilyOut
    object_kind = "family"
    changing_actions: ClassVar = frozenset({"set_side"})

    def get_queryset(self) -> Any:
        return selectors.visible_families(by=self.actor)

    def _family(self) -> Any:
        family = selectors.family_of_case(by=self.actor, case=self.case)
        if family is None:
            raise NotFound
        return family

    @extend_schema(
        operation_id="get_family", summary="The family, as you may know it", responses=FamilyOut
    )
    @action(detail=False, methods=["get"])
    def family(self, request: Request, **path: str) -> Response:
        return self.answer(self.out(self._family()))

    @extend_schema(
        operation_id="amend_family",
        summary="Correct day 0, force or police reference",
        request=FamilyPatch,
        responses=FamilyOut,
    )
    @family.mapping.patch
    def amend_family(self, request: Request, **path: str) -> Response:
        self.record = self._family()
        seen = self.seen_version()
        changes = self.checked(FamilyPatch)
        family = people.amend_family(by=self.actor, case=self.case, seen=seen, **changes)
        return self.answer(self.out(family))

    @extend_schema(
        operation_id="declare_conflict",
        summary="I know this family: hide it from me at once",
        request=ConflictIn,
        responses={204: None},
    )
    @action(detail=False, methods=["post"], url_path="declare-conflict")
    def declare_conflict(self, request: Request, **path: str) -> Response:
        entry = self.checked(ConflictIn)
        services.declare_conflict(by=self.actor, case=self.case, reason_code=entry["reason_code"])
        return self.nothing()

    @extend_schema(
        operation_id="get_side", summary="The side the case was placed on", responses=SideOut
    )
    @action(detail=False, methods=["get"])
    def side(self, request: Request, **path: str) -> Response:
        placed = selectors.side_of_case(by=self.actor, case=self.case)
        if placed is None:
            raise NotFound
        return self.answer(SideOut(placed))

    def read_again(self, object_id: uuid.UUID | None) -> Any:
        """The case's side as it was placed last."""
        placed = selectors.side_of_case(by=self.actor, case=self.case)
        if placed is None:
            raise NotFound
        return SideOut(placed)

    @extend_schema(
        operation_id="set_side",
        summary="Put the case on a side of its family",
        description="Who would stand on two sides afterwards loses one of them in the same step.",
        request=SideIn,
        responses=SideOut,
    )
    @side.mapping.post
    def set_side(self, request: Request, **path: str) -> Response:
        self.record = selectors.side_of_case(by=self.actor, case=self.case)
        seen = None if self.record is None else self.seen_version()
        entry = self.checked(SideIn)
        placed = services.set_side(by=self.actor, case=self.case, seen=seen, **entry)
        return self.answer(SideOut(placed), action="U")
