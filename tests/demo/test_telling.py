"""The short words in which stories are told."""

from datetime import UTC, datetime
from typing import Any

import pytest

from caseload.accounts import principals
from caseload.clients.models import Case
from caseload.core.errors import UnsafeContact
from caseload.demo.scenes import logs, opens
from caseload.demo.telling import Cast, StoryBroken, at

AN_AFTERNOON = "2024-06-04 15:30"


def _cast(org: Any) -> Cast:
    users = {"intake": org.intake_worker, "w1": org.worker}
    return Cast(
        organisation=org.organisation,
        teams={"North": org.north},
        users=users,
        sessions={part: principals.live_session(user, None) for part, user in users.items()},
    )


def _opens(cast: Cast) -> Case:
    return opens(
        cast,
        "intake",
        "2024-06-04 15:10",
        team="North",
        strand="adult_family_1to1",
        person={"identity_level": "anonymous"},
        lead="w1",
    )


def test_stories_go_by_the_clock_on_the_kitchen_wall() -> None:
    assert at(AN_AFTERNOON) == datetime(2024, 6, 4, 14, 30, tzinfo=UTC)
    assert at("2024-12-04 15:30") == datetime(2024, 12, 4, 15, 30, tzinfo=UTC)


@pytest.mark.django_db
def test_a_step_that_should_have_been_refused_breaks_the_story(org: Any) -> None:
    cast = _cast(org)
    case = _opens(cast)

    with (
        pytest.raises(StoryBroken, match="should have been refused"),
        cast.is_refused("w1", AN_AFTERNOON, UnsafeContact, case=case, what="contact-list"),
    ):
        pass


@pytest.mark.django_db(transaction=True)
def test_a_story_is_told_whole_or_not_at_all(org: Any) -> None:
    cast = _cast(org)

    def breaks_off() -> None:
        with cast.story():
            case = _opens(cast)
            logs(cast, "w1", AN_AFTERNOON, case, direction="outbound", outcome="no_answer")

    with pytest.raises(UnsafeContact):
        breaks_off()

    with cast.acting("w1", "2024-06-05 09:00") as by:
        assert not Case.objects.visible_to(by).exists()
