"""The same routes through gunicorn, with several clients at once, as a charity would use them."""

import time
from concurrent.futures import ThreadPoolExecutor
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
from tests.support.serving import serving

PROCESSES = 2


def measure(*, clients: int, requests: int) -> str:
    """Requests a second and percentiles for each route; each client is another worker."""
    people = [_person(number) for number in range(clients)]
    connections.close_all()
    lines = [f"{f'gunicorn, {PROCESSES} processes, {clients} clients':<58}"
             + "".join(f"{name:>12}" for name in ("req/s", "p50 ms", "p95 ms", "p99 ms"))]  # fmt: skip
    with serving(processes=PROCESSES, pool=4) as address:
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
