"""The time zones that people choose among: UTC, and those of a region and a city."""

from __future__ import annotations

from zoneinfo import available_timezones

# The others ("Factory", "GMT0", "US/Pacific") are older names for one of these, or for none.
REGIONS = frozenset(
    {
        "Africa", "America", "Antarctica", "Arctic", "Asia",
        "Atlantic", "Australia", "Europe", "Indian", "Pacific",
    }
)  # fmt: skip


def zones_offered() -> list[tuple[str, str]]:
    """IANA names with their words, as in ("America/New_York", "America/New York")."""
    named = sorted(name for name in available_timezones() if name.partition("/")[0] in REGIONS)
    return [(name, name.replace("_", " ")) for name in ("UTC", *named)]
