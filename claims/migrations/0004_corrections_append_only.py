from django.db import migrations

from newsroom.history.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0003_readings_kept"),
        ("history", "0001_append_only"),
    ]
    operations = [append_only("claims_correction")]
