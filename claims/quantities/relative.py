"""What was found as a multiple of what was claimed."""

from __future__ import annotations

from decimal import Decimal, localcontext

from .intervals import HEDGE_SHARE, Interval
from .quantity import Nature, Quantity
from .spans import Incomparable, bring_together


def times_claimed(claimed: Quantity, found: Quantity) -> Decimal | None:
    """The middle of the found figure over the middle of the claimed one, both as stated and in
    the claimed unit: 1 where they are equal. Of an open end the bound that is given counts, of a
    transition where it ends.

    ``None`` where no arithmetic brings the two together, where they point opposite ways, where
    nothing or less was claimed or less than nothing found, and for temperatures, whose zero is
    arbitrary.
    """
    with localcontext(prec=60):
        try:
            pair = bring_together(claimed, found, hedge_share=HEDGE_SHARE)
        except Incomparable:
            return None
        is_arbitrary = (
            pair.measure.dimension == "temperature" and pair.nature is not Nature.DIFFERENCE
        )
        ours, theirs = middle(pair.claimed[-1].stated), middle(pair.found[-1].stated)
        if is_arbitrary or pair.opposite or ours is None or theirs is None:
            return None
        return theirs / ours if ours > 0 and theirs >= 0 else None


def middle(interval: Interval) -> Decimal | None:
    bounds = [bound for bound in (interval.low, interval.high) if bound is not None]
    return sum(bounds, Decimal()) / len(bounds) if bounds else None
