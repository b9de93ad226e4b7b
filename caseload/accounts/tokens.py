"""Access tokens, each hanging on the session row of one sign-in: ending the row ends the token.

A sign-in over OAuth gives its session's id to the family of its refresh tokens, so that a token
that was stolen does not come back to life when its owner signs in again. A token of the command
line has no family: its session was started in the moment before it.
"""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from oauth2_provider.models import get_access_token_model

from caseload.accounts.models import Application, PartnerClient, Session, User
from caseload.accounts.principals import start_session
from caseload.core import clock

SHORT = timedelta(minutes=15)
OF_PROGRAM = SHORT + timedelta(minutes=1)
"""The session of a program's token outlasts it a little, so that the refusal says: expired."""

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
    return _write(user, application, "staff", lasts)


def _write(user: User | None, application: Application, scope: str, lasts: timedelta) -> str:
    token = secrets.token_urlsafe(32)
    model = get_access_token_model()
    row = model(
        user=user,
        application=application,
        expires=clock.now() + lasts,
        scope=scope,
        token="",
    )
    row.token_checksum = checksum(token)
    row._raw_token = token
    row.save()
    return token


def application_of(client: PartnerClient) -> Application:
    """The toolkit's own row of a partner's program: made when it first asks, and never asked.

    Whether the program is alive, what it may and which secrets it has stand in our rows alone;
    the login role may write the toolkit's, so nothing rests on them.
    """
    application: Application
    application, _ = Application.objects.get_or_create(
        client_id=client.client_id,
        defaults={
            "name": f"program {client.pk}",
            "client_type": Application.CLIENT_CONFIDENTIAL,
            "authorization_grant_type": Application.GRANT_CLIENT_CREDENTIALS,
            "client_secret": secrets.token_urlsafe(32),
        },
    )
    return application


def issue_to_program(client: PartnerClient, *, scopes: Iterable[str], lasts: timedelta) -> str:
    """Start a session for a program and return a bearer token; only its checksum is kept."""
    application = application_of(client)
    start_session(client.user, application=application, lasts=lasts)
    return _write(None, application, " ".join(sorted(scopes)), lasts)


def program_of(token: Any) -> PartnerClient | None:
    """The program that a token was given to; nothing for a token of staff."""
    if token.user_id is not None or token.application_id is None:
        return None
    return (
        PartnerClient.objects.filter(client_id=token.application.client_id)
        .select_related("agency")
        .first()
    )


def session_of_program(token: Any, client: PartnerClient) -> Session | None:
    """The session that a program's token hangs on, if it is alive."""
    return _newest(client.user_id, token)


def checksum(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def find(token: str) -> Any:
    """The row of an access token that somebody sent, with its user and its family; or nothing."""
    model = get_access_token_model()
    return (
        model.objects.filter(token_checksum=checksum(token))
        .select_related("user", "refresh_token", "application")
        .first()
    )


def session_of(token: Any) -> Session | None:
    """The sign-in that ``token`` hangs on, if it is alive."""
    family = getattr(getattr(token, "refresh_token", None), "token_family", None)
    if family is not None:
        return _alive(token.user_id, token).filter(pk=family).first()
    return _newest(token.user_id, token)


def _alive(user_id: Any, token: Any) -> QuerySet[Session]:
    return Session.objects.filter(
        user_id=user_id,
        application_id=token.application_id,
        ended_at__isnull=True,
        ends_at__gt=clock.now(),
    )


def _newest(user_id: Any, token: Any) -> Session | None:
    """The session that was begun in the moment before the token."""
    newest = (
        Session.objects.filter(
            user_id=user_id,
            application_id=token.application_id,
            started_at__lte=token.created,
        )
        .order_by("-started_at")
        .values("pk")[:1]
    )
    return _alive(user_id, token).filter(pk__in=newest).first()
