from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "caseload.contacts"
    label = "contacts"

    def ready(self) -> None:
        from caseload.clients import closing, reach
        from caseload.contacts import attempts, outbound

        closing.register_attempts(attempts.attempts_of_case)
        reach.register_call_history(outbound.was_called)
