"""Short words for telling a story: who does something, and when by the clock on the kitchen wall.

A story is one transaction, so that a run that is cut off leaves no half of it, and every step in it
is a unit of work of its own: somebody, at a told time.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from caseload.access.acting import unit_of_work
from caseload.accounts import principals
from caseload.accounts.models import Organisation, Session, Team, User
from caseload.audit import refusals
from caseload.clients.models import Case
from caseload.core.actor import Actor
from caseload.core.clock import UK
from caseload.core.errors import CaseloadError


def at(text: str) -> datetime:
    """A moment as a British clock shows it: ``at("2024-06-04 15:30")``."""
    return datetime.fromisoformat(text).replace(tzinfo=UK).astimezone(UTC)


class StoryBroken(RuntimeError):
    """A rule that the story counts on did not hold; nothing of the story is kept."""


@dataclass
class Cast:
    """Everybody who works at the demo's charity, each on a standing session."""

    organisation: Organisation
    teams: dict[str, Team]
    users: dict[str, User]
    sessions: dict[str, Session] = field(default_factory=dict)

    def user(self, part: str) -> User:
        """Who plays this part: ``cast.user("w1")``."""
        return self.users[part]

    def actor(self, part: str, moment: datetime, *, purpose: str | None = None) -> Actor:
        """That person in a request of their own, in the roles held at ``moment``."""
        return principals.actor_for(
            self.users[part], self.sessions[part], at=moment, purpose=purpose
        )

    @contextmanager
    def acting(self, part: str, when: str, *, purpose: str | None = None) -> Iterator[Actor]:
        """One step of a story: ``with cast.acting("w1", "2024-06-05 10:05") as worker:``."""
        moment = at(when)
        with unit_of_work(self.actor(part, moment, purpose=purpose), at=moment) as by:
            yield by

    @contextmanager
    def is_refused(
        self, part: str, when: str, kind: type[CaseloadError], *, case: Case, what: str
    ) -> Iterator[Actor]:
        """A step that the rules refuse. It leaves nothing but the refusal on record."""
        moment = at(when)
        by = self.actor(part, moment)
        try:
            with unit_of_work(by, at=moment):
                yield by
        except kind as refusal:
            reason = refusal.slug
        else:
            raise StoryBroken(f"{what} should have been refused at {when}.")
        with unit_of_work(principals.refused(by, by.request_id), at=moment):
            refusals.refuse(
                verb="POST",
                route=what,
                object_kind="case",
                object_id=str(case.pk),
                reason=reason,
            )

    @contextmanager
    def story(self) -> Iterator[None]:
        """All of one story, or nothing of it."""
        # No actor acts here: it only makes the units of work inside stand or fall together.
        with transaction.atomic(durable=True):  # noqa: TID251 - holds no actor, as said above
            yield


def found_case(by: Actor, case: Case) -> Case:
    """The case as ``by`` finds it: through the read door, or not at all."""
    found: Any = Case.objects.visible_to(by).get(pk=case.pk)
    return found
