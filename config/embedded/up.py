"""``manage.py up``: the whole claim desk on this machine, until Ctrl-C."""

import argparse
import contextlib
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Sequence

from . import bootstrap, servers
from .locks import Lock, Taken, read_private, write_private
from .orphans import end_orphans
from .places import Var, the_var
from .prepare import prepare
from .programs import last_words
from .speech import FULL_DISK, Refusal, say
from .stopping import StopAsked, Stopping
from .supervisor import Rest, Supervisor
from .workers import beat, web, worker

LOOPBACK = "127.0.0.1"
START_SECONDS = 120
ROOM_TO_RUN = 100_000_000
# When the command was typed, by the machine's clock: kept over the re-execution inside .venv.
BEGAN = "PLUMBLINE_UP_BEGAN"


def command(arguments: Sequence[str]) -> int:
    """Run until asked to stop; the exit code. Errors: Refusal."""
    options = _parse(arguments)
    var = the_var()
    if servers.of_running_up(var):
        raise Refusal(_already_running(var))
    if not bootstrap.VENV.exists():
        # Said before the long installation too; later only after our own orphans are gone.
        _refuse_used_port(options.port)
    os.environ.setdefault(BEGAN, str(time.monotonic()))
    if not bootstrap.runs_without():
        files = (
            [bootstrap.RUNNING] if servers.are_named() else [bootstrap.RUNNING, bootstrap.SERVERS]
        )
        bootstrap.enter(*files)
    var.make()
    if shutil.disk_usage(var.root).free < ROOM_TO_RUN:
        raise Refusal(FULL_DISK.format(where=var.root))
    try:
        lock = Lock(var.lock)
    except Taken:
        raise Refusal(_already_running(var)) from None
    try:
        return _run(var, options)
    finally:
        var.running.unlink(missing_ok=True)
        lock.release()


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="manage.py up", description="Run Plumbline on this machine, until Ctrl-C."
    )
    parser.add_argument("--port", type=int, default=8000, help="where the pages are (8000)")
    parser.add_argument("--empty", action="store_true", help="no demo newsroom on the first run")
    return parser.parse_args(arguments)


def _run(var: Var, options: argparse.Namespace) -> int:
    if ended := end_orphans(var):
        say(f"The previous run was cut off; {ended} processes it left behind were ended.")
    _refuse_used_port(options.port)
    supervisor = Supervisor(Stopping().rest)
    try:
        _start(var, options, supervisor)
        while True:
            supervisor.watch()
            supervisor.rest(0.5)
    except StopAsked:
        say("\nStopping: the web server, the worker, then the database. One moment.")
        return 0
    finally:
        supervisor.stop_all()
        say("Stopped. What was saved is kept.")


def _start(var: Var, options: argparse.Namespace, supervisor: Supervisor) -> None:
    """Start everything and say where it is. Errors: Refusal."""
    # Counted from the command on, so with the installation in it.
    began = float(os.environ.pop(BEGAN, time.monotonic()))
    address = f"http://{LOOPBACK}:{options.port}"
    environment = servers.child_environment(var) | {"SECRET_KEY": servers.secret_key(var)}
    if servers.are_named():
        say("Using the servers that DATABASE_URL and REDIS_URL name.")
    else:
        say("Starting PostgreSQL and Valkey.")
        environment |= servers.start(var, supervisor)
    # These pages are for this machine only, so the demo's published passwords may work.
    environment |= {"DEMO_LOGINS": "1"}
    environment = {"PUBLIC_URL": address} | environment
    if hosts := environment.get("ALLOWED_HOSTS"):
        environment["ALLOWED_HOSTS"] = f"{hosts},{LOOPBACK}"
    prepare(var, environment, supervisor.rest, empty=options.empty)
    write_private(var.running, _for_other_commands(address, environment))

    say("Starting the web server, the worker and the scheduler.")
    supervisor.add(beat(var, environment))
    supervisor.add(worker(var, environment))
    process = supervisor.add(web(var, environment, LOOPBACK, options.port))
    _wait_for_answer(address, process, var, supervisor.rest)
    _greet(var, address, time.monotonic() - began)


def _for_other_commands(address: str, environment: dict[str, str]) -> dict[str, object]:
    shared = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "SECRET_KEY", "PUBLIC_URL")
    known = {name: environment[name] for name in shared if name in environment}
    return {"process": os.getpid(), "address": address, "environment": known}


def _wait_for_answer(address: str, process: subprocess.Popen[bytes], var: Var, rest: Rest) -> None:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    give_up = time.monotonic() + START_SECONDS
    while time.monotonic() < give_up and process.poll() is None:
        with contextlib.suppress(OSError), direct.open(f"{address}/healthz", timeout=5):
            return
        rest(0.2)
    log = var.logs / "web.log"
    words = last_words(log)
    if any("No space left on device" in line for line in words):
        raise Refusal(FULL_DISK.format(where=var.root))
    raise Refusal(
        f"The web server did not start. Its last words: {words[-1] if words else 'none'}. "
        f"Nothing was lost; the whole story is in {log}."
    )


def _greet(var: Var, address: str, seconds: float) -> None:
    prepared = read_private(var.prepared)
    say(f"\nPlumbline is ready after {seconds:.0f} s at {address}/")
    if demo := prepared.get("demo"):
        say("\nDemo logins (they work on this machine only):")
        width = max(len(email) for email, _, _ in demo)
        for email, password, role in demo:
            say(f"  {email:<{width}}  {password}  {role}")
    elif not prepared.get("people"):
        say("Nobody can sign in yet. In another terminal: python3 manage.py createadmin")
    say("\nCtrl-C stops it. What happens inside is in " + str(var.logs))


def _already_running(var: Var) -> str:
    running = read_private(var.running)
    where = f" at {running['address']}/" if "address" in running else ""
    who = f" (process {running['process']})" if "process" in running else ""
    return (
        f"Plumbline is already running from {var.root}{where}{who}. Use that one, or stop it with "
        "Ctrl-C in its terminal first. For a second desk beside it, set PLUMBLINE_VAR to another "
        "folder and choose another --port."
    )


def _refuse_used_port(port: int) -> None:
    if not 0 < port < 65536:
        raise Refusal(f"There is no port {port}; they go from 1 to 65535.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except PermissionError:
            reason = f"Port {port} is reserved for root."
        except OSError:
            reason = f"Port {port} is in use by another program."
        else:
            return
    other = 8001 if port == 8000 else 8000
    raise Refusal(f"{reason} Choose another: python3 manage.py up --port {other}")
