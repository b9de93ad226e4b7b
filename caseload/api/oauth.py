"""OAuth for staff: authorisation code with PKCE, short tokens, each hanging on a session row."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import logout
from django.http import HttpRequest
from oauth2_provider.models import get_access_token_model, get_refresh_token_model
from oauth2_provider.oauth2_validators import OAuth2Validator
from oauth2_provider.views import AuthorizationView

from caseload.accounts import tokens
from caseload.accounts.models import Session
from caseload.accounts.principals import LONGEST_SESSION, start_session
from caseload.audit.security import security
from caseload.core import clock

SIGNED_IN_AT = "signed_in_at"


class StaffValidator(OAuth2Validator):
    """The toolkit's validator, with every family of tokens bound to the session of its sign-in."""

    def _create_refresh_token(
        self, request: Any, refresh_token_code: Any, access_token: Any, previous_refresh_token: Any
    ) -> Any:
        """A new sign-in starts a session; the family of its tokens carries the session's id."""
        made = super()._create_refresh_token(
            request, refresh_token_code, access_token, previous_refresh_token
        )
        if previous_refresh_token is None:
            session = start_session(request.user, application=request.client)
            made.token_family = session.pk
            made.save(update_fields=["token_family"])
            security(
                "token",
                "done",
                subject_id=request.user.pk,
                organisation_id=request.user.organisation_id,
            )
        return made

    def validate_refresh_token(
        self, refresh_token: Any, client: Any, request: Any, *args: Any, **kwargs: Any
    ) -> bool:
        """A refresh ends with its session: ten hours, or the moment somebody ends it."""
        if not super().validate_refresh_token(refresh_token, client, request, *args, **kwargs):
            self._end_if_used_before(refresh_token, client)
            return False
        family = request.refresh_token_instance.token_family
        return bool(
            request.user.is_active
            and Session.objects.filter(
                pk=family, user=request.user, ended_at__isnull=True, ends_at__gt=clock.now()
            ).exists()
        )

    def _end_if_used_before(self, refresh_token: str, client: Any) -> None:
        """A refresh token that comes twice was copied; nobody can say who has the copy."""
        used = get_refresh_token_model().objects.filter(
            token_checksum=tokens.checksum(refresh_token),
            application_id=getattr(client, "pk", None),
            revoked__isnull=False,
        )
        for family, user_id in used.values_list("token_family", "user_id").distinct():
            ended = Session.objects.filter(pk=family, ended_at__isnull=True)
            if ended.update(ended_at=clock.now()):
                security("token", "used twice", subject_id=user_id)

    def revoke_token(
        self, token: str, token_type_hint: Any, request: Any, *args: Any, **kwargs: Any
    ) -> None:
        """Handing a token back ends the sign-in it belongs to, and with it all of its tokens."""
        families = self._families(token, request)
        super().revoke_token(token, token_type_hint, request, *args, **kwargs)
        Session.objects.filter(pk__in=families, ended_at__isnull=True).update(ended_at=clock.now())

    def _families(self, token: str, request: Any) -> list[Any]:
        application = getattr(request.client, "pk", None)
        checksum = tokens.checksum(token)
        of_access = get_access_token_model().objects.filter(
            token_checksum=checksum, application_id=application
        )
        of_refresh = get_refresh_token_model().objects.filter(
            token_checksum=checksum, application_id=application
        )
        return [
            *of_access.values_list("refresh_token__token_family", flat=True),
            *of_refresh.values_list("token_family", flat=True),
        ]


class StaffAuthorization(AuthorizationView):
    """The page where somebody lets a program work as them, for a browser that signed in itself."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not signed_in_lately(request):
            logout(request)
            return self.handle_no_permission()
        request.session.modified = True
        return super().dispatch(request, *args, **kwargs)


def signed_in_lately(request: HttpRequest) -> bool:
    """Not longer ago than a session lasts; the cookie's own age ends it when idle."""
    if not request.user.is_authenticated:
        return False
    try:
        began = datetime.fromisoformat(str(request.session.get(SIGNED_IN_AT)))
    except ValueError:
        return False
    return timedelta() <= clock.now() - began < LONGEST_SESSION
