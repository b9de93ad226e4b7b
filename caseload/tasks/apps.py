from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "caseload.tasks"
    label = "tasks"

    def ready(self) -> None:
        from caseload.access.operations import subscribe
        from caseload.tasks import reallocation, services

        for event in ("allocation.ended", "case.reassigned", "case_side.set"):
            subscribe(event, services.release_tasks)
        subscribe("conflict.declared", reallocation.ask_for_reallocation)
