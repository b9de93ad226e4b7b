"""A delivery worker that can be killed and started anew quickly: Django stands, each run is a fork.

``python -m tests.support.relay_worker``: for each line on standard input it starts a worker in a
process of its own and says its number; whoever asked kills it.
"""

import os
import sys
import time

import django


def work() -> None:
    """Deliver without end, with claims that do not hold a killed worker's delivery for long."""
    from caseload.exchange.jobs import deliver_everywhere  # noqa: PLC0415 - models stand now
    from caseload.exchange.relaying import Pace  # noqa: PLC0415

    while True:
        deliver_everywhere(pace=Pace(timeout=5.0, lease=0.3))
        time.sleep(0.01)


def main() -> None:
    django.setup()
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            # Its log is not the answer that whoever asked waits for.
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            work()
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        os.waitpid(child, 0)
    sys.exit(0)


if __name__ == "__main__":
    main()
