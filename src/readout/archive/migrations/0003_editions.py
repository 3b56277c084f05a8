"""Editions have a permanent name, and a card for lists."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0002_page_checks"),
    ]

    operations = [
        # no edition could be published before this migration: there are no rows that need a name
        migrations.AddField("edition", "slug", models.CharField(max_length=100, unique=True)),
        migrations.AddField("edition", "card", models.TextField()),
    ]
