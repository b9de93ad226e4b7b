"""Each model says what its table is for, whose data it holds, and how a test makes one."""

import importlib

import pytest

from caseload.core.kinds import Kind
from tests.promises.catalogue import case_records, our_models, snake

MODELS = our_models()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_model_declares_its_kind(model):
    assert isinstance(model.table_kind, Kind)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_personal_columns_are_columns(model):
    declared = getattr(model, "personal", {})

    names = {field.name for field in model._meta.get_fields()}
    names |= {field.attname for field in model._meta.concrete_fields}

    assert set(declared) <= names
    assert set(declared.values()) <= {"client", "relative", "worker"}


def test_every_case_record_declares_its_free_text_personal():
    for model in case_records():
        for field in model._meta.local_concrete_fields:
            if type(field).__name__ == "SensitiveText":
                assert field.name in model.personal, f"{model.__name__}.{field.name}"


@pytest.mark.parametrize("model", case_records(), ids=lambda model: model.__name__)
def test_every_case_record_has_a_factory(model):
    factories = importlib.import_module(f"tests.factories.{model._meta.app_label}")

    assert callable(getattr(factories, snake(model.__name__), None))
