"""A consent taken back while a referral is open, in every interleaving with readings (law 4, D7, P3).

Two proofs. By chance: readers that never stop and a withdrawal at a moment nobody chose, as often
as ``CASELOAD_RACES`` says (50; the promise is 2,000). By enumeration: the withdrawal is committed
before each statement of one reading in turn, so that no boundary is left to chance.
"""

import os
import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from datetime import timedelta
from itertools import cycle
from typing import Any

import pytest
from django.db import connection, connections

from caseload.access.acting import unit_of_work
from caseload.consents.models import DisclosedCopy, Disclosure
from caseload.consents.services import consents
from caseload.core.errors import NotFound
from caseload.referrals.models import Referral, ReferralFace
from caseload.referrals.selectors import referrals_out as reads
from tests.factories import clients
from tests.factories import referrals as make
from tests.support.acting import acting, fresh
from tests.support.client import Api
from tests.support.databases import administrator_of_clone
from tests.support.races import at_once, rounds
from tests.support.standard import program_actor
from tests.support.world import LATER

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

RACES = rounds(int(os.environ.get("CASELOAD_RACES", "50")))
ROUNDS_ON_A_CASE = 20
LONGEST_DELAY = 0.02
PATIENCE = 60
MINUTE = timedelta(minutes=1)
_WAITING = (
    "SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database() "
    "AND wait_event_type = 'Lock')"
)


class Open:
    """A referral that its agency may read, on an agreement that can be taken back.

    Some follow each other on one case, each a minute after the last was taken back: as when a
    client is asked anew.
    """

    def __init__(self, org: Any, former: "Open | None" = None) -> None:
        self.org = org
        self.place = (former.place + 1) % ROUNDS_ON_A_CASE if former else 0
        self.at = LATER + MINUTE * self.place
        self.case = former.case if former and self.place else clients.case(org, lead=org.worker)
        whom = {"by": org.worker, "on": self.case, "to": org.agency("harbour"), "at": self.at}
        self.agreed = make.agreement(**whom)
        self.referral = make.send(by=org.worker, made=make.referral(**whom), at=self.at)
        self.path = f"partner/referrals/{self.referral.pk}"
        self.over = threading.Event()

    def withdraw(self) -> None:
        """The service itself; ``over`` is set once it has been committed."""
        by = fresh(self.org.worker, self.at)
        with acting(by, self.at):
            consents.withdraw_consent(
                by=by, consent=self.agreed, seen=self.agreed.version, method="verbal"
            )
        self.over.set()


class ByHttp:
    """As a program asks: the whole road, receipt and read event included."""

    def __init__(self, org: Any) -> None:
        self.api = Api(org.programs["harbour"], at=LATER)

    def sees(self, race: Open) -> bool:
        self.api.headers["Caseload-Told-Time"] = race.at.isoformat()
        answer = self.api.get(race.path)
        assert answer.status_code in {200, 404}, answer.content
        return bool(answer.status_code == 200)


class ByService:
    """The read door, without what surrounds it."""

    def __init__(self, org: Any) -> None:
        self.program = org.programs["harbour"]

    def sees(self, race: Open) -> bool:
        by = program_actor(self.program)
        with unit_of_work(by, at=race.at):
            try:
                return bool(reads.open_received(by=by, face_of=race.referral.pk).content)
            except NotFound:
                return False


class ByRows:
    """Any SQL under the agency's own role: row security alone stands in the way."""

    def __init__(self, org: Any) -> None:
        self.program = org.programs["harbour"]

    def sees(self, race: Open) -> bool:
        with unit_of_work(program_actor(self.program), at=race.at):
            copies = DisclosedCopy.objects.filter(disclosure_id=race.referral.disclosure_id)
            return copies.exists() or ReferralFace.objects.filter(referral=race.referral).exists()


def test_no_reading_that_began_after_the_withdrawal_shows_anything(org):
    """Everybody starts each round together; who begins after the commit sees nothing, ever.

    One reader asks as programs do, the other by the two shorter roads in turn.
    """
    readers = [[ByHttp(org)], [ByService(org), ByRows(org)]]
    start, end = (threading.Barrier(len(readers) + 1, timeout=PATIENCE) for _ in range(2))
    table: dict[str, Any] = {}
    delays = random.Random(RACES)  # noqa: S311 - moments, not secrets

    def withdraw_each() -> Counter[str]:
        race = None
        for _ in range(RACES):
            race = table["race"] = Open(org, race)
            start.wait()
            time.sleep(delays.random() * LONGEST_DELAY)
            race.withdraw()
            end.wait()
        return Counter()

    def read_each(roads: list[Any]) -> Counter[str]:
        told: Counter[str] = Counter()
        for _ in range(RACES):
            start.wait()
            told += _read_until_gone(roads, table["race"])
            end.wait()
        return told

    acts: list[Callable[[], Counter[str]]] = [withdraw_each]
    acts += [lambda roads=roads: read_each(roads) for roads in readers]
    _, *found = at_once(*[_or_break(act, start, end) for act in acts])

    for roads, told in zip(readers, found, strict=True):
        names = ", ".join(type(road).__name__ for road in roads)
        print(f"{names}: {RACES} races, {dict(told)}")  # noqa: T201 - the figures
        assert told["shown after the commit"] == 0
        # A race that nobody ran proves nothing.
        assert told["gone after the commit"] == RACES * len(roads)
        assert told["shown before"] >= RACES // 4


def _or_break(
    act: Callable[[], Counter[str]], *barriers: threading.Barrier
) -> Callable[[], Counter[str]]:
    """Whoever fails lets the others go, so that its own failure is the one that is told."""

    def run() -> Counter[str]:
        try:
            return act()
        except BaseException:
            for barrier in barriers:
                barrier.abort()
            raise

    return run


def _read_until_gone(roads: list[Any], race: Open) -> Counter[str]:
    """Round and round, until each road has said after the commit that there is nothing."""
    told: Counter[str] = Counter()
    for road in cycle(roads):
        if told["gone after the commit"] == len(roads) or told["shown after the commit"]:
            break
        was_over = race.over.is_set()
        shown = road.sees(race)
        if was_over:
            told["shown after the commit" if shown else "gone after the commit"] += 1
        elif race.over.is_set():
            told["while it was committed: shown" if shown else "while it was committed: gone"] += 1
        else:
            told["shown before" if shown else "gone before the commit was known"] += 1
    return told


# -- Every boundary -------------------------------------------------------------------------------
class Interleaving:
    """Before its ``at``-th statement the reading stands still until the withdrawal is committed.

    Where the reading holds a row that the withdrawal needs, the withdrawal waits for it instead,
    and is committed after the reading has ended.
    """

    def __init__(self, race: Open, at: int) -> None:
        self.race, self.at = race, at
        self.statements: list[str] = []
        self.pool = ThreadPoolExecutor(1)
        self.withdrawal: Future[None] | None = None
        self.committed_before: int | None = None

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 - Django's form
        if len(self.statements) == self.at and self.withdrawal is None:
            self.withdrawal = self.pool.submit(self._withdraw)
            if self._is_committed(self.withdrawal):
                self.committed_before = self.at
        self.statements.append(sql)
        return execute(sql, params, many, context)

    def _withdraw(self) -> None:
        try:
            self.race.withdraw()
        finally:
            connections.close_all()

    def _is_committed(self, withdrawal: Future[None]) -> bool:
        """Committed, or held up by a lock: there is no third, and nothing is guessed by time."""
        with administrator_of_clone() as admin:
            while True:
                done, _ = wait_for([withdrawal], timeout=0.01)
                if done:
                    withdrawal.result()
                    return True
                if admin.execute(_WAITING).fetchone() == (True,):
                    return False

    def settle(self) -> None:
        if self.withdrawal is None:
            self.withdrawal = self.pool.submit(self._withdraw)
        self.withdrawal.result(timeout=PATIENCE)
        self.pool.shutdown()


def _every_boundary(org: Any, act: Callable[[Api, Open], Any]) -> list[tuple[Any, Interleaving]]:
    """The same request over and over, with the commit before statement 0, 1, 2, … to the last."""
    api = Api(org.programs["harbour"], at=LATER)
    runs: list[tuple[Any, Interleaving]] = []
    race = None
    at, last = 0, 1
    while at <= last:
        race = Open(org, race)
        api.headers["Caseload-Told-Time"] = race.at.isoformat()
        between = Interleaving(race, at)
        with connection.execute_wrapper(between):
            answer = act(api, race)
        last = len(between.statements)
        between.settle()
        runs.append((answer, between))
        at += 1
    return runs


def test_every_boundary_of_a_reading(org):
    """The commit before each statement in turn: who has not its receipt by then is shown nothing."""
    runs = _every_boundary(org, lambda api, race: api.get(race.path))
    whole = next(between for answer, between in reversed(runs) if answer.status_code == 200)
    receipt = next(
        n for n, sql in enumerate(whole.statements) if 'INTO "consents_disclosurereceipt"' in sql
    )

    assert len(runs) > receipt > 3
    for answer, between in runs:
        first = between.committed_before is not None and between.committed_before <= receipt
        assert answer.status_code == (404 if first else 200), (between.at, receipt)
        assert nobody_sees(org, between.race)
    print(f"a reading: {len(runs)} boundaries, its receipt is statement {receipt}")  # noqa: T201 - the figures


def test_every_boundary_of_an_acceptance(org):
    """Before, or after, and never both: the state is whose turn it was, and access has ended."""
    runs = _every_boundary(org, lambda api, race: api.post(f"{race.path}/accept", if_match=1))

    seen = Counter()
    for answer, between in runs:
        by = fresh(org.worker, between.race.at)
        with acting(by, between.race.at):
            now = Referral.objects.visible_to(by).get(pk=between.race.referral.pk)
            disclosure = Disclosure.objects.visible_to(by).get(pk=now.disclosure_id)
        state = {200: "accepted", 404: "withdrawn"}.get(answer.status_code)
        assert now.state == state, (between.at, answer.status_code, answer.content)
        assert now.access_ended_reason == disclosure.access_ended_reason == "withdrawn"
        assert nobody_sees(org, between.race)
        seen[now.state] += 1
    assert set(seen) == {"accepted", "withdrawn"}
    print(f"an acceptance: {len(runs)} boundaries, {dict(seen)}")  # noqa: T201 - the figures


def nobody_sees(org: Any, race: Open) -> bool:
    return not any(kind(org).sees(race) for kind in (ByHttp, ByService, ByRows))
