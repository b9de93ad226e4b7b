"""One run against one installation: how it asks, what it remembers from check to check."""

import json
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from tools import web
from tools.web import Answer

PROBLEM: Final = "application/problem+json"
MEMBERS: Final = {"type", "title", "status", "code", "detail", "instance", "errors"}
_TOO_MANY: Final = 429
_LONGEST_PAUSE: Final = 65
_BETWEEN_LOOKS: Final = 2.0


class Failed(Exception):
    """Something is not as it is described; the text says what."""


class NotTried(Exception):
    """It could not be found out; the text says what it would have needed."""


@dataclass
class Run:
    """Where, as whom, and what earlier checks have brought about."""

    base: str
    client_id: str
    client_secret: str
    waits: float = 0
    """How many seconds the charity has for playing its part; 0: nobody there does."""

    webhook_url: str = ""
    listen_port: int = 0
    foreign_id: str = ""
    say: Callable[[str], None] = print
    token: str = ""
    scopes: frozenset[str] = frozenset()
    intake: dict[str, Any] = field(default_factory=dict)
    """The referral in of this run, as it was last answered."""

    said: dict[str, Any] = field(default_factory=dict)
    key: str = ""
    second_intake: str = ""

    def form(self, path: str, **fields: str) -> Answer:
        """What is asked of ``/oauth``: a form, and no JSON."""
        return self._ask(
            "POST", path, web.form(**fields), {"Content-Type": "application/x-www-form-urlencoded"}
        )

    def token_for(self, secret: str, **more: str) -> Answer:
        fields = {"grant_type": "client_credentials"} | more
        return self.form("/oauth/token", client_id=self.client_id, client_secret=secret, **fields)

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, **headers)

    def post(self, path: str, body: Any = None, *, key: str | None = None, **how: str) -> Answer:
        """With an idempotency key of its own, unless one is named; ``key=""`` sends none."""
        wanted = str(uuid.uuid4()) if key is None else key
        if wanted:
            how["Idempotency_Key"] = wanted
        return self.ask("POST", path, {} if body is None else body, **how)

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """One request with the token of this run, unless ``Authorization`` is said otherwise."""
        sent = {"Content-Type": "application/json", "Authorization": f"Bearer {self.token}"}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        content = None if body is None else json.dumps(body).encode()
        return self._ask(method, path if path.startswith("/") else f"/api/v1/{path}", content, sent)

    def pages(self, path: str) -> Iterator[Any]:
        """Every row of a list, page after page."""
        following: str | None = path
        while following:
            page = expect(self.get(following), 200).body
            yield from page["results"]
            following = page["next"]

    def changes(self) -> list[dict[str, Any]]:
        """The whole feed as it stands."""
        found: list[dict[str, Any]] = []
        path = "partner/changes?limit=200"
        while (page := expect(self.get(path), 200).body)["results"]:
            found += page["results"]
            path = f"partner/changes?since={page['next']}&limit=200"
        return found

    def wait_for(self, what: str, look: Callable[[], Any], *, seconds: float | None = None) -> Any:
        """What ``look`` finds; the charity has ``--await`` to play its part, unless said otherwise.

        Raises:
            NotTried: it did not, or nobody there was given the time.
        """
        if found := look():
            return found
        waits = self.waits if seconds is None else seconds
        if not waits:
            raise NotTried(f"{what} needs somebody at the charity: say --await SECONDS.")
        self.say(f"  … waiting up to {waits:.0f} s until {what}")
        until = time.monotonic() + waits
        while time.monotonic() < until:
            time.sleep(_BETWEEN_LOOKS)
            if found := look():
                return found
        raise NotTried(f"{what}: it did not happen within {waits:.0f} s.")

    def _ask(
        self, method: str, path: str, content: bytes | None, headers: dict[str, str]
    ) -> Answer:
        """Slowed down, it waits as it is told to: so does every good program."""
        while True:
            answer = web.ask(method, self.base + path, content=content, headers=headers)
            pause = answer.headers.get("retry-after", "")
            if answer.status != _TOO_MANY or not pause.isdecimal():
                return answer
            if int(pause) > _LONGEST_PAUSE:
                raise NotTried(f"The program has asked too often; it may again in {pause} s.")
            self.say(f"  … slowed down for {pause} s")
            time.sleep(int(pause) + 1)


def expect(answer: Answer, status: int, code: str = "") -> Answer:
    """The answer, if it is what was expected; a refusal has to have its form too."""
    if answer.status != status:
        raise Failed(f"expected {status}, and got {answer.status}: {answer.body}")
    if code:
        demand_problem(answer)
        if answer.body["code"] != code:
            raise Failed(f"expected {code}, and got {answer.body['code']}")
    return answer


def demand_problem(answer: Answer) -> None:
    """RFC 9457, with our own members, about this answer and no other."""
    kind = answer.headers.get("content-type", "").partition(";")[0]
    if kind != PROBLEM:
        raise Failed(f"a refusal should be {PROBLEM}, and is {kind or 'nothing'}")
    missing = MEMBERS - set(answer.body)
    if missing:
        raise Failed(f"the problem lacks {', '.join(sorted(missing))}")
    if answer.body["status"] != answer.status:
        raise Failed(f"the problem says {answer.body['status']}, the answer {answer.status}")


def demand(holds: object, otherwise: str) -> None:
    if not holds:
        raise Failed(otherwise)
