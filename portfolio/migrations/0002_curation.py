
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('portfolio', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='projectkind',
            name='behind',
            field=models.CharField(blank=True, editable=False, help_text='Texts whose other language changed since, as field:language.', max_length=1000),
        ),
        migrations.AddField(
            model_name='projectkind',
            name='credit',
            field=models.CharField(blank=True, max_length=80, verbose_name='credit'),
        ),
        migrations.CreateModel(
            name='HistoricalProjectKind',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('slug', models.SlugField(help_text='Part of the address; never changes.', max_length=80, verbose_name='slug')),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('published', 'Published'), ('retired', 'Retired')], db_index=True, default='published', max_length=10, verbose_name='status')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('credit', models.CharField(blank=True, max_length=80, verbose_name='credit')),
                ('updated_at', models.DateTimeField(blank=True, editable=False, verbose_name='updated')),
                ('loaded_digest', models.CharField(blank=True, editable=False, help_text='Digest of the row as the starter content last wrote it.', max_length=64)),
                ('behind', models.CharField(blank=True, editable=False, help_text='Texts whose other language changed since, as field:language.', max_length=1000)),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('name_en', models.CharField(max_length=80, null=True, verbose_name='name')),
                ('name_zh_hans', models.CharField(max_length=80, null=True, verbose_name='name')),
                ('summary', models.TextField(max_length=600, verbose_name='summary')),
                ('summary_en', models.TextField(max_length=600, null=True, verbose_name='summary')),
                ('summary_zh_hans', models.TextField(max_length=600, null=True, verbose_name='summary')),
                ('reviewers_look_for', models.TextField(help_text='One a line.', max_length=2000, verbose_name='what reviewers look for')),
                ('reviewers_look_for_en', models.TextField(help_text='One a line.', max_length=2000, null=True, verbose_name='what reviewers look for')),
                ('reviewers_look_for_zh_hans', models.TextField(help_text='One a line.', max_length=2000, null=True, verbose_name='what reviewers look for')),
                ('red_flags', models.TextField(help_text='One a line.', max_length=2000, verbose_name='red flags')),
                ('red_flags_en', models.TextField(help_text='One a line.', max_length=2000, null=True, verbose_name='red flags')),
                ('red_flags_zh_hans', models.TextField(help_text='One a line.', max_length=2000, null=True, verbose_name='red flags')),
                ('artefacts', models.TextField(help_text='One a line.', max_length=2000, verbose_name='what to show')),
                ('artefacts_en', models.TextField(help_text='One a line.', max_length=2000, null=True, verbose_name='what to show')),
                ('artefacts_zh_hans', models.TextField(help_text='One a line.', max_length=2000, null=True, verbose_name='what to show')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical kind of project',
                'verbose_name_plural': 'historical kinds of projects',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalProjectPrompt',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('section', models.SlugField(help_text='Keeps a text at its place; never changes.', max_length=40, verbose_name='section')),
                ('title', models.CharField(max_length=80, verbose_name='title')),
                ('title_en', models.CharField(max_length=80, null=True, verbose_name='title')),
                ('title_zh_hans', models.CharField(max_length=80, null=True, verbose_name='title')),
                ('prompt', models.TextField(max_length=600, verbose_name='prompt')),
                ('prompt_en', models.TextField(max_length=600, null=True, verbose_name='prompt')),
                ('prompt_zh_hans', models.TextField(max_length=600, null=True, verbose_name='prompt')),
                ('hint', models.TextField(help_text='A sentence as a good write-up has it.', max_length=600, verbose_name='example')),
                ('hint_en', models.TextField(help_text='A sentence as a good write-up has it.', max_length=600, null=True, verbose_name='example')),
                ('hint_zh_hans', models.TextField(help_text='A sentence as a good write-up has it.', max_length=600, null=True, verbose_name='example')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('kind', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='portfolio.projectkind', verbose_name='kind')),
            ],
            options={
                'verbose_name': 'historical prompt',
                'verbose_name_plural': 'historical prompts',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]
