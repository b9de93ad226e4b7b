"""Run the checks against an installation, and say how each went.

It refers invented people and takes them back: use it with a sandbox. Exit codes: 0 all is as
described; 1 something is not; 2 it was called wrongly; 3 nothing failed, and something was not
tried that was not left out by name; 4 nobody answers.
"""

import argparse
import getpass
import json
import sys
import time
from dataclasses import asdict, dataclass
from enum import StrEnum

from tools.conformance import events  # noqa: F401 - its checks come after those of ``checks``
from tools.conformance.checks import STEPS, Step
from tools.conformance.run import Failed, NotTried, Run
from tools.web import NobodyAnswers

AS_DESCRIBED, SOMETHING_FAILED, NOT_ALL_TRIED, NOBODY = 0, 1, 3, 4


class Result(StrEnum):
    PASSED = "passed"
    FAILED = "failed"
    NOT_TRIED = "not_tried"
    LEFT_OUT = "left_out"


MARKS = {Result.PASSED: "✓", Result.FAILED: "✗", Result.NOT_TRIED: "?", Result.LEFT_OUT: "-"}


@dataclass(frozen=True)
class Outcome:
    """How one check went, and why if it did not pass."""

    name: str
    says: str
    result: Result
    detail: str
    milliseconds: int


def main() -> int:
    asked = _arguments()
    run = Run(
        base=asked.url.rstrip("/"),
        client_id=asked.client_id,
        client_secret=asked.client_secret or getpass.getpass("Client secret: "),
        waits=asked.waits,
        webhook_url=asked.webhook_url,
        listen_port=asked.listen_port,
        foreign_id=asked.foreign_id,
        say=lambda words: print(words, file=sys.stderr, flush=True),
    )
    outcomes: list[Outcome] = []
    try:
        for step in STEPS:
            outcomes.append(_try(step, run, outcomes, left_out=asked.without))
            if not asked.json:
                _print(outcomes[-1])
    except NobodyAnswers as silent:
        print(silent, file=sys.stderr)
        return NOBODY
    counts = {str(result): 0 for result in Result}
    for outcome in outcomes:
        counts[outcome.result] += 1
    if asked.json:
        described = {"url": run.base, **counts, "checks": [asdict(one) for one in outcomes]}
        print(json.dumps(described, indent=2))
    else:
        print(
            "\n" + ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.items())
        )
    if counts[Result.FAILED]:
        return SOMETHING_FAILED
    return NOT_ALL_TRIED if counts[Result.NOT_TRIED] else AS_DESCRIBED


def _try(step: Step, run: Run, before: list[Outcome], *, left_out: list[str]) -> Outcome:
    began = time.monotonic()
    result, detail = Result.PASSED, ""
    passed = {outcome.name for outcome in before if outcome.result is Result.PASSED}
    if step.name in left_out:
        result, detail = Result.LEFT_OUT, "by name"
    elif step.after and step.after not in passed:
        result, detail = Result.NOT_TRIED, f"it stands on {step.after}."
    elif step.scope and step.scope not in run.scopes:
        result, detail = Result.NOT_TRIED, f"the program lacks the scope {step.scope}."
    else:
        try:
            step.check(run)
        except NotTried as untried:
            result, detail = Result.NOT_TRIED, str(untried)
        except Failed as failed:
            result, detail = Result.FAILED, str(failed)
        except (KeyError, TypeError, ValueError, AttributeError) as shape:
            result, detail = Result.FAILED, f"an answer has another shape: {shape!r}"
    spent = int((time.monotonic() - began) * 1000)
    return Outcome(step.name, step.says, result, detail, spent)


def _print(outcome: Outcome) -> None:
    print(f"{MARKS[outcome.result]} {outcome.name}: {outcome.says}")
    if outcome.detail:
        print(f"    {outcome.result.replace('_', ' ')}: {outcome.detail}", flush=True)


def _arguments() -> argparse.Namespace:
    names = [step.name for step in STEPS]
    parser = argparse.ArgumentParser(
        prog="python -m tools.conformance",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=f"Checks: {', '.join(names)}.",
    )
    parser.add_argument("--url", required=True, help="where Caseload is: https://…")
    parser.add_argument("--client-id", required=True)
    parser.add_argument("--client-secret", default="", help="asked for, if it is not said")
    parser.add_argument(
        "--without", action="append", default=[], choices=names, metavar="CHECK",
        help="leave this check out knowingly",
    )  # fmt: skip
    parser.add_argument(
        "--await", dest="waits", type=float, default=0, metavar="SECONDS",
        help="wait so long until somebody at the charity plays their part",
    )  # fmt: skip
    parser.add_argument(
        "--foreign-id", default="", metavar="UUID", help="a referral in of another agency"
    )
    parser.add_argument("--webhook-url", default="", help="an address that leads to --listen-port")
    parser.add_argument("--listen-port", type=int, default=0, help="on this machine's loopback")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    asked = parser.parse_args()
    if bool(asked.webhook_url) != bool(asked.listen_port):
        parser.error("--webhook-url and --listen-port go together")
    return asked


if __name__ == "__main__":
    sys.exit(main())
