"""Joins two changes that were made side by side."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("roles", "0003_evidence_withdrawn_confirmed_level"), ("roles", "0003_skill_aliases")]
    operations = []
