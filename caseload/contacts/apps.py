from django.apps import AppConfig

from caseload.access.operations import subscribe


class ContactsConfig(AppConfig):
    name = "caseload.contacts"
    label = "contacts"

    def ready(self) -> None:
        # These import models, which are there from now on.
        from caseload.clients import closing, reach  # noqa: PLC0415 - as above
        from caseload.contacts import attempts, outbound, recomputing  # noqa: PLC0415 - as above

        closing.register_attempts(attempts.attempts_of_case)
        reach.register_call_history(outbound.was_called)
        subscribe("record.sensitivity_changed", recomputing.recount_after)
