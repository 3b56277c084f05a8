"""The tables as they were first."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(unique=True)),
                ("last_day", models.DateField(null=True)),
                ("body", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="Judgement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("subjects", models.TextField(db_index=True)),
                ("decided_at", models.DateTimeField()),
                ("body", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="Piece",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("article_id", models.CharField(max_length=300, unique=True)),
                ("outlet_id", models.TextField(null=True)),
                ("day", models.DateField(db_index=True, null=True)),
                ("latest", models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Recipe",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField(unique=True)),
            ],
        ),
        migrations.CreateModel(
            name="Run",
            fields=[
                ("run_id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("verb", models.TextField()),
                ("told", models.TextField()),
                ("state", models.TextField()),
                ("started_at", models.DateTimeField(db_index=True)),
                ("body", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="SourceHealth",
            fields=[
                ("source_id", models.CharField(max_length=200, primary_key=True, serialize=False)),
                ("next_try_at", models.DateTimeField()),
                ("body", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="Brief",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first_day", models.DateField()),
                ("last_day", models.DateField()),
                ("line_ids", models.TextField()),
                ("body", models.BinaryField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("last_day", "first_day"), name="one_brief_a_period")],
            },
        ),
        migrations.CreateModel(
            name="Failure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("run_id", models.CharField(max_length=64)),
                ("number", models.PositiveIntegerField()),
                ("body", models.TextField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("run_id", "number"), name="one_failure_an_item")],
            },
        ),
        migrations.CreateModel(
            name="Key",
            fields=[
                ("key", models.BigIntegerField(primary_key=True, serialize=False)),
                (
                    "piece",
                    models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to="archive.piece"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("published", models.TextField(null=True)),
                ("has_guid", models.BooleanField()),
                ("has_link", models.BooleanField()),
                ("keys", models.TextField()),
                ("body", models.TextField()),
                (
                    "piece",
                    models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to="archive.piece"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("lent", models.CharField(blank=True, default="", max_length=64)),
                ("day", models.DateField(null=True)),
                ("is_sound", models.BooleanField()),
                ("finding_ids", models.TextField()),
                ("body", models.BinaryField()),
                (
                    "recipe",
                    models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to="archive.recipe"),
                ),
                (
                    "version",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, to="archive.version"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64)),
                ("corrected_at", models.DateTimeField()),
                ("body", models.TextField()),
                ("edition", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="archive.edition")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("edition", "digest"), name="one_correction")],
            },
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.UniqueConstraint(fields=("piece", "number"), name="one_version_a_number"),
        ),
        migrations.AddConstraint(
            model_name="reading",
            constraint=models.UniqueConstraint(fields=("version", "recipe", "lent"), name="one_reading_a_recipe"),
        ),
    ]
