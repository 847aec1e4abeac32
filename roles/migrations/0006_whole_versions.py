"""Versions that hold the whole: the row, what it is tied to, its parts."""

from django.db import migrations, models

from careerguide.lib.curation.history_upgrade import join_parts, keep_links


def complete_versions(apps, schema_editor):
    """Links of the newest versions, and one moment for a row and the parts that were saved with it."""
    keep_links(apps, "roles.Trend")
    keep_links(apps, "roles.Resource")
    join_parts(apps, "roles.Role", "roles.Requirement", "role")


class Migration(migrations.Migration):

    dependencies = [
        ('roles', '0005_curation'),
    ]

    operations = [
        migrations.AddField(
            model_name='historicalresource',
            name='links',
            field=models.JSONField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='historicaltrend',
            name='links',
            field=models.JSONField(editable=False, null=True),
        ),
        migrations.RunPython(complete_versions, migrations.RunPython.noop),
    ]
