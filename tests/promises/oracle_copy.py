"""Copies rows into the oracle's world. Only what the oracle knows; no rule stands here."""

from typing import Any

from django.contrib.auth.models import Permission as PermissionRow

from caseload.accounts.models import RoleHolding, User
from caseload.accounts.models.role_holding import NEEDS_SECOND_PERSON
from caseload.clients import models as clients
from caseload.clients.records import CaseRecord
from caseload.contacts.models import ContactDraft
from tests.promises import oracle_world as world
from tests.promises.catalogue import snake
from tests.promises.random_world import NOW, Rows


def table_name(model: type[Any]) -> str:
    """What a model's table is called in the policy text."""
    return snake(model.__name__)


def oracle_user(user: User) -> world.User:
    return world.User(user.pk, user.organisation_id, user.is_active)


def copied(rows: Rows) -> world.World:
    codename = dict(PermissionRow.objects.values_list("pk", "codename"))
    return world.World(
        now=NOW,
        users=tuple(oracle_user(user) for user in rows.of(User)),
        roles=tuple(_roles(rows)),
        people=tuple(world.Person(p.pk, p.organisation_id) for p in rows.of(clients.Person)),
        families=tuple(world.Family(f.pk, f.organisation_id) for f in rows.of(clients.Family)),
        members=tuple(
            world.FamilyMember(m.pk, m.family_id, m.person_id, m.left_at)
            for m in rows.of(clients.FamilyMember)
        ),
        cases=tuple(
            world.Case(c.pk, c.organisation_id, c.client_id, c.strand, c.family_id)
            for c in rows.of(clients.Case)
        ),
        grants=tuple(
            world.Grant(
                g.user_id, codename[g.permission_id], g.content_object_id, g.source, g.expires_at
            )
            for g in rows.of(clients.CaseUserGrant)
        ),
        group_grants=tuple(
            world.GroupGrant(
                g.group_id, codename[g.permission_id], g.content_object_id, g.source, g.expires_at
            )
            for g in rows.of(clients.CaseGroupGrant)
        ),
        exclusions=tuple(
            world.Exclusion(e.pk, e.user_id, e.person_id, e.starts_at, e.ends_at)
            for e in rows.of(clients.Exclusion)
        ),
        sides=tuple(world.CaseSide(s.pk, s.case_id, s.side) for s in rows.of(clients.CaseSide)),
        standings=tuple(world.Standing(*row) for row in rows.standings),
        records=tuple(_records(rows)),
        readers=tuple(_readers(rows)),
        drafts=tuple(world.Draft(d.pk, d.case_id, d.author_id) for d in rows.of(ContactDraft)),
    )


def _roles(rows: Rows) -> Any:
    """A role that waits for its second person is no role; a system actor is one for ever."""
    for held in rows.of(RoleHolding):
        if held.approved_by_id or held.role not in NEEDS_SECOND_PERSON:
            yield world.RoleHolding(
                held.user_id,
                held.role,
                held.starts_at,
                held.ends_at,
                held.group_id,
                frozenset(held.strands),
            )
    for user in rows.of(User):
        if user.kind == "system":
            yield world.RoleHolding(user.pk, "system", NOW.replace(year=2000))


def _records(rows: Rows) -> Any:
    for row in rows.all:
        if isinstance(row, CaseRecord) and not isinstance(row, clients.RecordReader):
            name = table_name(type(row))
            yield world.Record(name, row.pk, row.case_id, row.sensitivity, row.recorded_by_id)
    for summary in rows.of(clients.CaseSummary):
        yield world.Record("case_summary", summary.pk, summary.case_id)


def _readers(rows: Rows) -> Any:
    """Readers whose time is over are not readers."""
    names = {row.pk: table_name(type(row)) for row in rows.all}
    for reader in rows.of(clients.RecordReader):
        if reader.ends_at is None or reader.ends_at > NOW:
            yield world.Reader(names[reader.record_id], reader.record_id, reader.user_id)
