from django.apps import AppConfig


class ConsentsConfig(AppConfig):
    name = "caseload.consents"
    label = "consents"
