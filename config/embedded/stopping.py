"""Being asked to stop: Ctrl-C, a closed terminal, the system going down.

A signal only leaves a note; the note is read where we rest between two steps. An exception raised
by a signal at any other place could strike inside `subprocess` while it holds a lock, and the
stop that follows would wait for that lock for ever.
"""

import contextlib
import os
import signal
import time
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopAsked(BaseException):
    """Raised by `Stopping.rest` once we were asked to stop."""


class Stopping:
    """Listens for signals from its making on."""

    def __init__(self) -> None:
        self._asked = False
        for number in SIGNALS:
            signal.signal(number, self._ask)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        if self._asked:
            # Not print: the signal may have come in the middle of one.
            with contextlib.suppress(OSError):
                os.write(1, b"Plumbline is already stopping.\n")
        self._asked = True

    def rest(self, seconds: float) -> None:
        """Sleep; raise StopAsked if we were asked to stop before or meanwhile."""
        if not self._asked:
            time.sleep(seconds)
        if self._asked:
            raise StopAsked
