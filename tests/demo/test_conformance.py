"""What an agency runs against a sandbox finds that we behave as we say, and says when we do not."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from caseload.accounts.models import PartnerClient
from caseload.core.sharing import AgencyKind
from caseload.demo.partners import Access
from caseload.demo.sandbox import Sandbox
from caseload.exchange.jobs import deliver_everywhere
from tests.support.client import Api
from tests.support.environment import ROOT
from tests.support.serving import free_port, serving
from tools.receiver import receiving

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "owner"]),
    pytest.mark.slow,
]
NEED_MORE = ["own-only", "question", "webhook", "recall"]
INTAKE = {
    "external_reference": "0193/26",
    "subject": {"given_names": "Hazel"},
    "contact_routes": [{"kind": "phone", "value": "07700 900302", "call": "allowed"}],
}


@contextmanager
def _started(url: str, access: Access, *more: str) -> Iterator[Any]:
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "tools.conformance", "--json", "--url", url,
         "--client-id", access.client_id, f"--client-secret={access.client_secret}", *more],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        yield process


def _run(url: str, access: Access, *more: str) -> tuple[int, dict[str, Any], str]:
    with _started(url, access, *more) as process:
        said, errors = process.communicate(timeout=120)
    return process.returncode, json.loads(said) if said else {}, errors


def _named(described: dict[str, Any], result: str) -> list[str]:
    return [check["name"] for check in described["checks"] if check["result"] == result]


def test_everything_is_as_described_when_the_charity_plays_its_part() -> None:
    sandbox = Sandbox("sandbox")
    access = sandbox.admit("Tryout Police", AgencyKind.POLICE)
    theirs = sandbox.admit("Tryout Council", AgencyKind.CHILDRENS_SERVICES)
    council = Api(PartnerClient.objects.get(client_id=theirs.client_id), at=None)
    foreign = council.post("partner/intakes", INTAKE).json()["id"]
    port = free_port()
    plays: dict[str, Callable[[], Any]] = {
        "the charity asks about the referral": sandbox.reply,
        "the challenge comes": deliver_everywhere,
        "a person takes their consent back": sandbox.reply,
    }

    with (
        serving() as url,
        _started(
            url, access, "--await", "60", "--foreign-id", foreign,
            "--webhook-url", f"http://127.0.0.1:{port}/hook", "--listen-port", str(port),
        ) as process,
    ):  # fmt: skip
        for line in process.stderr:
            for what, play in plays.items():
                if what in line:
                    play()
        described = json.loads(process.stdout.read())

    assert _named(described, "failed") == []
    assert _named(described, "not_tried") == []
    assert described["passed"] == len(described["checks"]) > 20
    assert process.returncode == 0
    # Nothing is left to be worked on: what was referred was taken back.
    mine = Api(PartnerClient.objects.get(client_id=access.client_id), at=None)
    assert {row["status"] for row in mine.get("partner/intakes").json()["results"]} == {"closed"}


def test_what_was_not_tried_is_no_success_unless_it_was_left_out_by_name() -> None:
    access = Sandbox("sandbox").admit("Tryout Police", AgencyKind.POLICE)
    without = [part for name in NEED_MORE for part in ("--without", name)]

    with serving() as url:
        code, described, _ = _run(url, access)
        left, knowingly, _ = _run(url, access, *without)
        wrong, refused, _ = _run(url, Access("", access.client_id, "not the secret", []))

    assert (code, _named(described, "not_tried")) == (3, NEED_MORE)
    assert (left, _named(knowingly, "left_out")) == (0, NEED_MORE)
    assert (wrong, _named(refused, "failed")) == (1, ["token"])
    assert refused["not_tried"] == len(refused["checks"]) - 1


def test_a_server_that_answers_anything_else_fails_and_nobody_is_said() -> None:
    access = Access("", "a", "b", [])

    with receiving() as stub:
        stub.answer = lambda _: (200, {"Content-Type": "application/json"}, b"{}")
        code, described, _ = _run(stub.url.removesuffix("/hook"), access)
    nobody, _, errors = _run(f"http://127.0.0.1:{free_port()}", access)

    assert (code, _named(described, "failed")) == (1, ["token"])
    assert "another shape" in described["checks"][0]["detail"]
    assert nobody == 4
    assert "Nobody answers" in errors
