"""Standard Webhooks signatures: ``v1`` HMAC-SHA256 and ``v1a`` Ed25519 (api.md §7).

Keys rest in the database encrypted under ``CASELOAD_WEBHOOK_KEY``; whoever copies the database
can sign nothing.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

SECRET, PRIVATE, PUBLIC = "whsec_", "whsk_", "whpk_"


@dataclass(frozen=True, slots=True)
class Key:
    """One secret and one private key, as the specification writes them."""

    secret: str
    private: str

    @property
    def public(self) -> str:
        raw = _private(self).public_key().public_bytes_raw()
        return PUBLIC + base64.b64encode(raw).decode()

    def __repr__(self) -> str:
        return "Key(…)"


def new_key() -> Key:
    seed = Ed25519PrivateKey.generate().private_bytes_raw()
    return Key(
        SECRET + base64.b64encode(secrets.token_bytes(32)).decode(),
        PRIVATE + base64.b64encode(seed).decode(),
    )


def sign(keys: Iterable[Key], *, message_id: str, timestamp: int, content: bytes) -> str:
    """The ``webhook-signature`` header: both kinds by each key, the current one first."""
    signed = f"{message_id}.{timestamp}.".encode() + content
    found = []
    for key in keys:
        secret = base64.b64decode(key.secret.removeprefix(SECRET))
        found.append(("v1", hmac.new(secret, signed, hashlib.sha256).digest()))
        found.append(("v1a", _private(key).sign(signed)))
    return " ".join(f"{version},{base64.b64encode(raw).decode()}" for version, raw in found)


def challenge_of(endpoint_id: UUID, url: str) -> str:
    """What an endpoint must answer: only whoever receives at this address can know it."""
    text = f"challenge\n{endpoint_id}\n{url}".encode()
    return hmac.new(settings.CASELOAD_WEBHOOK_KEY, text, hashlib.sha256).hexdigest()


def seal(text: str) -> str:
    return _box().encrypt(text.encode()).decode()


def unseal(text: str) -> str:
    return _box().decrypt(text.encode()).decode()


def _private(key: Key) -> Ed25519PrivateKey:
    raw = base64.b64decode(key.private.removeprefix(PRIVATE))
    return Ed25519PrivateKey.from_private_bytes(raw)


def _box() -> Fernet:
    key = hashlib.sha256(b"caseload webhook keys\n" + settings.CASELOAD_WEBHOOK_KEY).digest()
    return Fernet(base64.urlsafe_b64encode(key))
