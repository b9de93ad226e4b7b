"""Agencies that the demo's charity works with: what was agreed, and the programs they ask with.

All are invented. A program's secret cannot be read again, here as elsewhere, so each description
of a demo makes a new one; the one before lives on until the next.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from caseload.access.acting import unit_of_work
from caseload.accounts import selectors
from caseload.accounts.models import PartnerAgency, PartnerClient
from caseload.accounts.services import partners
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.sharing import AgencyKind, DataCategory, Purpose
from caseload.demo.telling import Cast

REFERS: Final = (
    "intakes.submit", "intakes.read", "intakes.update",
    "messages.read", "messages.write", "changes.read", "webhooks.manage", "code-lists.read",
)  # fmt: skip
"""What a program needs that refers families to us and follows them."""

RECEIVES: Final = (
    "referrals.receive", "referrals.respond", "referrals.safe_contact", "disclosures.read",
    "messages.read", "messages.write", "changes.read", "webhooks.manage", "code-lists.read",
)  # fmt: skip
"""What a program needs that receives families from us."""

_SIGNED_FOR = timedelta(days=365)
# As with roles: each start renews what ends within this time.
_RENEWED_BEFORE = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Partner:
    """An agency, what it signed, and its one program."""

    name: str
    kind: AgencyKind
    program: str
    scopes: tuple[str, ...]
    purposes: tuple[Purpose, ...]
    categories: tuple[DataCategory, ...]


PARTNERS: Final = (
    Partner(
        "Northern Moors Police (invented)",
        AgencyKind.POLICE,
        "Case handling system",
        REFERS,
        (Purpose.REFERRAL_IN, Purpose.REFERRAL_FEEDBACK),
        (DataCategory.STATUS, DataCategory.IDENTITY, DataCategory.CONTACT),
    ),
    Partner(
        "Moorside Family Centre (invented)",
        AgencyKind.CHARITY,
        "Waiting list system",
        RECEIVES,
        (Purpose.REFERRAL_OUT, Purpose.ROUTINE_SHARING),
        (DataCategory.STATUS, DataCategory.IDENTITY, DataCategory.CONTACT, DataCategory.NOTES),
    ),
)


@dataclass(frozen=True, slots=True)
class Access:
    """What an agency puts into its system to reach us: shown once, like every secret."""

    agency: str
    client_id: str
    client_secret: str
    scopes: list[str]


def befriend(cast: Cast) -> list[PartnerClient]:
    """The demo's agencies with an agreement in force and a program each, as far as missing."""
    with unit_of_work(cast.actor("administrator", clock.now())) as by:
        return [work_with(by=by, partner=partner) for partner in PARTNERS]


def hand_out(cast: Cast) -> list[Access]:
    """A new secret for each of the demo's programs."""
    programs = befriend(cast)
    with unit_of_work(cast.actor("administrator", clock.now())) as by:
        return [access_for(by=by, program=program) for program in programs]


def work_with(*, by: Actor, partner: Partner) -> PartnerClient:
    """The agency's program; agency, agreement and program are made where they are not there."""
    agency = selectors.agencies(by=by).filter(name=partner.name).first() or partners.add_agency(
        by=by,
        organisation=selectors.organisation(by=by),
        name=partner.name,
        kind=partner.kind,
    )
    _agree(by, agency, partner)
    known = selectors.programs(by=by, agency=agency).filter(name=partner.program).first()
    return known or partners.register_client(
        by=by, agency=agency, name=partner.program, scopes=partner.scopes
    )


def access_for(*, by: Actor, program: PartnerClient) -> Access:
    """Make a secret, and say all that the agency needs to know."""
    current = selectors.programs(by=by, agency=program.agency).get(pk=program.pk)
    _, secret = partners.make_secret(by=by, client=current, seen=current.version)
    return Access(program.agency.name, program.client_id, secret, list(program.scopes))


def _agree(by: Actor, agency: PartnerAgency, partner: Partner) -> None:
    until = clock.now() + _RENEWED_BEFORE
    if selectors.agreements(by=by, agency=agency).filter(ends_at__gt=until).exists():
        return
    partners.sign_agreement(
        by=by,
        agency=agency,
        title="Passing families on",
        purposes=partner.purposes,
        categories=partner.categories,
        ends_at=clock.now() + _SIGNED_FOR,
    )
