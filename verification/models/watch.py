"""The figure watch: which live pages are read again, when, and which figures have changed."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone


class WatchedHostQuerySet(models.QuerySet["WatchedHost"]):
    def take(self, pk: int) -> bool:
        """Claim a host for one worker, so that it gets one request at a time; false if another
        worker has it or it asked to be left alone until later."""
        free = models.Q(lease_until__isnull=True) | models.Q(lease_until__lt=Now())
        return bool(
            self.filter(free, pk=pk, not_before__lte=Now()).update(
                lease_until=Now() + timedelta(seconds=settings.LEASE_SECONDS)
            )
        )

    def renew(self, pk: int) -> bool:
        lease_until = Now() + timedelta(seconds=settings.LEASE_SECONDS)
        return bool(self.filter(pk=pk, lease_until__gte=Now()).update(lease_until=lease_until))


class WatchedHost(models.Model):
    """A web server that watched pages live on. Requests to it are made under its lease, one at a
    time, and none before ``not_before``: a second after the last one, later if it asked for it or
    failed."""

    name = models.CharField(max_length=260, unique=True)
    not_before = models.DateTimeField(default=timezone.now)
    lease_until = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)

    objects = WatchedHostQuerySet.as_manager()

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class WatchState(models.TextChoices):
    WATCHING = "watching", "being watched"
    GONE = "gone", "gone"
    STOPPED = "stopped", "no longer watched"


class WatchQuerySet(models.QuerySet["Watch"]):
    def due(self) -> WatchQuerySet:
        """The to-do list of the watch."""
        return self.exclude(state=WatchState.STOPPED).filter(next_at__lte=Now())


class Watch(models.Model):
    """One live page that evidence was cited from, read again on a schedule. A page that is gone
    is still looked for, ever more seldom. ``etag`` and ``last_modified`` are its own words for
    what we saw last; ``sha256`` is of that, so that an unchanged page is not read twice."""

    url = models.URLField("address", max_length=2000, unique=True)
    host = models.ForeignKey(WatchedHost, on_delete=models.PROTECT, related_name="watches")
    state = models.CharField(max_length=10, choices=WatchState.choices, default=WatchState.WATCHING)
    next_at = models.DateTimeField(default=timezone.now)
    failures = models.PositiveSmallIntegerField(default=0)
    last_read_at = models.DateTimeField(null=True, blank=True)
    last_problem = models.CharField(max_length=30, blank=True)
    etag = models.CharField(max_length=300, blank=True)
    last_modified = models.CharField(max_length=60, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)

    objects = WatchQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        verbose_name = "watched page"
        indexes = (
            models.Index(
                fields=("next_at", "id"),
                condition=~models.Q(state=WatchState.STOPPED),
                name="watches_due",
            ),
        )

    def __str__(self) -> str:
        return self.url
