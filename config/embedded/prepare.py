"""Runs :mod:`preparation` in a process of its own, so that Django stays out of the supervisor."""

import subprocess
import sys
from collections.abc import Callable, Mapping

from .places import REPO, Var
from .programs import last_words
from .speech import FULL_DISK, Refusal

REFUSED = 3


def prepare(
    var: Var, environment: Mapping[str, str], rest: Callable[[float], None], *, empty: bool
) -> None:
    """Migrate, load the demo on a first run, collect static files. Errors: Refusal.

    What it says goes to the terminal. A stop in between ends it; it is taken up next time.
    """
    log = var.logs / "prepare.log"
    command = [sys.executable, "-m", "config.embedded.preparation", *(["--empty"] if empty else [])]
    with log.open("w") as record:
        process = subprocess.Popen(
            command, cwd=REPO, env=dict(environment), stderr=record, start_new_session=True
        )
        try:
            while process.poll() is None:
                rest(0.1)
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait()
    if process.returncode == 0:
        return
    if process.returncode == REFUSED:
        raise Refusal("Plumbline was not started.")
    words = last_words(log)
    if any("No space left on device" in line for line in words):
        raise Refusal(FULL_DISK.format(where=var.root))
    raise Refusal(
        f"The database could not be prepared: {(words or ['no reason was given'])[-1]} "
        f"What was saved is kept. The whole story is in {log}."
    )
