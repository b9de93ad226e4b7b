from django.apps import AppConfig

from caseload.access.operations import subscribe


class ExchangeConfig(AppConfig):
    name = "caseload.exchange"
    label = "exchange"

    def ready(self) -> None:
        # They import models, which are there from now on.
        from caseload.exchange.handlers import HANDLERS  # noqa: PLC0415 - as above

        for event, handler in HANDLERS.items():
            subscribe(event, handler)
