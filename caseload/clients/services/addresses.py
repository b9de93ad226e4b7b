"""Where the client lives or lived, as told in one case (A7).

The lines of a confidential address are kept apart, read by their own logged call, and found by
nobody who searches.
"""

from datetime import date
from typing import Any

from caseload.access.operations import operation
from caseload.access.permissions import Permission
from caseload.clients import search_index
from caseload.clients.models import Address, Case, ConfidentialAddress
from caseload.clients.reveals import write_reveal
from caseload.clients.sensitivity import demand_readable
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.errors import NotFound, ValidationFailed

TOLD = frozenset({"label", "lines", "postcode", "from_on", "to_on", "told_by"})
ANONYMOUS = "anonymous"
HIDDEN = "highly_restricted"


@operation("address.recorded", needs=Permission.RECORD, on="case")
def record_address(
    *,
    by: Actor,
    case: Case,
    lines: str = "",
    postcode: str = "",
    is_confidential: bool = False,
    sensitivity: str = "standard",
    **told: Any,
) -> Address:
    """Write down where the client lives, from when until when, and who said so.

    Raises:
        ValidationFailed: nothing to write down, or an address of an anonymous client (BR-09).
    """
    _check_told(told)
    if case.client.identity_level == ANONYMOUS:
        raise ValidationFailed.at(
            "/lines", "anonymous_has_no_identity", "An anonymous client has no address here."
        )
    if not (lines.strip() or postcode.strip()):
        raise ValidationFailed.at("/lines", "address_needed", "Write down the address.")
    address = Address(
        case=case,
        is_confidential=is_confidential,
        sensitivity=sensitivity,
        lines="" if is_confidential else lines,
        postcode="" if is_confidential else postcode,
        **told,
    ).record(by=by)
    if is_confidential:
        ConfidentialAddress(case=case, address=address, lines=lines, postcode=postcode).record(
            by=by
        )
    _index(case, address)
    return address


@operation("address.amended", needs=Permission.RECORD, on="address")
def amend_address(*, by: Actor, address: Address, seen: int, reason: str, **told: Any) -> Address:
    """Correct an address. The lines of a confidential one are corrected by their readers only."""
    _check_told(told)
    apart = {name: told.pop(name) for name in ("lines", "postcode") if name in told}
    if not address.is_confidential:
        address.amend(by=by, seen=seen, reason=reason, **told, **apart)
        _index(address.case, address)
        return address
    address.amend(by=by, seen=seen, reason=reason, **told)
    if apart:
        lines = ConfidentialAddress.objects.visible_to(by).filter(address=address).first()
        if lines is None:
            raise NotFound
        lines.amend(by=by, seen=None, reason=reason, **apart)
    return address


@operation("address.made_confidential", needs=Permission.RECORD, on="address")
def make_confidential(*, by: Actor, address: Address, seen: int, reason: str) -> Address:
    """Keep an address apart from now on; answers the address that takes its place.

    Its former versions still hold the lines, so the old record itself goes out of sight of all
    but the lead, named readers and the safeguarding lead, and out of search.
    """
    if address.is_confidential:
        raise ValidationFailed.at("", "confidential_already", "This address is confidential.")
    demand_readable(by=by, record=address, level=HIDDEN)
    kept = Address(
        case=address.case,
        is_confidential=True,
        label=address.label,
        from_on=address.from_on,
        to_on=address.to_on,
        told_by=address.told_by,
    ).record(by=by)
    ConfidentialAddress(
        case=address.case, address=kept, lines=address.lines, postcode=address.postcode
    ).record(by=by)
    address.amend(
        by=by, seen=seen, reason=reason, lines="", postcode="", sensitivity=HIDDEN, label=""
    )
    _index(address.case, address)
    return kept


@operation("address.ended", needs=Permission.RECORD, on="address")
def end_address(
    *, by: Actor, address: Address, seen: int, reason: str, to_on: date | None = None
) -> Address:
    """The client has moved out; what was there stays readable with its dates."""
    if address.to_on is not None:
        raise ValidationFailed.at("", "ended_already", "This address has ended already.")
    return address.amend(by=by, seen=seen, reason=reason, to_on=to_on or clock.today())


@operation("address.revealed", needs=Permission.VIEW_CONFIDENTIAL_ADDRESS, on="address")
def reveal_confidential_address(*, by: Actor, address: Address, reason: str) -> ConfidentialAddress:
    """Open the lines of a confidential address; who did and why is kept for ever."""
    lines = ConfidentialAddress.objects.visible_to(by).filter(address=address).first()
    if lines is None:
        raise NotFound
    write_reveal(
        case_id=address.case_id, record_id=address.pk, what="confidential_address", reason=reason
    )
    return lines


def _check_told(told: dict[str, Any]) -> None:
    if unknown := told.keys() - TOLD:
        raise TypeError(f"An address has no {sorted(unknown)}.")


def _index(case: Case, address: Address) -> None:
    """Found by postcode only while anybody who sees the case may read it."""
    is_open = not address.is_confidential and address.sensitivity == "standard"
    pairs = [("postcode", address.postcode)] if is_open and address.postcode else []
    search_index.index_case_value(case, address.pk, pairs)
