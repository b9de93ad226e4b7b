"""Requests that succeed on agencies, agreements, programs and their secrets."""

from typing import Any

from tests.support.samples import Sample


def _row(name: str) -> Any:
    return lambda world: world.record[name]


def _keeper(body: dict[str, Any] | None = None, changes: str = "", **how: Any) -> Sample:
    changed = _row(changes) if changes else None
    return Sample(lambda _: body or {}, who="administrator", changes=changed, **how)


_WHY = {"reason": "said on the phone"}

SAMPLES_PARTNERS: dict[str, Sample] = {
    "GET agency-list": Sample(),
    "GET agency-detail": Sample(),
    "POST agency-list": _keeper({"name": "Fellside Council", "kind": "childrens_services"}),
    "PATCH agency-detail": _keeper({"code": "N99", **_WHY}, "agency"),
    "POST agency-suspend": _keeper(_WHY, "agency"),
    "POST agency-resume": _keeper(_WHY, "suspended-agency", about="suspended-agency"),
    "GET agreement-list": Sample(),
    "GET agreement-detail": Sample(),
    "POST agreement-list": _keeper(
        {
            "title": "For one year",
            "purposes": ["referral_in"],
            "categories": ["identity"],
            "ends_at": "2026-01-13T09:00:00Z",
        }
    ),
    "POST agreement-end": _keeper(_WHY, "agreement"),
    "GET partner-client-list": Sample(),
    "GET partner-client-detail": Sample(),
    "POST partner-client-list": _keeper({"name": "A second one", "scopes": ["intakes.read"]}),
    "PATCH partner-client-detail": _keeper(
        {"allowed_addresses": ["203.0.113.0/24"], **_WHY}, "partner-client"
    ),
    "POST partner-client-suspend": _keeper(_WHY, "partner-client"),
    "POST partner-client-resume": _keeper(
        _WHY, "suspended-partner-client", about="suspended-partner-client"
    ),
    "POST partner-client-rotate-secret": _keeper(None, "partner-client"),
    "GET client-secret-list": _keeper(),
    "GET client-secret-detail": _keeper(),
    "POST client-secret-end": _keeper(_WHY, "client-secret"),
}
