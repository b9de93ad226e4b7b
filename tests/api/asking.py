"""What the tests of the base have in common: a good body, and how a problem looks."""

from typing import Any

GOOD = {
    "channel": "phone_call",
    "direction": "inbound",
    "outcome": "spoke_with_client",
    "purposes": ["emotional_support"],
    "happened_at": "2025-01-13T08:00:00Z",
    "headline": "Talked",
}


def path(case: Any, *rest: Any) -> str:
    return "/".join(["cases", str(case.pk), "probes", *map(str, rest)])


def is_problem(response: Any, status: int, slug: str) -> dict[str, Any]:
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    assert response["Cache-Control"] == "no-store"
    body = response.json()
    assert (body["status"], body["code"], body["type"]) == (status, slug, f"/problems/{slug}")
    assert body["instance"] == f"urn:uuid:{response['X-Request-Id']}"
    return body


def raw(api: Any, url: str, content: bytes, media: str = "application/json", method: str = "POST"):
    return api.client.generic(
        method, f"/api/v1/{url}", content, content_type=media, headers=api.headers
    )
