"""What every journey begins with: a charity with its people, and a stage."""

from typing import Any

import pytest


@pytest.fixture
def stage(org: Any) -> Any:
    from tests.journeys.playing import Stage  # noqa: PLC0415 - Django stands only when fixtures run

    return Stage(org)
