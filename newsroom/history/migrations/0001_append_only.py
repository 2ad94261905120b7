from django.db import migrations

from newsroom.history.append_only import CREATE_FUNCTION, DROP_FUNCTION


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunSQL(CREATE_FUNCTION, DROP_FUNCTION)]
