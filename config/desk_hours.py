"""When the desk is at work, from one variable."""

from __future__ import annotations

from django.core.exceptions import ImproperlyConfigured

from verification.working_time import Stretch, parse_week


def desk_hours(text: str) -> tuple[Stretch, ...]:
    """The desk's working week. Errors: ``ImproperlyConfigured`` with what is wrong in it."""
    try:
        return parse_week(text)
    except ValueError as problem:
        raise ImproperlyConfigured(f"DESK_HOURS: {problem}") from None
