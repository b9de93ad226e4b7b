"""The same routes through gunicorn, with several clients at once, as a charity would use them."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta

import httpx
from django.db import connections

from caseload.access.acting import unit_of_work
from caseload.accounts import tokens
from caseload.accounts.models import User
from caseload.accounts.principals import command_actor
from caseload.clients.models import Case
from tests.benchmarks.measuring import percentile
from tests.benchmarks.notes import WRITTEN
from tests.benchmarks.place import ROOT

PROCESSES = 2
READY_SECONDS = 30


def measure(*, clients: int, requests: int) -> str:
    """Requests a second and percentiles for each route; each client is another worker."""
    people = [_person(number) for number in range(clients)]
    connections.close_all()
    lines = [f"{f'gunicorn, {PROCESSES} processes, {clients} clients':<58}"
             + "".join(f"{name:>12}" for name in ("req/s", "p50 ms", "p95 ms", "p99 ms"))]  # fmt: skip
    with _server() as address:
        for name, method, path in (
            ("latest contacts across cases", "GET", "/api/v1/contacts?limit=25"),
            ("one case's last contacts", "GET", "/api/v1/cases/{case}/contacts?limit=25"),
            ("log a contact", "POST", "/api/v1/cases/{case}/contacts"),
            ("my caseload", "GET", "/api/v1/dashboards/caseload"),
        ):
            began = time.perf_counter()
            with ThreadPoolExecutor(clients) as pool:
                work = [
                    pool.submit(_client, address, token, method, path.format(case=case), requests)
                    for token, case in people
                ]
                seconds = [each for done in work for each in done.result()]
            whole = time.perf_counter() - began
            figures = [f"{len(seconds) / whole:.0f}"]
            figures += [f"{percentile(seconds, share) * 1000:.1f}" for share in (50, 95, 99)]
            lines.append(f"  {name:<56}" + "".join(f"{figure:>12}" for figure in figures))
    return "\n".join(lines)


def _person(number: int) -> tuple[str, str]:
    staff = User.objects.filter(username__startswith="north.").order_by("username")
    user = staff[number % staff.count()]
    actor = command_actor(user, at=WRITTEN)
    with unit_of_work(actor, at=WRITTEN):
        case = Case.objects.visible_to(actor).order_by("pk")[0]
    return tokens.issue(user, lasts=tokens.DEMO), str(case.pk)


def _client(address: str, token: str, method: str, path: str, requests: int) -> list[float]:
    body = {
        "channel": "phone_call",
        "direction": "inbound",
        "outcome": "spoke_with_client",
        "purposes": ["emotional_support"],
        "happened_at": (WRITTEN - timedelta(hours=2)).isoformat(),
        "minutes": 20,
        "headline": "Rang after a bad night",
    }
    headers = {"Authorization": f"Bearer {token}", "Caseload-Told-Time": WRITTEN.isoformat()}
    seconds = []
    with httpx.Client(base_url=address, headers=headers) as client:
        for _ in range(requests):
            began = time.perf_counter()
            answer = client.request(method, path, json=body if method == "POST" else None)
            seconds.append(time.perf_counter() - began)
            answer.raise_for_status()
    return seconds


@contextmanager
def _server() -> Iterator[str]:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    server = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}",
         "--workers", str(PROCESSES), "--log-level", "warning", "--no-control-socket"],
        cwd=ROOT,
        env=os.environ | {"CASELOAD_POOL_SIZE": "4"},
    )  # fmt: skip
    try:
        deadline = time.monotonic() + READY_SECONDS
        while True:
            try:
                httpx.get(f"{address}/health/live").raise_for_status()
                break
            except httpx.TransportError:
                if time.monotonic() > deadline or server.poll() is not None:
                    raise
                time.sleep(0.1)
        yield address
    finally:
        server.terminate()
        server.wait()
