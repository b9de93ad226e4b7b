"""To which addresses we deliver (api.md §7): public ones, by https, on port 443.

An agency names a URL and our server goes there, so it must not lead into our own network. The
name is resolved here and the connection goes to the very address that was checked: a name that
resolves differently a moment later leads nowhere else.
"""

import ipaddress
import re
import socket
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

HTTPS: Final = 443
LONGEST_URL: Final = 500
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
_PRINTABLE = re.compile(r"[\x21-\x5b\x5d-\x7e]+")
# Whatever carries another address inside is judged as neither.
_WRAPPED: Final = tuple(
    ipaddress.ip_network(net)
    for net in ("::/96", "::ffff:0:0/96", "64:ff9b::/96", "2002::/16", "2001::/32")
)

type Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class AddressRefused(Exception):
    """We do not deliver there; ``code`` says why and shows in the delivery log."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Target:
    """A URL taken apart; ``is_plain`` is allowed to loopback alone, in demos and tests."""

    host: str
    port: int
    is_tls: bool
    path: str

    @property
    def is_plain(self) -> bool:
        return not self.is_tls or self.port != HTTPS


def may_be_loopback() -> bool:
    return bool(settings.CASELOAD_WEBHOOKS_TO_PRIVATE_ADDRESSES and settings.CASELOAD_DEMO)


def target_of(url: str) -> Target:
    """The parts of a URL to which we may deliver, as far as the URL itself can say.

    Raises:
        AddressRefused: another scheme or port, a user in it, or no host of ours to ask for.
    """
    if len(url) > LONGEST_URL or not _PRINTABLE.fullmatch(url):
        raise AddressRefused("url_malformed")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise AddressRefused("url_malformed") from error
    if parts.scheme != "https" and not (parts.scheme == "http" and may_be_loopback()):
        raise AddressRefused("https_only")
    if "@" in parts.netloc or parts.fragment:
        raise AddressRefused("url_malformed")
    default = HTTPS if parts.scheme == "https" else 80
    target = Target(host, default if port is None else port, parts.scheme == "https", _path(parts))
    if target.is_plain and not may_be_loopback():
        raise AddressRefused("port_443_only")
    literal = _literal(host)
    if literal is not None:
        _demand(literal, target)
    elif not _HOST.fullmatch(host):
        raise AddressRefused("url_malformed")
    return target


def resolve(target: Target) -> str:
    """The address to connect to. One refused address among several refuses them all.

    Raises:
        AddressRefused: there is no such name, or it leads where we do not deliver.
    """
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise AddressRefused("name_not_found") from error
    addresses = [str(entry[4][0]) for entry in found]
    if not addresses:
        raise AddressRefused("name_not_found")
    for text in addresses:
        _demand(ipaddress.ip_address(text), target)
    return addresses[0]


def is_public(address: Address) -> bool:
    """Neither loopback, private, link-local, CGNAT, ULA, multicast, reserved nor another's shell."""
    if address.version == 6 and any(address in net for net in _WRAPPED):  # noqa: PLR2004 - IPv6
        return False
    return address.is_global and not (
        address.is_multicast
        or address.is_reserved
        or address.is_unspecified
        or getattr(address, "is_site_local", False)
    )


def _demand(address: Address, target: Target) -> None:
    if may_be_loopback() and address.is_loopback:
        return
    if target.is_plain or not is_public(address):
        raise AddressRefused("address_refused")


def _literal(host: str) -> Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _path(parts: SplitResult) -> str:
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
