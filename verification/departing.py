"""Does a rating depart from what the numbers say? Plain values in, a sentence out.

It decides nothing and suggests no rating: it says that a reason is owed to readers, whom the
tally tells one thing and the rating another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claims.quantities import Tally
from claims.quantities.counting_once import all_of


@dataclass(frozen=True, slots=True)
class Place:
    """A rating's place among the ``places`` of its scale's order: 1 is the truest, ``at`` is
    ``None`` outside the order. ``label`` is its word."""

    label: str
    at: int | None
    places: int

    @property
    def is_upper(self) -> bool:
        return self.at is not None and 2 * self.at < self.places + 1

    @property
    def is_lower(self) -> bool:
        return self.at is not None and 2 * self.at > self.places + 1

    @property
    def is_an_end(self) -> bool:
        return self.at in (1, self.places) and (self.is_upper or self.is_lower)


def place_of(label: str, position: int | None, positions: Sequence[int | None]) -> Place:
    """Where a rating stands, by its position and those of its whole scale, ``None`` for those
    outside the order. Positions need not be without gaps."""
    order = sorted(each for each in positions if each is not None)
    at = order.index(position) + 1 if position in order else None
    return Place(label, at, len(order))


def departure(tallies: Sequence[Tally], place: Place | None) -> str:
    """Whether a rating departs from the tallies of a claim's number lines, as a sentence, or "".

    - Everything that counts touches what was claimed, and the rating is in the lower half.
    - Nothing that counts touches it, and the rating is in the upper half.
    - Some does and some does not, be it of one source, and the rating is the first or the last of
      the order.

    Never without a rating, outside the order, exactly in its middle, or where nothing counts.
    """
    counted = sum(tally.comparable for tally in tallies)
    touching = sum(tally.touching for tally in tallies)
    both = sum(tally.both for tally in tallies)
    if place is None or not counted:
        return ""
    if touching == counted:
        departs, where = place.is_lower, "in the lower half of the scale"
    elif not touching and not both:
        departs, where = place.is_upper, "in the upper half of the scale"
    else:
        departs = place.is_an_end
        where = f"the {'first' if place.is_upper else 'last'} of the scale"
    if not departs:
        return ""
    lines = sum(tally.comparable > 0 for tally in tallies)
    return (
        f"{_numbers(touching, both, counted, lines)}, yet the rating is “{place.label}”, {where}."
    )


def _numbers(touching: int, both: int, counted: int, lines: int) -> str:
    """ "All 3 comparable, independent sources lie inside or overlap what was claimed". ``both``
    have figures that do and others that do not."""
    if counted == 1:
        verb = "lies inside or overlaps" if touching else "neither lies inside nor overlaps"
        says = "has figures inside and outside of" if both else verb
        return f"The one comparable, independent source {says} what was claimed"
    what = "comparable, independent sources"
    if lines > 1:  # one source gives several figures
        what = f"figures of {what}"
    others = counted - touching - both
    if touching == counted:
        return f"{all_of(counted)} {what} lie inside or overlap what was claimed"
    if others == counted:
        none = "Neither" if counted == 2 else "None"
        return f"{none} of the {counted} {what} lies inside or overlaps what was claimed"
    lie, overlap = ("lies", "overlaps") if touching == 1 else ("lie", "overlap")
    if both == counted:
        return f"{all_of(counted)} {what} have figures inside and outside of what was claimed"
    parts = [f"{touching} {lie} inside or {overlap} what was claimed"] if touching else []
    if both:
        says = f"{'says' if both == 1 else 'say'} both"
        has = f"{'has' if both == 1 else 'have'} figures inside and outside of what was claimed"
        parts.append(f"{both} {says if touching else has}")
    if others:
        parts.append(f"{others} {'does' if others == 1 else 'do'} not")
    return f"Of {counted} {what} {', '.join(parts[:-1])} and {parts[-1]}"
