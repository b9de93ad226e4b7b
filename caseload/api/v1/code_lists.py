"""The code lists, worded as the caller's organisation words them."""

import uuid
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from caseload.access.permissions import Permission
from caseload.accounts import selectors as accounts
from caseload.api.views import CaseloadViewSet
from caseload.vocabulary import selectors, services
from caseload.vocabulary.models import CodeValue


class CodeListOut(serializers.Serializer):
    """One list: its name, where its values come from, how many are offered."""

    name = serializers.CharField()
    source = serializers.CharField()  # type: ignore[assignment] # our member, not the field's own
    values = serializers.IntegerField()
    unverified = serializers.CharField(help_text="What of it nobody has checked yet; often empty.")


class CodeListsOut(serializers.Serializer):
    """Every list."""

    results = CodeListOut(many=True)


class CodeValueOut(serializers.Serializer):
    """One value. A retired one is offered no more, and old records still show it."""

    id = serializers.UUIDField()
    version = serializers.IntegerField()
    code = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment] # our member, not the field's own
    definition = serializers.CharField()
    attrs = serializers.DictField(help_text="The rules that hang on the code.")
    position = serializers.IntegerField()
    is_added = serializers.BooleanField()
    retired_on = serializers.DateField(allow_null=True)


class CodeListValuesOut(serializers.Serializer):
    """One list with its values in their order."""

    name = serializers.CharField()
    results = CodeValueOut(many=True)


class CodeValueIn(serializers.Serializer):
    """A value to add. Where rules hang on the list, say which shipped code it behaves like."""

    code = serializers.CharField(max_length=60)
    label = serializers.CharField(max_length=200)  # type: ignore[assignment] # our member, not the field's own
    definition = serializers.CharField(
        required=False, allow_blank=True, default="", max_length=2000
    )
    behaves_like = serializers.CharField(
        required=False, allow_blank=True, default="", max_length=60
    )


class CodeValuePatch(serializers.Serializer):
    """Other words or another place for a value; never another code."""

    label = serializers.CharField(required=False, max_length=200)  # type: ignore[assignment] # our member, not the field's own
    definition = serializers.CharField(required=False, allow_blank=True, max_length=2000)
    position = serializers.IntegerField(required=False, min_value=0, max_value=10_000)
    reason = serializers.CharField(max_length=200)


class RetireIn(serializers.Serializer):
    """From which day a value is offered no more; today if nothing is said."""

    retired_on = serializers.DateField(required=False, allow_null=True, default=None)
    reason = serializers.CharField(max_length=200)


class CodeListViewSet(CaseloadViewSet):
    """Reference data: no person is named, so reading it leaves no read event.

    Programs of partners read them too: what they send is written in these codes.
    """

    for_partners = frozenset({False, True})
    scope = "code-lists.read"
    object_kind = "code_list"
    reads_personal_data = False
    list_actions = frozenset()
    lookup_url_kwarg = "name"
    lookup_value_regex = "[a-z][a-z0-9_]{0,59}"

    @extend_schema(operation_id="code_lists", responses={200: CodeListsOut})
    def list(self, request: Request, **path: str) -> Response:
        """Every code list by name."""
        rows = selectors.code_lists(by=self.actor)
        return self.answer({"results": CodeListOut(rows, many=True).data})

    @extend_schema(operation_id="code_list", responses={200: CodeListValuesOut})
    def retrieve(self, request: Request, name: str, **path: str) -> Response:
        """One list with all its values, retired ones too."""
        rows = selectors.code_list_values(by=self.actor, code_list=name)
        return self.answer({"name": name, "results": CodeValueOut(rows, many=True).data})


class CodeValueViewSet(CaseloadViewSet):
    """How an organisation words its lists; for administrators."""

    needs = Permission.MANAGE_CODE_LISTS
    object_kind = "code_value"
    reads_personal_data = False
    serializer_class = CodeValueOut

    def get_queryset(self) -> QuerySet[CodeValue]:
        return selectors.code_list_values(by=self.actor, code_list=self.kwargs["name"])

    def door(self) -> None:
        if "id" in self.kwargs:
            self.record = self.find(uuid.UUID(self.kwargs["id"]))
        else:
            self.get_queryset()

    @extend_schema(operation_id="add_value", request=CodeValueIn, responses={201: CodeValueOut})
    def create(self, request: Request, name: str, **path: str) -> Response:
        """Add a value that this organisation needs."""
        asked: dict[str, Any] = self.checked(CodeValueIn)
        organisation = accounts.organisation(by=self.actor)
        value = services.add_value(
            by=self.actor, organisation=organisation, code_list=name, **asked
        )
        return self.answer(self.out(value), status=HTTP_201_CREATED)

    @extend_schema(
        operation_id="relabel_value", request=CodeValuePatch, responses={200: CodeValueOut}
    )
    def partial_update(self, request: Request, **path: str) -> Response:
        """Word or place a value differently; its code stays."""
        seen = self.seen_version()
        asked: dict[str, Any] = self.checked(CodeValuePatch)
        value = services.relabel_value(by=self.actor, value=self.record, seen=seen, **asked)
        return self.answer(self.out(value))

    @extend_schema(operation_id="retire_value", request=RetireIn, responses={200: CodeValueOut})
    def retire(self, request: Request, **path: str) -> Response:
        """Offer a value no longer."""
        seen = self.seen_version()
        asked: dict[str, Any] = self.checked(RetireIn)
        value = services.retire_value(by=self.actor, value=self.record, seen=seen, **asked)
        return self.answer(self.out(value))
