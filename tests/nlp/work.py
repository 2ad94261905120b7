"""How much more work four times the text is, told by the CPU time of this thread.

A busy machine slows by turns, so the short and the long text take turns too and the quickest of
each counts; Python's collecting of garbage, whose cost is all else that was read before, waits.
"""

import gc
import time
from collections.abc import Callable

# How many times as long four times a text may take; where it grew with the square it were sixteen.
ALLOWED = 9
# Shorter than this, what else Python does decides.
LEAST_SECONDS = 0.02
MOST_TURNS = 5


def seconds(work: Callable[[str], object], text: str) -> float:
    """CPU time of this thread alone: what other threads and processes do must not decide."""
    gc.disable()
    began = time.thread_time()
    try:
        work(text)
        return time.thread_time() - began
    finally:
        gc.enable()


def slowdown(work: Callable[[str], object], short: str, long: str) -> float:
    """How many times as long the work takes for a text that is four times as long.

    A long text that was quick enough is not worked on again.
    """
    of_short, of_long = float("inf"), float("inf")
    for _ in range(MOST_TURNS):
        of_short = min(of_short, max(LEAST_SECONDS, seconds(work, short)))
        of_long = min(of_long, seconds(work, long))
        if of_long < ALLOWED * of_short:
            break
    return of_long / of_short
