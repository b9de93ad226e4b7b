"""Access tokens made at the command line: a session row and a token that hangs on it."""

import hashlib
import secrets
from datetime import timedelta

from oauth2_provider.models import get_access_token_model

from caseload.accounts.models import Application, User
from caseload.accounts.principals import start_session
from caseload.core import clock

SHORT = timedelta(minutes=15)
DEMO = timedelta(hours=12)
COMMAND_LINE = "caseload-command-line"


def command_line_application() -> Application:
    """The application that tokens of ``manage.py token`` belong to; it can sign nobody in."""
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
    row.token_checksum = hashlib.sha256(token.encode()).hexdigest()
    row._raw_token = token
    row.save()
    return token
