from django.apps import AppConfig
from django.core.checks import Tags, register


class AccessConfig(AppConfig):
    name = "caseload.access"
    label = "access"

    def ready(self) -> None:
        from caseload.access.checks import check_models  # noqa: PLC0415 - needs the models

        register(check_models, Tags.models)
