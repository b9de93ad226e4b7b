from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "caseload.exchange"
    label = "exchange"
