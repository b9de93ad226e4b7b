"""Whoever opens a case may write down what is known on that day, in the same request."""

from pathlib import Path

from django.db import migrations

from caseload.core.sql_files import run_sql_file

HERE = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("clients", "0001_initial")]

    operations = [run_sql_file(HERE / "0002_opening.sql", role="caseload_policy")]
