"""``manage.py test``: the whole suite on servers of its own, beside whatever else runs. So are the
soak and a bench that needs servers.

A run of everything takes a process for each core. One of a few tests does not: to start the
others, each with a database of its own, would take longer than the tests.
"""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from . import bootstrap, chromium, servers
from .identity import home_of_nobody
from .locks import Lock, Taken
from .orphans import end_orphans
from .places import Var, socket_folder, the_var
from .speech import Refusal, complain, say
from .stopping import StopAsked, Stopping
from .supervisor import Supervisor

PREFIX = "test-"
INTERRUPTED = 130
# Each reads with the largest model, as a worker does.
MOST_PROCESSES = 4
# The process that starts whole programs mostly waits for them (tests/fixtures/side_by_side.py).
ONE_WAITS = 1
# pytest's options that pick a few tests, look into one, or already say how many processes.
FOR_A_FEW = (
    *("-k", "--lf", "--last-failed", "--sw", "--stepwise"),
    *("--pdb", "--trace", "-s", "--capture=no"),
    *("-n", "--numprocesses", "--dist", "--tx", "no:xdist"),
)
HELP = """\
python3 manage.py test [pytest's options] [files]

Everything is tested in a process for each core. Where a file, -k, --lf, --pdb or -s is given, one
process tests what was asked for; -n 2 makes it two, and -n 0 makes one of everything.
What follows is pytest's own help.
"""


def command(arguments: Sequence[str]) -> int:
    """Run pytest with these arguments; its exit code. Errors: Refusal."""
    if {"-h", "--help"} & set(arguments):
        say(HELP)
    program = [sys.executable, "-m", "pytest", *side_by_side(arguments), *arguments]
    return _apart(program, has_browser=True)


def side_by_side(arguments: Sequence[str]) -> list[str]:
    """The options for several processes, where so many tests run that they pay."""
    cores = os.cpu_count() or 1
    for_a_few = any(_is_for_a_few(argument) for argument in arguments)
    return [] if for_a_few or cores == 1 else ["-n", str(min(MOST_PROCESSES, cores + ONE_WAITS))]


def _is_for_a_few(argument: str) -> bool:
    return argument.startswith(FOR_A_FEW) or Path(argument.partition("::")[0]).exists()


def apart(arguments: Sequence[str]) -> int:
    """Run a command of ``manage.py`` that works with servers of its own; its exit code.

    Errors: Refusal.
    """
    # Some ask hosts on loopback, which only these settings let us.
    program = [sys.executable, "manage.py", *arguments]
    return _apart(program, has_browser=False, DJANGO_SETTINGS_MODULE="tests.settings")


def _apart(program: Sequence[str], *, has_browser: bool, **variables: str) -> int:
    embedded = [] if servers.are_named() else [bootstrap.SERVERS]
    bootstrap.enter(bootstrap.RUNNING, *embedded, bootstrap.TESTS)
    parent = the_var()
    parent.make()
    sweep_up_killed_runs(parent)
    var = Var(parent.root / f"{PREFIX}{os.getpid()}")
    var.make()
    lock = Lock(var.lock)
    supervisor = Supervisor(Stopping().rest)
    try:
        environment = _environment(var, _browser(parent) if has_browser else None)
        if servers.are_named():
            say("Testing on the servers that DATABASE_URL and REDIS_URL name.")
        else:
            addresses = servers.start(var, supervisor, careless=True)
            # Tests make and drop databases, and may empty tables whose history is sealed.
            environment |= addresses | {"DATABASE_URL": addresses["DATABASE_OWNER_URL"]}
        return _run(program, environment | variables)
    except StopAsked:
        say("Stopped before it began.")
        return INTERRUPTED
    finally:
        supervisor.stop_all()
        end_orphans(var)
        _remove(var)
        lock.release()


def sweep_up_killed_runs(parent: Var) -> None:
    """Remove the folders of test runs that were killed, with the servers they left."""
    for folder in parent.root.glob(f"{PREFIX}*"):
        var = Var(folder)
        var.run.mkdir(parents=True, exist_ok=True)
        try:
            lock = Lock(var.lock)
        except Taken:
            continue
        end_orphans(var)
        _remove(var)
        lock.release()


def _remove(var: Var) -> None:
    for folder in (socket_folder(var), home_of_nobody(var), var.root):
        shutil.rmtree(folder, ignore_errors=True)


def _browser(parent: Var) -> str | None:
    """A browser, or a sentence about what is left out. Errors: Refusal where CI is set."""
    browser = chromium.find_or_install(parent.logs / "chromium.log")
    if browser is None and os.environ.get("CI", "").lower() in ("1", "true"):
        raise Refusal(f"There is no browser for the browser tests: {chromium.HOW_TO_GET_IT}.")
    if browser is None:
        complain(
            "There is no browser, so the browser tests (marked `browser`) are left out. "
            f"To run them, {chromium.HOW_TO_GET_IT}."
        )
    return browser


def _environment(var: Var, browser: str | None) -> dict[str, str]:
    environment = servers.child_environment(var)
    # Hundreds of programs are started from these sources: without it, each compiles them anew.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    (var.root / "static").mkdir()  # empty, but missed with a warning
    environment["SECRET_KEY"] = "a key for tests, which sign nothing that lasts " + "x" * 20
    # No test waits for collectstatic; nothing is asynchronous but the browser's own driver.
    environment |= {"STATIC_FROM_SOURCE": "1", "DJANGO_ALLOW_ASYNC_UNSAFE": "true"}
    if browser:
        environment[chromium.VARIABLE] = browser
    return environment


def _run(program: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run it in the foreground. Ctrl-C is the program's to answer; then we clean up."""
    process = subprocess.Popen(program, env=dict(environment))
    signal.signal(signal.SIGINT, lambda number, frame: None)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, frame: process.send_signal(signal.SIGINT))
    return process.wait()
