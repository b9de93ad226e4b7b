"""Who sent this: an access token that hangs on a live session."""

from typing import Any

from rest_framework.authentication import BaseAuthentication

from caseload.accounts import tokens
from caseload.accounts.models import Session
from caseload.accounts.principals import still_here
from caseload.core.errors import NotAuthenticated, TokenExpired

_LONGEST_TOKEN = 255


class StaffToken(BaseAuthentication):
    """A bearer token of a member of staff whose sign-in is still alive.

    Ending the session, or the user, ends the token at the next request. Only the header counts:
    no cookie, no parameter, no form field (the toolkit's own class would read the body here, which
    comes later in the order of checks).
    """

    def authenticate(self, request: Any) -> tuple[Any, Session] | None:
        kind, _, token = request.headers.get("Authorization", "").partition(" ")
        if kind.lower() != "bearer":
            return None
        token = token.strip()
        found = tokens.find(token) if 0 < len(token) <= _LONGEST_TOKEN else None
        if found is None or found.user is None or not found.allow_scopes(["staff"]):
            raise NotAuthenticated("The token is not known, or has expired.")
        if found.is_expired():
            raise TokenExpired
        session = tokens.session_of(found) if found.user.is_active else None
        if session is None:
            raise NotAuthenticated("The session has ended.")
        still_here(session)
        return found.user, session

    def authenticate_header(self, request: Any) -> str:
        return 'Bearer realm="caseload"'
