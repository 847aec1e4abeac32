"""Versions that hold the whole: the row, what it is tied to, its parts."""

from django.db import migrations, models

from careerguide.lib.curation.history_upgrade import join_parts, keep_links


def complete_versions(apps, schema_editor):
    """Links of the newest versions, and one moment for a row and the parts that were saved with it."""
    keep_links(apps, "interviews.Question")
    keep_links(apps, "interviews.Tip")
    join_parts(apps, "interviews.Question", "interviews.KeyPoint", "question")


class Migration(migrations.Migration):

    dependencies = [
        ('interviews', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='historicalquestion',
            name='links',
            field=models.JSONField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='historicaltip',
            name='links',
            field=models.JSONField(editable=False, null=True),
        ),
        migrations.RunPython(complete_versions, migrations.RunPython.noop),
    ]
