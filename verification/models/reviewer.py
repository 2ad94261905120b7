"""What the desk knows of a person's reviewing: how much at a time, on what, when at work."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from claims.models import Topic


class Weekday(models.IntegerChoices):
    MONDAY = 0, "Monday"
    TUESDAY = 1, "Tuesday"
    WEDNESDAY = 2, "Wednesday"
    THURSDAY = 3, "Thursday"
    FRIDAY = 4, "Friday"
    SATURDAY = 5, "Saturday"
    SUNDAY = 6, "Sunday"


def check_time_zone(name: str) -> None:
    if name and name not in available_timezones():
        raise ValidationError(f"“{name}” is no time zone. Write it as in “Europe/Oslo”.")


class ReviewerQuerySet(models.QuerySet["Reviewer"]):
    def time_zones(self, people: Collection[int]) -> dict[int, str]:
        """Of those people who have said theirs, by the person's id."""
        said = self.filter(user__in=people).exclude(time_zone="")
        return dict(said.values_list("user_id", "time_zone"))


class Reviewer(models.Model):
    """``time_zone`` is an IANA name, empty for the desk's own; ``hours`` and ``absences`` say when
    the person is at work."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reviewer"
    )
    capacity = models.PositiveSmallIntegerField(
        default=8, help_text="Claims at a time. 0 takes nothing on."
    )
    topics = models.ManyToManyField(Topic, blank=True, related_name="reviewers")
    languages = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    time_zone = models.CharField(
        max_length=60,
        blank=True,
        validators=[check_time_zone],
        help_text="As in “Europe/Oslo”. Empty: the desk’s own.",
    )

    objects = ReviewerQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.user)

    @property
    def today(self) -> date:
        """The day it is where they are."""
        return self.day_of(timezone.now())

    def day_of(self, moment: datetime) -> date:
        """The day that a moment falls on where they are."""
        return timezone.localdate(moment, timezone=ZoneInfo(self.time_zone or settings.TIME_ZONE))

    def is_away(self, on: date | None = None) -> bool:
        return self.absence_on(on or self.today) is not None

    def absence_on(self, day: date) -> Absence | None:
        """Uses a prefetch of ``absences`` where there is one."""
        return next((absence for absence in self.absences.all() if absence.covers(day)), None)


class WorkingHours(models.Model):
    """A stretch of a weekday in the person's time zone. One that ends at or before it starts runs
    past midnight. Somebody without any works the desk's hours."""

    reviewer = models.ForeignKey(Reviewer, on_delete=models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField(choices=Weekday.choices)
    starts = models.TimeField()
    ends = models.TimeField()

    class Meta:
        verbose_name = verbose_name_plural = "working hours"
        ordering = ("weekday", "starts")
        constraints = (
            models.UniqueConstraint(
                fields=("reviewer", "weekday", "starts"), name="working_hours_start_once"
            ),
            models.CheckConstraint(
                condition=models.Q(weekday__lte=6), name="working_hours_on_a_weekday"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.starts:%H:%M} to {self.ends:%H:%M}"


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def on(self, day: date) -> AbsenceQuerySet:
        return self.filter(
            models.Q(last_day__isnull=True) | models.Q(last_day__gte=day), first_day__lte=day
        )


class Absence(models.Model):
    """Days on which nothing new is asked of somebody; without a ``last_day``, until further
    notice."""

    reviewer = models.ForeignKey(Reviewer, on_delete=models.CASCADE, related_name="absences")
    first_day = models.DateField("from")
    last_day = models.DateField("until, and including", null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    noted_at = models.DateTimeField(default=timezone.now)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        ordering = ("first_day", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(last_day__isnull=True)
                | models.Q(first_day__lte=models.F("last_day")),
                name="absence_starts_before_it_ends",
                violation_error_message="An absence ends on or after the day it starts.",
            ),
        )

    def __str__(self) -> str:
        if self.first_day == self.last_day:
            return f"on {self.first_day:%-d %B %Y}"
        until = f"until {self.last_day:%-d %B %Y}" if self.last_day else "until further notice"
        return f"from {self.first_day:%-d %B %Y} {until}"

    def covers(self, day: date) -> bool:
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)


def exactly_one(*keys: str, **texts: str) -> models.Q:
    """That one of the keys is set or one of the texts differs from what it is when empty."""
    empty = {f"{key}__isnull": True for key in keys} | texts
    conditions = models.Q()
    for name, value in empty.items():
        others = {other: none for other, none in empty.items() if other != name}
        conditions |= ~models.Q(**{name: value}) & models.Q(**others)
    return conditions


class DeclaredInterestQuerySet(models.QuerySet["DeclaredInterest"]):
    def standing(self) -> DeclaredInterestQuerySet:
        return self.filter(ended_at__isnull=True)

    def with_objects(self) -> DeclaredInterestQuerySet:
        return self.select_related("source", "claimant", "document")


class DeclaredInterest(models.Model):
    """A person's own stake, for which no claim of that source, claimant, outlet or document is
    ever given to them. It names exactly one of the four; put right by ending it."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="declared_interests"
    )
    source = models.ForeignKey(
        "verification.Source", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    claimant = models.ForeignKey(
        "claims.Claimant", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    document = models.ForeignKey(
        "claims.Document", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    outlet = models.CharField(max_length=200, blank=True)
    stake = models.CharField(
        max_length=300, help_text="In words, such as “worked there until 2024”."
    )
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    declared_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = DeclaredInterestQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=exactly_one("source", "claimant", "document", outlet=""),
                name="declared_interest_names_one_thing",
                violation_error_message="An interest is in one thing: a source, a claimant, "
                "an outlet or a document.",
            ),
            models.CheckConstraint(
                condition=~models.Q(stake=""), name="declared_interest_has_a_stake"
            ),
        )

    def __str__(self) -> str:
        return f"{self.object}: {self.stake}"

    @property
    def object(self) -> Any:
        """What the interest is in."""
        return self.source or self.claimant or self.document or self.outlet
