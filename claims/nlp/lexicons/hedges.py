"""Words around a number that say how its value is meant: about, more than, at most."""

# ruff: noqa: SIM905 -- word lists read better as running words

from __future__ import annotations

from claims.quantities import Comparator

ABOUT = Comparator.ABOUT
MORE = Comparator.MORE_THAN
LEAST = Comparator.AT_LEAST
LESS = Comparator.LESS_THAN
MOST = Comparator.AT_MOST

# Before the number, longest first wins: "no more than" before "more than".
BEFORE = {
    "about": ABOUT,
    "around": ABOUT,
    "approximately": ABOUT,
    "aproximately": ABOUT,
    "approx": ABOUT,
    "approx.": ABOUT,
    "roughly": ABOUT,
    "circa": ABOUT,
    "ca.": ABOUT,
    "c.": ABOUT,
    "~": ABOUT,
    "some": ABOUT,
    "nearly": ABOUT,
    "almost": ABOUT,
    "close to": ABOUT,
    "near": ABOUT,
    "nearer": ABOUT,
    "an estimated": ABOUT,
    "estimated": ABOUT,
    "virtually": ABOUT,
    "barely": ABOUT,
    "sub -": LESS,
    "in the region of": ABOUT,
    "somewhere around": ABOUT,
    "just about": ABOUT,
    "more or less": ABOUT,
    "more than": MORE,
    "bigger than": MORE,
    "larger than": MORE,
    "older than": MORE,
    "longer than": MORE,
    "over": MORE,
    "over the age of": MORE,
    "above the age of": MORE,
    "above": MORE,
    "greater than": MORE,
    "higher than": MORE,
    "exceeding": MORE,
    "in excess of": MORE,
    "upwards of": MORE,
    "upward of": MORE,
    "north of": MORE,
    "well over": MORE,
    "just over": MORE,
    "slightly over": MORE,
    "a little over": MORE,
    "a little more than": MORE,
    "slightly more than": MORE,
    "just more than": MORE,
    "well above": MORE,
    "far more than": MORE,
    "much more than": MORE,
    "not less than": LEAST,
    ">": MORE,
    "at least": LEAST,
    "no fewer than": LEAST,
    "no less than": LEAST,
    "not fewer than": LEAST,
    "a minimum of": LEAST,
    "minimum": LEAST,
    "starting at": LEAST,
    ">=": LEAST,
    "=>": LEAST,
    "≥": LEAST,
    "⩾": LEAST,
    "min": LEAST,
    "min.": LEAST,
    "less than": LESS,
    "fewer than": LESS,
    "lower than": LESS,
    "smaller than": LESS,
    "younger than": LESS,
    "under": LESS,
    "under the age of": LESS,
    "below the age of": LESS,
    "below": LESS,
    "short of": LESS,
    "just under": LESS,
    "just below": LESS,
    "just short of": LESS,
    "well under": LESS,
    "well below": LESS,
    "a little under": LESS,
    "slightly under": LESS,
    "slightly less than": LESS,
    "a little less than": LESS,
    "south of": LESS,
    "<": LESS,
    "up to": MOST,
    "at most": MOST,
    "at the most": MOST,
    "no more than": MOST,
    "not more than": MOST,
    "no greater than": MOST,
    "a maximum of": MOST,
    "maximum": MOST,
    "as many as": MOST,
    "as much as": MOST,
    "as few as": LEAST,
    "as little as": LEAST,
    "<=": MOST,
    "=<": MOST,
    "≤": MOST,
    "⩽": MOST,
    "max": MOST,
    "max.": MOST,
    "far over": MORE,
    "exceed": MORE,
    "exceeds": MORE,
    "exceeded": MORE,
    "topped": MORE,
    "topping": MORE,
    "tops": MORE,
    **{
        f"{_may} {_verb}": MORE
        for _may in ("can", "could", "may", "might", "will", "would", "should", "to")
        for _verb in ("top", "surpass")
    },
    "past": MORE,
    "surpassed": MORE,
    **dict.fromkeys(("cross", "crosses", "crossed", "crossing"), MORE),
    "surpassing": MORE,
    "beyond": MORE,
    "better than": MORE,
    "a good": ABOUT,
    "shy of": LESS,
    "just shy of": LESS,
    "not quite": LESS,
    "not exceeding": MOST,
    **{
        f"{_no} exceed": MOST
        for _no in ("not", "doesn't", "don't", "didn't", "can't", "cannot", "won't", "never")
    },
    "no longer than": MOST,
    "no larger than": MOST,
    "no bigger than": MOST,
    "no older than": MOST,
    "no higher than": MOST,
    "no later than": MOST,
    "as high as": MOST,
    "as long as": MOST,
    "as old as": MOST,
    "as young as": LEAST,
    "as low as": LEAST,
    "a maximum": MOST,
    "up to a maximum of": MOST,
    "a minimum": LEAST,
    "at a minimum": LEAST,
    "not under": LEAST,
    "approaching": ABOUT,
    "close on": ABOUT,
    "on the order of": ABOUT,
    "in the order of": ABOUT,
    "in the neighbourhood of": ABOUT,
    "in the neighborhood of": ABOUT,
    "something like": ABOUT,
    "an approximate": ABOUT,
    "very nearly": ABOUT,
    "getting on for": ABOUT,
    "little more than": ABOUT,
    "little less than": ABOUT,
    "hovering around": ABOUT,
    "≈": ABOUT,
    "practically": ABOUT,
    "as good as": ABOUT,
    "give or take": ABOUT,
    "maybe": ABOUT,
    "perhaps": ABOUT,
    "probably": ABOUT,
    "possibly": ABOUT,
    "hardly": ABOUT,
    "scarcely": ABOUT,
    "nearing": ABOUT,
    "nigh on": ABOUT,
    "bordering on": ABOUT,
    "verging on": ABOUT,
    "in the vicinity of": ABOUT,
    "of the order of": ABOUT,
    "somewhere near": ABOUT,
    "ca": ABOUT,
    "not even": LESS,
    "capped at": MOST,
    "limited to": MOST,
    "a cap of": MOST,
    "a ceiling of": MOST,
    "a limit of": MOST,
    "an upper limit of": MOST,
    "anything up to": MOST,
    "up to and including": MOST,
    "a floor of": LEAST,
    "a lower limit of": LEAST,
    "anything over": MORE,
    "anything above": MORE,
    "anything under": LESS,
    "anything below": LESS,
}

# By how little something is over or under.
DEGREES = (
    "just", "only just", "slightly", "marginally", "fractionally", "a little", "a bit", "a touch",
    "a shade", "a tad", "a hair", "a fraction",
)  # fmt: skip
# Comparatives, and what their opposite bounds: "no taller than 5" is at most 5.
MORE_WORDS = (
    "more greater larger bigger higher older longer taller heavier deeper wider hotter warmer later"
)
LESS_WORDS = (
    "less fewer smaller lower younger shorter lighter shallower narrower colder cooler earlier"
)
for _words, _strict, _bound, _opposite in (
    (MORE_WORDS, MORE, LEAST, MOST),
    (LESS_WORDS, LESS, MOST, LEAST),
):
    for _word in _words.split():
        BEFORE.setdefault(f"{_word} than", _strict)
        # "greater than or equal to", "equal to or less than", in every order that people write
        for _phrase in (
            f"{_word} than or equal to",
            f"{_word} than or equal",
            f"{_word} or equal to",
            f"{_word} or equal than",
            f"equal to or {_word} than",
            f"equal or {_word} than",
        ):
            BEFORE[_phrase] = _bound
        for _no in ("no", "not", "not any"):
            BEFORE[f"{_no} {_word} than"] = _opposite
        for _much in ("far", "much", "well", "considerably", "significantly", "substantially"):
            BEFORE[f"{_much} {_word} than"] = _strict
        for _little in (*DEGREES, "even", "only"):
            BEFORE.setdefault(f"{_little} {_word} than", _strict)
# "just under", "well above", "not over".
for _word, _strict, _opposite in (
    ("over", MORE, MOST),
    ("above", MORE, MOST),
    ("beyond", MORE, MOST),
    ("under", LESS, LEAST),
    ("below", LESS, LEAST),
    ("short of", LESS, LEAST),
):
    for _degree in (*DEGREES, "well", "far", "comfortably", "way"):
        BEFORE.setdefault(f"{_degree} {_word}", _strict)
    BEFORE[f"not {_word}"] = _opposite

# After the number.
AFTER = {
    "or more": LEAST,
    "or so": ABOUT,
    "or thereabouts": ABOUT,
    "give or take": ABOUT,
    "or longer": LEAST,
    "or larger": LEAST,
    "or better": LEAST,
    "at a minimum": LEAST,
    "minimum": LEAST,
    "and more": LEAST,
    "or shorter": MOST,
    "or smaller": MOST,
    "maximum": MOST,
    "at maximum": MOST,
    "and below": MOST,
    "and younger": MOST,
    "tops": MOST,
    "max": MOST,
    "max.": MOST,
    "min.": LEAST,
    "at best": MOST,
    "at the outside": MOST,
    "or upwards": LEAST,
    "and upwards": LEAST,
    "or bigger": LEAST,
    "or beyond": LEAST,
    "or later": LEAST,
    "or earlier": MOST,
    "and counting": LEAST,
    "at the least": LEAST,
    "at the very least": LEAST,
    "at the very most": MOST,
    "or greater than": LEAST,
    "or more than": LEAST,
    "or less than": MOST,
    "or something": ABOUT,
    "or greater": LEAST,
    "or higher": LEAST,
    "or above": LEAST,
    "or over": LEAST,
    "or older": LEAST,
    "and over": LEAST,
    "and above": LEAST,
    "and older": LEAST,
    "and up": LEAST,
    "plus": LEAST,
    "+": LEAST,
    "at least": LEAST,
    "or less": MOST,
    "and less": MOST,
    "and fewer": MOST,
    "or fewer": MOST,
    "or lower": MOST,
    "or under": MOST,
    "or below": MOST,
    "or younger": MOST,
    "and under": MOST,
    "at most": MOST,
    "at the most": MOST,
}

# Of these, the ones that compare sizes and hedge no count: "bigger than 19 counties".
SIZES = frozenset({*MORE_WORDS.split(), *LESS_WORDS.split()}) - frozenset(
    "more greater higher less fewer lower later earlier".split()
)

# Before "short of 7,000 nurses" these say that so many are lacking.
LACKING = frozenset("be is are was were been being 're ’re 's ’s run runs ran running left".split())
# Before "over six years" these say that it is longer than that; else it is how long it took.
FOR_LONGER = frozenset(
    """
    for in of after within since took takes take is was lasted lasts last just well with a an than
    about has have had at and spent spend by waited
    """.split()
)
