"""Several referrals in one request, as an agency's program sends its day's work (api.md §1.8)."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import DatabaseError
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.status import HTTP_200_OK, HTTP_201_CREATED, HTTP_207_MULTI_STATUS

from caseload.access import acting
from caseload.access.permissions import Permission
from caseload.accounts.principals import refused
from caseload.api import bodies, problems
from caseload.api.schema import ProblemOut
from caseload.api.v1.intake_words import referral_words
from caseload.api.v1.partner_intakes import OfMyAgency, OwnIntakeOut, PartnerIntakeIn, shown
from caseload.audit import refusals
from caseload.core.errors import AuditUnavailable, CaseloadError, DuplicateReference
from caseload.referrals.intake_lists import Sent, as_it_stands
from caseload.referrals.models import IntakeFace
from caseload.referrals.selectors import intakes as selectors
from caseload.referrals.services import intake_lists as services

MOST_ITEMS = 100
_LONGEST_REF = 80


class BatchItemIn(PartnerIntakeIn):
    """One referral, and your own name for it in the answer."""

    client_ref = serializers.CharField(max_length=_LONGEST_REF)


class BatchIn(serializers.Serializer):
    """Up to a hundred referrals."""

    items = BatchItemIn(many=True, min_length=1, max_length=MOST_ITEMS)  # type: ignore[call-arg] # DRF hands it to the list


class _AnyItemsIn(serializers.Serializer):
    """The same, before any of them is looked at: one that cannot be read keeps out no other."""

    items = serializers.ListField(
        child=serializers.DictField(), min_length=1, max_length=MOST_ITEMS
    )


class BatchResultOut(serializers.Serializer):
    """What became of one of them: the intake, or the problem, as it would be answered alone."""

    client_ref = serializers.CharField(allow_null=True)
    status = serializers.IntegerField(help_text="201, or the problem's; 200 in a repeat.")
    id = serializers.UUIDField(allow_null=True)
    intake = OwnIntakeOut(allow_null=True)
    problem = ProblemOut(allow_null=True)


class BatchOut(serializers.Serializer):
    """One result for each item, in the order in which they were sent."""

    results = BatchResultOut(many=True)


class PartnerIntakeBatchViewSet(OfMyAgency):
    """Referrals that my agency sends together."""

    needs = Permission.SUBMIT_INTAKE
    object_kind = "intake"

    @extend_schema(operation_id="submit_intakes", request=BatchIn, responses={207: BatchOut})
    def create(self, request: Request) -> Response:
        """Refer several people; each is judged by itself, and a faulty one keeps out no other.

        A repeat with the same key takes nothing, and answers each as it stands now.
        """
        items, sent = self._items()
        done = services.submit_intakes(
            by=self.actor, agency=selectors.my_agency(by=self.actor), sent=sent
        )
        self._write_refusals(done)
        return self.answer(
            self._results(items, done, status=HTTP_201_CREATED), status=HTTP_207_MULTI_STATUS
        )

    def read_again(self, object_id: uuid.UUID | None) -> Any:
        items, sent = self._items()
        done = as_it_stands(by=self.actor, agency=selectors.my_agency(by=self.actor), sent=sent)
        return self._results(items, done, status=HTTP_200_OK)

    def _items(self) -> tuple[list[Mapping[str, Any]], list[Sent]]:
        items = self.checked(_AnyItemsIn)["items"]
        return items, [self._read(item) for item in items]

    def _read(self, item: Mapping[str, Any]) -> Sent:
        try:
            entry = bodies.checked(BatchItemIn, item, partial=False)
            entry.pop("client_ref")
            return referral_words(entry) | {"on_behalf": self.on_behalf}
        except CaseloadError as error:
            return error

    def _results(
        self,
        items: Sequence[Mapping[str, Any]],
        done: Sequence[IntakeFace | CaseloadError],
        *,
        status: int,
    ) -> dict[str, Any]:
        return {
            "results": [
                {"client_ref": _named(item)} | self._result(each, status)
                for item, each in zip(items, done, strict=True)
            ]
        }

    def _result(self, done: IntakeFace | CaseloadError, status: int) -> dict[str, Any]:
        if isinstance(done, IntakeFace):
            (intake,) = shown(self.actor, [done], on_behalf=self.on_behalf)
            return {"status": status, "id": intake["id"], "intake": intake, "problem": None}
        problem, error = problems.understand(done)
        said = problems.body(problem, self.request, error)
        return {"status": problem.status, "id": None, "intake": None, "problem": said}

    def _write_refusals(self, done: Iterable[IntakeFace | CaseloadError]) -> None:
        """As each would leave its row alone; with the batch, so that neither is there without."""
        duplicates = [each for each in done if isinstance(each, DuplicateReference)]
        if not duplicates:
            return
        try:
            with acting.aside(refused(self.actor, self.actor.request_id)):
                for each in duplicates:
                    refusals.refuse(
                        verb="POST",
                        route=self.route_name(),
                        object_kind=self.object_kind,
                        object_id="",
                        reason=each.slug,
                    )
        except DatabaseError as error:
            raise AuditUnavailable from error


def _named(item: Mapping[str, Any]) -> str | None:
    ref = item.get("client_ref")
    return ref if isinstance(ref, str) and len(ref) <= _LONGEST_REF else None
