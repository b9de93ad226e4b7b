"""Plays a story over HTTP: somebody does something at a told time, and every answer is kept.

The answers are kept so that a story can search all that one person was ever told for a word that
they must not learn.
"""

import copy
from collections import defaultdict
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from caseload.demo.telling import at
from tests.support.client import Api
from tests.support.standard import Standard

PROBLEM_ID = "instance"


class Stage:
    """Who has been told what, over the whole story."""

    def __init__(self, org: Standard) -> None:
        self.org = org
        self._known: dict[str, Api] = {}
        self._told: dict[str, list[str]] = defaultdict(list)

    def at(self, who: str, when: str, *, reason: str | None = None) -> "Part":
        """``stage.at("worker", "2024-06-04 15:30").get(…)``, by the clock on the kitchen wall."""
        if who not in self._known:
            self._known[who] = Api(self.org.programs.get(who) or self.org.users[who], at=None)
        api = copy.copy(self._known[who])
        api.headers = {**api.headers, "Caseload-Told-Time": at(when).isoformat()}
        if reason:
            api.headers["Caseload-Access-Reason"] = reason
        return Part(api, self._told[who], at(when))

    def was_told(self, who: str, word: str) -> bool:
        """Whether any answer to this person, headers included, ever held the word."""
        return any(word.casefold() in answer.casefold() for answer in self._told[who])


class Part:
    """One person at one moment of the story."""

    def __init__(self, api: Api, told: list[str], now: datetime) -> None:
        self._api = api
        self._told = told
        self.now = now

    def get(self, path: str, *, status: int = 200, **query: Any) -> Any:
        return self._say(self._api.get(path, **query), status)

    def post(self, path: str, body: Any = None, *, status: int = 201, **how: Any) -> Any:
        return self._say(self._api.post(path, body, **how), status)

    def patch(self, path: str, body: Any, *, status: int = 200, **how: Any) -> Any:
        return self._say(self._api.patch(path, body, **how), status)

    def _say(self, response: Any, status: int) -> Any:
        body = response.content.decode()
        self._told.append(f"{dict(response.headers)}\n{body}")
        assert response.status_code == status, body
        return response.json() if body else None

    def logs(self, case: str, *, status: int = 201, **words: Any) -> Any:
        """A contact with the client, successful and at this moment unless ``words`` say otherwise."""
        usual = {
            "channel": "phone_call",
            "direction": "outbound" if words.get("safe_contact_route_id") else "inbound",
            "outcome": "spoke_with_client",
            "purposes": ["emotional_support"],
            "happened_at": self.now.isoformat(),
        }
        if words.get("outcome", "spoke_with_client") == "spoke_with_client":
            usual["headline"] = "Spoke with the client"
        return self.post(f"cases/{case}/contacts", usual | words, status=status)

    def my_row(self, case: str) -> Any:
        """The case as my caseload shows it, or nothing."""
        rows = self.get("dashboards/caseload")["results"]
        return next((row for row in rows if row["case_id"] == case), None)

    def finds(self, **wanted: str) -> list[str]:
        """The names of everybody whom a search finds."""
        found = self.post("people/search", wanted, status=200)["results"]
        return [row["display_name"] for row in found]


def code_of(problem: Any) -> str:
    """The first reason code of a problem document."""
    return str(problem["errors"][0]["code"])


def same_problem(one: Any, other: Any) -> bool:
    """Whether two refusals can be told apart by anything but the number of the request."""
    return {k: v for k, v in one.items() if k != PROBLEM_ID} == {
        k: v for k, v in other.items() if k != PROBLEM_ID
    }


def nobody() -> UUID:
    """The id of something that does not exist."""
    return uuid4()


def opening(org: Standard, client: dict[str, Any], *, team: str = "north", **case: Any) -> Any:
    """The body that opens a case."""
    usual = {
        "team_id": str(getattr(org, team).pk),
        "strand": "adult_family_1to1",
        "client": {"identity_level": "identified", **client},
    }
    return usual | case
