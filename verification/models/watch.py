"""The figure watch: which live pages are read again, when, and which figures have changed."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, models
from django.db.models.functions import Now
from django.utils import timezone


def lease_end() -> datetime:
    """Until when a lease taken now holds, by the database's clock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0] + timedelta(seconds=settings.LEASE_SECONDS)


class WatchedHostQuerySet(models.QuerySet["WatchedHost"]):
    def free(self) -> WatchedHostQuerySet:
        """Those that nobody reads from just now, and that may be asked."""
        nobody = models.Q(lease_until__isnull=True) | models.Q(lease_until__lt=Now())
        return self.filter(nobody, not_before__lte=Now())

    def take(self, pk: int) -> datetime | None:
        """Claim a host for one worker, so that it gets one request at a time: until when it is
        theirs, which is also the key to it. ``None`` if another worker has it or it asked to be
        left alone until later."""
        until = lease_end()
        return until if self.free().filter(pk=pk).update(lease_until=until) else None

    def renew(self, pk: int, key: datetime) -> datetime | None:
        """The next key; ``None`` if the lease had lapsed and another worker has taken it."""
        until = lease_end()
        return until if self.filter(pk=pk, lease_until=key).update(lease_until=until) else None


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

    def unread(self) -> WatchQuerySet:
        """Those that could not be read the last time, whatever the reason."""
        return self.exclude(state=WatchState.STOPPED).exclude(last_problem="")


class Watch(models.Model):
    """One live page that evidence was cited from, read again on a schedule. A page that is gone
    is still looked for, ever more seldom. ``etag`` and ``last_modified`` are its own words for
    what we saw last; ``sha256`` is of that, so that an unchanged page is not read twice; all are
    empty where it must be read whatever it says. ``last_problem`` says why it could not be read
    since ``last_read_at``."""

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

    @property
    def is_gone(self) -> bool:
        return self.state == WatchState.GONE
