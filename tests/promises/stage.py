"""What the scenarios of operations stand on: a case, its people, and one request at a time."""

from collections.abc import Callable
from datetime import timedelta
from functools import cached_property
from typing import Any

from caseload.accounts.models import User
from caseload.clients.models import Case, Person
from caseload.clients.services import (
    cases,
)
from caseload.core.actor import Actor
from tests.factories import clients as make
from tests.support.acting import acting, fresh
from tests.support.standard import MORNING, Standard

LATER = MORNING + timedelta(hours=2)
TODAY = MORNING.date()


class Stage:
    """What a scenario needs, made when it is first asked for."""

    def __init__(self, org: Standard) -> None:
        self.org = org

    @cached_property
    def case(self) -> Case:
        return make.case(self.org, lead=self.org.worker)

    def of(self, factory: Callable[..., Any], **words: Any) -> Any:
        """A record of the case, written by its lead worker."""
        return factory(by=self.org.worker, on=self.case, **words)

    def do(self, who: User, act: Callable[[Actor], Any]) -> Actor:
        """One request of ``who`` at LATER, with the case there before it."""
        assert self.case
        by = fresh(who, LATER)
        with acting(by, LATER):
            act(by)
        return by

    def as_worker(self, act: Callable[[Actor], Any]) -> Actor:
        return self.do(self.org.worker, act)

    def as_manager(self, act: Callable[[Actor], Any]) -> Actor:
        return self.do(self.org.manager, act)

    def as_lead(self, act: Callable[[Actor], Any]) -> Actor:
        return self.do(self.org.safeguarding_lead, act)

    def as_administrator(self, act: Callable[[Actor], Any]) -> Actor:
        return self.do(self.org.administrator, act)

    def step(self, to: str, **how: Any) -> Actor:
        return self.as_worker(
            lambda by: cases.transition_case(
                by=by, case=(now := self.now()), seen=now.version, to=to, **how
            )
        )

    def now(self) -> Case:
        return Case.objects.get(pk=self.case.pk)

    def person(self) -> Person:
        return Person.objects.get(pk=self.case.client_id)


def words(**more: Any) -> Any:
    return {
        "channel": "phone_call",
        "direction": "inbound",
        "outcome": "spoke_with_client",
        "purposes": ["emotional_support"],
        "happened_at": LATER - timedelta(minutes=5),
        "headline": "Talked",
    } | more


def on(
    factory: Callable[..., Any],
    act: Callable[..., Any],
    argument: str,
    *,
    made: Any = None,
    **how: Any,
) -> Callable[[Stage], Actor]:
    """``act`` on a record that ``factory`` makes."""

    def run(stage: Stage) -> Actor:
        row = stage.of(factory, **(made or {}))
        return stage.as_worker(lambda by: act(by=by, **{argument: row}, **how))

    return run


def on_case(act: Callable[..., Any], **how: Any) -> Callable[[Stage], Actor]:
    return lambda stage: stage.as_worker(lambda by: act(by=by, case=stage.case, **how))
