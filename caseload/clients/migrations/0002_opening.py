"""Whoever opens a case writes down what is known that day; deciding to tell is a right of its own."""

from pathlib import Path

from django.db import migrations

from caseload.core.sql_files import run_sql_file

HERE = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("clients", "0001_initial")]

    operations = [
        run_sql_file(HERE / "0002_opening.sql", role="caseload_policy"),
        migrations.AlterModelOptions(
            name="case",
            options={
                "base_manager_name": "objects",
                "default_permissions": (),
                "permissions": (
                    ("allocate", "Allocate"),
                    ("attach", "Attach"),
                    ("decide_disclosure", "Decide disclosure"),
                    ("disclose", "Disclose"),
                    ("log_contact", "Log contact"),
                    ("manage_tasks", "Manage tasks"),
                    ("record", "Record"),
                    ("record_consent", "Record consent"),
                    ("record_risk", "Record risk"),
                    ("record_safe_contact", "Record safe contact"),
                    ("refer_out", "Refer out"),
                    ("sign_off", "Sign off"),
                    ("transition", "Transition"),
                    ("view_case", "View case"),
                    ("view_code_word", "View code word"),
                    ("view_confidential_address", "View confidential address"),
                    ("view_highly_restricted", "View highly restricted"),
                    ("view_history", "View history"),
                    ("view_legally_restricted", "View legally restricted"),
                    ("view_read_log", "View read log"),
                    ("view_restricted", "View restricted"),
                ),
            },
        ),
    ]
