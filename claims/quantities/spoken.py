"""Figures as a person would read them aloud, for screen readers: signs and dashes become words.

What stands on a chip is short for the eye ("5,000 – 7,000", "≈ 6,300", "−3.2 pp"); a speech
synthesiser leaves such signs out, or names the character.
"""

from __future__ import annotations

import re
from dataclasses import replace

from .factors import is_factor
from .numerals import MINUS
from .quantity import Change, Nature, Quantity
from .wording import LEADS_IN_WORDS, figure_words

_POWER = re.compile(r" × 10([⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)")
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789" + MINUS)
_IN_WORDS = (
    (re.compile("≈ "), "about "),
    (re.compile("> "), "more than "),
    (re.compile("< "), "less than "),
    (re.compile(" → "), " to "),
    (re.compile(r"(?<=[\w%]) ?– ?(?=[\d$€£¥₹])"), " to "),
    (re.compile(rf"(?<!\w){MINUS}"), "minus "),
    (re.compile(r"(?<!\w)\+"), "plus "),
    (re.compile(r"\bpp\b"), "percentage points"),
)


def aloud(words: str) -> str:
    """``words`` of ``figure_words`` as they are spoken: "5,000 to 7,000 people", "about 6,300",
    "minus 3.2 percentage points", "from 40 to 50"."""
    spoken = f"from {words}" if " → " in words else words
    spoken = _POWER.sub(
        lambda power: f" times 10 to the power of {power[1].translate(_LOWERED)}", spoken
    )
    for sign, in_words in _IN_WORDS:
        spoken = sign.sub(in_words, spoken)
    return spoken


_WAYS = {Change.UP: "rise", Change.DOWN: "fall"}


def behind_claimed(quantity: Quantity) -> str:
    """The figure as it stands behind "claimed" in a label: "a rise of more than 3 %" where a chip
    has "up > 3 %", "to have doubled", "a 5-fold rise"; a level as on its chip."""
    bounds = [bound for bound in (quantity.low, quantity.high) if bound is not None]
    if quantity.nature is not Nature.DIFFERENCE or quantity.change not in _WAYS or min(bounds) < 0:
        return figure_words(quantity)
    words, way = figure_words(quantity), _WAYS[quantity.change]
    if is_factor(quantity) and not words.startswith(f"{quantity.change.value} "):
        return f"to have {words}"
    amount = figure_words(replace(quantity, change=Change.NONE))
    for sign, lead in LEADS_IN_WORDS.items():
        amount = amount.replace(sign, lead, 1) if amount.startswith(sign) else amount
    if is_factor(quantity) and "-fold" in words:
        return f"a {amount.replace(' times', '-fold', 1)} {way}"
    return f"a {way} of {amount}"
