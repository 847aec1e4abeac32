"""Whose name stands beside a text, and which draft an offer became."""

from django.db import migrations, models
from django.db.models import F, Value
from django.db.models.functions import Cast, Concat


def remember_credits(apps, schema_editor):
    """Accepted before this was remembered: the name that its author has now, and the slug that drafts of offers got."""
    accepted = apps.get_model("curation", "Suggestion").objects.filter(status="accepted")
    for suggestion in accepted.filter(wants_credit=True).select_related("owner"):
        suggestion.credited_as = suggestion.owner.name
        suggestion.save(update_fields=["credited_as"])
    drafted = accepted.filter(target_slug="", target_model="interviews.question")
    drafted.update(became=Concat(Value("offered-"), Cast(F("pk"), models.CharField(max_length=20))))


class Migration(migrations.Migration):

    dependencies = [
        ('curation', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='suggestion',
            name='became',
            field=models.CharField(blank=True, editable=False, help_text='Slug of the draft that an offer became.', max_length=80),
        ),
        migrations.AddField(
            model_name='suggestion',
            name='credited_as',
            field=models.CharField(blank=True, editable=False, help_text="The name that was put beside the text, on its author's wish.", max_length=80),
        ),
        migrations.RunPython(remember_credits, migrations.RunPython.noop),
    ]
