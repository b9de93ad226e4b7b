"""Talks to the API as somebody, with a bearer token, at a told time."""

import json
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any
from uuid import uuid4

from django.db import connection
from django.test import Client
from django.test.client import ClientHandler

from caseload.accounts import tokens
from caseload.accounts.models import PartnerClient, User
from tests.support.acting import commit_check
from tests.support.standard import MORNING

ROOT = "/api/v1/"


@cache
def _handler() -> ClientHandler:
    """One for the whole suite: each new one reads every static file again."""
    return ClientHandler(enforce_csrf_checks=False)


class Api:
    """``api.get("cases")`` asks /api/v1/cases; a path with a leading slash is taken as it is."""

    def __init__(
        self,
        user: User | PartnerClient | None,
        *,
        at: datetime | None = MORNING,
        reason: str | None = None,
        scopes: Iterable[str] | None = None,
    ) -> None:
        self.client = Client()
        self.client.handler = _handler()
        # A partner's program is known by its principal.
        self.user = user.user if isinstance(user, PartnerClient) else user
        self.program = user if isinstance(user, PartnerClient) else None
        self.headers: dict[str, str] = {}
        if isinstance(user, PartnerClient):
            given = user.scopes if scopes is None else scopes
            token = tokens.issue_to_program(user, scopes=given, lasts=tokens.DEMO)
            self.headers["Authorization"] = f"Bearer {token}"
        elif user is not None:
            self.headers["Authorization"] = f"Bearer {tokens.issue(user, lasts=tokens.DEMO)}"
        if at is not None:
            self.headers["Caseload-Told-Time"] = at.isoformat()
        if reason is not None:
            self.headers["Caseload-Access-Reason"] = reason

    def get(self, path: str, **query: Any) -> Any:
        return self.call("GET", path, query=query)

    def post(self, path: str, body: Any = None, **how: Any) -> Any:
        return self.call("POST", path, body if body is not None else {}, **how)

    def patch(self, path: str, body: Any, **how: Any) -> Any:
        return self.call("PATCH", path, body, **how)

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        query: dict[str, Any] | None = None,
        if_match: Any = None,
        key: str | None = None,
        headers: dict[str, str] | None = None,
    ) -> Any:
        """One request. ``if_match`` is an ETag or a version, ``key`` an Idempotency-Key."""
        sent = self.headers | (headers or {})
        if if_match is not None:
            sent["If-Match"] = if_match if isinstance(if_match, str) else f'"{if_match}"'
        if key is None and method == "POST" and self.program is not None:
            key = f'"{uuid4()}"'
        if key is not None:
            sent["Idempotency-Key"] = key
        response = self.client.generic(
            method,
            path if path.startswith("/") else f"{ROOT}{path}",
            b"" if body is None else json.dumps(body, default=str).encode(),
            content_type="application/json",
            query_params=query or None,
            headers=sent,
        )
        # Inside a test's own transaction COMMIT never comes: what it checks is asked for here,
        # near the cause.
        if connection.in_atomic_block and not connection.needs_rollback:
            commit_check()
        return response
