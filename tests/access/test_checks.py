"""Each slip that would put a model outside the fence has a number and is told."""

from typing import ClassVar

import pytest
from django.core.checks import run_checks
from django.db import models
from django.db.models import Value
from django.test.utils import isolate_apps

from caseload.access.checks import check_model, check_models, our_models
from caseload.access.row_security import RowPolicies
from caseload.audit.history import History
from caseload.audit.records import TrackedModel, VersionedModel
from caseload.clients.models import Case
from caseload.clients.records import CaseRecord, fence
from caseload.core.kinds import Kind

CLIENTS = "caseload.clients.models"
"""Where the invented models pretend to stand: the history library looks for their app there."""


def numbers(model):
    return [message.id for message in check_model(model)]


def test_the_installation_has_none_of_them():
    assert check_models() == []
    assert len(list(our_models())) > 40
    assert not [m for m in run_checks() if m.id and m.id.startswith("caseload.")]


@isolate_apps("caseload.clients")
def test_E001_a_table_without_a_purpose():
    class Visit(models.Model):  # noqa: DJ008 - it never has a row
        __module__ = CLIENTS

        class Meta:
            app_label = "clients"

    assert numbers(Visit) == ["caseload.E001"]


@isolate_apps("caseload.clients")
def test_E002_E003_E006_a_meta_that_does_not_inherit():
    class Visit(CaseRecord):
        __module__ = CLIENTS

        class Meta:
            app_label = "clients"
            default_permissions = ()

    assert numbers(Visit) == ["caseload.E002", "caseload.E003", "caseload.E006"]


@isolate_apps("caseload.clients")
def test_E002_constraints_that_do_not_repeat_the_base():
    class Visit(CaseRecord):
        __module__ = CLIENTS
        arrived_at = models.DateTimeField()

        class Meta(CaseRecord.Meta):
            app_label = "clients"
            constraints: ClassVar = [
                models.CheckConstraint(name="n", condition=models.Q(version__gt=0))
            ]

    assert {"caseload.E002", "caseload.E003", "caseload.E006"} <= set(numbers(Visit))


@isolate_apps("caseload.clients")
def test_a_lawful_record_has_nothing_to_say():
    class Visit(CaseRecord):
        __module__ = CLIENTS

        class Meta(CaseRecord.Meta):
            app_label = "clients"

    class Narrow(CaseRecord):
        __module__ = CLIENTS

        class Meta(CaseRecord.Meta):
            app_label = "clients"
            constraints: ClassVar = fence(add=None, change=None)

    assert numbers(Visit) == []
    assert numbers(Narrow) == []


@isolate_apps("caseload.clients")
def test_E004_a_value_that_the_database_makes():
    class Visit(CaseRecord):
        __module__ = CLIENTS
        place = models.TextField(db_default=Value("home"))

        class Meta(CaseRecord.Meta):
            app_label = "clients"

    class Doubled(CaseRecord):
        __module__ = CLIENTS
        twice = models.GeneratedField(
            expression=models.F("version") * 2,
            output_field=models.IntegerField(),
            db_persist=True,
        )

        class Meta(CaseRecord.Meta):
            app_label = "clients"

    assert "caseload.E004" in numbers(Visit)
    assert "caseload.E004" in numbers(Doubled)


@isolate_apps("caseload.clients")
def test_E005_a_model_permission():
    class Visit(CaseRecord):
        __module__ = CLIENTS

        class Meta(CaseRecord.Meta):
            app_label = "clients"
            permissions: ClassVar = [("see_all_visits", "See all visits")]

    class Stay(CaseRecord):
        __module__ = CLIENTS

        class Meta(CaseRecord.Meta):
            app_label = "clients"
            default_permissions = ("add", "view")

    assert numbers(Visit) == ["caseload.E005"]
    assert numbers(Stay) == ["caseload.E005"]
    assert Case._meta.permissions
    assert numbers(Case) == []


@isolate_apps("caseload.clients")
def test_E007_many_to_many_without_history():
    class Visit(CaseRecord):
        __module__ = CLIENTS
        others = models.ManyToManyField(Case, related_name="+")

        class Meta(CaseRecord.Meta):
            app_label = "clients"

    assert "caseload.E007" in numbers(Visit)


@isolate_apps("caseload.clients")
def test_E008_no_versions():
    class Visit(VersionedModel):
        __module__ = CLIENTS
        table_kind = Kind.PLUMBING

        class Meta(VersionedModel.Meta):
            app_label = "clients"

    assert numbers(Visit) == ["caseload.E006", "caseload.E008"]


@isolate_apps("caseload.clients")
def test_E009_versions_that_others_may_read():
    class Visit(TrackedModel):
        __module__ = CLIENTS
        table_kind = Kind.REFERENCE

        class Meta(TrackedModel.Meta):
            app_label = "clients"
            constraints: ClassVar = [
                *TrackedModel.Meta.constraints,
                RowPolicies(name="visit_fence", read={"own": "false"}),
            ]

    assert numbers(Visit) == []
    kept = Visit.history.model
    kept._meta.constraints = [RowPolicies(name="wrong", read={"own": "true"})]
    assert numbers(Visit) == ["caseload.E009"]


@pytest.mark.parametrize("model", list(our_models()), ids=lambda model: model.__name__)
def test_every_model_of_ours_passes(model):
    assert list(check_model(model)) == []
    assert History is not None
