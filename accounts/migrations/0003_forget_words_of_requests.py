"""Notifications about review requests kept the learner's words; they are read from the request now, while they are shared."""

from django.db import migrations

WORDS = ("label", "question")


def forget(apps, schema_editor):
    rows = apps.get_model("accounts", "Notification").objects.filter(kind__startswith="review_")
    for row in rows.only("values").iterator(chunk_size=1000):
        kept = {name: value for name, value in row.values.items() if name not in WORDS}
        if kept != row.values:
            rows.filter(pk=row.pk).update(values=kept)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_notifications")]
    operations = [migrations.RunPython(forget, migrations.RunPython.noop, elidable=True)]
