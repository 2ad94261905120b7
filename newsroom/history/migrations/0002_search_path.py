"""The refusal looks its names up in PostgreSQL's own catalogue first and among temporary ones
last, so that nobody can put something of their own in the way of them."""

from django.db import migrations

PIN = "ALTER FUNCTION plumbline_refuse_change() SET search_path = pg_catalog, public, pg_temp;"
UNPIN = "ALTER FUNCTION plumbline_refuse_change() RESET search_path;"


class Migration(migrations.Migration):
    dependencies = [("history", "0001_append_only")]
    operations = [migrations.RunSQL(PIN, UNPIN)]
