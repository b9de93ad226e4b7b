"""Finding people, by POST only: what is looked for stands in no address, log or link."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from caseload.access.permissions import Permission
from caseload.api.fields import CodeField
from caseload.api.views import CaseloadViewSet
from caseload.clients.selectors.search import FoundPerson, Wanted, search_people


class PeopleSearchIn(serializers.Serializer):
    """What somebody said of themselves; at least one thing."""

    name = serializers.CharField(required=False, allow_blank=True, max_length=300)
    phone = serializers.CharField(required=False, allow_blank=True, max_length=40)
    email = serializers.CharField(required=False, allow_blank=True, max_length=254)
    postcode = serializers.CharField(required=False, allow_blank=True, max_length=10)
    birth_date = serializers.DateField(required=False, allow_null=True)
    reference = serializers.CharField(required=False, allow_blank=True, max_length=40)


class FoundCaseOut(serializers.Serializer):
    """A case of the person found that the caller sees."""

    case_id = serializers.UUIDField(source="pk")
    reference = serializers.CharField()
    strand = CodeField("service_strand")
    state = serializers.CharField()
    team_id = serializers.UUIDField()


class FoundPersonOut(serializers.Serializer):
    """Somebody whom the caller sees and who fits what was said."""

    person_id = serializers.UUIDField(source="person.pk")
    display_name = serializers.SerializerMethodField()
    given_names = serializers.CharField(source="person.given_names")
    family_name = serializers.CharField(source="person.family_name")
    known_as = serializers.CharField(source="person.known_as")
    born_on = serializers.DateField(source="person.born_on", allow_null=True)
    cases = FoundCaseOut(many=True)

    def get_display_name(self, found: FoundPerson) -> str:
        return found.person.display_name()


class PeopleSearchOut(serializers.Serializer):
    """The best fits, best first; nothing tells of anybody else."""

    results = FoundPersonOut(many=True)


class PeopleSearchViewSet(CaseloadViewSet):
    """Search among the people whose cases the caller sees."""

    needs = Permission.SEARCH_PEOPLE
    object_kind = "person"
    rate_bucket = "search"
    wide_needs_reason = True
    search_actions = frozenset({"create"})

    @extend_schema(
        operation_id="search_people", request=PeopleSearchIn, responses={200: PeopleSearchOut}
    )
    def create(self, request: Request, **path: str) -> Response:
        """People who fit what was said: by letters, by sound, or exactly; 25 at most."""
        asked: dict[str, Any] = self.checked(PeopleSearchIn)
        search = search_people(by=self.actor, wanted=Wanted(**asked))
        found = FoundPersonOut(search.people, many=True).data
        return self.answer({"results": found}, terms=search.terms, action="E")
