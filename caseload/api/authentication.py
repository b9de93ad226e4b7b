"""Who sent this: an access token that hangs on a live session."""

from dataclasses import dataclass
from typing import Any

from rest_framework.authentication import BaseAuthentication

from caseload.accounts import networks, tokens
from caseload.accounts.models import PartnerClient, Session, User
from caseload.accounts.principals import still_here
from caseload.accounts.sign_in import address_of
from caseload.core.errors import NotAuthenticated, TokenExpired

_LONGEST_TOKEN = 255


@dataclass(frozen=True, slots=True)
class SignIn:
    """The live session behind a token; for a partner's program also which, and with what scopes."""

    session: Session
    client: PartnerClient | None = None
    scopes: frozenset[str] = frozenset()


class BearerToken(BaseAuthentication):
    """A bearer token of a member of staff or of a partner's program, whose session is alive.

    Ending the session, or the user, ends the token at the next request. Only the header counts:
    no cookie, no parameter, no form field (the toolkit's own class would read the body here, which
    comes later in the order of checks).
    """

    def authenticate(self, request: Any) -> tuple[User, SignIn] | None:
        kind, _, token = request.headers.get("Authorization", "").partition(" ")
        if kind.lower() != "bearer":
            return None
        token = token.strip()
        found = tokens.find(token) if 0 < len(token) <= _LONGEST_TOKEN else None
        if found is None:
            raise NotAuthenticated("The token is not known, or has expired.")
        client = tokens.program_of(found)
        if client and not networks.allow(client.allowed_addresses, address_of(request)):
            raise NotAuthenticated("The token is not known, or has expired.")
        if client is None and (found.user is None or not found.allow_scopes(["staff"])):
            raise NotAuthenticated("The token is not known, or has expired.")
        if found.is_expired():
            raise TokenExpired
        if client is not None:
            session = tokens.session_of_program(found, client)
        else:
            session = tokens.session_of(found) if found.user.is_active else None
        if session is None:
            raise NotAuthenticated("The session has ended.")
        still_here(session)
        if client is None:
            return found.user, SignIn(session)
        return client.user, SignIn(session, client, frozenset(found.scope.split()))

    def authenticate_header(self, request: Any) -> str:
        return 'Bearer realm="caseload"'
