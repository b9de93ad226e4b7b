"""Workers killed at any moment lose nothing, and no event overtakes an earlier one of its object.

SIGKILL, so nothing is tidied up: a claim may be open, a POST under way, an answer unsettled. The
suite kills as often as ``--kills`` says (25); 200 were promised and are run with ``--kills 200``.
"""

import os
import random
import signal
import subprocess
import sys
import time
import uuid
from collections import defaultdict

import pytest

from caseload.exchange.models import Delivery, WebhookEndpoint
from tests.factories import exchange
from tests.support.acting import acting
from tests.support.environment import ROOT
from tests.support.receiver import obliging
from tests.support.standard import program_actor

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

OBJECTS = 7
EVENTS_A_KILL = 3


@pytest.fixture
def spawn():
    """Starts a worker and answers its process number."""
    command = [sys.executable, "-m", "tests.support.relay_worker"]
    pipe = subprocess.PIPE
    with subprocess.Popen(  # noqa: S603 - our own module
        command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True, start_new_session=True
    ) as nursery:

        def start():
            nursery.stdin.write("go\n")
            nursery.stdin.flush()
            return int(nursery.stdout.readline())

        try:
            yield start
        finally:
            os.killpg(nursery.pid, signal.SIGKILL)


def test_kills_lose_nothing_and_keep_the_order(org, receiver, spawn, request, record_property):
    kills = request.config.getoption("--kills")
    chance = random.Random(kills)  # noqa: S311 - moments, not secrets
    program = org.programs["police"]
    exchange.endpoint(program, url=receiver.url, at=None)

    def at_leisure(one):
        time.sleep(chance.uniform(0, 0.02))
        return obliging(one)

    receiver.answer = at_leisure
    things = [uuid.uuid4() for _ in range(OBJECTS)]
    sent = defaultdict(list)
    in_flight = 0
    for number in range(kills):
        for _ in range(EVENTS_A_KILL):
            thing = chance.choice(things)
            version = len(sent[thing]) + 1
            event_id = exchange.event(program, object_id=thing, version=version, at=None)
            sent[thing].append(str(event_id))
        before = len(receiver.came)
        worker = spawn()
        # Every other worker is killed while it delivers, however slow the machine is.
        waited = time.monotonic() + (10 if number % 2 == 0 else 0)
        while len(receiver.came) == before and time.monotonic() < waited:
            time.sleep(0.002)
        time.sleep(chance.uniform(0, 0.05) if number % 2 == 0 else chance.uniform(0.01, 0.25))
        os.kill(worker, signal.SIGKILL)
        in_flight += len(receiver.came) > before

    drain(program)

    by_object, seen = defaultdict(list), set()
    for one in receiver.came:
        if one.said["data"]["object"] == "intake" and one.id not in seen:
            seen.add(one.id)
            by_object[uuid.UUID(one.said["data"]["id"])].append(one.id)
    assert by_object == dict(sent)
    by = program_actor(program)
    with acting(by, None):
        states = set(Delivery.objects.visible_to(by).values_list("state", flat=True))
    assert states == {"delivered"}
    # Else nothing was killed at work, and the test proves nothing.
    assert in_flight >= kills // 3
    said = f"{kills} kills, {in_flight} at work; {len(seen)} events, {len(receiver.came)} posts"
    record_property("kills", said)
    print(said)  # noqa: T201 - what a run of 200 is made for


def drain(program):
    """What is left is delivered by the command that operators have, in a process of its own."""
    by = program_actor(program)
    for _ in range(5):
        time.sleep(0.4)
        done = subprocess.run(
            [sys.executable, "manage.py", "deliver", "--once", "--json"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        with acting(by, None):
            assert WebhookEndpoint.objects.visible_to(by).get().state == "active"
            left = Delivery.objects.visible_to(by).filter(state="pending").count()
        if not left:
            return
    raise AssertionError(f"{left} deliveries still wait")
