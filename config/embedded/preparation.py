"""Makes the database and the static files fit for this code: run by `up` in a process of its own.

``python -m config.embedded.preparation [--empty]``. It says what it does on standard output; what
goes wrong with a reason a person can act on is one sentence there, and an exit code of its own.
"""

import hashlib
import os
import sys

import django
from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import OperationalError, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from .locks import write_private
from .places import REPO, Var, the_var
from .prepare import REFUSED
from .speech import Refusal, say


def main() -> int:
    django.setup()
    var = the_var()
    empty = "--empty" in sys.argv
    try:
        if migrate(var):
            load_demo(var, empty=empty)
    except Refusal as refusal:
        say(str(refusal))
        return REFUSED
    except OperationalError as error:
        say(f"The database cannot be used: {str(error).strip().splitlines()[0]}.")
        return REFUSED
    collect_static_files(var)
    write_private(var.prepared, {"people": people(), "demo": demo_logins()})
    return 0


def migrate(var: Var) -> bool:
    """Migrate; tell whether the demo newsroom is still to be decided about.

    A first run that is interrupted leaves a file behind, so that the next one still loads it.
    """
    loader = MigrationLoader(connections["owner"])
    refuse_newer_data(loader)
    if not loader.applied_migrations:
        var.first_run.touch()
    executor = MigrationExecutor(connections["owner"])
    if plan := executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say(f"Migrating the database: {len(plan)} steps.")
    call_command("migrate", interactive=False, verbosity=0)
    return var.first_run.exists()


def refuse_newer_data(loader: MigrationLoader) -> None:
    """Errors: Refusal if migrations were applied that this code does not have."""
    known = set(loader.disk_migrations) | {
        replaced for migration in loader.disk_migrations.values() for replaced in migration.replaces
    }
    ours = {config.label for config in apps.get_app_configs()}
    unknown = sorted(set(loader.applied_migrations) - known)
    # An app that was taken out leaves its lines behind; that is not a newer version's work.
    newer = [f"{app}.{name}" for app, name in unknown if app in ours]
    if newer:
        raise Refusal(
            f"The database was used by a newer Plumbline: it knows {newer[-1]}"
            + (f" and {len(newer) - 1} more steps" if len(newer) > 1 else "")
            + ", which this checkout does not have. Nothing was touched. Use the newer checkout, "
            "or point PLUMBLINE_VAR at another folder to start a new desk."
        )


def load_demo(var: Var, *, empty: bool) -> None:
    if not empty:
        say("Loading the demo newsroom.")
        call_command("load_demo", verbosity=0)
    var.first_run.unlink(missing_ok=True)


def collect_static_files(var: Var) -> None:
    """Collect them if one of them, or the packages they come from, changed since the last time."""
    digest = hashlib.sha256((REPO / "requirements.txt").read_bytes())
    for finder in get_finders():
        for path, storage in finder.list([]):
            found = os.stat(storage.path(path))
            digest.update(f"{path} {found.st_size} {found.st_mtime_ns}\n".encode())
    mark = var.root / "static-collected"
    if mark.exists() and mark.read_text() == digest.hexdigest() and settings.STATIC_ROOT.exists():
        return
    say("Collecting the static files.")
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    mark.write_text(digest.hexdigest())


def people() -> int:
    """How many can sign in."""
    from django.contrib.auth import get_user_model

    return get_user_model().objects.filter(is_active=True).count()


def demo_logins() -> list[tuple[str, str, str]]:
    """(address, password, role in words) of the demo people that are in this database."""
    from django.contrib.auth import get_user_model

    from newsroom.accounts.demo import DEMO_LOGINS

    known = set(get_user_model().objects.filter(is_active=True).values_list("email", flat=True))
    return [login for login in DEMO_LOGINS if login[0] in known]


if __name__ == "__main__":
    sys.exit(main())
