"""How a partner's program proves who it is, to be given a token (api.md §2).

Runs as the login role, outside every unit of work, as signing in does. Our own rows decide: which
secrets are alive, from where the program may ask, whether it and its agency are working with us.
"""

import hashlib
import hmac
from typing import Final
from uuid import UUID

from django.conf import settings

from caseload.access import rates
from caseload.accounts import networks
from caseload.accounts.models import ClientSecret, PartnerClient, SharingAgreement
from caseload.accounts.tokens import checksum
from caseload.audit.security import security
from caseload.core import clock
from caseload.core.errors import RateLimited

BUCKET: Final = "token"
_LONGEST_ID: Final = 100


def known(client_id: str) -> PartnerClient | None:
    """The program that calls itself so, alive or not."""
    if not client_id or len(client_id) > _LONGEST_ID or "\0" in client_id:
        return None
    rows = PartnerClient.objects.filter(client_id=client_id)
    return rows.select_related("agency", "user").first()


def is_alive(program: PartnerClient) -> bool:
    """Neither it nor its agency is suspended, and an agreement is in force.

    The database asks the same at every statement (``acl.live_client_agency``).
    """
    now = clock.now()
    return (
        program.suspended_at is None
        and program.agency.suspended_at is None
        and SharingAgreement.objects.filter(
            agency_id=program.agency_id, starts_at__lte=now, ends_at__gt=now
        ).exists()
    )


def prove(
    client_id: str, secret: str, *, address: str, request_id: UUID | None = None
) -> PartnerClient | None:
    """The program, if this is one of its live secrets and it may ask now and from here.

    Whatever is wrong, the caller learns nothing more than that; the security event of a program
    that is known says that it was refused.
    """
    program = known(client_id)
    if (
        program is not None
        and _is_a_live_secret(program, secret)
        and networks.allow(program.allowed_addresses, address)
        and is_alive(program)
    ):
        return program
    security(
        "token",
        "refused",
        subject_id=program.user_id if program else None,
        organisation_id=program.organisation_id if program else None,
        request_id=request_id,
        address=address,
    )
    return None


def count(client_id: str, *, address: str) -> None:
    """Count one request for a token: of the program it names, or of an address that names none.

    Raises:
        RateLimited: too many in this minute, refusals included.
    """
    program = known(client_id)
    caller = f"client:{program.pk}" if program else f"address:{_keyed(address)}"
    if rates.count(caller=caller, bucket=BUCKET) > settings.CASELOAD_TOKENS_PER_MINUTE:
        raise RateLimited(retry_after=60 - clock.now().second)


def _is_a_live_secret(program: PartnerClient, secret: str) -> bool:
    """Compares with each of them, whichever it is, in the same time."""
    now = clock.now()
    live = ClientSecret.objects.filter(client=program, starts_at__lte=now, ends_at__gt=now)
    hashed = checksum(secret)
    return bool(
        sum(hmac.compare_digest(hashed, known) for known in live.values_list("hashed", flat=True))
    )


def _keyed(address: str) -> str:
    """Counters hold no address as it is."""
    message = f"token\n{address}".encode()
    return hmac.new(settings.CASELOAD_SEARCH_KEY, message, hashlib.sha256).hexdigest()
