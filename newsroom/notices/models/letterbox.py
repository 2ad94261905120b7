"""How each person wants mail and how it goes; and how the mail server does."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

from newsroom.notices.times import Rhythm

from .notice import NoticeKind

RHYTHMS = (
    (Rhythm.AT_ONCE.value, "at once"),
    (Rhythm.HOURLY.value, "once an hour, all of it in one mail"),
    (Rhythm.DAILY.value, "once a day, all of it in one mail"),
    (Rhythm.NEVER.value, "never: I look at the page"),
)

# Each answers the time zones that it knows of people, by their ids. Whoever knows some adds their
# own when the desk starts; this app need not know from where.
ZONES: list[Callable[[Collection[int]], Mapping[int, str]]] = []


def check_time_zone(name: str) -> None:
    if name and name not in available_timezones():
        raise ValidationError(f"“{name}” is no time zone. Write it as in “Europe/Oslo”.")


class LetterboxQuerySet(models.QuerySet["Letterbox"]):
    def free(self) -> LetterboxQuerySet:
        """Whom no worker is writing to, and whose address was not refused just now."""
        return self.filter(models.Q(held_until__isnull=True) | models.Q(held_until__lte=Now()))

    def choosy(self) -> LetterboxQuerySet:
        """Whoever wants it in another way than everybody does by default."""
        return self.exclude(rhythm=Rhythm.AT_ONCE, not_by_mail=[])


class Letterbox(models.Model):
    """``hour`` (0 to 23) is for daily mail, on the clock of ``time_zone``, an IANA name; empty is
    the one of the person's working hours, else the desk's. ``held_until``: a worker is writing, or
    the address was refused and is left alone for so long.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="letterbox",
    )
    rhythm = models.CharField(max_length=8, choices=RHYTHMS, default=Rhythm.AT_ONCE.value)
    hour = models.PositiveSmallIntegerField(default=8, validators=[MaxValueValidator(23)])
    time_zone = models.CharField(max_length=60, blank=True, validators=[check_time_zone])
    not_by_mail = ArrayField(
        models.CharField(max_length=12, choices=NoticeKind.choices), default=list, blank=True
    )
    held_until = models.DateTimeField(null=True)
    refusals = models.PositiveIntegerField(default=0)
    refused_because = models.CharField(max_length=300, blank=True)

    objects = LetterboxQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "letterboxes"

    def __str__(self) -> str:
        return f"{self.person}: {self.get_rhythm_display()}"

    def zone(self, known: str = "") -> ZoneInfo:
        """``known``: the zone that somebody else knows of the person."""
        name = self.time_zone or known
        return ZoneInfo(name) if name in available_timezones() else timezone.get_default_timezone()


def zones_known(people: Collection[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for zones_of in ZONES:
        found.update(zones_of(people))
    return found


class MailServer(models.Model):
    """How the one mail server does: a single row. ``failures`` in a row, the next try not before
    ``not_before``; ``sent_at`` is when it last took a mail."""

    failures = models.PositiveIntegerField(default=0)
    not_before = models.DateTimeField(null=True)
    because = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.because or "The mail server takes mail."
