from pathlib import Path

from django.db import migrations

from caseload.core.sql_files import run_sql_file

HERE = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("consents", "0002_scopes_of_programs"),
    ]

    operations = [
        run_sql_file(HERE / "0003_a_no_stays.sql", role="caseload_policy"),
    ]
