"""No agency leads our server into our own network."""

import socket

import pytest

from caseload.exchange.addresses import AddressRefused, is_public, resolve, target_of

REFUSED = [
    "127.0.0.1",
    "127.255.255.254",
    "0.0.0.0",  # noqa: S104 - to refuse it
    "0.1.2.3",
    "10.0.0.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "100.127.255.255",
    "192.0.0.1",
    "192.0.2.1",
    "198.18.0.1",
    "198.51.100.7",
    "203.0.113.7",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "::ffff:10.0.0.1",
    "64:ff9b::a00:1",
    "64:ff9b:1::1",
    "2002:a00:1::1",
    "2001:0:1::1",
    "2001:db8::1",
    "fe80::1",
    "fec0::1",
    "fc00::1",
    "fd12:3456::1",
    "ff02::1",
]


@pytest.fixture
def production(settings):
    settings.CASELOAD_WEBHOOKS_TO_PRIVATE_ADDRESSES = False


def answering(monkeypatch, *addresses):
    found = [
        (socket.AF_INET6 if ":" in one else socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 443))
        for one in addresses
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)


@pytest.mark.parametrize("address", REFUSED)
def test_refused_as_an_address_and_as_what_a_name_leads_to(address, production, monkeypatch):
    host = f"[{address}]" if ":" in address else address

    with pytest.raises(AddressRefused):
        target_of(f"https://{host}/hook")
    answering(monkeypatch, address)
    with pytest.raises(AddressRefused):
        resolve(target_of("https://hooks.example.org/hook"))


@pytest.mark.parametrize("address", ["8.8.8.8", "193.60.0.1", "2a00:1450:4009::1"])
def test_public_addresses_are_delivered_to(address, production, monkeypatch):
    answering(monkeypatch, address)

    assert resolve(target_of("https://hooks.example.org/hook")) == address


def test_one_refused_address_among_several_refuses_the_name(production, monkeypatch):
    answering(monkeypatch, "8.8.8.8", "10.0.0.1")

    with pytest.raises(AddressRefused):
        resolve(target_of("https://hooks.example.org/hook"))


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.example.org/hook",
        "https://hooks.example.org:8443/hook",
        "https://hooks.example.org:80/hook",
        "https://user@hooks.example.org/hook",
        "https://user:word@hooks.example.org/hook",
        "https://hooks.example.org/hook#part",
        "https:///hook",
        "https://",
        "ftp://hooks.example.org/hook",
        "file:///etc/passwd",
        "gopher://hooks.example.org/",
        "//hooks.example.org/hook",
        "hooks.example.org/hook",
        "https://hooks.example.org\\@10.0.0.1/",
        "https://hooks.example.org/ hook",
        "https://hooks.example.org/\r\nX: 1",
        "https://hooks.example.org:99999/",
        "https://hooks.example.org:port/",
        "https://[::1/",
        "https://h\u00f6oks.example.org/",
        "https://hooks_.example.org/" + "x" * 500,
    ],
)
def test_other_urls_are_refused(url, production):
    with pytest.raises(AddressRefused):
        target_of(url)


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "127.1", "localhost"])
def test_odd_spellings_of_loopback_are_resolved_and_then_refused(host, production):
    with pytest.raises(AddressRefused):
        resolve(target_of(f"https://{host}/"))


def test_loopback_by_http_is_for_demos_and_tests_alone(settings):
    target = target_of("http://127.0.0.1:8123/hook")
    assert resolve(target) == "127.0.0.1"

    for url in ("http://10.0.0.1:8123/hook", "http://8.8.8.8/hook", "https://8.8.8.8:8443/"):
        with pytest.raises(AddressRefused):
            target_of(url)
    settings.CASELOAD_DEMO = False
    with pytest.raises(AddressRefused):
        target_of("http://127.0.0.1:8123/hook")


def test_what_an_address_carries_inside_does_not_make_it_public():
    import ipaddress  # noqa: PLC0415 - for this alone

    assert not any(is_public(ipaddress.ip_address(address)) for address in REFUSED)
