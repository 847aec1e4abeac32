"""A third answer to how well a source was checked: the publisher's page, confirmed through others who cite it."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('roles', '0006_whole_versions'),
    ]

    operations = [
        migrations.AlterField(
            model_name='historicaltrend',
            name='verification',
            field=models.CharField(choices=[('primary', 'Checked at the publisher'), ('cited', "The publisher's page, confirmed through others who cite it"), ('secondary', 'Reported by others, not checked at the publisher')], default='secondary', max_length=10, verbose_name='how well checked'),
        ),
        migrations.AlterField(
            model_name='trend',
            name='verification',
            field=models.CharField(choices=[('primary', 'Checked at the publisher'), ('cited', "The publisher's page, confirmed through others who cite it"), ('secondary', 'Reported by others, not checked at the publisher')], default='secondary', max_length=10, verbose_name='how well checked'),
        ),
    ]
