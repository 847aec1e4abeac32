
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Suggestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated')),
                ('target_model', models.CharField(editable=False, max_length=60, verbose_name='kind')),
                ('target_slug', models.CharField(blank=True, editable=False, max_length=80, verbose_name='about')),
                ('field', models.CharField(max_length=60, verbose_name='which text')),
                ('language', models.CharField(choices=[('en', 'English'), ('zh_hans', 'Chinese')], max_length=10, verbose_name='language')),
                ('current', models.TextField(blank=True, editable=False, verbose_name='text when it was suggested')),
                ('proposed', models.TextField(max_length=5000, verbose_name='proposed text')),
                ('why', models.TextField(max_length=1000, verbose_name='why')),
                ('wants_credit', models.BooleanField(default=False, verbose_name='Name me beside the text if it is taken over')),
                ('status', models.CharField(choices=[('waiting', 'Waiting'), ('accepted', 'Accepted'), ('declined', 'Declined')], db_index=True, default='waiting', editable=False, max_length=10, verbose_name='status')),
                ('reason', models.TextField(blank=True, max_length=1000, verbose_name="the curators' answer")),
                ('decided_at', models.DateTimeField(editable=False, null=True)),
                ('told', models.BooleanField(default=False, editable=False)),
                ('form_key', models.UUIDField(editable=False)),
                ('decided_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'suggestion',
                'verbose_name_plural': 'suggestions',
                'ordering': ['-created_at', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('owner', 'form_key'), name='a_suggestion_sent_twice_is_one')],
            },
        ),
    ]
