"""``make bench``: the four workloads, each beside another way of doing the same, in one run.

Nothing here is asserted: absolute figures belong to the machine, the ratios to the design.
``make bench ARGS="--families 2000 --contacts 2000000"`` is the size that later work is held to.
"""

import argparse
import hashlib
import sys
import time
from collections.abc import Iterable, Iterator
from typing import Any

from tests.benchmarks import place

SOURCES = (
    "caseload/*/migrations/**/*.*",
    "tests/benchmarks/families.py",
    "tests/benchmarks/notes.py",
)


def main() -> int:
    asked = _arguments()
    with place.found() as here:
        size = f"{asked.families} families, {asked.contacts} contacts, code {_fingerprint()}"
        there = here.holds(size) and not asked.anew
        if not there:
            here.make_anew()
        here.settle(place.DATABASE)
        import django  # noqa: PLC0415 - reads the environment that was just settled

        django.setup()
        if not there:
            _fill(here, families=asked.families, contacts=asked.contacts)
            here.mark(size)
        say(f"\n{size}\n")
        _measure(here, asked)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--families", type=int, default=200)
    parser.add_argument("--contacts", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=100, help="measured calls of each variant")
    parser.add_argument(
        "--serve",
        type=int,
        default=0,
        metavar="CLIENTS",
        help="also through gunicorn with two processes and so many clients",
    )
    parser.add_argument(
        "--history",
        type=int,
        default=15,
        metavar="ROUNDS",
        help="rounds of the history measurement; 0 leaves it out",
    )
    parser.add_argument("--anew", action="store_true", help="fill the database again")
    return parser.parse_args()  # fmt: skip


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def _fingerprint() -> str:
    whole = hashlib.sha256()
    for path in sorted({path for pattern in SOURCES for path in place.ROOT.glob(pattern)}):
        if path.is_file():
            whole.update(path.read_bytes())
    return whole.hexdigest()[:12]


def _fill(here: place.Place, *, families: int, contacts: int) -> None:
    from django.core.management import call_command  # noqa: PLC0415 - needs django.setup
    from django.db import connections  # noqa: PLC0415

    from tests.benchmarks import families as people  # noqa: PLC0415
    from tests.benchmarks import notes  # noqa: PLC0415

    say("Tables and rights")
    call_command("migrate", verbosity=0, interactive=False)
    call_command("rights", told_time=True, verbosity=0)
    staff = people.found_charity(families)
    cases = [
        case
        for opened in _shown(people.open_families(staff, families), "families", families)
        for case in opened
    ]
    connections.close_all()
    here.clone_for_trials()
    organisation = staff.organisation.pk
    for _ in _shown(notes.write(organisation, cases, contacts), "batches", contacts // notes.BATCH):
        pass
    notes.summarise(organisation)
    connections.close_all()
    here.tidy()


def _measure(here: place.Place, asked: argparse.Namespace) -> None:
    from tests.benchmarks import measuring, workloads  # noqa: PLC0415 - needs django.setup

    with workloads.prepared(here) as prepared:
        for workload in workloads.all_of(prepared):
            measuring.run(workload, rounds=asked.rounds, warm=5)
            say(measuring.table(workload) + "\n")
    if asked.serve:
        from tests.benchmarks import serving  # noqa: PLC0415

        say(serving.measure(clients=asked.serve, requests=asked.rounds) + "\n")
    if asked.history:
        _history(here, asked.history)


def _history(here: place.Place, rounds: int) -> None:
    from django.db import connections  # noqa: PLC0415 - needs django.setup

    from tests.benchmarks import history_cost  # noqa: PLC0415

    usual = connections["default"].settings_dict["NAME"]
    connections.close_all()
    connections["default"].settings_dict["NAME"] = place.TRIAL
    try:
        with here.administrator(place.TRIAL) as admin:
            say(history_cost.measure(admin, rounds=rounds))
    finally:
        connections.close_all()
        connections["default"].settings_dict["NAME"] = usual


def _shown(steps: Iterable[Any], what: str, many: int) -> Iterator[Any]:
    """The steps, with a line every few seconds that says how far they are."""
    began = last = time.monotonic()
    number = 0
    for number, step in enumerate(steps, start=1):
        if time.monotonic() - last > 5:
            last = time.monotonic()
            say(f"  {number} of {many} {what} ({last - began:.0f} s)")
        yield step
    say(f"  {number} {what} ({time.monotonic() - began:.0f} s)")


if __name__ == "__main__":
    sys.exit(main())
