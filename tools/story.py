"""``make story``: two days at Caseload, over HTTP, against a running ``make demo``.

Each step says what somebody does, sends the request that a program of theirs would send, and shows
what came back. The first answer that is not as told ends the tour with exit code 1.
"""

import argparse
import json
import sys

from tools import story_agency, story_worker
from tools.story_demo import DESCRIPTION, Demo, Surprise

DAYS = {"worker": story_worker.play, "agency": story_agency.play}


def main() -> int:
    parser = argparse.ArgumentParser(description="Play a day against a running demo.")
    parser.add_argument("days", nargs="*", metavar="day", help="worker or agency; both if none")
    days = parser.parse_args().days or list(DAYS)
    if unknown := set(days) - set(DAYS):
        parser.error(f"no such day: {', '.join(sorted(unknown))}")
    try:
        described = json.loads(DESCRIPTION.read_text(encoding="utf-8"))
    except FileNotFoundError:
        print("There is no demo here yet. In another window: make demo", file=sys.stderr)
        return 1
    print(f"At {described['base_url']}. Everybody in it is invented.")
    demo = Demo(described)
    try:
        for day in days:
            print(f"\n======== The day of a{'n agency' if day == 'agency' else ' worker'}")
            DAYS[day](demo)
    except Surprise as surprise:
        print(f"\n    ✗ {surprise}", file=sys.stderr)
        return 1
    print("\nThat was all. Every step of it is on the record.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
