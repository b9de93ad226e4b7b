"""The trail's tables and functions; they read the signed context when they run."""

from pathlib import Path

from django.db import migrations

from caseload.core.sql_files import run_sql_file

HERE = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    initial = True
    dependencies = [("access", "0001_initial")]
    operations = [run_sql_file(HERE / "0001_trail.sql", role="caseload_audit")]
