"""Where it stands that words were cut, and the columns that may be emptied."""

from pathlib import Path

from django.db import migrations

from caseload.core.sql_files import run_sql_file

HERE = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_trail")]
    operations = [run_sql_file(HERE / "0002_erasure.sql", role="caseload_audit")]
