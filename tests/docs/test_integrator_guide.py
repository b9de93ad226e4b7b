"""Follows docs/guides/how-do-i-connect-our-system.md to the letter, against a real server.

Its snippets are written into an empty folder and run as an agency would run them; the webhooks that
they have to verify are delivered, and forged ones are tried too.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from caseload.accounts.models import PartnerClient
from caseload.core.sharing import AgencyKind
from caseload.demo.partners import Access
from caseload.demo.sandbox import FAMILIES, Sandbox
from caseload.exchange.jobs import deliver_everywhere
from tests.support.client import Api
from tests.support.environment import ROOT
from tests.support.serving import serving
from tools.receiver import Received, receiving

GUIDE = ROOT / "docs" / "guides" / "how-do-i-connect-our-system.md"
SNIPPET = re.compile(r"^```(?P<language>\w+)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
NAME = re.compile(r"^(?:\"\"\"|// )(?P<name>\w+\.(?:py|ts))")
MOST_WORDS = 1000
NO_PACKAGES = 3

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "owner"]),
    pytest.mark.slow,
]


@dataclass(frozen=True)
class Trial:
    """An agency's folder with the guide's snippets, and where and as whom they ask."""

    folder: Path
    url: str
    access: Access

    def runs(self, *command: str | Path, **more: str) -> str:
        environment = os.environ | more
        environment |= {
            "URL": self.url,
            "CLIENT_ID": self.access.client_id,
            "CLIENT_SECRET": self.access.client_secret,
        }
        done = subprocess.run(  # noqa: S603 - the guide's own snippets
            [str(part) for part in command],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
        return done.stdout

    def python(self, code: str, **more: str) -> str:
        return self.runs(sys.executable, "-c", code, **more)

    def api(self) -> Api:
        """The same program, as the tests ask."""
        return Api(PartnerClient.objects.get(client_id=self.access.client_id), at=None)


@pytest.fixture
def trial(tmp_path: Path) -> Iterator[Trial]:
    access = Sandbox("sandbox").admit("Tryout Police", AgencyKind.POLICE)
    for snippet in SNIPPET.finditer(GUIDE.read_text(encoding="utf-8")):
        named = NAME.match(snippet["code"])
        name = named["name"] if named else f"guide.{snippet['language']}"
        assert not (tmp_path / name).exists(), f"{name} stands twice in the guide"
        (tmp_path / name).write_text(snippet["code"], encoding="utf-8")
    with serving() as url:
        yield Trial(tmp_path, url, access)


def test_it_is_two_pages_without_its_snippets() -> None:
    words = SNIPPET.sub("", GUIDE.read_text(encoding="utf-8")).split()

    assert len(words) < MOST_WORDS


def test_by_hand_with_curl(trial: Trial) -> None:
    if shutil.which("curl") is None:
        pytest.skip("there is no curl on this machine")

    said = trial.runs("sh", "-eu", "guide.sh")

    answers = [json.loads(line) for line in said.replace("}{", "}\n{").splitlines()]
    status, written, messages, changes, back = answers
    assert (status["external_reference"], status["status"]) == ("0193/26", "received")
    assert written["direction"] == "in"
    assert [message["body"] for message in messages["results"]] == ["Best before noon."]
    assert {"referral.sent"} <= {change["type"] for change in changes["results"]}
    assert (back["id"], back["status"]) == (status["id"], "closed")


def test_in_python(trial: Trial) -> None:
    first, *referrals, last = trial.runs(sys.executable, "refer.py").splitlines()

    assert first.endswith(" received")
    assert len(referrals) == FAMILIES
    assert all("['identity', 'needs', 'safe_contact']" in line for line in referrals)
    assert last == "closed"


def test_python_tries_again_with_one_key_and_never_what_was_refused(trial: Trial) -> None:
    """A server that is busy, then slows down, then answers; and one that says no."""
    said = trial.python(
        """
import io, json, urllib.error
import caseload
caseload.time.sleep = lambda seconds: waits.append(seconds)
waits, keys = [], []

def refuse(status, code, **headers):
    content = json.dumps({"code": code, "detail": ""}).encode()
    return urllib.error.HTTPError("", status, "", headers, io.BytesIO(content))

def play(*answers):
    coming = list(answers)
    client = caseload.Caseload("http://nowhere", "", "")
    def send(method, url, content, headers):
        if url.endswith("/oauth/token"):
            return {"access_token": "t", "expires_in": 900}
        keys.append(headers["Idempotency-Key"])
        answer = coming.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer
    client.send = send
    return client.post("partner/intakes", {})

done = play(refuse(503, "maintenance"), refuse(429, "rate-limited", **{"Retry-After": "7"}),
            OSError("cut off"), refuse(409, "idempotency-key-in-progress"), {"id": "1"})
assert done == {"id": "1"} and len(set(keys)) == 1, keys
assert waits == [1, 7, 4, 8], waits
try:
    play(refuse(409, "duplicate-reference"), {"id": "2"})
except caseload.Refused as refused:
    print(refused.code)
"""
    )

    assert said == "duplicate-reference\n"


def test_what_comes_is_verified_and_what_is_forged_is_not(trial: Trial) -> None:
    with _an_event(trial) as (made, received):
        for content, believed in ((received.content, True), (received.content + b" ", False)):
            said = trial.python(
                """
import json, os
from standardwebhooks import WebhookVerificationError
import receive
content, headers = os.environ["CONTENT"].encode(), json.loads(os.environ["HEADERS"])
print(receive.by_public_key(content, headers, os.environ["PUBLIC"]))
try:
    print(receive.by_secret(content, headers, os.environ["SECRET"])["type"])
except WebhookVerificationError:
    print("refused")
""",
                CONTENT=content.decode(),
                HEADERS=json.dumps(received.headers),
                PUBLIC=made["public_key"],
                SECRET=made["secret"],
            )

            assert said.split() == [str(believed), "endpoint.test" if believed else "refused"]


def test_in_typescript(trial: Trial) -> None:
    if shutil.which("node") is None:
        pytest.skip("there is no node on this machine")
    packages = _packages()
    (trial.folder / "node_modules").symlink_to(packages / "node_modules")
    (trial.folder / "package.json").write_text('{"type": "module"}')
    described = trial.api().get("openapi.json")
    assert described.status_code == 200
    (trial.folder / "caseload.json").write_bytes(described.content)
    programs = trial.folder / "node_modules" / ".bin"

    trial.runs(programs / "openapi-typescript", "caseload.json", "-o", "schema.ts")
    trial.runs(
        programs / "tsc", "--strict", "--skipLibCheck", "false", "--target", "es2022", "--module",
        "esnext", "--moduleResolution", "bundler", "--lib", "es2022,dom", "refer.ts",
    )  # fmt: skip
    (trial.folder / "use.js").write_text(
        """
import { ask, isOurs, refer, Refused, token } from "./refer.js";
const { URL: url, CLIENT_ID, CLIENT_SECRET, CONTENT, HEADERS, PUBLIC } = process.env;
const bearer = await token(url, CLIENT_ID, CLIENT_SECRET);
const made = await refer(url, bearer, "0195/26");
console.log((await refer(url, bearer, "0195/26")).id === made.id);
console.log((await ask(url, bearer, `partner/intakes/${made.id}`)).status);
const none = crypto.randomUUID();
await ask(url, bearer, `partner/intakes/${none}`).catch((refused) =>
    console.log(refused instanceof Refused, refused.problem.code));
for (const content of [CONTENT, `${CONTENT} `])
    console.log(await isOurs(content, JSON.parse(HEADERS), PUBLIC));
"""
    )
    with _an_event(trial) as (made, received):
        said = trial.runs(
            "node", "--no-warnings", "use.js",
            CONTENT=received.content.decode(),
            HEADERS=json.dumps(received.headers),
            PUBLIC=made["public_key"],
        )  # fmt: skip

    assert said.split("\n")[:-1] == ["true", "received", "true not-found", "true", "false"]


@contextmanager
def _an_event(trial: Trial) -> Iterator[tuple[dict[str, Any], Received]]:
    """An endpoint of the agency, and what was delivered there."""
    with receiving() as receiver:
        answer = trial.api().post("partner/webhook-endpoints", {"url": receiver.url})
        assert answer.status_code == 201
        deliver_everywhere()
        (received,) = receiver.of("endpoint.test")
        yield answer.json(), received


def _packages() -> Path:
    asked = subprocess.run(  # noqa: S603 - our own program
        [str(ROOT / "tools" / "clients" / "install.sh")],
        capture_output=True,
        text=True,
        check=False,
    )
    if asked.returncode == NO_PACKAGES:
        pytest.skip(asked.stderr.strip())
    assert asked.returncode == 0, asked.stderr
    return Path(asked.stdout.strip())
