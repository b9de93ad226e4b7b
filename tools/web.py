"""Requests over HTTP with nothing but the standard library, for programs that run anywhere."""

import json
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from typing import Any

from tools.problem import Problem

SECONDS = 20


class NobodyAnswers(Problem):
    """There is no server at this address, or none that speaks to us."""


@dataclass(frozen=True)
class Answer:
    """What came back: the status, the body (parsed, if it is JSON), the headers."""

    status: int
    body: Any
    headers: dict[str, str]

    @property
    def tag(self) -> str:
        return self.headers.get("etag", "")


def ask(method: str, url: str, *, content: bytes | None, headers: dict[str, str]) -> Answer:
    """One request; whatever is answered is an answer.

    Raises:
        NobodyAnswers: nothing is.
    """
    parts = urllib.parse.urlsplit(url)
    if parts.scheme not in {"http", "https"}:
        raise NobodyAnswers(f"{url} is no address of a server: it begins with https://.")
    request = urllib.request.Request(url, method=method, data=content, headers=headers)  # noqa: S310 - asked just above
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as response:  # noqa: S310 - as above
            return _answer(response.status, response)
    except urllib.error.HTTPError as refused:
        with refused:
            return _answer(refused.code, refused)
    except OSError as error:
        raise NobodyAnswers(f"Nobody answers at {parts.scheme}://{parts.netloc}.") from error


def form(**fields: str) -> bytes:
    return urllib.parse.urlencode(fields).encode()


def _answer(status: int, response: Any) -> Answer:
    text = response.read().decode()
    headers = {name.lower(): value for name, value in response.headers.items()}
    is_json = "json" in headers.get("content-type", "")
    return Answer(status, json.loads(text) if is_json and text else text or None, headers)
