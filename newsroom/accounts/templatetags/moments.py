"""Times as people say them, with the exact time on hover."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from newsroom.dates import moment_words

register = template.Library()
register.filter("moment", moment_words)


@register.filter
def on_the_clock(moment: datetime) -> str:
    """ "16:37" of today, "25 November, 16:37" of any other day."""
    local = timezone.localtime(moment)
    return f"{local:%H:%M}" if local.date() == timezone.localdate() else moment_words(moment)


def exactly(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%-d %B %Y, %H:%M}"


def relative(moment: datetime, now: datetime | None = None) -> str:
    """ "just now", "4 min ago", "in 3 h", "2 days ago"; static/js/chrome.js keeps it true."""
    seconds = round(((now or timezone.now()) - moment).total_seconds())
    size = abs(seconds)
    if size < 45:
        return "just now" if seconds >= 0 else "in a moment"
    if size < 3570:
        span = f"{max(1, round(size / 60))} min"
    elif size < 86_400:
        span = f"{round(size / 3600)} h"
    else:
        days = round(size / 86_400)
        span = f"{days} day" if days == 1 else f"{days} days"
    return f"{span} ago" if seconds >= 0 else f"in {span}"


@register.simple_tag
def when(moment: datetime | None, otherwise: str = "never") -> SafeString | str:
    """A moment relative to now."""
    if moment is None:
        return otherwise
    return format_html(
        '<time data-relative datetime="{}" title="{}">{}</time>',
        moment.isoformat(timespec="seconds"),
        exactly(moment),
        relative(moment),
    )


@register.simple_tag
def on_day(day: date | datetime | None, otherwise: str = "no date") -> SafeString | str:
    """A day in full; a datetime keeps its time on hover."""
    if day is None:
        return otherwise
    if isinstance(day, datetime):
        local = timezone.localtime(day)
        return format_html(
            '<time datetime="{}" title="{}">{}</time>',
            day.isoformat(timespec="seconds"),
            exactly(day),
            f"{local:%-d %B %Y}",
        )
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), f"{day:%-d %B %Y}")


@register.simple_tag
def due(moment: datetime | None, *, waiting: bool = False) -> SafeString | str:
    """A due time as a pill: what is late says so in a word and is filled, what is due soon is
    framed, what waits has no clock."""
    if moment is None:
        return ""
    if waiting:
        return format_html('<span class="pill" title="Due {}">clock paused</span>', exactly(moment))
    seconds = (moment - timezone.now()).total_seconds()
    span = relative(moment).removeprefix("in ").removesuffix(" ago")
    if seconds < 0:
        word, css = f"late by {span}", "pill pill-late"
    elif seconds < 6 * 3600:
        word, css = f"due in {span}", "pill pill-soon"
    else:
        word, css = f"due in {span}", "pill"
    return format_html(
        '<time class="{}" datetime="{}" title="{}">{}</time>',
        css,
        moment.isoformat(timespec="seconds"),
        exactly(moment),
        word,
    )
