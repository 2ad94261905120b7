from django.db import migrations

from newsroom.history.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("captures", "0001_initial"),
        ("history", "0001_append_only"),
    ]
    operations = [append_only("captures_snapshot")]
