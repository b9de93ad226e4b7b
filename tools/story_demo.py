"""How a story speaks to a running demo: who asks, what is expected, what came back."""

import json
import textwrap
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools import web
from tools.web import Answer

DESCRIPTION = Path(__file__).resolve().parent.parent / "var" / "demo.json"
SHOWN = 100


class Surprise(Exception):
    """Something came back that the story does not tell."""


@dataclass(frozen=True)
class Speaker:
    """Somebody, or a program, with a token."""

    name: str
    token: str
    is_program: bool = False


class Demo:
    """The demo that runs, and the tokens of those who work in it or with it."""

    def __init__(self, described: dict[str, Any]) -> None:
        self._base = str(described["base_url"])
        self._cases = {case["client"]: case["id"] for case in described["cases"]}
        self._partners = {partner["agency"]: partner for partner in described["partners"]}
        self._speakers: dict[str, Speaker] = {}
        for account in reversed(described["accounts"]):
            speaker = Speaker(f"{account['name']} ({account['role']})", account["token"])
            self._speakers |= {account["username"]: speaker, account["role"]: speaker}
        self._steps = 0

    def case(self, client: str) -> str:
        return str(self._cases[client])

    def does(
        self,
        who: str,
        what: str,
        method: str,
        path: str,
        *,
        expects: int,
        body: Any = None,
        shows: Callable[[Any], list[str]] | None = None,
        **headers: str,
    ) -> Answer:
        """One step: say it, do it, show what came back, and compare."""
        if who not in self._speakers:
            raise Surprise(f"There is no {who} in {DESCRIPTION.name}.")
        speaker = self._speakers[who]
        self.says(f"{speaker.name}: {what}")
        if speaker.is_program and method == "POST":
            headers.setdefault("Idempotency_Key", str(uuid.uuid4()))
        answer = self._send(
            method,
            f"/api/v1/{path}",
            None if body is None else json.dumps(body).encode(),
            {
                "Authorization": f"Bearer {speaker.token}",
                "Content-Type": "application/json",
                **{name.replace("_", "-"): value for name, value in headers.items()},
            },
        )
        _compare(method, f"/api/v1/{path}", answer, expects)
        show((shows or _nothing)(answer.body))
        return answer

    def signs_in_program(self, agency: str) -> None:
        """An agency's program gets its token, with what was handed out for it."""
        if agency not in self._partners:
            raise Surprise(f"There is no {agency} in {DESCRIPTION.name}. Start the demo again.")
        partner = self._partners[agency]
        self.says(f"{agency}: its program gets a token for the scopes it was registered with.")
        known = {name: partner[name] for name in ("client_id", "client_secret")}
        answer = self._send(
            "POST",
            "/oauth/token",
            web.form(grant_type="client_credentials", **known),
            {"Content-Type": "application/x-www-form-urlencoded"},
        )
        _compare("POST", "/oauth/token", answer, 200)
        show([f"for {answer.body['expires_in']} seconds: {answer.body['scope']}"])
        self._speakers[agency] = Speaker(agency, answer.body["access_token"], is_program=True)

    def says(self, words: str) -> None:
        """The next step of the story, with its number."""
        self._steps += 1
        print(f"\n{self._steps:2}. {words}", flush=True)

    def _send(
        self, method: str, path: str, content: bytes | None, headers: dict[str, str]
    ) -> Answer:
        try:
            return web.ask(method, self._base + path, content=content, headers=headers)
        except web.NobodyAnswers as silent:
            raise Surprise(f"{silent} Start the demo first: make demo") from silent


def show(lines: list[str]) -> None:
    for line in lines:
        print(textwrap.fill(line, SHOWN, initial_indent="    ", subsequent_indent="      "))


def refusal(body: Any) -> list[str]:
    return [f"{body['code']}: {body['detail']}"]


def cannot_be_told_apart(one: Answer, other: Answer) -> bool:
    """Two refusals differ in the number of the request alone."""
    return _without_number(one.body) == _without_number(other.body)


def _compare(method: str, path: str, answer: Answer, expects: int) -> None:
    print(f"    {method} {path} → {answer.status}")
    if answer.status != expects:
        raise Surprise(f"Expected {expects}, and got {answer.status}: {answer.body}")


def _nothing(body: Any) -> list[str]:
    return []


def _without_number(problem: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in problem.items() if name != "instance"}
