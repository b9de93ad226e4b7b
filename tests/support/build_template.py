"""Fills the template database, in a process of its own: migrations, rights, one organisation.

``python -m tests.support.build_template``; ``databases`` runs it with the addresses set.
"""

import django
from django.core.management import call_command


def main() -> None:
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("rights", told_time=True)
    # Models can be imported only now.
    from tests.support import standard  # noqa: PLC0415

    standard.found_organisations()


if __name__ == "__main__":
    main()
