"""Signatures that anybody's verifier accepts (Standard Webhooks 1.0.0)."""

import base64
import time

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from standardwebhooks import Webhook, WebhookVerificationError

from caseload.exchange.signing import Key, new_key, seal, sign, unseal


def test_v1_is_the_signature_of_the_specification():
    """The example of the specification's reference implementations."""
    key = Key("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", new_key().private)

    signature = sign(
        [key],
        message_id="msg_p5jXN8AQM9LWM0D4loKWxJek",
        timestamp=1614265330,
        content=b'{"test": 2432232314}',
    )

    assert signature.split()[0] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_v1_is_accepted_by_the_public_library_and_only_as_sent():
    key, now, content = new_key(), int(time.time()), b'{"type":"endpoint.test"}'
    headers = {
        "webhook-id": "one",
        "webhook-timestamp": str(now),
        "webhook-signature": sign([key], message_id="one", timestamp=now, content=content),
    }

    Webhook(key.secret).verify(content, headers)

    for changed in (
        {"webhook-id": "two"},
        {"webhook-timestamp": str(now + 1)},
        {"webhook-timestamp": str(now - 400)},
    ):
        with pytest.raises(WebhookVerificationError):
            Webhook(key.secret).verify(content, headers | changed)
    with pytest.raises(WebhookVerificationError):
        Webhook(key.secret).verify(content + b" ", headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(new_key().secret).verify(content, headers)


def test_v1a_is_accepted_with_the_public_key_alone():
    key = new_key()
    signature = sign([key], message_id="one", timestamp=7, content=b"{}")

    verify_v1a(key.public, signature, b"one.7.{}")
    with pytest.raises(InvalidSignature):
        verify_v1a(key.public, signature, b"one.8.{}")


def test_every_live_key_signs_the_current_one_first():
    new, old = new_key(), new_key()

    parts = sign([new, old], message_id="one", timestamp=7, content=b"{}").split()

    assert [part.split(",")[0] for part in parts] == ["v1", "v1a", "v1", "v1a"]
    assert parts[:2] == sign([new], message_id="one", timestamp=7, content=b"{}").split()


def test_keys_rest_encrypted_and_show_nowhere():
    key = new_key()

    assert unseal(seal(key.secret)) == key.secret
    assert key.secret not in seal(key.secret)
    assert key.secret not in repr(key)
    assert key.private not in repr(key)
    assert len(base64.b64decode(key.public.removeprefix("whpk_"))) == 32


def verify_v1a(public, signature, signed):
    raw = base64.b64decode(public.removeprefix("whpk_"))
    parts = dict(part.split(",") for part in signature.split()[:2])
    Ed25519PublicKey.from_public_bytes(raw).verify(base64.b64decode(parts["v1a"]), signed)
