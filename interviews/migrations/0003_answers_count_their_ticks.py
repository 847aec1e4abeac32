"""How many key points an answer covers is the number of its ticks; the column beside them was never written."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("interviews", "0002_whole_versions")]

    operations = [migrations.RemoveField(model_name="answer", name="covered")]
