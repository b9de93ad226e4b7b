"""Agencies, what was agreed with them, and the programs they ask with (features.md 2.24).

A program acts as a ServicePrincipal: a user of its own that nobody signs in as, so that grants,
history and row security have a subject.
"""

import secrets
import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from caseload.access.operations import operation
from caseload.access.permissions import Permission
from caseload.access.roles import PARTNER_SCOPES
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
from caseload.core.errors import FieldError, ValidationFailed
from caseload.core.sharing import DataCategory, Purpose

SECRET_LASTS: Final = timedelta(days=365)
LIVE_SECRETS: Final = 2


@operation("agency.added", needs=Permission.MANAGE_AGENCIES, on="organisation")
def add_agency(
    *, by: Actor, organisation: Organisation, name: str, kind: str, code: str = ""
) -> PartnerAgency:
    """Write down an agency that families are passed from or to; nothing passes before an agreement."""
    return PartnerAgency(organisation=organisation, name=name, kind=kind, code=code).insert()


@operation("agency.suspended", needs=Permission.MANAGE_AGENCIES, on="agency")
def suspend_agency(*, by: Actor, agency: PartnerAgency, seen: int, reason: str) -> PartnerAgency:
    """Stop everything with an agency: its programs get nothing from the next statement on."""
    _demand_reason(reason)
    return agency.change(
        seen=seen, reason=reason, suspended_at=clock.now(), suspended_reason=reason
    )


@operation("agency.resumed", needs=Permission.MANAGE_AGENCIES, on="agency")
def resume_agency(*, by: Actor, agency: PartnerAgency, seen: int, reason: str) -> PartnerAgency:
    """Work with a suspended agency again; access that ended meanwhile stays ended."""
    _demand_reason(reason)
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
    """End an agreement before its day; what rested on it alone ends at the next statement."""
    _demand_reason(reason)
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
) -> PartnerClient:
    """Let one program of an agency ask, with the scopes named and no others.

    In a sandbox every program is a test program. It has no secret yet.

    Raises:
        ValidationFailed: no scope, or one that is not known.
    """
    scopes = sorted(set(scopes))
    _check_known(scopes, PARTNER_SCOPES, "/scopes")
    if not scopes:
        raise ValidationFailed.at("/scopes", "scope_needed", "Name what the program may do.")
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
        name=name,
        client_id=secrets.token_urlsafe(24),
        scopes=scopes,
        is_test=agency.organisation.is_test,
        allowed_addresses=sorted(set(allowed_addresses)),
    ).insert()


@operation("partner_client.suspended", needs=Permission.MANAGE_AGENCIES, on="client")
def suspend_client(*, by: Actor, client: PartnerClient, seen: int, reason: str) -> PartnerClient:
    """Stop one program: its tokens are worth nothing from the next statement on."""
    _demand_reason(reason)
    return client.change(
        seen=seen, reason=reason, suspended_at=clock.now(), suspended_reason=reason
    )


@operation("partner_client.resumed", needs=Permission.MANAGE_AGENCIES, on="client")
def resume_client(*, by: Actor, client: PartnerClient, seen: int, reason: str) -> PartnerClient:
    """Let a suspended program ask again."""
    _demand_reason(reason)
    return client.change(seen=seen, reason=reason, suspended_at=None, suspended_reason="")


@operation("client_secret.made", needs=Permission.MANAGE_AGENCIES, on="client")
def make_secret(*, by: Actor, client: PartnerClient) -> tuple[ClientSecret, str]:
    """Make a secret, shown this once; with two alive, the older one ends, so that it can be changed."""
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
    """End a secret now; tokens that were got with it live on for a quarter of an hour at most."""
    _demand_reason(reason)
    return secret.change(seen=seen, reason=reason, ends_at=clock.now())


def _demand_reason(reason: str) -> None:
    if not reason.strip():
        raise ValidationFailed.at("/reason", "reason_needed", "Say why.")


def _check_known(given: Iterable[str], known: Iterable[str], pointer: str) -> None:
    allowed = set(known)
    errors = [
        FieldError(f"{pointer}/{index}", "unknown_code", "There is no such value.")
        for index, value in enumerate(given)
        if value not in allowed
    ]
    if errors:
        raise ValidationFailed(*errors)
