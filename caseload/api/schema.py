"""How the interface describes itself: OpenAPI 3.1, and the hooks of api.md §8."""

from collections.abc import Callable
from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema_field
from rest_framework import serializers

from caseload.access.operations import OPERATIONS, Operation
from caseload.access.roles import PARTNER_SCOPES, scopes_that_give

METHODS = ("get", "post", "patch", "put", "delete")


STAFF_TOKEN, PARTNER_TOKEN = "staffToken", "partnerToken"


class TokenSchemes(OpenApiAuthenticationExtension):
    """How a member of staff, or a partner's program, proves who they are."""

    target_class = "caseload.api.authentication.BearerToken"
    name = [STAFF_TOKEN, PARTNER_TOKEN]

    def get_security_definition(self, auto_schema: Any) -> list[dict[str, Any]]:
        flow = {
            "tokenUrl": "/oauth/token",
            "scopes": {scope: _scope_words(scope) for scope in sorted(PARTNER_SCOPES)},
        }
        return [
            {"type": "http", "scheme": "bearer", "description": "Staff access token"},
            {
                "type": "oauth2",
                "description": "Access token of a partner's program, for 15 minutes",
                "flows": {"clientCredentials": flow},
            },
        ]

    def get_security_requirement(self, auto_schema: Any) -> list[dict[str, list[str]]]:
        """Staff, programs with the scopes that give the right, or either."""
        view = auto_schema.view
        kinds = getattr(view, "for_partners", frozenset({False}))
        needed: list[dict[str, list[str]]] = [{STAFF_TOKEN: []}] if False in kinds else []
        if True in kinds:
            needs = view.needs_by_action.get(view.action, view.needs)
            scopes = [view.scope] if view.scope else scopes_that_give(needs) if needs else []
            # Any one of several scopes is enough: each alternative is an entry of its own.
            needed += [{PARTNER_TOKEN: [scope]} for scope in scopes] or [{PARTNER_TOKEN: []}]
        return needed


def _scope_words(scope: str) -> str:
    gives = sorted(permission.codename for permission in PARTNER_SCOPES[scope])
    return ", ".join(gives).replace("_", " ") or "read code lists"


class ProblemError(serializers.Serializer):
    """One thing wrong with what was sent."""

    pointer = serializers.CharField(help_text="JSON Pointer to the member.")
    code = serializers.CharField(help_text="Stable code of the rule.")
    detail = serializers.CharField(help_text="The rule in words.")


class ProblemOut(serializers.Serializer):
    """RFC 9457 problem document; it never repeats what was sent."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    code = serializers.CharField()
    detail = serializers.CharField()
    instance = serializers.CharField()
    allowed = serializers.ListField(
        child=serializers.CharField(), help_text="With invalid-transition: the states open now."
    )
    ways_on = serializers.ListField(
        child=serializers.CharField(), help_text="With unsafe-contact: what can be done instead."
    )
    existing_id = serializers.UUIDField(
        help_text="With duplicate-reference: your own intake that has it."
    )
    errors = ProblemError(many=True)  # type: ignore[assignment] # RFC 9457 extension member


_SOMETIMES = {"ProblemOut": frozenset({"allowed", "ways_on", "existing_id"})}

_WORDS = {
    "400": "Malformed, or with members or parameters not known here.",
    "401": "Not signed in.",
    "403": "The role does not allow it, or a reason is needed.",
    "404": "There is nothing here for you; hidden and absent answer alike.",
    "409": "A rule says no; nothing was saved.",
    "412": "Somebody changed it first; the answer carries the current ETag.",
    "406": "Only JSON is offered.",
    "413": "The request is too large.",
    "415": "Send application/json in UTF-8.",
    "500": "Something went wrong on our side; nothing was saved.",
    "422": "Some of what was sent cannot be accepted.",
    "428": "Say which version you saw.",
    "429": "Too many requests.",
    "503": "The trail cannot be written, so nothing is answered.",
}


_ACCESS_REASON = OpenApiParameter(
    "Caseload-Access-Reason",
    str,
    OpenApiParameter.HEADER,
    description="Why: a code. Wide roles and restricted records need it.",
)
_ON_BEHALF = OpenApiParameter(
    "Caseload-On-Behalf-Of",
    str,
    OpenApiParameter.HEADER,
    description='For whom at your agency you ask, if a person does: id="…", name="…", role="…". '
    "Kept with what was read and written as asserted; never logged.",
)


def what_it_needs(service: Callable[..., Any]) -> dict[str, str]:
    """What an operation whose id is not its service's name says of it: its event and permission."""
    return _said_of(service.operation)  # type: ignore[attr-defined] # set by @operation


def _said_of(known: Operation) -> dict[str, str]:
    said = {"x-event": known.event}
    return said if known.needs is None else said | {"x-permission": known.needs.codename}


class CaseloadSchema(AutoSchema):
    """Adds to each operation the problems and headers that its method can meet."""

    def _is_list_view(self, serializer: Any = None) -> bool:
        """Pages are objects with rows in them; no answer is a bare list."""
        return False

    def _get_response_bodies(self, direction: Any = "response") -> Any:
        responses = super()._get_response_bodies(direction)
        if direction != "response":
            return responses
        codes = {"400", "401", "403", "404", "406", "429", "500", "503"}
        if self.method in {"POST", "PATCH"}:
            codes |= {"409", "413", "415", "422"}
        if self._changes_a_row():
            codes |= {"412", "428"}
        for code in sorted(codes - responses.keys()):
            responses[code] = self._get_response_for_code(
                OpenApiResponse(ProblemOut, description=_WORDS[code]),
                code,
                media_types=["application/problem+json"],
            )
        return dict(sorted(responses.items()))

    @property
    def _is_partners(self) -> bool:
        return False not in getattr(self.view, "for_partners", frozenset({False}))

    def _action(self) -> str:
        return str(getattr(self.view, "action", ""))

    def _changes_a_row(self) -> bool:
        """Something stands there already, so the caller says which version of it was seen."""
        action = self._action()
        if action in {
            *getattr(self.view, "search_actions", ()),
            *getattr(self.view, "adding_actions", ()),
        }:
            return False
        is_item = self.method == "POST" and bool(getattr(self.view, "detail", False))
        return (
            self.method == "PATCH"
            or is_item
            or action in getattr(self.view, "changing_actions", ())
        )

    def get_summary(self) -> str | None:
        """The first sentence of the handler, unless the handler gives another."""
        words = super().get_description() or ""
        return super().get_summary() or words.split("\n", 1)[0].split(". ", 1)[0].rstrip(".")

    def get_override_parameters(self) -> list[Any]:
        found: list[Any] = [_ON_BEHALF if self._is_partners else _ACCESS_REASON]
        if self.method == "POST" and self._action() not in getattr(self.view, "search_actions", ()):
            found.append(
                OpenApiParameter(
                    "Idempotency-Key",
                    str,
                    OpenApiParameter.HEADER,
                    required=self._is_partners,
                    description="A quoted string or UUID: repeats of the request have one effect.",
                )
            )
        if self._changes_a_row():
            found.append(
                OpenApiParameter(
                    "If-Match",
                    str,
                    OpenApiParameter.HEADER,
                    description="The ETag you saw; or send `version` in the body.",
                )
            )
        if getattr(self.view, "action", None) in getattr(self.view, "list_actions", ()):
            found += [
                OpenApiParameter(
                    "limit",
                    {"type": "integer", "minimum": 1, "maximum": 200},
                    description="Rows a page.",
                ),
                OpenApiParameter("cursor", str, description="From `next` or `previous`."),
            ]
        return found

    def get_operation_id(self) -> str:
        action = getattr(self.view, "action", "") or self.method.lower()
        resource = self.path.removeprefix("/api/v1/").replace("/", "_")
        resource = "".join(c for c in resource if c not in "{}").replace("-", "_")
        return f"{action}_{resource}"

    def get_tags(self) -> list[str]:
        parts = [
            part
            for part in self.path.removeprefix("/api/v1/").split("/")
            if part and not part.startswith("{")
        ]
        return [parts[1] if len(parts) > 1 and parts[0] == "cases" else parts[0]]


@extend_schema_field({"type": "string", "format": "uri-reference"})
class LinkField(serializers.CharField):
    """A relative link with a sealed cursor."""


def page_of(out: type[serializers.Serializer]) -> type[serializers.Serializer]:
    """The schema of a keyset page of ``out``; written once, because no paginator class is used."""
    name = f"{out.__name__.removesuffix('Out')}Page"
    return type(
        name,
        (serializers.Serializer,),
        {
            "__doc__": f"A page of {out.__name__.removesuffix('Out')} rows.",
            "__module__": out.__module__,
            "results": out(many=True),
            "next": LinkField(
                allow_null=True, help_text="The next page, relative; null at the end."
            ),
            "previous": LinkField(allow_null=True, help_text="The page before, relative."),
        },
    )


def finish(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:  # noqa: FBT001 - spectacular's own signature
    """Requests refuse unknown members; answers always carry every property (api.md §8)."""
    components = result["components"]["schemas"]
    for name, schema in components.items():
        if schema.get("type") != "object" or "properties" not in schema:
            continue
        if name.endswith("Request"):
            schema["additionalProperties"] = False
        else:
            optional = _SOMETIMES.get(name, frozenset())
            schema["required"] = sorted(schema["properties"].keys() - optional)
    operations = [
        item[method] for item in result["paths"].values() for method in METHODS if method in item
    ]
    _say_permissions(operations)
    _take_versions(operations, components)
    return result


def _say_permissions(operations: list[dict[str, Any]]) -> None:
    """The id of a write is its service's name, and ``@operation`` says what that needs."""
    services = {known.service.rpartition(".")[2]: known for known in OPERATIONS.values()}
    for operation in operations:
        known = services.get(operation["operationId"])
        if known is None:
            continue
        operation.update(_said_of(known))
        if known.needs is not None:
            said = operation.get("description", "").rstrip()
            needs = f"Needs `{known.needs.codename}` on the {known.on.replace('_', ' ')}."
            operation["description"] = f"{said}\n\n{needs}".strip()


def _take_versions(operations: list[dict[str, Any]], components: dict[str, Any]) -> None:
    """A change takes the version in its body too; a shape that also makes things does not."""
    takes: dict[str, set[bool]] = {}
    for operation in operations:
        for content in operation.get("requestBody", {}).get("content", {}).values():
            name = content.get("schema", {}).get("$ref", "").rpartition("/")[2]
            takes.setdefault(name, set()).add("428" in operation["responses"])
    for name, changes in takes.items():
        if name in components and changes == {True}:
            components[name]["properties"].setdefault(
                "version",
                {
                    "type": "integer",
                    "minimum": 1,
                    "description": "The version you saw, or If-Match.",
                },
            )
