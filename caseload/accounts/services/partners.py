"""Agencies, what was agreed with them, and the programs they ask with (features.md 2.24).

A program acts as a ServicePrincipal: a user of its own that nobody signs in as, so that grants,
history and row security have a subject.
"""

import secrets
import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final, TypedDict, Unpack

from django.conf import settings

from caseload.access.operations import operation
from caseload.access.permissions import Permission
from caseload.access.roles import PARTNER_SCOPES
from caseload.accounts import networks
from caseload.accounts.models import (
    ClientSecret,
    Organisation,
    PartnerAgency,
    PartnerClient,
    SharingAgreement,
    User,
    UserKind,
)
from caseload.accounts.tokens import checksum
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.errors import FieldError, InvalidTransition, ValidationFailed
from caseload.core.sharing import DataCategory, Purpose

SECRET_LASTS: Final = timedelta(days=365)
LIVE_SECRETS: Final = 2


class AgencyWords(TypedDict, total=False):
    """What may be put right about an agency; its kind is what agreements were signed with."""

    name: str
    code: str


class ClientWords(TypedDict, total=False):
    """What may be changed about a program: its name, what it may, from where, how often."""

    name: str
    scopes: Iterable[str]
    allowed_addresses: Iterable[str]
    requests_per_minute: int
    requests_per_day: int


@operation("agency.added", needs=Permission.MANAGE_AGENCIES, on="organisation")
def add_agency(
    *, by: Actor, organisation: Organisation, name: str, kind: str, code: str = ""
) -> PartnerAgency:
    """Write down an agency that families are passed from or to; nothing passes before an agreement."""
    return PartnerAgency(organisation=organisation, name=name, kind=kind, code=code).insert()


@operation("agency.amended", needs=Permission.MANAGE_AGENCIES, on="agency")
def amend_agency(
    *, by: Actor, agency: PartnerAgency, seen: int, reason: str, **words: Unpack[AgencyWords]
) -> PartnerAgency:
    """Put an agency's name or code right."""
    _demand_reason(reason)
    return agency.change(seen=seen, reason=reason, **words)


@operation("agency.suspended", needs=Permission.MANAGE_AGENCIES, on="agency")
def suspend_agency(*, by: Actor, agency: PartnerAgency, seen: int, reason: str) -> PartnerAgency:
    """Stop everything with an agency: its programs get nothing from the next statement on.

    Raises:
        InvalidTransition: it is suspended already.
    """
    _demand_reason(reason)
    _demand_running(agency)
    return agency.change(
        seen=seen, reason=reason, suspended_at=clock.now(), suspended_reason=reason
    )


@operation("agency.resumed", needs=Permission.MANAGE_AGENCIES, on="agency")
def resume_agency(*, by: Actor, agency: PartnerAgency, seen: int, reason: str) -> PartnerAgency:
    """Work with a suspended agency again; access that ended meanwhile stays ended.

    Raises:
        InvalidTransition: it is not suspended.
    """
    _demand_reason(reason)
    _demand_suspended(agency)
    return agency.change(seen=seen, reason=reason, suspended_at=None, suspended_reason="")


@operation("agreement.signed", needs=Permission.MANAGE_AGENCIES, on="agency")
def sign_agreement(
    *,
    by: Actor,
    agency: PartnerAgency,
    title: str,
    purposes: Iterable[str],
    categories: Iterable[str] = (),
    ends_at: datetime,
    starts_at: datetime | None = None,
) -> SharingAgreement:
    """Write down what was signed with an agency: why, what kinds of data, until when.

    Raises:
        ValidationFailed: no purpose, or one that is not known.
    """
    purposes, categories = sorted(set(purposes)), sorted(set(categories))
    _check_known(purposes, Purpose, "/purposes")
    _check_known(categories, DataCategory, "/categories")
    if not purposes:
        raise ValidationFailed.at("/purposes", "purpose_needed", "Say what it is for.")
    return SharingAgreement(
        organisation_id=agency.organisation_id,
        agency=agency,
        title=title,
        purposes=purposes,
        categories=categories,
        starts_at=starts_at or clock.now(),
        ends_at=ends_at,
    ).insert()


@operation("agreement.ended", needs=Permission.MANAGE_AGENCIES, on="agreement")
def end_agreement(
    *, by: Actor, agreement: SharingAgreement, seen: int, reason: str
) -> SharingAgreement:
    """End an agreement before its day; what rested on it alone ends at the next statement.

    Raises:
        InvalidTransition: it has ended.
    """
    _demand_reason(reason)
    _demand_not_ended(agreement)
    return agreement.change(
        seen=seen, reason=reason, ends_at=max(clock.now(), agreement.starts_at), ended_reason=reason
    )


@operation("partner_client.registered", needs=Permission.MANAGE_AGENCIES, on="agency")
def register_client(
    *,
    by: Actor,
    agency: PartnerAgency,
    name: str,
    scopes: Iterable[str],
    allowed_addresses: Iterable[str] = (),
    requests_per_minute: int | None = None,
    requests_per_day: int | None = None,
) -> PartnerClient:
    """Let one program of an agency ask, with the scopes named and no others.

    In a sandbox every program is a test program. It has no secret yet. With no address named it
    may ask from anywhere; how often is the installation's setting, unless said otherwise.

    Raises:
        ValidationFailed: no scope, or one that is not known; an address that is none.
    """
    checked = _checked(ClientWords(name=name, scopes=scopes, allowed_addresses=allowed_addresses))
    client_id = uuid.uuid4()
    principal = User(
        organisation_id=agency.organisation_id,
        kind=UserKind.SERVICE,
        username=f"service.{client_id}",
        display_name=f"{agency.name}: {name}"[:150],
    )
    principal.set_unusable_password()
    principal.insert()
    return PartnerClient(
        id=client_id,
        organisation_id=agency.organisation_id,
        agency=agency,
        user=principal,
        client_id=secrets.token_urlsafe(24),
        is_test=agency.organisation.is_test,
        requests_per_minute=requests_per_minute or settings.CASELOAD_PARTNER_REQUESTS_PER_MINUTE,
        requests_per_day=requests_per_day or settings.CASELOAD_PARTNER_REQUESTS_PER_DAY,
        **checked,
    ).insert()


@operation("partner_client.amended", needs=Permission.MANAGE_AGENCIES, on="client")
def amend_client(
    *, by: Actor, client: PartnerClient, seen: int, reason: str, **words: Unpack[ClientWords]
) -> PartnerClient:
    """Change what a program may do, from where, and how often.

    A scope taken away is gone from its live tokens at their next request; a scope given needs a
    new token.

    Raises:
        ValidationFailed: no scope, or one that is not known; an address that is none.
    """
    _demand_reason(reason)
    return client.change(seen=seen, reason=reason, **_checked(words))


@operation("partner_client.suspended", needs=Permission.MANAGE_AGENCIES, on="client")
def suspend_client(*, by: Actor, client: PartnerClient, seen: int, reason: str) -> PartnerClient:
    """Stop one program: its tokens are worth nothing from the next statement on.

    Raises:
        InvalidTransition: it is suspended already.
    """
    _demand_reason(reason)
    _demand_running(client)
    return client.change(
        seen=seen, reason=reason, suspended_at=clock.now(), suspended_reason=reason
    )


@operation("partner_client.resumed", needs=Permission.MANAGE_AGENCIES, on="client")
def resume_client(*, by: Actor, client: PartnerClient, seen: int, reason: str) -> PartnerClient:
    """Let a suspended program ask again.

    Raises:
        InvalidTransition: it is not suspended.
    """
    _demand_reason(reason)
    _demand_suspended(client)
    return client.change(seen=seen, reason=reason, suspended_at=None, suspended_reason="")


@operation("client_secret.made", needs=Permission.MANAGE_AGENCIES, on="client")
def make_secret(
    *, by: Actor, client: PartnerClient, seen: int | None = None
) -> tuple[ClientSecret, str]:
    """Make a secret, shown this once; of two alive the older one ends, so that it can be changed.

    It is a new version of the program, which holds its row: of two people who change the secret at
    once one is told to look again, instead of ending the secret that the other has just made.
    ``seen`` is left out only by whoever has just registered the program.

    Raises:
        StaleVersion: somebody changed the program, or its secrets, first.
    """
    client.change(seen=seen, reason="a new secret")
    now = clock.now()
    alive = list(
        ClientSecret.objects.filter(client=client, ends_at__gt=now).order_by("-starts_at", "-id")
    )
    for older in alive[LIVE_SECRETS - 1 :]:
        older.change(seen=None, reason="two newer ones are alive", ends_at=now)
    shown = secrets.token_urlsafe(32)
    made = ClientSecret(
        organisation_id=client.organisation_id,
        client=client,
        hashed=checksum(shown),
        starts_at=now,
        ends_at=now + SECRET_LASTS,
    ).insert()
    return made, shown


@operation("client_secret.ended", needs=Permission.MANAGE_AGENCIES, on="secret")
def end_secret(*, by: Actor, secret: ClientSecret, seen: int, reason: str) -> ClientSecret:
    """End a secret now; tokens that were got with it live on for a quarter of an hour at most.

    Whoever fears that a token was stolen too suspends the program.

    Raises:
        InvalidTransition: it has ended.
    """
    _demand_reason(reason)
    _demand_not_ended(secret)
    return secret.change(seen=seen, reason=reason, ends_at=clock.now())


def _demand_reason(reason: str) -> None:
    if not reason.strip():
        raise ValidationFailed.at("/reason", "reason_needed", "Say why.")


def _demand_running(row: PartnerAgency | PartnerClient) -> None:
    if row.suspended_at is not None:
        raise InvalidTransition("It is suspended already.", allowed=["resume"])


def _demand_suspended(row: PartnerAgency | PartnerClient) -> None:
    if row.suspended_at is None:
        raise InvalidTransition("It is not suspended.", allowed=["suspend"])


def _demand_not_ended(row: SharingAgreement | ClientSecret) -> None:
    if row.ends_at <= clock.now():
        raise InvalidTransition("It has ended.", allowed=[])


def _checked(words: ClientWords) -> ClientWords:
    """Each once and in order; scopes and addresses that are some."""
    if "scopes" in words:
        scopes = list(dict.fromkeys(words["scopes"]))
        _check_known(scopes, PARTNER_SCOPES, "/scopes")
        if not scopes:
            raise ValidationFailed.at("/scopes", "scope_needed", "Name what the program may do.")
        words["scopes"] = sorted(scopes)
    if "allowed_addresses" in words:
        words["allowed_addresses"] = networks.plain(words["allowed_addresses"])
    return words


def _check_known(given: Iterable[str], known: Iterable[str], pointer: str) -> None:
    allowed = set(known)
    errors = [
        FieldError(f"{pointer}/{index}", "unknown_code", "There is no such value.")
        for index, value in enumerate(given)
        if value not in allowed
    ]
    if errors:
        raise ValidationFailed(*errors)
