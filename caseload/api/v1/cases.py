"""Cases: opening one, seeing one, moving it on."""

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
from caseload.api.v1.people import IdentityIn, PersonOut
from caseload.api.views import Answered, CaseloadViewSet
from caseload.clients.closing import ClosingCheck
from caseload.clients.matching import Told
from caseload.clients.models import Case, Family, Person
from caseload.clients.selectors import cases as selectors
from caseload.clients.selectors.search import possible_duplicates
from caseload.clients.services import cases as services
from caseload.clients.services import people
from caseload.clients.states import CaseState
from caseload.clients.states_now import next_states
from caseload.core.errors import ValidationFailed


class ClientIn(IdentityIn):
    """Somebody new, registered while their case is opened; phones and the like only find matches."""

    identity_level = CodeField("client_identity_level")
    phones = serializers.ListField(
        child=serializers.CharField(max_length=40), required=False, max_length=5
    )
    emails = serializers.ListField(
        child=serializers.CharField(max_length=254), required=False, max_length=5
    )
    postcode = serializers.CharField(required=False, allow_blank=True, max_length=10)


class FamilyIn(serializers.Serializer):
    """A family that begins with this case."""

    day_zero = serializers.DateField(required=False, allow_null=True)
    police_force = serializers.CharField(required=False, allow_blank=True, max_length=80)
    police_reference = serializers.CharField(required=False, allow_blank=True, max_length=80)


class CaseIn(serializers.Serializer):
    """A case to open: for somebody known (``client_id``) or somebody new (``client``)."""

    team_id = serializers.UUIDField()
    strand = CodeField("service_strand")
    client_id = serializers.UUIDField(required=False)
    client = ClientIn(required=False)
    family_id = serializers.UUIDField(required=False)
    family = FamilyIn(required=False)
    uk_nation = CodeField("uk_nation", default="england")
    urgency = CodeField("referral_urgency", default="standard")
    lead_id = serializers.UUIDField(required=False)
    follows_id = serializers.UUIDField(required=False)


class CasePatch(serializers.Serializer):
    """What may be corrected on a case; the reason stays in its history."""

    urgency = CodeField("referral_urgency", required=False)
    uk_nation = CodeField("uk_nation", required=False)
    disclosure_circle = serializers.ListField(
        child=CodeField("disclosure_circle"), required=False, max_length=20
    )
    family_id = serializers.UUIDField(required=False)
    reason = serializers.CharField(max_length=200)


class TransitionIn(serializers.Serializer):
    """The next state, and what it needs to be said."""

    to = serializers.ChoiceField(choices=CaseState.choices)
    reason = serializers.CharField(required=False, allow_blank=True, max_length=200, default="")
    pause_reason = CodeField("pause_reason", required=False, allow_blank=True, default="")
    review_due_on = serializers.DateField(required=False, allow_null=True)
    closure_reason = CodeField("closure_reason", required=False, allow_blank=True, default="")
    closure_summary = serializers.CharField(
        required=False, allow_blank=True, max_length=5000, default=""
    )
    checks = serializers.ListField(
        child=serializers.ChoiceField(choices=[str(check) for check in ClosingCheck]),
        required=False,
        max_length=10,
    )


class ReviewIn(serializers.Serializer):
    """A light-touch review that was done."""

    next_due_on = serializers.DateField(required=False, allow_null=True)
    reason = serializers.CharField(required=False, allow_blank=True, max_length=200, default="")


class MoveIn(serializers.Serializer):
    """The team that takes the case over."""

    team_id = serializers.UUIDField()
    reason = serializers.CharField(max_length=200)


class CaseOut(serializers.Serializer):
    """A case as it stands now."""

    id = serializers.UUIDField()
    version = serializers.IntegerField()
    reference = serializers.CharField()
    client_id = serializers.UUIDField()
    client_name = serializers.SerializerMethodField()
    family_id = serializers.UUIDField(allow_null=True)
    strand = CodeField("service_strand")
    uk_nation = CodeField("uk_nation")
    team_id = serializers.UUIDField()
    urgency = CodeField("referral_urgency")
    state = serializers.ChoiceField(choices=CaseState.choices)
    state_since = serializers.DateTimeField()
    disclosure_circle = serializers.ListField(child=CodeField("disclosure_circle"))
    pause_reason = CodeField("pause_reason")
    review_due_on = serializers.DateField(allow_null=True)
    closed_at = serializers.DateTimeField(allow_null=True)
    closure_reason = CodeField("closure_reason")
    closure_summary = serializers.CharField()
    follows_id = serializers.SerializerMethodField()
    recorded_by_id = serializers.UUIDField()
    recorded_at = serializers.DateTimeField()

    def get_client_name(self, case: Case) -> str:
        return case.client.display_name()

    @extend_schema_field({"type": ["string", "null"], "format": "uuid"})
    def get_follows_id(self, case: Case) -> str | None:
        """The former case, if the caller sees that one too (api.md §1.1)."""
        if case.follows_id is None:
            return None
        seen = selectors.visible_cases(by=self.context["view"].actor).filter(pk=case.follows_id)
        return str(case.follows_id) if seen.exists() else None


class DuplicateOut(serializers.Serializer):
    """Somebody the caller sees who may be the same person."""

    person_id = serializers.UUIDField()
    case_ids = serializers.ListField(child=serializers.UUIDField())


class CaseOpenedOut(CaseOut):
    """The case just opened, and people the caller sees who may be its client already."""

    possible_duplicates = serializers.SerializerMethodField()

    @extend_schema_field(DuplicateOut(many=True))
    def get_possible_duplicates(self, case: Case) -> list[dict[str, Any]]:
        return [
            {"person_id": str(found.person.pk), "case_ids": [str(c.pk) for c in found.cases]}
            for found in self.context.get("duplicates", ())
        ]


class TransitionsOut(serializers.Serializer):
    """The states open to the case today."""

    case_id = serializers.UUIDField()
    state = serializers.ChoiceField(choices=CaseState.choices)
    allowed = serializers.ListField(child=serializers.ChoiceField(choices=CaseState.choices))


class CasesViewSet(CaseloadViewSet):
    """Cases that the caller sees; opening one."""

    serializer_class = CaseOut
    object_kind = "case"
    needs_by_action: ClassVar = {"create": Permission.OPEN_CASE}

    def get_queryset(self) -> Any:
        return selectors.visible_cases(by=self.actor)

    @extend_schema(
        operation_id="list_cases",
        summary="Cases that you may see, newest first",
        responses=page_of(CaseOut),
    )
    def list(self, request: Request) -> Response:
        return self.answer_page(self.get_queryset())

    @extend_schema(
        operation_id="open_case",
        summary="Open a case",
        description=(
            "Registers the client and the family where they are new, in the same request: until "
            "a case makes a person visible, nobody sees them but the request that wrote them. "
            "Afterwards you see the case only if you have a part in it."
        ),
        request=CaseIn,
        responses={201: CaseOpenedOut},
    )
    def create(self, request: Request) -> Response:
        entry = self.checked(CaseIn)
        team = selectors.team(by=self.actor, team_id=entry["team_id"])
        if team is None:
            raise ValidationFailed.at("/team_id", "not_found", "There is no such team.")
        client, duplicates = self._client(team.organisation, entry)
        case = services.open_case(
            by=self.actor,
            team=team,
            client=client,
            family=self._family(team.organisation, entry),
            strand=entry["strand"],
            uk_nation=entry["uk_nation"],
            urgency=entry["urgency"],
            lead_id=self._lead(entry),
            follows=self._follows(entry),
        )
        out = CaseOpenedOut(case, context={"view": self, "duplicates": duplicates})
        return self.answer(out, status=201, cases=[case.pk])

    def _client(self, organisation: Any, entry: dict[str, Any]) -> tuple[Person, Any]:
        if ("client" in entry) == ("client_id" in entry):
            raise ValidationFailed.at(
                "/client", "one_of_two", "Send either client_id or client, and not both."
            )
        if "client_id" in entry:
            person = selectors.visible_people(by=self.actor).filter(pk=entry["client_id"]).first()
            if person is None:
                raise ValidationFailed.at("/client_id", "not_found", "There is no such person.")
            return person, ()
        identity = dict(entry["client"])
        told = Told(
            phones=tuple(identity.pop("phones", ())),
            emails=tuple(identity.pop("emails", ())),
            postcode=identity.pop("postcode", ""),
        )
        person = people.register_person(
            by=self.actor, organisation=organisation, told=told, **identity
        )
        return person, possible_duplicates(by=self.actor, identity=person, told=told)

    def _family(self, organisation: Any, entry: dict[str, Any]) -> Family | None:
        if "family" in entry and "family_id" in entry:
            raise ValidationFailed.at(
                "/family", "one_of_two", "Send either family_id or family, and not both."
            )
        if "family" in entry:
            return people.register_family(
                by=self.actor, organisation=organisation, **entry["family"]
            )
        return self._visible_family(entry)

    def _visible_family(self, entry: dict[str, Any]) -> Family | None:
        if "family_id" not in entry:
            return None
        family = selectors.visible_families(by=self.actor).filter(pk=entry["family_id"]).first()
        if family is None:
            raise ValidationFailed.at("/family_id", "not_found", "There is no such family.")
        return family

    def _lead(self, entry: dict[str, Any]) -> uuid.UUID | None:
        if "lead_id" not in entry:
            return None
        lead = selectors.colleague(by=self.actor, user_id=entry["lead_id"])
        if lead is None:
            raise ValidationFailed.at("/lead_id", "not_found", "There is no such worker.")
        return lead.pk

    def _follows(self, entry: dict[str, Any]) -> Case | None:
        if "follows_id" not in entry:
            return None
        former = self.get_queryset().filter(pk=entry["follows_id"]).first()
        if former is None:
            raise ValidationFailed.at("/follows_id", "not_found", "There is no such case.")
        return former

    def answer(self, data: Any, **options: Any) -> Answered:
        """A case names itself by its ``id``."""
        rows = getattr(data, "instance", None)
        plain = data if isinstance(data, dict) else {}
        named = {uuid.UUID(str(row["id"])) for row in plain.get("results", ())}
        if isinstance(rows, Case):
            named.add(rows.pk)
        options["cases"] = {*options.get("cases", ()), *named}
        return super().answer(data, **options)


class OneCaseViewSet(OnCaseViewSet):
    """One case: its facts and its state."""

    serializer_class = CaseOut
    object_kind = "case"
    lookup_url_kwarg = "case_id"

    def door(self) -> None:
        super().door()
        self.record = self.case

    def get_queryset(self) -> Any:
        return selectors.visible_cases(by=self.actor)

    def find(self, pk: uuid.UUID) -> Any:
        return selectors.case_detail(by=self.actor, case_id=pk)

    def location(self, instance: Any) -> str:
        return f"/api/v1/cases/{self.case.pk}"

    @extend_schema(operation_id="get_case", summary="One case", responses=CaseOut)
    def retrieve(self, request: Request, **path: str) -> Response:
        return self.answer(self.out(self.case))

    @extend_schema(
        operation_id="amend_case",
        summary="Correct what is known of a case",
        request=CasePatch,
        responses=CaseOut,
    )
    def partial_update(self, request: Request, **path: str) -> Response:
        seen = self.seen_version()
        changes = self.checked(CasePatch)
        reason = changes.pop("reason")
        if "family_id" in changes:
            family_id = changes.pop("family_id")
            family = selectors.visible_families(by=self.actor).filter(pk=family_id).first()
            if family is None:
                raise ValidationFailed.at("/family_id", "not_found", "There is no such family.")
            changes["family"] = family
        case = services.amend_case(
            by=self.actor, case=self.case, seen=seen, reason=reason, **changes
        )
        return self.answer(self.out(case))

    @extend_schema(
        operation_id="list_transitions",
        summary="The states open to the case today",
        responses=TransitionsOut,
    )
    @action(detail=True, methods=["get"])
    def transitions(self, request: Request, **path: str) -> Response:
        allowed = sorted(str(state) for state in next_states(self.case))
        body = {"case_id": str(self.case.pk), "state": self.case.state, "allowed": allowed}
        return self.answer(body)

    @extend_schema(
        operation_id="transition_case",
        summary="Move the case on to its next state",
        request=TransitionIn,
        responses=CaseOut,
    )
    @transitions.mapping.post
    def transition(self, request: Request, **path: str) -> Response:
        seen = self.seen_version()
        step = self.checked(TransitionIn)
        case = services.transition_case(by=self.actor, case=self.case, seen=seen, **step)
        return self.answer(self.out(case), action="U")

    @extend_schema(
        operation_id="review_case",
        summary="A light-touch review was done",
        request=ReviewIn,
        responses=CaseOut,
    )
    @action(detail=True, methods=["post"])
    def reviews(self, request: Request, **path: str) -> Response:
        seen = self.seen_version()
        case = services.review_case(
            by=self.actor, case=self.case, seen=seen, **self.checked(ReviewIn)
        )
        return self.answer(self.out(case), action="U")

    @extend_schema(
        operation_id="move_case_to_team",
        summary="Give the case to another team",
        request=MoveIn,
        responses=CaseOut,
    )
    @action(detail=True, methods=["post"], url_path="move")
    def move(self, request: Request, **path: str) -> Response:
        seen = self.seen_version()
        entry = self.checked(MoveIn)
        team = selectors.team(by=self.actor, team_id=entry["team_id"])
        if team is None:
            raise ValidationFailed.at("/team_id", "not_found", "There is no such team.")
        case = services.move_case_to_team(
            by=self.actor, case=self.case, seen=seen, team=team, reason=entry["reason"]
        )
        return self.answer(self.out(case), action="U")

    @extend_schema(
        operation_id="get_client", summary="The person this case supports", responses=PersonOut
    )
    @action(detail=True, methods=["get"])
    def client(self, request: Request, **path: str) -> Response:
        return self.answer(PersonOut(self.case.client, context={"view": self}))
