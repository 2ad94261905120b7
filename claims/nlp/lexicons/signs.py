"""Units as signs and abbreviations, matched in exactly this case, right behind a number."""

# ruff: noqa: SIM905 -- word lists read better as running words

from __future__ import annotations

from .metric import BASES, LENGTHS, powers_in_signs, prefixed_signs

# What .metric does not make.
WRITTEN: dict[str, str] = {
    "%": "percent",
    "‰": "per mille",
    "pc": "percent",
    "ft": "foot",
    "in": "inch",
    "yd": "yard",
    "yds": "yard",
    "mi": "mile",
    "Km": "kilometre",
    "KM": "kilometre",
    "nm": "nanometre",
    "ly": "light-year",
    "AU": "astronomical unit",
    "ha": "hectare",
    "mcg": "microgram",
    "ug": "microgram",
    "Kg": "kilogram",
    "kgs": "kilogram",
    "KG": "kilogram",
    "KGs": "kilogram",
    "MT": "tonne",
    "st": "stone",
    "ct": "carat",
    "h": "hour",
    "Wp": "watt",
    "kWp": "kilowatt",
    "MWp": "megawatt",
    "PS": "metric horsepower",
    "KB": "kilobyte",
    "Kb": "kilobit",
    "Mb": "megabit",
    "Gb": "gigabit",
    "mb": "megabyte",
    "gb": "gigabyte",
    "kb": "kilobyte",
    "kbps": "kilobit per second",
    "Mbps": "megabit per second",
    "Gbps": "gigabit per second",
    "dB": "decibel",
    "dBA": "decibel",
    "MP": "megapixel",
    "px": "pixel",
    "K": "kelvin",
    "°C": "degree Celsius",
    "°F": "degree Fahrenheit",
    "ºC": "degree Celsius",
    "ºF": "degree Fahrenheit",
    "°": "degree",
    "º": "degree",
    "C": "degree Celsius",
    "F": "degree Fahrenheit",
    "R": "roentgen",
    "km/h": "kilometre per hour",
    "km/hr": "kilometre per hour",
    "mi/h": "mile per hour",
    "m/s": "metre per second",
    **dict.fromkeys(("m/s2", "m/s²", "m/s^2"), "metre per square second"),
    "psi": "pound per square inch",
    "cc": "cubic centimetre",
    "mmHg": "millimetre of mercury",
    "Ghz": "gigahertz",
    "Mhz": "megahertz",
    "KW": "kilowatt",
    "KWh": "kilowatt hour",
    "lx": "lux",
    "cd": "candela",
    "IU": "international unit",
    "boe": "barrel of oil equivalent",
    "atm": "atmosphere",
    "rem": "rem",
    "TEU": "twenty-foot equivalent unit",
}
SIGNS: dict[str, str] = {
    **{sign: base.name for base in BASES for sign in base.signs},
    **{sign: name for name, (_, signs) in LENGTHS.items() for sign in signs},
    **prefixed_signs(),
    **powers_in_signs(),
    **WRITTEN,
}
# In lexemes: "m/s^2".
LONGEST_SIGN = 5

# Signs that are words or letters of other things too: units only where they touch the digits or
# stand before a break.
SHY_SIGNS = frozenset(
    """
    C F R m g t l L W V s h ha pc A N J K T H B MP mi lm st in bar bit px cd ct ly AU PS MT IU MA
    MN ML GL MV PJ pg hm dm dg cg hg cum cuin sqin dam mole ps ns
    """.split()
)
# Longer signs in the wrong case ("61 HZ") are read too, where they mean one unit only and are no
# word of English.
_NOT_FOLDED = frozenset(
    "pa mt ms mi mb dl gl ml ps ns pm pg pj ma mn mv va ev na pf nf mm boe atm rem".split()
)
_FOLDED: dict[str, set[str]] = {}
for _sign, _unit in SIGNS.items():
    if len(_sign) > 1 and _sign.isalpha() and _sign not in SHY_SIGNS:
        _FOLDED.setdefault(_sign.casefold(), set()).add(_unit)
FOLDED_SIGNS = {
    folded: next(iter(units))
    for folded, units in _FOLDED.items()
    if len(units) == 1 and folded not in _NOT_FOLDED
}
