"""Drafts, their revisions and steps, and the audit of all that is decided."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0004_mail"),
    ]

    operations = [
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                ("number", models.PositiveIntegerField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=12)),
                ("row", models.BigIntegerField()),
                ("body", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("draft_id", models.CharField(max_length=100, unique=True)),
                ("card", models.TextField()),
                ("body", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="DraftStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("body", models.TextField()),
                (
                    "draft",
                    models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to="archive.draft"),
                ),
            ],
            options={
                "constraints": (models.UniqueConstraint(fields=("draft", "number"), name="one_step_a_number"),),
            },
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("body", models.TextField()),
                (
                    "draft",
                    models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to="archive.draft"),
                ),
            ],
            options={
                "constraints": (models.UniqueConstraint(fields=("draft", "number"), name="one_revision_a_number"),),
            },
        ),
    ]
