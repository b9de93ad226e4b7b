"""The scopes that a program was given count in the rows themselves: a route is not the only lock (A4)."""

from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from caseload.access.roles import PARTNER_SCOPES
from caseload.accounts.models import PartnerClient
from caseload.accounts.services import partners
from tests.promises.catalogue import fences
from tests.support.acting import acting, fresh
from tests.support.standard import program_actor
from tests.support.world import LATER, build

pytestmark = pytest.mark.django_db

OWN_REFERRALS = {
    "intakes.submit",
    "intakes.read",
    "intakes.update",
    "messages.read",
    "messages.write",
}
RECEIVED = {"referrals.receive", "referrals.respond", "messages.read", "messages.write"}
SCOPED: dict[str, tuple[str, set[str]]] = {
    # By table: a program that has rows there, and the scopes of which one must be in its token.
    "consents_disclosedcopy": ("harbour", {"referrals.receive", "referrals.respond"}),
    "consents_disclosurenotice": ("council", {"disclosures.read"}),
    "referrals_intakeface": ("police", OWN_REFERRALS),
    "referrals_intakemessage": ("police", {"messages.read", "messages.write"}),
    "referrals_referralface": ("harbour", RECEIVED),
    "referrals_referralmessage": ("harbour", {"messages.read"}),
}
UNSCOPED = {
    # Itself, what was agreed with it, and what it is told: its agency's own, and nobody's data.
    "access_idempotencykey",
    "accounts_organisation",
    "accounts_partneragency",
    "accounts_partnerclient",
    "accounts_sharingagreement",
    "exchange_delivery",
    "exchange_outboxevent",
    "exchange_webhookendpoint",
    "vocabulary_codevalue",
}


def test_A4_every_table_that_programs_read_is_named_here():
    read = {table for table, fence in fences().items() if "partner" in (fence.read or {})}
    theirs = {table for table in read if _model(table).__module__.startswith("caseload.")}
    shared = {table for table in theirs if table.split("_")[0] in {"consents", "referrals"}}
    assert shared == set(SCOPED)
    assert theirs - shared == UNSCOPED


@pytest.mark.parametrize("table", sorted(SCOPED))
def test_A4_the_rows_ask_for_the_scope_too(org, table):
    world = build(org)
    who, opening = SCOPED[table]
    world.api("police").post(
        f"partner/intakes/{world.record['intake'].pk}/messages", {"body": "Thank you"}
    )
    bare, orm = {}, {}
    program = org.programs[who]
    for scope in PARTNER_SCOPES:
        keeper = fresh(org.administrator, LATER)
        with acting(keeper, LATER):
            program = PartnerClient.objects.get(pk=program.pk)
            partners.amend_client(
                by=keeper, client=program, seen=program.version, reason="less", scopes=[scope]
            )
        by = program_actor(program)
        with acting(by, LATER):
            bare[scope] = _bare(table)
            rows: Any = _model(table).objects
            orm[scope] = set(rows.visible_to(by).values_list("pk", flat=True))
    assert {scope for scope, rows in bare.items() if rows} == opening
    # The application asks for as much, and for no more than it is shown.
    assert [scope for scope in bare if orm[scope] - bare[scope] or bare[scope] - orm[scope]] == []


def _bare(table: str) -> set[Any]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT id FROM public."{table}"')
        return {row[0] for row in cursor.fetchall()}


def _model(table: str) -> Any:
    return next(model for model in apps.get_models() if model._meta.db_table == table)
