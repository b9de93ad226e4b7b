"""Signing in with a name and a password.

Runs as the login role, outside every unit of work: it touches users, counters and security
events only. A wrong name and a wrong password take the same way and the same time (E6), and
whoever guesses is slowed down without locking the real person out (S1).
"""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import check_password, is_password_usable, make_password
from django.db.models import QuerySet

from caseload.access import rates
from caseload.accounts.models import User, UserKind
from caseload.audit.security import security
from caseload.core import clock
from caseload.core.errors import RateLimited

BUCKET: Final = "sign-in-failed"
WATCHED: Final = timedelta(minutes=15)
FREE_FAILURES: Final = 5
"""Slips of the keyboard; from the next failure on, each doubles the pause."""

FREE_FAILURES_OF_ADDRESS: Final = 50
"""An office shares one address; somebody trying one password on every name has it to themselves."""

LONGEST_PAUSE: Final = 600
_SHORTEST_PAUSE: Final = 15


class PasswordBackend(BaseBackend):
    """The only way in by password: active staff."""

    def authenticate(
        self,
        request: Any,
        username: str | None = None,
        password: str | None = None,
        **credentials: Any,
    ) -> User | None:
        """The user, or nothing; no word about which part was wrong.

        Raises:
            RateLimited: too many failures with this name from this address, or from this address.

        """
        if username is None or password is None:
            return None
        decoy = _decoy()
        guesser = _Guesser(username, address_of(request))
        request_id = getattr(request, "caseload_request_id", None)
        guesser.refuse_if_too_fast(request_id)
        user = _with_passwords().filter(username=username).first()
        known = user is not None and _may_sign_in(user)
        right = check_password(password, user.password if user and known else decoy)
        event: dict[str, Any] = {
            "subject_id": user.pk if user else None,
            "organisation_id": user.organisation_id if user else None,
            "request_id": request_id,
            "address": guesser.address,
        }
        if user is None or not (known and right):
            guesser.failed()
            security("sign-in", "failed", **event)
            return None
        security("sign-in", "done", **event)
        User.objects.filter(pk=user.pk).update(last_login=clock.now())
        return user

    def get_user(self, user_id: Any) -> User | None:
        """The user behind a browser session; Django asks for the hash, to end it if that changed."""
        user = _with_passwords().filter(pk=user_id).first()
        return user if user is not None and _may_sign_in(user) else None


class _Guesser:
    """One name tried from one address. Counters hold keyed hashes of both, never the words."""

    def __init__(self, username: str, address: str) -> None:
        self.address = address
        self._by_name = _keyed("name", username.casefold(), address)
        self._by_address = _keyed("address", address)

    def refuse_if_too_fast(self, request_id: UUID | None) -> None:
        """Colleagues behind the same address are not held up: only a name that has failed is."""
        failures = _failures(self._by_name)
        if not failures:
            return
        wait = _pause(failures, FREE_FAILURES)
        if self.address:
            wait = max(wait, _pause(_failures(self._by_address), FREE_FAILURES_OF_ADDRESS))
        if wait:
            security("sign-in", "slowed", request_id=request_id, address=self.address)
            raise RateLimited(retry_after=wait)

    def failed(self) -> None:
        rates.count(caller=self._by_name, bucket=BUCKET)
        if self.address:
            rates.count(caller=self._by_address, bucket=BUCKET)


def address_of(request: Any) -> str:
    """Where the request came from, believing as many proxies as the installation has."""
    return "" if request is None else address_in(request.META)


def address_in(environ: Mapping[str, Any]) -> str:
    """The same, from the headers as the server passes them."""
    direct = str(environ.get("REMOTE_ADDR", ""))
    trusted = settings.CASELOAD_TRUSTED_PROXIES
    hops: list[str] = [
        hop.strip() for hop in str(environ.get("HTTP_X_FORWARDED_FOR", "")).split(",") if hop
    ]
    if trusted and len(hops) >= trusted:
        return hops[-trusted]
    return direct


def _failures(caller: str) -> list[tuple[datetime, int]]:
    return rates.counted(caller=caller, bucket=BUCKET, within=WATCHED)


def _pause(failures: list[tuple[datetime, int]], free: int) -> int:
    """Seconds to wait still: 15 after the first failure too many, doubled with each further one."""
    beyond = sum(count for _, count in failures) - free
    if beyond < 0:
        return 0
    pause = min(_SHORTEST_PAUSE * 2 ** min(beyond, 10), LONGEST_PAUSE)
    # Counters know the minute only; counting from its end keeps the pause from shrinking to none.
    last = failures[0][0] + timedelta(minutes=1)
    return max(0, int((last + timedelta(seconds=pause) - clock.now()).total_seconds()))


def _with_passwords() -> QuerySet[User]:
    """Users with their hash, which the manager leaves out because shapes may not read it."""
    return QuerySet(User)


def _may_sign_in(user: User) -> bool:
    return user.is_active and user.kind == UserKind.STAFF and is_password_usable(user.password)


@cache
def _decoy() -> str:
    """A hash of nothing that anybody knows: an unknown name costs as much time as a known one."""
    return make_password(secrets.token_urlsafe())


def _keyed(*parts: str) -> str:
    message = "\n".join(("sign-in", *parts)).encode()
    return hmac.new(settings.CASELOAD_SEARCH_KEY, message, hashlib.sha256).hexdigest()
