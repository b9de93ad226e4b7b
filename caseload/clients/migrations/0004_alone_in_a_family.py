from pathlib import Path

from django.db import migrations

from caseload.core.sql_files import run_sql_file

HERE = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0003_conflicts_become_exclusions"),
    ]

    operations = [
        run_sql_file(HERE / "0004_alone_in_a_family.sql", role="caseload_policy"),
    ]
