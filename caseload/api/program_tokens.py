"""OAuth for partners' programs: client credentials, and nothing of what staff may do.

The toolkit keeps tokens and applications; whether a program is who it says, what it may ask for
and until when are decided by our own rows (``caseload.accounts.programs``), because the toolkit
holds one secret, no agreement and no scopes of a client.
"""

import base64
import binascii
from typing import Any, Final
from urllib.parse import unquote_plus
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from oauth2_provider.scopes import BaseScopes
from oauth2_provider.views import TokenView

from caseload.access.roles import PARTNER_SCOPES
from caseload.accounts import programs, tokens
from caseload.accounts.models import Application, PartnerClient, Session
from caseload.accounts.principals import start_session
from caseload.accounts.sign_in import address_in, address_of
from caseload.api.middleware import request_id_of
from caseload.api.oauth import StaffValidator
from caseload.audit.security import security
from caseload.core import clock
from caseload.core.errors import RateLimited

CLIENT_CREDENTIALS: Final = "client_credentials"
OFFERED: Final = frozenset({"authorization_code", "refresh_token", CLIENT_CREDENTIALS})
STAFF: Final = "staff"
_REQUEST_ID: Final = "caseload.request_id"


class Scopes(BaseScopes):  # type: ignore[misc] # the toolkit ships no types
    """What may be asked for: staff work as themselves, a program as it was registered."""

    def get_all_scopes(self) -> dict[str, str]:
        return {STAFF: "Work as the person who signed in"} | {
            scope: f"{scope} of a partner's program" for scope in PARTNER_SCOPES
        }

    def get_available_scopes(
        self, application: Any = None, request: Any = None, *args: Any, **kwargs: Any
    ) -> list[str]:
        program = _program_of(application)
        return [STAFF] if program is None else list(program.scopes)

    def get_default_scopes(
        self, application: Any = None, request: Any = None, *args: Any, **kwargs: Any
    ) -> list[str]:
        """Whoever names none gets all that it may have."""
        return self.get_available_scopes(application, request)


class Validator(StaffValidator):
    """Programs by their own rows; everybody else as before."""

    def authenticate_client(self, request: Any, *args: Any, **kwargs: Any) -> bool:
        """Any live secret of a program; its application is made when it first asks."""
        client_id, secret = credentials(
            request.headers.get("HTTP_AUTHORIZATION"), request.client_id, request.client_secret
        )
        is_program = programs.known(client_id) is not None
        if not is_program and request.grant_type != CLIENT_CREDENTIALS:
            return bool(super().authenticate_client(request, *args, **kwargs))
        program = programs.prove(
            client_id,
            secret,
            address=address_in(request.headers),
            request_id=UUID(request.headers[_REQUEST_ID])
            if _REQUEST_ID in request.headers
            else None,
        )
        request.client = None if program is None else tokens.application_of(program)
        return program is not None

    def validate_grant_type(
        self, client_id: Any, grant_type: Any, client: Any, request: Any, *args: Any, **kwargs: Any
    ) -> bool:
        """A program has one grant, and nobody else has it, whatever its application says."""
        is_program = _program_of(request.client) is not None
        if is_program or grant_type == CLIENT_CREDENTIALS:
            return is_program and grant_type == CLIENT_CREDENTIALS
        return bool(
            super().validate_grant_type(client_id, grant_type, client, request, *args, **kwargs)
        )

    def _save_bearer_token(self, token: Any, request: Any, *args: Any, **kwargs: Any) -> Any:
        """A session begins with each token, and ends with it.

        The application's row is held, so that of two tokens asked for at once each finds the
        session that was begun for it (``tokens.session_of_program``).
        """
        program = _program_of(request.client)
        if program is not None:
            Application.objects.select_for_update().get(pk=request.client.pk)
            start_session(program.user, application=request.client, lasts=tokens.OF_PROGRAM)
        made = super()._save_bearer_token(token, request, *args, **kwargs)
        if program is not None:
            _tell("done", program, request)
        return made

    def revoke_token(
        self, token: str, token_type_hint: Any, request: Any, *args: Any, **kwargs: Any
    ) -> None:
        """Handing a token back ends its session: what it asks at this moment is the last."""
        program = _program_of(request.client)
        found = tokens.find(token) if program is not None else None
        if program is not None and found and found.application_id == request.client.pk:
            session = tokens.session_of_program(found, program)
            ended = Session.objects.filter(pk=session and session.pk, ended_at__isnull=True)
            if ended.update(ended_at=clock.now()):
                _tell("handed back", program, request)
        super().revoke_token(token, token_type_hint, request, *args, **kwargs)


class TokenEndpoint(TokenView):  # type: ignore[misc] # the toolkit ships no types
    """Where tokens are asked for; refusals in the form of RFC 6749 §5.2."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        grant = request.POST.get("grant_type", "")
        if grant and grant not in OFFERED:
            return _refuse("unsupported_grant_type", status=400)
        if grant == CLIENT_CREDENTIALS:
            request.META[_REQUEST_ID] = str(request_id_of(request))
            client_id, _ = credentials(
                request.META.get("HTTP_AUTHORIZATION"), request.POST.get("client_id"), None
            )
            try:
                programs.count(client_id, address=address_of(request))
            except RateLimited as slowed:
                refused = _refuse("temporarily_unavailable", status=429)
                refused["Retry-After"] = str(slowed.retry_after)
                return refused
        response: HttpResponse = self.authorization_flow_token_response(request)
        if response.status_code == 401:  # noqa: PLR2004 - RFC 6749 §5.2
            response["WWW-Authenticate"] = 'Basic realm="caseload"'
        return response


def credentials(
    authorization: str | None, client_id: str | None, client_secret: str | None
) -> tuple[str, str]:
    """Id and secret, from the header (which alone counts where it is there) or from the form."""
    kind, _, encoded = (authorization or "").partition(" ")
    if kind.lower() != "basic":
        return client_id or "", client_secret or ""
    try:
        plain = base64.b64decode(encoded.strip(), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    name, _, secret = plain.partition(":")
    return unquote_plus(name), unquote_plus(secret)


def _program_of(application: Any) -> PartnerClient | None:
    """A form may say ``client=…``, and the library takes it for an attribute: trust rows alone."""
    return programs.known(application.client_id) if isinstance(application, Application) else None


def _tell(outcome: str, program: PartnerClient, request: Any) -> None:
    security(
        "token",
        outcome,
        subject_id=program.user_id,
        organisation_id=program.organisation_id,
        address=address_in(request.headers),
    )


def _refuse(error: str, *, status: int) -> JsonResponse:
    return JsonResponse({"error": error}, status=status, headers={"Cache-Control": "no-store"})
