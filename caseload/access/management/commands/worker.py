"""Run the jobs of the machine: one process, one job at a time, stopped gently."""

import asyncio
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError
from procrastinate.app import App
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from caseload.access.serving import UnsafeToServe, refuse_if_unsafe

SECONDS_TO_FINISH = 20


class Command(BaseCommand):
    help = "Run the job worker until it is stopped (Ctrl-C, SIGTERM); a running job is finished."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--once", action="store_true", help="stop when no job waits")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            refuse_if_unsafe()
        except UnsafeToServe as error:
            raise CommandError(f"The worker does not start: {error}") from error
        except OperationalError as error:
            raise CommandError("The database does not answer.") from error
        if not isinstance(app.connector, DjangoConnector):
            raise CommandError("A worker runs in this process already.")
        if options["verbosity"]:
            self.stdout.write("The job worker is running.")
        with app.replace_connector(app.connector.get_worker_connector()) as working:
            asyncio.run(_work(working, wait=not options["once"]))
        if options["verbosity"]:
            self.stdout.write("The job worker has stopped.")


async def _work(working: App, *, wait: bool) -> None:
    async with working.open_async():
        await working.run_worker_async(
            name="caseload",
            wait=wait,
            concurrency=1,
            shutdown_graceful_timeout=SECONDS_TO_FINISH,
            delete_jobs="successful",
        )
