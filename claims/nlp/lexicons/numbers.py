"""Numbers in words: cardinals, scales, fractions, and words for a rough many."""

from __future__ import annotations

from decimal import Decimal

ONES = {
    "zero": 0,
    "nought": 0,
    "naught": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
}

# How a nought is said among the digits behind a point: "two point oh five".
SPOKEN_NOUGHTS = frozenset({"oh", "o", "nil"})

TEENS = {
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
}

TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fourty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}

# Words that multiply the number before them.
SCALES = {
    "hundred": Decimal(100),
    "thousand": Decimal(1000),
    "lakh": Decimal(10) ** 5,
    "lac": Decimal(10) ** 5,
    "million": Decimal(10) ** 6,
    "crore": Decimal(10) ** 7,
    "billion": Decimal(10) ** 9,
    "trillion": Decimal(10) ** 12,
    "quadrillion": Decimal(10) ** 15,
    "quintillion": Decimal(10) ** 18,
    "sextillion": Decimal(10) ** 21,
    "septillion": Decimal(10) ** 24,
    "dozen": Decimal(12),
}
# Behind a number these multiply it as well: "3 dozens", "several hundreds" does not.
PLURAL_SCALES = {f"{word}s": scale for word, scale in SCALES.items() if word != "hundred"}

# Of everyday speech, and words for other things too: behind a number, and before no noun that
# they may belong to ("ten grand pianos", "5 gross tons").
SHY_SCALES = {
    "grand": Decimal(1000),
    "thou": Decimal(1000),
    "gross": Decimal(144),
    "score": Decimal(20),
}

# Abbreviations right after digits: "4bn", "£3tn", "1.2 mn". Always read as a scale.
SCALE_SUFFIXES = {
    "mn": Decimal(10) ** 6,
    "mln": Decimal(10) ** 6,
    "mio": Decimal(10) ** 6,
    "mil": Decimal(10) ** 6,
    "bn": Decimal(10) ** 9,
    "bln": Decimal(10) ** 9,
    "tn": Decimal(10) ** 12,
    "trn": Decimal(10) ** 12,
    "cr": Decimal(10) ** 7,
    "k": Decimal(1000),
    "b": Decimal(10) ** 9,
    "dz": Decimal(12),
    "dzs": Decimal(12),
    "doz": Decimal(12),
}

# The same for one letter that may be something else (metre, tonne, byte): read as a scale
# only with a currency before it, or, for "m", with a counted noun after it.
MONEY_SUFFIXES = {
    "m": Decimal(10) ** 6,
    "b": Decimal(10) ** 9,
    "t": Decimal(10) ** 12,
}

# The same in a line that holds one number and nothing else, exactly as written: "4.2 M", "4b".
CELL_SUFFIXES = {
    "M": Decimal(10) ** 6,
    "B": Decimal(10) ** 9,
    "b": Decimal(10) ** 9,
    "G": Decimal(10) ** 9,
}

# Ordinals as the lower part of a fraction: "two-thirds", "a fifth".
DENOMINATORS = {
    "half": 2,
    "halve": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "eleventh": 11,
    "twelfth": 12,
    "fifteenth": 15,
    "sixteenth": 16,
    "twentieth": 20,
    "thirteenth": 13,
    "fourteenth": 14,
    "seventeenth": 17,
    "eighteenth": 18,
    "nineteenth": 19,
    "thirtieth": 30,
    "fortieth": 40,
    "fiftieth": 50,
    "sixtieth": 60,
    "seventieth": 70,
    "eightieth": 80,
    "ninetieth": 90,
    "hundredth": 100,
    "thousandth": 1000,
    "millionth": 10**6,
    "billionth": 10**9,
    "trillionth": 10**12,
    "quadrillionth": 10**15,
}
# Of these a quarter is a part, and no quarter of a year or a town: "a quarter turn".
QUARTERED = frozenset(
    "turn rotation revolution circle share stake portion slice dose length".split()  # noqa: SIM905
)
# The same behind a ten: "twenty-firsts", "a thirty-second of".
ORDINAL_ONES = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
}

# The ones that a scale makes, which multiply what stands before: "a ten-thousandth".
SCALE_ORDINALS = {
    word: value for word, value in DENOMINATORS.items() if word.removesuffix("th") in SCALES
}

# Plurals that name a rough many: word -> (from, to).
ROUGH = {
    "dozens": (Decimal(24), Decimal(100)),
    "hundreds": (Decimal(100), Decimal(1000)),
    "thousands": (Decimal(1000), Decimal(10000)),
    "millions": (Decimal(10) ** 6, Decimal(10) ** 7),
    "billions": (Decimal(10) ** 9, Decimal(10) ** 10),
    "trillions": (Decimal(10) ** 12, Decimal(10) ** 13),
}

# "tens of thousands": the first word times the second's scale.
ROUGH_TIMES = {
    "tens": (Decimal(10), Decimal(100)),
    "dozens": (Decimal(24), Decimal(100)),
    "hundreds": (Decimal(100), Decimal(1000)),
    "thousands": (Decimal(1000), Decimal(10000)),
}

# Before a scale: "several hundred", "a couple of dozen".
SOME = (("several",), ("a", "few"), ("many",), ("a", "couple", "of"), ("a", "couple"))

MULTIPLIERS = {"twice": Decimal(2), "thrice": Decimal(3)}
# The same only before what is multiplied, "double the level", "triple what it was".
MULTIPLIED_BY = {
    "double": Decimal(2),
    "triple": Decimal(3),
    "treble": Decimal(3),
    "quadruple": Decimal(4),
}

# Verbs that are a figure: "prices tripled", "deaths halved".
MULTIPLYING = {
    form: Decimal(value)
    for stem, value in (
        ("doubl", "2"),
        ("tripl", "3"),
        ("trebl", "3"),
        ("quadrupl", "4"),
        ("quintupl", "5"),
        ("halv", "0.5"),
    )
    for form in (f"{stem}ed", f"{stem}ing")
}
# The same in the forms that are adjectives and nouns too: "prices double", "rain halves harvest".
MULTIPLYING_NOW = {
    form: value
    for base, value in ({**MULTIPLIED_BY, "quintuple": Decimal(5), "halve": Decimal("0.5")}).items()
    for form in (base, f"{base}s")
}

# "the mid-50s", "in her late thirties": which years of the ten are meant.
DECADES = {word.removesuffix("y") + "ies": Decimal(value) for word, value in TENS.items()}
PARTS_OF_TEN = {
    "": (0, 9),
    "low": (1, 4),
    "lower": (1, 4),
    "early": (0, 3),
    "mid": (4, 6),
    "middle": (4, 6),
    "high": (6, 9),
    "upper": (6, 9),
    "late": (7, 9),
}

VULGAR = {
    "½": (1, 2),
    "⅓": (1, 3),
    "⅔": (2, 3),
    "¼": (1, 4),
    "¾": (3, 4),
    "⅕": (1, 5),
    "⅖": (2, 5),
    "⅗": (3, 5),
    "⅘": (4, 5),
    "⅙": (1, 6),
    "⅚": (5, 6),
    "⅐": (1, 7),
    "⅛": (1, 8),
    "⅜": (3, 8),
    "⅝": (5, 8),
    "⅞": (7, 8),
    "⅑": (1, 9),
    "⅒": (1, 10),
}

SMALL = {**ONES, **TEENS, **TENS}

# Any word that may begin or be a number in words; a sentence without one of these and
# without a digit is not searched further.
NUMBER_WORDS = frozenset(
    {
        *SMALL,
        *SCALES,
        *ROUGH,
        *ROUGH_TIMES,
        *MULTIPLIERS,
        *MULTIPLYING,
        *MULTIPLYING_NOW,
        *DECADES,
        *PLURAL_SCALES,
        *(word + "fold" for word in (*SMALL, *SCALES)),
        "half",
        "third",
        "thirds",
        "quarter",
        "quarters",
        *(word for word in DENOMINATORS if word not in {"halve"}),
        *(word + "s" for word in DENOMINATORS if word not in {"half", "halve"}),
    }
)
