from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "caseload.access"
    label = "access"
