"""What a scenario has in its hands, and what it leaves behind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from threading import Lock, Thread
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection

from newsroom.dispatch import send_task
from newsroom.refusals import Refused
from verification.models import ClaimReview

from .desk import Desk
from .workers import CeleryProcess


@dataclass
class Stage:
    """``beats`` stand still until a scenario resumes them. ``counts`` are told in the round's line;
    ``errors`` are what nobody may ever see. What a worker had taken that was killed is lost:
    ``lost_until`` is when that was, in seconds of ``time.time``."""

    desk: Desk
    workers: Sequence[CeleryProcess]
    beats: Sequence[CeleryProcess]
    chance: Random
    counts: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)
    lost_until: float = 0
    _lock: Lock = field(default_factory=Lock)

    def ring(self, times: int = 1) -> None:
        """Tell the workers that reviews wait, as sending a claim does."""
        for _ in range(times):
            send_task("verification.assign_reviewers")

    def tries(self, what: str, verb: Callable[..., Any], *row: Any, **rest: Any) -> None:
        """Do it as a page would: a refusal is an answer, anything else an error."""
        try:
            verb(*row, **rest)
        except (Refused, PermissionDenied):
            what = f"{what} refused"
        except Exception as error:  # whatever it is, the round has failed by it
            with self._lock:
                self.errors.append(f"{what}: {type(error).__name__}: {error}".strip())
            return
        with self._lock:
            self.counts[what] += 1

    def at_once(self, *people: Callable[[], None]) -> None:
        """All of them at work at the same time, each on a connection of its own."""

        def at_work(person: Callable[[], None]) -> None:
            try:
                person()
            except Exception as error:
                with self._lock:
                    self.errors.append(f"{type(error).__name__}: {error}".strip())
            finally:
                connection.close()

        threads = [Thread(target=at_work, args=(person,)) for person in people]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def own_chance(self) -> Random:
        """Chance for one thread: the same seed gives it the same, whoever is faster."""
        return Random(self.chance.random())

    def shuffled(self, chance: Random) -> list[ClaimReview]:
        return chance.sample(self.desk.reviews, len(self.desk.reviews))
