from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("verification", "0011_standing")]

    operations = [
        migrations.AlterField(
            model_name="changedfigure",
            name="decision",
            field=models.CharField(
                blank=True,
                choices=[
                    ("reopened", "claim reopened"),
                    ("taken_up", "taken up by the reviewers"),
                    ("no_matter", "does not matter"),
                    ("came_back", "came back by itself"),
                ],
                max_length=12,
            ),
        ),
    ]
