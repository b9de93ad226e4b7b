"""Keeps the house rule ``no-words-of-clients`` in step with what models declare as personal."""

import os
import re
import sys
from pathlib import Path

import django
from django.apps import apps

from tools.check_env import check_environment

RULE = Path(__file__).parent / "house_rules" / "rules" / "no-words-of-clients.yml"
# A number that stands for a row, not words about a person.
_IDENTIFIER = re.compile(r"(^|_)id$")
# Every enumeration has these; a rule that reads text alone cannot tell them apart.
_ALSO_OF_CODES = {"label", "value"}
_LISTED = re.compile(r"attribute, regex: '\^\(([a-z_0-9|]+)\)\$'", re.MULTILINE)


def declared() -> set[str]:
    names: set[str] = set()
    for model in apps.get_models():
        names.update(getattr(model, "personal", {}))
    return {name for name in names - _ALSO_OF_CODES if not _IDENTIFIER.search(name)}


def main() -> int:
    os.environ.update(check_environment())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    text = RULE.read_text(encoding="utf-8")
    found = _LISTED.search(text)
    listed = set(found[1].split("|")) if found else set()
    wanted = declared()
    if listed == wanted:
        return 0
    if "--write" in sys.argv and found:
        new = text[: found.start(1)] + "|".join(sorted(wanted)) + text[found.end(1) :]
        RULE.write_text(new, encoding="utf-8")
        return 0
    print(
        "The house rule no-words-of-clients and the models disagree about what is personal "
        f"({', '.join(sorted(listed ^ wanted))}): run `make golden`."
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
