"""Access tokens, each hanging on the session row of one sign-in: ending the row ends the token.

A sign-in over OAuth gives its session's id to the family of its refresh tokens, so that a token
that was stolen does not come back to life when its owner signs in again. A token of the command
line has no family: its session was started in the moment before it.
"""

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from oauth2_provider.models import get_access_token_model

from caseload.accounts.models import Application, Session, User
from caseload.accounts.principals import start_session
from caseload.core import clock

SHORT = timedelta(minutes=15)
DEMO = timedelta(hours=12)
COMMAND_LINE = "caseload-command-line"


def command_line_application() -> Application:
    """The application that tokens of ``manage.py token`` belong to; it can sign nobody in."""
    application: Application
    application, _ = Application.objects.get_or_create(
        client_id=COMMAND_LINE,
        defaults={
            "name": "Command line",
            "client_type": Application.CLIENT_CONFIDENTIAL,
            "authorization_grant_type": Application.GRANT_AUTHORIZATION_CODE,
            "redirect_uris": "https://localhost/never",
        },
    )
    return application


def issue(user: User, *, lasts: timedelta) -> str:
    """Start a session for ``user`` and return a bearer token; only its checksum is kept."""
    application = command_line_application()
    start_session(user, application=application, lasts=lasts)
    token = secrets.token_urlsafe(32)
    model = get_access_token_model()
    row = model(
        user=user,
        application=application,
        expires=clock.now() + lasts,
        scope="staff",
        token="",
    )
    row.token_checksum = checksum(token)
    row._raw_token = token
    row.save()
    return token


def checksum(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def find(token: str) -> Any:
    """The row of an access token that somebody sent, with its user and its family; or nothing."""
    model = get_access_token_model()
    return (
        model.objects.filter(token_checksum=checksum(token))
        .select_related("user", "refresh_token")
        .first()
    )


def session_of(token: Any) -> Session | None:
    """The sign-in that ``token`` hangs on, if it is alive."""
    alive = Session.objects.filter(
        user_id=token.user_id,
        application_id=token.application_id,
        ended_at__isnull=True,
        ends_at__gt=clock.now(),
    )
    family = getattr(getattr(token, "refresh_token", None), "token_family", None)
    if family is not None:
        return alive.filter(pk=family).first()
    newest = (
        Session.objects.filter(
            user_id=token.user_id,
            application_id=token.application_id,
            started_at__lte=token.created,
        )
        .order_by("-started_at")
        .values("pk")[:1]
    )
    return alive.filter(pk__in=newest).first()
