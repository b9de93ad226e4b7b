"""Who sent this: an access token that hangs on a live session."""

from typing import Any

from oauth2_provider.contrib.rest_framework import OAuth2Authentication

from caseload.accounts.models import Session
from caseload.accounts.principals import live_session
from caseload.core.errors import NotAuthenticated


class StaffToken(OAuth2Authentication):
    """A bearer token of a member of staff whose sign-in is still alive.

    Ending the session, or the user, ends the token at the next request.
    """

    def authenticate(self, request: Any) -> tuple[Any, Session] | None:
        if not request.headers.get("Authorization", "").startswith("Bearer "):
            return None
        signed_in = super().authenticate(request)
        if signed_in is None:
            raise NotAuthenticated("The token is not known, or has expired.")
        user, token = signed_in
        if user is None or not user.is_active:
            raise NotAuthenticated("The token is not known, or has expired.")
        session = live_session(user, token.application)
        if session is None:
            raise NotAuthenticated("The session has ended.")
        return user, session
