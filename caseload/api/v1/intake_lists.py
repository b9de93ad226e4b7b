"""A list of referrals that an agency sent as CSV: tried out first, then taken in, row by row."""

import re
import uuid
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from caseload.access.permissions import Permission
from caseload.accounts.models import PartnerAgency
from caseload.accounts.selectors import organisation
from caseload.api import bodies
from caseload.api.parsers import CsvParser
from caseload.api.v1 import intake_shapes as shapes
from caseload.api.v1.intake_words import referral_words
from caseload.api.views import CaseloadViewSet
from caseload.core.errors import CaseloadError, MalformedRequest, ValidationFailed
from caseload.exchange import lists
from caseload.referrals.intake_lists import Outcome, RowTaken, Sent, try_out
from caseload.referrals.selectors import intakes as selectors
from caseload.referrals.services import intake_lists as services

REFERENCE = "reference"
_OF_THE_REFERRAL = (
    "consent_model",
    "source",
    "urgency",
    "uk_nation",
    "strand",
    "referrer_name",
    "referrer_role",
    "referrer_contact",
    "knock_on",
    "police_force",
    "police_reference",
    "children_in_household",
    "immediate_concern",
    "told_family",
)
_OF_THE_SUBJECT = (
    "role",
    "given_names",
    "family_name",
    "known_as",
    "born_on",
    "postcode",
    "language",
    "told_by",
)
_WAYS = {"phone": ("call", "voicemail", "text"), "email": ("email",), "post": ("letter",)}
_OF_EACH_WAY = {"contact_conditions": "conditions", "contact_ask_for": "ask_for"}
COLUMNS = (
    # How the person can be reached safely is asked first.
    *(column for kind, uses in _WAYS.items() for column in (kind, *(f"{kind}_{u}" for u in uses))),
    *_OF_EACH_WAY,
    REFERENCE,
    *_OF_THE_REFERRAL,
    *_OF_THE_SUBJECT,
)
_DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_PRECISION = ("year", "month", "day")


class ListIn(serializers.Serializer):
    """A list as text; or send the file itself as `text/csv`."""

    csv = serializers.CharField(trim_whitespace=False)


class ListedIn(shapes.ReferredIn):
    """One row, as any door asks it."""

    external_reference = serializers.CharField(max_length=80)


class ListFaultOut(serializers.Serializer):
    """What is wrong with a row, and in which column; never what stands there."""

    column = serializers.CharField(help_text="Empty where it is about the whole row.")
    code = serializers.CharField()
    detail = serializers.CharField()


class ListRowOut(serializers.Serializer):
    """What became of one row."""

    row = serializers.IntegerField(help_text="As a spreadsheet counts: the header is row 1.")
    outcome = serializers.ChoiceField(choices=Outcome.choices)
    id = serializers.UUIDField(allow_null=True, help_text="The intake that it is now, or was.")
    errors = ListFaultOut(many=True)  # type: ignore[assignment] # a member of ours


class ListOut(serializers.Serializer):
    """The report on a list, row by row."""

    dry_run = serializers.BooleanField()
    encoding = serializers.CharField(help_text="As the file was read: utf-8 or windows-1252.")
    rows = serializers.IntegerField()
    fits = serializers.IntegerField(help_text="Would be taken in a real run.")
    taken = serializers.IntegerField()
    known = serializers.IntegerField(help_text="This agency's reference was there before.")
    faulty = serializers.IntegerField()
    results = ListRowOut(many=True)


class IntakeListViewSet(CaseloadViewSet):
    """Lists of referrals in."""

    needs: ClassVar[Permission | None] = Permission.TRIAGE_INTAKE
    object_kind = "intake"
    parameters: ClassVar[frozenset[str]] = frozenset({"dry_run", "agency_id"})
    read_as: str = lists.UTF_8

    def get_parsers(self) -> list[Any]:
        return [*super().get_parsers(), CsvParser()]

    @extend_schema(
        operation_id="take_in_list",
        parameters=[
            OpenApiParameter(
                "agency_id",
                OpenApiTypes.UUID,
                required=True,
                description="Who sent the list; references are this agency's.",
            ),
            OpenApiParameter(
                "dry_run",
                bool,
                description="`true`, unless you say `false`: report, and write nothing.",
            ),
        ],
        request={"application/json": ListIn},
        responses={200: ListOut},
    )
    def create(self, request: Request) -> Response:
        """Try a list out, then take in its good rows. What is known by its reference is left alone.

        Each row is judged by itself, by the rules of every other door; at most 1,000 rows and
        1 MiB, in `csv` or the file itself as `text/csv`. Safe contact first: `phone`,
        `phone_call`, `phone_voicemail`, `phone_text`, `email`, `email_email`, `post`,
        `post_letter`, `contact_conditions`, `contact_ask_for`. The sender's `reference` is
        required. Dates are `2025-01-31`, `31/01/2025`, or as much as is known.
        """
        return self._report(dry_run=self._is_dry())

    def read_again(self, object_id: uuid.UUID | None) -> Any:
        """A repeat takes nothing: what the first request took is known now."""
        return self._found(dry_run=True)

    def _report(self, *, dry_run: bool) -> Response:
        return self.answer(self._found(dry_run=dry_run), action="R" if dry_run else "C")

    def _found(self, *, dry_run: bool) -> dict[str, Any]:
        text = self.checked(ListIn)["csv"]
        agency = self._agency()
        lines = lists.lines_of(text, columns=COLUMNS, needed=[REFERENCE])
        sent = [_read(line) for line in lines]
        if dry_run:
            rows = try_out(by=self.actor, agency=agency, rows=sent)
        else:
            rows = services.take_in_list(
                by=self.actor,
                organisation=organisation(by=self.actor),
                agency=agency,
                rows=sent,
            )
        return report(lines, rows, dry_run=dry_run, encoding=self.read_as)

    def _is_dry(self) -> bool:
        said = self.request.query_params.get("dry_run", "true")
        if said not in {"true", "false"}:
            raise MalformedRequest("dry_run is true or false.")
        return said == "true"

    def _agency(self) -> PartnerAgency:
        try:
            asked = uuid.UUID(self.request.query_params.get("agency_id", ""))
        except ValueError as error:
            raise MalformedRequest("Say who sent the list: agency_id is an agency's id.") from error
        agency = selectors.agency_of(by=self.actor, agency_id=asked)
        if agency is None:
            raise ValidationFailed.at("", "not_found", "There is no such agency.")
        return agency


def report(
    lines: Sequence[lists.Line], rows: Sequence[RowTaken], *, dry_run: bool, encoding: str
) -> dict[str, Any]:
    """In the words of the list: its row numbers and its columns."""
    results = [
        {
            "row": line.number,
            "outcome": row.outcome.value,
            "id": str(row.intake_id) if row.intake_id else None,
            "errors": [
                {
                    "column": column_of(fault.pointer, line),
                    "code": fault.code,
                    "detail": fault.detail,
                }
                for fault in row.faults
            ],
        }
        for line, row in zip(lines, rows, strict=True)
    ]
    counts = {each.value: sum(row.outcome == each for row in rows) for each in Outcome}
    return {
        "dry_run": dry_run,
        "encoding": encoding,
        "rows": len(rows),
        **counts,
        "results": results,
    }


def column_of(pointer: str, line: lists.Line) -> str:
    """The column in which a member of the referral stood."""
    match pointer.split("/")[1:]:
        case ["external_reference"]:
            return REFERENCE
        case ["subject", name]:
            return name.replace("born_precision", "born_on")
        case ["contact_routes", place, *member]:
            kind, name = _kinds(line.cells)[int(place)], "".join(member)
            of_each = {way: column for column, way in _OF_EACH_WAY.items()}
            return of_each.get(name) or (f"{kind}_{name}" if name in _WAYS[kind] else kind)
        case ["contact_routes"]:
            return "phone"
        case [name, *_]:
            return name if name in COLUMNS else ""
    return ""


def _read(line: lists.Line) -> Sent:
    """The words of one row as every door's; or why they cannot be read."""
    if line.fault is not None:
        return ValidationFailed(line.fault)
    try:
        return referral_words(bodies.checked(ListedIn, _nested(line.cells), partial=False))
    except CaseloadError as error:
        return error


def _nested(cells: Mapping[str, str]) -> dict[str, Any]:
    """Flat cells as the members that other doors are sent."""
    said: dict[str, Any] = {name: cells[name] for name in _OF_THE_REFERRAL if name in cells}
    if "knock_on" in said:
        value = _year_first(said["knock_on"])
        said["knock_on"] = {"value": value, "precision": _PRECISION[min(value.count("-"), 2)]}
    subject = {name: cells[name] for name in _OF_THE_SUBJECT if name in cells}
    if "born_on" in subject:
        subject["born_on"] = _year_first(subject["born_on"])
    if REFERENCE in cells:
        said["external_reference"] = cells[REFERENCE]
    return said | {
        "subject": subject,
        "contact_routes": [_way(kind, cells) for kind in _kinds(cells)],
    }


def _kinds(cells: Mapping[str, str]) -> list[str]:
    """The ways to reach somebody of which a row says anything, in the order of the columns."""
    return [
        kind
        for kind, uses in _WAYS.items()
        if cells.keys() & {kind, *(f"{kind}_{u}" for u in uses)}
    ]


def _way(kind: str, cells: Mapping[str, str]) -> dict[str, str]:
    members = {kind: "value", **{f"{kind}_{use}": use for use in _WAYS[kind]}, **_OF_EACH_WAY}
    return {"kind": kind} | {
        member: cells[column] for column, member in members.items() if column in cells
    }


def _year_first(day: str) -> str:
    """British spreadsheets write 31/01/2025."""
    found = _DAY_FIRST.fullmatch(day)
    return f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}" if found else day
