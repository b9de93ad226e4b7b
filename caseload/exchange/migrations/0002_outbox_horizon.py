from pathlib import Path

from django.db import migrations

from caseload.core.sql_files import run_sql_file

HERE = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0001_outbox"),
    ]

    operations = [
        run_sql_file(HERE / "0002_outbox_horizon.sql", role="caseload_policy"),
    ]
