"""The scale of a number line: from where to where, straight or logarithmic, with round ticks."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, localcontext

LINEAR, LOG, SIGNED_LOG = "linear", "log", "signed log"
LOG_FROM = 60  # the largest value over the smallest, all above zero
SIGNED_LOG_FROM = 1000  # the same of absolute values, where zero or negatives occur
MARGIN = Decimal("0.04")
OPEN_MARGIN = Decimal("0.35")  # room for an open end to fade out in
MOST_TICKS = 9
BESIDE_LABEL = 8.0
STEPS = (Decimal(1), Decimal(2), Decimal(5))


@dataclass(frozen=True, slots=True)
class Extent:
    """All values that must be on the line, and whether something is open on a side."""

    values: tuple[Decimal, ...]
    open_low: bool = False
    open_high: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """Values from ``low`` to ``high`` drawn between the pixels ``left`` and ``right``; the labels
    of its ticks may reach ``outside`` px further."""

    kind: str
    low: Decimal
    high: Decimal
    left: float
    right: float
    outside: float
    ticks: tuple[Decimal, ...] = ()
    unit: Decimal = Decimal(1)  # where a signed logarithm turns straight

    def x(self, value: Decimal | None, *, otherwise: float) -> float:
        """The pixel of a value, kept within the line; ``otherwise`` for an open end."""
        if value is None:
            return otherwise
        clamped = min(max(value, self.low), self.high)
        return round(self.left + self._share(clamped) * (self.right - self.left), 1)

    def label_x(self, value: Decimal, width: float) -> float:
        """The middle of a tick's label: under the tick, unless that would leave the box."""
        x, half = self.x(value, otherwise=self.left), width / 2
        least, most = self.left - self.outside + half, self.right + self.outside - half
        return round(max(min(x, most), least), 1)

    def _share(self, value: Decimal) -> float:
        if self.kind == LINEAR:
            with localcontext(prec=60):
                return float((value - self.low) / (self.high - self.low))
        start, end = self._log(self.low), self._log(self.high)
        return (self._log(value) - start) / (end - start)

    def _log(self, value: Decimal) -> float:
        if self.kind == LOG:
            return math.log10(value)
        return math.copysign(math.log10(1 + abs(value) / self.unit), value)


def fit_axis(
    extent: Extent,
    left: float,
    right: float,
    outside: float,
    label_width: Callable[[Decimal], float],
    *,
    whole: bool = False,
) -> Axis:
    """The axis that shows ``extent``, with as many ticks as their labels leave room for; ``whole``
    has them at whole numbers only."""
    with localcontext(prec=60):
        kind = scale_kind(extent.values)
        if kind == LINEAR:
            for low, high, ticks in _linear(extent, Decimal(1) if whole else Decimal(0)):
                axis = Axis(LINEAR, low, high, left, right, outside, ticks)
                fitting = _thinned(ticks, axis, label_width)
                if len(fitting) == len(ticks) or len(ticks) <= 3:
                    return replace(axis, ticks=fitting)
        if kind == LOG:
            low, high, candidates = _logarithmic(extent)
            axis = Axis(LOG, low, high, left, right, outside)
        else:
            unit = _power_below(min(abs(value) for value in extent.values if value))
            low, high, candidates = _signed(extent, unit)
            axis = Axis(SIGNED_LOG, low, high, left, right, outside, unit=unit)
        if whole:
            candidates = [value for value in candidates if value == value.to_integral_value()]
        return replace(axis, ticks=_thinned(candidates, axis, label_width))


def scale_kind(values: Sequence[Decimal]) -> str:
    """Straight, unless small values would vanish beside large ones."""
    sizes = [abs(value) for value in values if value]
    if not sizes:
        return LINEAR
    spread = max(sizes) / min(sizes)
    if min(values) > 0:
        return LOG if spread > LOG_FROM else LINEAR
    return SIGNED_LOG if spread > SIGNED_LOG_FROM else LINEAR


def _linear(
    extent: Extent, least_step: Decimal
) -> Iterator[tuple[Decimal, Decimal, tuple[Decimal, ...]]]:
    """Ends and ticks with ever larger round steps; there is no end to them."""
    low, high = _padded(extent)
    for step in _round_steps(max(high - low, least_step)):
        if step < least_step:
            continue
        first = (low / step).to_integral_value(ROUND_FLOOR)
        last = (high / step).to_integral_value(ROUND_CEILING)
        count = int(last - first) + 1
        if count <= MOST_TICKS:
            ticks = tuple(step * (first + index) for index in range(count))
            yield ticks[0], ticks[-1], ticks


def _padded(extent: Extent) -> tuple[Decimal, Decimal]:
    low, high = min(extent.values), max(extent.values)
    span = high - low or max(abs(high) / 5, Decimal(1) if not high else abs(high) / 5)
    padded_low = low - span * (OPEN_MARGIN if extent.open_low else MARGIN)
    padded_high = high + span * (OPEN_MARGIN if extent.open_high else MARGIN)
    if low >= 0 and padded_low < 0 and not (extent.open_low and low == 0):
        padded_low = Decimal(0)
    if high <= 0 and padded_high > 0 and not (extent.open_high and high == 0):
        padded_high = Decimal(0)
    return padded_low, padded_high


def _round_steps(span: Decimal) -> Iterator[Decimal]:
    exponent = span.adjusted() - 2
    while True:
        for step in STEPS:
            yield step.scaleb(exponent)
        exponent += 1


def _power_below(value: Decimal) -> Decimal:
    return Decimal(1).scaleb(value.adjusted())


def _logarithmic(extent: Extent) -> tuple[Decimal, Decimal, list[Decimal]]:
    smallest, largest = min(extent.values), max(extent.values)
    if extent.open_low:
        smallest /= 3
    if extent.open_high:
        largest *= 3
    exponents = range(smallest.adjusted() - 1, largest.adjusted() + 2)
    rounds = [step.scaleb(exponent) for exponent in exponents for step in STEPS]
    low = max(value for value in rounds if value <= smallest)
    high = min(value for value in rounds if value >= largest)
    return low, high, [value for value in rounds if low <= value <= high]


def _signed(extent: Extent, unit: Decimal) -> tuple[Decimal, Decimal, list[Decimal]]:
    low, high = min(extent.values), max(extent.values)
    low = low * 3 if extent.open_low and low < 0 else low
    high = high * 3 if extent.open_high and high > 0 else high
    floor = -_power_above(-low) if low < 0 else (-unit if extent.open_low else Decimal(0))
    ceiling = _power_above(high) if high > 0 else (unit if extent.open_high else Decimal(0))
    top = max(-floor, ceiling).adjusted()
    powers = [Decimal(1).scaleb(exponent) for exponent in range(unit.adjusted(), top + 1)]
    both = [-power for power in reversed(powers)] + [Decimal(0)] + powers
    return floor, ceiling, [value for value in both if floor <= value <= ceiling]


def _power_above(value: Decimal) -> Decimal:
    power = _power_below(value)
    return power if power == value else power * 10


def _thinned(
    candidates: Sequence[Decimal], axis: Axis, label_width: Callable[[Decimal], float]
) -> tuple[Decimal, ...]:
    """As many candidates as fit: zero first, then the ends, then powers of ten, then the others."""
    ends = (candidates[0], candidates[-1])
    order = sorted(candidates, key=lambda v: (v != 0, not _is_power(v), v not in ends))
    kept: list[tuple[float, float, Decimal]] = []
    for value in order:
        width = label_width(value)
        x, half = axis.label_x(value, width), width / 2 + BESIDE_LABEL
        if all(x - half >= end or x + half <= start for start, end, _ in kept):
            kept.append((x - half, x + half, value))
    return tuple(sorted(value for _, _, value in kept))


def _is_power(value: Decimal) -> bool:
    return value != 0 and value.normalize().as_tuple().digits == (1,)
