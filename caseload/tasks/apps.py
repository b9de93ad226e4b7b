from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "caseload.tasks"
    label = "tasks"
