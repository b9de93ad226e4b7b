"""Grant table rights anew, and copy key and role table to where the policies read them."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connections, transaction

from caseload.access import rights
from caseload.access.context import KEY_ID, pads
from caseload.access.roles import CASE_ROLES, ROLES, role_permissions


class Command(BaseCommand):
    help = "Grant table rights by declared kind; run after every migrate."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument(
            "--told-time",
            action="store_true",
            help="Let time be told: for demo and test databases only, and never taken back.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if "owner" not in connections:
            raise CommandError("Set CASELOAD_MIGRATE_URL: rights are granted by the owner.")
        ipad, opad = pads(settings.CASELOAD_CONTEXT_KEY)
        with (
            transaction.atomic(using="owner"),  # noqa: TID251 - rights, not rows: no actor acts
            connections["owner"].cursor() as cursor,
        ):
            count = 0
            for statement in rights.statements():
                cursor.execute(statement)
                count += 1
            cursor.execute("SET LOCAL ROLE caseload_policy")
            cursor.execute(
                "INSERT INTO ctx.key (kid, ipad, opad) VALUES (%s, %s, %s) "
                "ON CONFLICT (kid) DO UPDATE SET ipad = excluded.ipad, opad = excluded.opad",
                [KEY_ID, ipad, opad],
            )
            cursor.execute("DELETE FROM acl.role_permission")
            for role, held in sorted(role_permissions().items()):
                for permission in sorted(held):
                    cursor.execute(
                        "INSERT INTO acl.role_permission VALUES (%s, %s)",
                        [role, permission.codename],
                    )
            cursor.execute("DELETE FROM acl.wide_role")
            cursor.execute("DELETE FROM acl.second_person_role")
            cursor.execute("DELETE FROM acl.case_role")
            for role, every_source in CASE_ROLES.items():
                cursor.execute(
                    "INSERT INTO acl.case_role VALUES (%s, %s)", [str(role), every_source]
                )
            for role, rule in ROLES.items():
                if rule.wide:
                    cursor.execute("INSERT INTO acl.wide_role VALUES (%s)", [str(role)])
                if rule.needs_second_person:
                    cursor.execute("INSERT INTO acl.second_person_role VALUES (%s)", [str(role)])
            cursor.execute("SET LOCAL ROLE caseload_owner")
            if options["told_time"]:
                cursor.execute("UPDATE ctx.setting SET told_time = true, demo = true")
        self.stdout.write(f"{count} grants, role table and context key in force")
