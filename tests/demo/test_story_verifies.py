"""The story's agency believes an event only if library and public key both do."""

import base64
import time

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from caseload.exchange.signing import PUBLIC, new_key, sign
from tools.receiver import Received, Receiver
from tools.story_agency import Endpoint
from tools.story_demo import Surprise

CONTENT = b'{"type":"endpoint.test","data":{}}'
KEY, OTHER = new_key(), new_key()


@pytest.fixture
def endpoint() -> Endpoint:
    raw = base64.b64decode(KEY.public.removeprefix(PUBLIC))
    return Endpoint("one", Receiver(), KEY.secret, Ed25519PublicKey.from_public_bytes(raw))


def _received(*, signature: str, at: int, content: bytes = CONTENT) -> Received:
    return Received(
        {"webhook-id": "1", "webhook-timestamp": str(at), "webhook-signature": signature}, content
    )


def _parts(at: int) -> tuple[str, str]:
    one, two = sign([KEY], message_id="1", timestamp=at, content=CONTENT).split()
    return one, two


def test_what_is_signed_both_ways_is_believed(endpoint: Endpoint) -> None:
    now = int(time.time())

    endpoint.verify(_received(signature=" ".join(_parts(now)), at=now))


@pytest.mark.parametrize(
    ("forged", "says"),
    [
        ("content", "The library refuses"),
        ("late", "The library refuses"),
        ("key", "The public key refuses"),
        ("missing", "has no Ed25519 signature"),
    ],
)
def test_what_is_not_is_refused(endpoint: Endpoint, forged: str, says: str) -> None:
    now = int(time.time()) - (600 if forged == "late" else 0)
    shared, public = _parts(now)
    if forged == "key":
        public = sign([OTHER], message_id="1", timestamp=now, content=CONTENT).split()[1]
    signature = shared if forged == "missing" else f"{shared} {public}"
    content = b"{}" if forged == "content" else CONTENT

    with pytest.raises(Surprise, match=says):
        endpoint.verify(_received(signature=signature, at=now, content=content))
