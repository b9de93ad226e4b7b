"""Begins the app, so that intakes and referrals out each have a migration of their own."""

from django.db import migrations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_partners"),
        ("clients", "0002_opening"),
        ("contacts", "0001_initial"),
        ("tasks", "0001_initial"),
    ]

    operations = []
