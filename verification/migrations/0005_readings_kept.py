from django.db import migrations, models

from claims.migrations._rules_to_steps import rules_to_steps


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0003_readings_kept"),
        ("verification", "0004_contact_hands"),
    ]
    operations = [
        migrations.AddField(
            "evidencefigure", "place", models.CharField(blank=True, max_length=200)
        ),
        migrations.AddField(
            "evidencefigure", "population", models.CharField(blank=True, max_length=200)
        ),
        migrations.AddField("evidencefigure", "steps", models.JSONField(blank=True, default=list)),
        rules_to_steps("verification_evidencefigure"),
        migrations.RemoveField("evidencefigure", "rule"),
    ]
