"""The three programs that are Plumbline itself: web server, worker, scheduler."""

import os
import signal
import sys
from collections.abc import Mapping

from .places import Var
from .programs import Program

# The largest model takes 0.3 GB in each process, so a large machine is not filled with them.
MOST_WORKERS = 4


def web(var: Var, environment: Mapping[str, str], host: str, port: int) -> Program:
    arguments = ["--bind", f"{host}:{port}", "--worker-class", "gthread", "--workers", "2"]
    arguments += ["--threads", "8", "--preload", "--graceful-timeout", "10"]
    arguments += ["--no-control-socket", "config.wsgi:application"]
    return Program(
        name="web",
        title="the web server",
        command=[sys.executable, "-m", "gunicorn", *arguments],
        environment=environment,
        log=var.logs / "web.log",
        patience=15,
    )


def worker(var: Var, environment: Mapping[str, str]) -> Program:
    processes = min(MOST_WORKERS, os.cpu_count() or 1)
    arguments = ["worker", "--loglevel", "INFO", "--concurrency", str(processes)]
    return Program(
        name="worker",
        title="the worker",
        command=[sys.executable, "-m", "celery", "-A", "config.celery", *arguments],
        environment=environment,
        log=var.logs / "worker.log",
        # It finishes the task at hand; one that takes longer is found again by the sweep.
        patience=20,
        force_with=signal.SIGQUIT,
        if_orphaned=signal.SIGQUIT,
    )


def beat(var: Var, environment: Mapping[str, str]) -> Program:
    arguments = ["beat", "--loglevel", "WARNING", "--pidfile=", "--schedule"]
    arguments += [str(var.run / "beat-schedule")]
    return Program(
        name="beat",
        title="the scheduler",
        command=[sys.executable, "-m", "celery", "-A", "config.celery", *arguments],
        environment=environment,
        log=var.logs / "beat.log",
    )
