"""What is told to whoever waits for a page or a file to be saved."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from newsroom.pulse.models import WORKER, Pulse

from .models import Capture, CaptureState, CaptureStep

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")

# The words of the steps, and whether they are taken for a file that was uploaded.
STEPS = (
    (CaptureStep.WAITING, "Waiting", True),
    (CaptureStep.FETCHING, "Fetching", False),
    (CaptureStep.READING, "Reading", True),
    (CaptureStep.KEEPING, "Keeping", True),
)


@dataclass(frozen=True, slots=True)
class Ways:
    """Where to go from here, as addresses of this site, "" for none: ``next`` when it is saved,
    ``paste`` and ``upload`` when it could not be."""

    next: str = ""
    paste: str = ""
    upload: str = ""

    @classmethod
    def among(cls, given: Mapping[str, str], request: HttpRequest) -> Ways:
        """Those of the given addresses that lead nowhere else."""

        def safe(name: str) -> str:
            address = given.get(name, "")
            ours = (
                address.startswith("/")
                and not _CONTROLS.search(address)
                and url_has_allowed_host_and_scheme(
                    address, {request.get_host()}, require_https=request.is_secure()
                )
            )
            return address if ours else ""

        return cls(**{name: safe(name) for name in cls.__slots__})

    @property
    def given(self) -> list[tuple[str, str]]:
        pairs = ((name, getattr(self, name)) for name in self.__slots__)
        return [(name, address) for name, address in pairs if address]

    @property
    def query(self) -> str:
        return f"?{urlencode(self.given)}" if self.given else ""


@dataclass(frozen=True, slots=True)
class Wait:
    """How far a capture is. ``no_worker``: it is waited for, and nobody is there to do it."""

    capture: Capture
    ways: Ways = Ways()
    no_worker: bool = False

    @property
    def is_failed(self) -> bool:
        return self.capture.state == CaptureState.FAILED

    @property
    def is_done(self) -> bool:
        return self.capture.state == CaptureState.DONE

    @property
    def steps(self) -> list[tuple[str, bool]]:
        """The words, and which is the one now."""
        of_files = bool(self.capture.path)
        return [
            (words, step == self.capture.step)
            for step, words, is_for_files in STEPS
            if is_for_files or not of_files
        ]

    @property
    def is_fetching(self) -> bool:
        return self.capture.step == CaptureStep.FETCHING

    @property
    def span(self) -> str:
        """How long it has been waited for: "12 s", "3 min"."""
        seconds = max(0, round((timezone.now() - self.capture.asked_at).total_seconds()))
        return f"{seconds} s" if seconds < 100 else f"{round(seconds / 60)} min"


def waiting_for(capture: Capture, ways: Ways = Ways()) -> Wait:
    """For the template ``captures/parts/progress.html``."""
    no_worker = capture.is_live and not Pulse.objects.alive(WORKER).exists()
    return Wait(capture, ways, no_worker)
