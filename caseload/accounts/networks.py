"""Network addresses from which a partner's program may ask."""

from collections.abc import Iterable
from ipaddress import IPv6Address, ip_address, ip_network

from caseload.core.errors import FieldError, ValidationFailed


def plain(addresses: Iterable[str]) -> list[str]:
    """Addresses and networks (``203.0.113.0/24``) as they are kept: each once, in one spelling.

    Raises:
        ValidationFailed: one of them is none, or has bits beyond its network.
    """
    kept: set[str] = set()
    errors = []
    for index, address in enumerate(addresses):
        try:
            kept.add(str(ip_network(address.strip())))
        except ValueError:
            errors.append(
                FieldError(
                    f"/allowed_addresses/{index}",
                    "not_an_address",
                    "An address or network, as in 203.0.113.7 or 203.0.113.0/24.",
                )
            )
    if errors:
        raise ValidationFailed(*errors)
    return sorted(kept)


def allow(networks: Iterable[str], address: str) -> bool:
    """Whether ``address`` is in one of ``networks``; with none named, any is."""
    named = list(networks)
    if not named:
        return True
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    return any(found in ip_network(network) for network in named)
