from django.apps import AppConfig

from caseload.access.operations import subscribe


class TasksConfig(AppConfig):
    name = "caseload.tasks"
    label = "tasks"

    def ready(self) -> None:
        from caseload.tasks import reallocation, steps  # noqa: PLC0415 - models, there from now on

        for event in ("allocation.ended", "case.reassigned", "case_side.set"):
            subscribe(event, steps.release_tasks)
        subscribe("conflict.declared", reallocation.ask_for_reallocation)
