"""When each moving part was last seen alive: workers, the clock, and the sweeps it starts."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models.functions import Now

WORKER = "worker"
SWEEP = "sweep"
CLOCK = "clock"
START = "start"  # of a worker, under the worker's name
# Three missed sweeps and the time one takes: then a page that waits says so.
SILENT_AFTER = timedelta(seconds=40)


class PulseManager(models.Manager["Pulse"]):
    def beat(self, kind: str, name: str) -> None:
        """Note that the part was seen now, by the database's clock."""
        self.update_or_create(kind=kind, name=name, defaults={"seen_at": Now()})

    def alive(self, kind: str) -> models.QuerySet[Pulse]:
        return self.filter(kind=kind, seen_at__gt=Now() - SILENT_AFTER)


class Pulse(models.Model):
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    seen_at = models.DateTimeField()

    objects = PulseManager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("kind", "name"), name="one_pulse_each"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"
