"""OAuth for staff: authorisation code with PKCE, short tokens, each hanging on a session row."""

from typing import Any

from oauth2_provider.oauth2_validators import OAuth2Validator

from caseload.accounts.principals import live_session, start_session


class StaffValidator(OAuth2Validator):
    """The toolkit's validator; a new sign-in starts the session that its tokens live by."""

    def _create_access_token(
        self, expires: Any, request: Any, token: Any, source_refresh_token: Any = None
    ) -> Any:
        if live_session(request.user, request.client) is None:
            start_session(request.user, application=request.client)
        return super()._create_access_token(expires, request, token, source_refresh_token)

    def validate_refresh_token(
        self, refresh_token: Any, client: Any, request: Any, *args: Any, **kwargs: Any
    ) -> bool:
        """A refresh ends with its session: ten hours, or the moment somebody ends it."""
        valid = super().validate_refresh_token(refresh_token, client, request, *args, **kwargs)
        return bool(valid and live_session(request.user, client) is not None)
