"""Figures as a person would read them aloud, for screen readers: signs and dashes become words.

What stands on a chip is short for the eye ("5,000 – 7,000", "≈ 6,300", "−3.2 pp"); a speech
synthesiser leaves such signs out, or names the character.
"""

from __future__ import annotations

import re

from .wording import MINUS

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
