"""Requests that succeed on consents, lawful bases and disclosures."""

from typing import Any

from tests.support.samples import Sample

LEAD = "safeguarding_lead"


def _row(name: str) -> Any:
    return lambda world: world.record[name]


def _says(**words: Any) -> Any:
    return lambda _: words


SAMPLES_CONSENTS: dict[str, Sample] = {
    "GET consent-list": Sample(),
    "GET consent-detail": Sample(),
    "POST consent-list": Sample(_says(scope="outcome_measures", answer="refused", method="verbal")),
    "POST consent-withdraw": Sample(_says(method="verbal"), changes=_row("consent")),
    "POST consent-renew": Sample(_says(method="verbal"), changes=_row("consent")),
    "GET lawful-basis-list": Sample(),
    "GET lawful-basis-detail": Sample(),
    "POST lawful-basis-list": Sample(
        _says(
            ground="vital_interests",
            recipient_name="Ambulance",
            categories=["identity"],
            article6="d_vital_interests",
            rationale="Somebody is not breathing",
            danger="Found unconscious",
            danger_at="2025-01-13T09:30:00Z",
        )
    ),
    "POST lawful-basis-approve": Sample(
        who=LEAD, about="lawful-basis", changes=_row("lawful-basis")
    ),
    "POST lawful-basis-confirm": Sample(
        who=LEAD, about="emergency-basis", changes=_row("emergency-basis")
    ),
    "POST lawful-basis-end": Sample(
        _says(reason="over"), who=LEAD, about="emergency-basis", changes=_row("emergency-basis")
    ),
    "GET disclosure-list": Sample(),
    "GET disclosure-detail": Sample(),
    "GET disclosure-copy": Sample(),
    "POST disclosure-list": Sample(
        _says(
            recipient_name="Police",
            recipient_kind="police",
            purpose="safeguarding",
            categories=["identity", "risk"],
            channel="phone",
            content="Rang again",
        )
    ),
    "POST disclosure-recall": Sample(_says(note="told the wrong desk"), changes=_row("disclosure")),
    "GET own-disclosure-list": Sample(who="council"),
    "GET own-disclosure-detail": Sample(who="council"),
    "POST own-disclosure-acknowledge-recall": Sample(
        who="council", changes=_row("own-disclosure-notice")
    ),
}
