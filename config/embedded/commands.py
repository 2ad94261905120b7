"""What ``manage.py`` does with a command: a few are ours, the others are Django's.

Django's commands run in ``.venv`` and on the servers that the environment names, or else on those
of an `up` that runs from this folder.
"""

import os
import warnings
from collections.abc import Sequence

from . import backup, bootstrap, servers, testing, up
from .places import the_var
from .speech import Refusal, about, complain

# They read or write code and files, never the database.
NEEDS_NO_DATABASE = frozenset(
    {
        "check",
        "collectstatic",
        "compilemessages",
        "diffsettings",
        "findstatic",
        "help",
        "makemessages",
        "makemigrations",
        "bench",
        "compare",
        "read",
        "startapp",
        "version",
    }
)
APART = (("bench", "assign"), ("bench", "watch"), ("soak",))
# Nothing listens there, and a command that connects after all is refused at once.
NOWHERE = {
    "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "SECRET_KEY": "only for commands that sign nothing, " + "0123456789abcdef" * 4,
}
INTERRUPTED = 130
OURS = {
    "up": up.command,
    "test": testing.command,
    "backup": backup.backup,
    "restore": backup.restore,
}


def main(argv: Sequence[str]) -> int:
    """Run the command that ``manage.py`` was given; the exit code."""
    name = argv[1] if len(argv) > 1 else "help"
    try:
        if name in OURS:
            return OURS[name](argv[2:])
        if works_apart(argv) and not servers.are_named():
            return testing.apart(argv[1:])
        _find_surroundings(name, argv)
    except Refusal as refusal:
        complain(str(refusal))
        return 1
    except OSError as error:
        complain(about(error))
        return 1
    except KeyboardInterrupt:
        complain("Stopped. Run the same command again to go on from here.")
        return INTERRUPTED
    return _django(argv)


def _find_surroundings(name: str, argv: Sequence[str]) -> None:
    """Get into ``.venv`` and find the servers. Errors: Refusal."""
    # Hosts on loopback, which benches read from, may be asked under the tests' settings only.
    settings = "tests.settings" if works_apart(argv) else "config.settings"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings)
    if bootstrap.runs_without():
        return
    named = servers.are_named()
    bootstrap.enter(bootstrap.RUNNING, *([] if named else [bootstrap.SERVERS]))
    if named:
        var = the_var()
        var.make()
        os.environ["SECRET_KEY"] = servers.secret_key(var)
    elif running := servers.of_running_up(the_var()):
        os.environ.update({**running, **os.environ})
    elif needs_no_database(name, argv[2:]):
        os.environ.update({**NOWHERE, **os.environ})
        warnings.filterwarnings("ignore", "Got an error checking a consistent migration history")
    else:
        raise Refusal(
            "Nothing to connect to: start `python3 manage.py up` in another terminal, "
            "or set DATABASE_URL and REDIS_URL."
        )


def works_apart(argv: Sequence[str]) -> bool:
    """Whether the command brings servers of its own, for a database that it deletes afterwards."""
    named = any(tuple(argv[1 : 1 + len(words)]) == words for words in APART)
    return named and not {"-h", "--help"} & set(argv)


def needs_no_database(name: str, arguments: Sequence[str]) -> bool:
    """Whether the command runs where there are no servers; training asks for them by --desk."""
    if name.startswith("-") or {"-h", "--help"} & set(arguments):
        return True
    return name in NEEDS_NO_DATABASE or (name == "train" and "--desk" not in arguments)


def _django(argv: Sequence[str]) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(list(argv))
    return 0
