"""Requests of a program about its endpoints and the change feed."""

from typing import Any

from tests.support.samples import Sample
from tests.support.world import World


def _row(name: str) -> Any:
    return lambda world: world.record[name]


_ENDPOINT = "partner-webhook-endpoint"


def _on_it(body: dict[str, Any] | None = None, about: str = _ENDPOINT) -> Sample:
    return Sample(lambda _: body or {}, who="police", changes=_row(about), about=about)


def _new(_: World) -> dict[str, Any]:
    return {"url": "https://hooks.example.org/new", "types": ["intake.status_changed"]}


SAMPLES_EXCHANGE: dict[str, Sample] = {
    "GET partner-change-list": Sample(who="police"),
    f"GET {_ENDPOINT}-list": Sample(who="police"),
    f"GET {_ENDPOINT}-detail": Sample(who="police"),
    f"POST {_ENDPOINT}-list": Sample(_new, who="police"),
    f"PATCH {_ENDPOINT}-detail": _on_it({"description": "Our second receiver"}),
    f"POST {_ENDPOINT}-disable": _on_it(),
    f"POST {_ENDPOINT}-enable": _on_it(about="disabled-endpoint"),
    f"POST {_ENDPOINT}-rotate-secret": _on_it(),
    f"POST {_ENDPOINT}-test": Sample(who="police", adds="it sends a test, and changes no row"),
    f"POST {_ENDPOINT}-replay": Sample(
        lambda _: {"since": "2025-01-01T00:00:00Z"},
        who="police",
        adds="it delivers events again; the endpoint stays as it is",
    ),
    "GET partner-delivery-list": Sample(who="police"),
    "POST partner-delivery-redeliver": Sample(
        who="police", adds="a delivery is a schedule without versions; asking twice asks once"
    ),
}
