"""Sources that were added before domains were kept are found by their home page's, as a guess."""

from django.db import migrations

from verification.registry.likeness import home_of


def guess_domains(apps, schema_editor):
    """Of two sources with one home page, the older gets it."""
    # As the role that migrates: the one that runs has no right to the new tables yet.
    by = schema_editor.connection.alias
    domains = apps.get_model("verification", "SourceDomain").objects.using(by)
    taken = set(domains.values_list("domain", flat=True))
    sources = apps.get_model("verification", "Source").objects.using(by).exclude(homepage="")
    for source in sources.exclude(state="retired").order_by("pk"):
        for domain in set(home_of(source.homepage)) - taken:
            domains.create(source=source, domain=domain)
            taken.add(domain)


class Migration(migrations.Migration):
    dependencies = [("verification", "0008_source_import")]
    operations = [migrations.RunPython(guess_domains, migrations.RunPython.noop)]
