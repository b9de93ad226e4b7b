"""``make story``: one day at Caseload, over HTTP, against a running ``make demo``.

Each step says what somebody does, sends the request that a program of theirs would send, and shows
what came back. The first answer that is not as told ends the tour with exit code 1. It can be
played again and again: what it writes is one more call that Leanne made.
"""

import json
import sys
import textwrap
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

DESCRIPTION = Path(__file__).resolve().parent.parent / "var" / "demo.json"
SECONDS = 20
SHOWN = 100
WORKER, MANAGER, LEAD = "hannah.ashdown", "ruth.calder", "safeguarding_lead"


class Surprise(Exception):
    """Something came back that the story does not tell."""


@dataclass(frozen=True)
class Answer:
    """What came back: the status, the body, the tag of the version."""

    status: int
    body: Any
    tag: str


class Demo:
    """The demo that runs, and the tokens of those who work in it."""

    def __init__(self, described: dict[str, Any]) -> None:
        self._root = f"{described['base_url']}/api/v1"
        self._accounts = described["accounts"]
        self._cases = {case["client"]: case["id"] for case in described["cases"]}
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
        self._steps += 1
        account = self._account(who)
        print(f"\n{self._steps:2}. {account['name']} ({account['role']}): {what}")
        answer = self._send(account["token"], method, path, body, headers)
        print(f"    {method} /api/v1/{path} → {answer.status}")
        if answer.status != expects:
            raise Surprise(f"Expected {expects}, and got {answer.status}: {answer.body}")
        for line in (shows or _nothing)(answer.body):
            print(textwrap.fill(line, SHOWN, initial_indent="    ", subsequent_indent="      "))
        return answer

    def _account(self, who: str) -> dict[str, str]:
        for account in self._accounts:
            if who in {account["username"], account["role"]}:
                return dict(account)
        raise Surprise(f"There is no {who} in {DESCRIPTION.name}.")

    def _send(
        self, token: str, method: str, path: str, body: Any, headers: dict[str, str]
    ) -> Answer:
        request = urllib.request.Request(  # noqa: S310 - the demo's own address
            f"{self._root}/{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={
                "Authorization": f"Bearer {token}",
                "Content-Type": "application/json",
                **{name.replace("_", "-"): value for name, value in headers.items()},
            },
        )
        try:
            with urllib.request.urlopen(request, timeout=SECONDS) as response:  # noqa: S310 - as above
                return _answer(response.status, response)
        except urllib.error.HTTPError as refused:
            return _answer(refused.code, refused)
        except OSError as error:
            raise Surprise(
                f"Nobody answers at {self._root}. Start the demo first: make demo"
            ) from error


def play(demo: Demo) -> None:
    """A day, from signing in to seeing who looked."""
    leanne = demo.case("Leanne")
    _morning(demo, leanne)
    contact = _logs_a_call(demo, leanne)
    _is_refused(demo, leanne)
    _corrects(demo, leanne, contact)
    _meets_a_closed_door(demo)
    _others_look(demo, leanne)


def _morning(demo: Demo, leanne: str) -> None:
    demo.does(
        WORKER, "signs in, and asks who she is here.", "GET", "me",
        expects=200, shows=lambda me: [f"{me['display_name']}, {', '.join(me['roles'])}"],
    )  # fmt: skip
    caseload = demo.does(
        WORKER, "opens her caseload: what needs her first?", "GET", "dashboards/caseload",
        expects=200, shows=_caseload,
    )  # fmt: skip
    if leanne not in {row["case_id"] for row in caseload.body["results"]}:
        raise Surprise("Leanne's case should be on Hannah's caseload.")


def _logs_a_call(demo: Demo, leanne: str) -> Any:
    demo.does(
        WORKER, "looks at Leanne's safe-contact card before anything else.",
        "GET", f"cases/{leanne}/safe-contact-routes", expects=200, shows=_card,
    )  # fmt: skip
    key = str(uuid.uuid4())
    call = {
        "channel": "phone_call",
        "direction": "inbound",
        "outcome": "spoke_with_client",
        "purposes": ["emotional_support"],
        "happened_at": _now(),
        "minutes": 10,
        "headline": "She rang between two appointments",
    }
    logged = demo.does(
        WORKER, "Leanne has rung; she writes the call down.", "POST", f"cases/{leanne}/contacts",
        expects=201, body=call, Idempotency_Key=key,
        shows=lambda made: [f"“{made['headline']}”, version {made['version']}"],
    )  # fmt: skip
    again = demo.does(
        WORKER, "the line drops and her browser sends it again; it is written once.",
        "POST", f"cases/{leanne}/contacts", expects=201, body=call, Idempotency_Key=key,
    )  # fmt: skip
    if again.body["id"] != logged.body["id"]:
        raise Surprise("One call was written down twice.")
    return logged


def _is_refused(demo: Demo, leanne: str) -> None:
    routes = demo.does(
        WORKER, "wants to ring back. Which number?", "GET", f"cases/{leanne}/safe-contact-routes",
        expects=200,
    ).body["results"]  # fmt: skip
    seized = next((r for r in routes if r["device_status"] == "seized_family"), None)
    if seized is None:
        raise Surprise("One of Leanne's telephones should be with the police.")
    demo.does(
        WORKER, "asks whether she may ring the mobile that was taken. No, and what to do instead:",
        "POST", f"cases/{leanne}/contact-checks", expects=409, shows=_refusal,
        body={"safe_contact_route_id": seized["id"], "use": "call"},
    )  # fmt: skip
    demo.does(
        WORKER, "tries to write such a call down all the same. Nothing is saved.",
        "POST", f"cases/{leanne}/contacts", expects=409, shows=_refusal,
        body={
            "channel": "phone_call",
            "direction": "outbound",
            "outcome": "no_answer",
            "purposes": ["welfare_check"],
            "happened_at": _now(),
            "safe_contact_route_id": seized["id"],
        },
    )  # fmt: skip


def _corrects(demo: Demo, leanne: str, contact: Answer) -> None:
    path = f"cases/{leanne}/contacts/{contact.body['id']}"
    change = {"changes": {"minutes": 15}, "reason": "it was a quarter of an hour"}
    demo.does(
        WORKER, "corrects the minutes; the words first written stay in the history.",
        "POST", f"{path}/amendments", expects=200, body=change, If_Match=contact.tag,
        shows=lambda made: [f"{made['minutes']} minutes, version {made['version']}"],
    )  # fmt: skip
    demo.does(
        WORKER, "corrects it again in an old window, which has not seen that. Refused:",
        "POST", f"{path}/amendments", expects=412, body=change, If_Match=contact.tag,
        shows=_refusal,
    )  # fmt: skip


def _meets_a_closed_door(demo: Demo) -> None:
    hidden = demo.does(
        WORKER, "opens a case that is a colleague's. There is nothing there for her:",
        "GET", f"cases/{demo.case('Gwen')}", expects=404, shows=_refusal,
    )  # fmt: skip
    absent = demo.does(
        WORKER, "opens a case that does not exist. The same answer:",
        "GET", f"cases/{uuid.uuid4()}", expects=404, shows=_refusal,
    )  # fmt: skip
    if _without_number(hidden.body) != _without_number(absent.body):
        raise Surprise("Hidden and absent can be told apart.")


def _others_look(demo: Demo, leanne: str) -> None:
    demo.does(
        MANAGER, "sees how the team stands.", "GET", "dashboards/team", expects=200, shows=_board
    )
    reads = demo.does(
        MANAGER, "asks who looked at Leanne's case, and says why she asks.",
        "GET", f"cases/{leanne}/reads", expects=200, shows=_reads,
        Caseload_Access_Reason="supervision",
    )  # fmt: skip
    if not any(read["by_name"] == "Hannah Ashdown" for read in reads.body["results"]):
        raise Surprise("Hannah has looked all morning, and is not on the list.")
    demo.does(
        LEAD, "opens the case, and has not said why.", "GET", f"cases/{leanne}",
        expects=403, shows=_refusal,
    )  # fmt: skip
    demo.does(
        LEAD, "says why. Now her look is on the list too.", "GET", f"cases/{leanne}",
        expects=200, Caseload_Access_Reason="safeguarding",
        shows=lambda case: [f"{case['reference']}, {case['state']}"],
    )  # fmt: skip


def _caseload(body: Any) -> list[str]:
    rows = body["results"]
    return [
        f"{row['reference']}  {row['name_used']:<22} {row['state']:<12} "
        f"{', '.join(reason['code'] for reason in row['reasons']) or 'nothing pressing'}"
        for row in rows[:6]
    ] + ([f"and {len(rows) - 6} more"] if len(rows) > 6 else [])  # noqa: PLR2004 - what fits


def _card(body: Any) -> list[str]:
    return [
        f"{route['label']:<18} call {route['call']}, voicemail {route['voicemail']}"
        + (f"; suspended: {route['suspended_reason']}" if route["suspended_reason"] else "")
        for route in body["results"]
    ]


def _board(body: Any) -> list[str]:
    totals = body["totals"]
    counts = [totals[name]["count"] for name in ("open", "quiet", "overdue_steps")]
    return [
        "{} open, {} quiet, {} with an overdue step".format(*counts),
        *(f"{row['worker_name']}: {row['open']['count']} open" for row in body["workers"][:4]),
    ]


def _reads(body: Any) -> list[str]:
    return [
        f"{read['at'][:19]}  {read['by_name']:<16} {read['route']}" for read in body["results"][:5]
    ]


def _refusal(body: Any) -> list[str]:
    return [f"{body['code']}: {body['detail']}"]


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")  # noqa: TID251 - a caller's own clock


def _nothing(body: Any) -> list[str]:
    return []


def _without_number(problem: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in problem.items() if name != "instance"}


def _answer(status: int, response: Any) -> Answer:
    text = response.read().decode()
    return Answer(status, json.loads(text) if text else None, response.headers.get("ETag") or "")


def main() -> int:
    try:
        described = json.loads(DESCRIPTION.read_text(encoding="utf-8"))
    except FileNotFoundError:
        print("There is no demo here yet. In another window: make demo", file=sys.stderr)
        return 1
    print(f"A day at {described['base_url']}. Everybody in it is invented.")
    try:
        play(Demo(described))
    except Surprise as surprise:
        print(f"\n    ✗ {surprise}", file=sys.stderr)
        return 1
    print("\nThat was the day. Every step of it is on the record.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
