"""Units that take the prefixes of the metric system, in words and as signs: each base once."""

from __future__ import annotations

from dataclasses import dataclass

# Prefix -> how it is written before a sign.
PREFIXES: dict[str, tuple[str, ...]] = {
    "pico": ("p",),
    "nano": ("n",),
    "micro": ("µ", "μ"),
    "milli": ("m",),
    "centi": ("c",),
    "deci": ("d",),
    "deca": ("da",),
    "hecto": ("h",),
    "kilo": ("k",),
    "mega": ("M",),
    "giga": ("G",),
    "tera": ("T",),
    "peta": ("P",),
    "exa": ("E",),
}


@dataclass(frozen=True, slots=True)
class Base:
    """A unit in British spelling, the signs it is written with, the prefixes it is met with, and
    how else its name is spelt."""

    name: str
    signs: tuple[str, ...]
    prefixes: str
    spellings: tuple[str, ...] = ()


BASES = (
    Base("metre", ("m",), "pico nano micro milli centi deci deca hecto kilo", ("meter",)),
    Base("gram", ("g",), "pico nano micro milli centi deci deca hecto kilo", ("gramme",)),
    Base("tonne", ("t",), "kilo mega giga", ("ton",)),
    Base("litre", ("l", "L"), "micro milli centi deci hecto kilo mega giga", ("liter",)),
    Base("second", ("s",), "pico nano micro milli"),
    Base("watt", ("W",), "nano micro milli kilo mega giga tera"),
    Base("watt hour", ("Wh",), "milli kilo mega giga tera", ("watt-hour",)),
    Base("joule", ("J",), "micro milli kilo mega giga tera peta"),
    Base("calorie", ("cal",), "kilo"),
    Base("volt", ("V",), "micro milli kilo mega"),
    Base("electronvolt", ("eV",), "kilo mega giga tera", ("electron volt", "electron-volt")),
    Base("volt-ampere", ("VA",), "kilo mega", ("volt ampere", "volt-amp")),
    Base("ampere", ("A",), "nano micro milli kilo", ("amp",)),
    Base("ampere hour", ("Ah",), "milli kilo", ("ampere-hour", "amp hour", "amp-hour")),
    Base("ohm", ("Ω", "Ω"), "milli kilo mega"),
    Base("farad", ("F",), "pico nano micro milli"),
    Base("henry", ("H",), "nano micro milli"),
    Base("tesla", ("T",), "nano micro milli"),
    Base("hertz", ("Hz",), "kilo mega giga tera"),
    Base("pascal", ("Pa",), "hecto kilo mega giga"),
    Base("bar", ("bar",), "milli"),
    Base("newton", ("N",), "milli kilo mega"),
    Base("newton metre", ("Nm", "N·m"), "kilo", ("newton meter", "newton-metre", "newton-meter")),
    Base("byte", ("B",), "kilo mega giga tera peta exa"),
    Base("bit", ("bit",), "kilo mega giga tera peta"),
    Base("sievert", ("Sv",), "nano micro milli"),
    Base("gray", ("Gy",), "micro milli"),
    Base("becquerel", ("Bq",), "kilo mega giga tera peta"),
    Base("curie", ("Ci",), "pico nano micro milli"),
    Base("mole", ("mol",), "pico nano micro milli"),
    Base("parsec", (), "kilo mega giga"),
    Base("lumen", ("lm",), "kilo"),
)


def prefixed_words() -> dict[str, tuple[str, ...]]:
    """Canonical name -> every spelling, for each base with each of its prefixes."""
    return {
        prefix + base.name: tuple(prefix + form for form in (base.name, *base.spellings))
        for base in BASES
        for prefix in base.prefixes.split()
    }


def prefixed_signs() -> dict[str, str]:
    """Sign -> canonical name, for each base with each of its prefixes."""
    return {
        mark + sign: prefix + base.name
        for base in BASES
        for prefix in base.prefixes.split()
        for mark in PREFIXES[prefix]
        for sign in base.signs
    }


# What is squared and cubed: how the unit is written, in words and as signs.
LENGTHS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "metre": (("metre", "meter"), ("m",)),
    "kilometre": (("kilometre", "kilometer"), ("km",)),
    "centimetre": (("centimetre", "centimeter"), ("cm",)),
    "decimetre": (("decimetre", "decimeter"), ("dm",)),
    "millimetre": (("millimetre", "millimeter"), ("mm",)),
    "hectometre": (("hectometre", "hectometer"), ("hm",)),
    "inch": (("inch", "inches"), ("in",)),
    "foot": (("foot", "feet"), ("ft",)),
    "yard": (("yard",), ("yd", "yds")),
    "mile": (("mile",), ("mi",)),
}
_POWERS = (("square", "sq", "2", "²"), ("cubic", "cu", "3", "³"))


def powers_in_words() -> dict[str, tuple[str, ...]]:
    """Squares and cubes as one says them, by canonical name: "square metre", "sq. ft", "cu ft"."""
    return {
        f"{power} {name}": (
            *(f"{power} {form}" for form in forms),
            *(f"{short}{point} {form}" for form in (*forms, *signs) for point in ("", ".")),
        )
        for name, (forms, signs) in LENGTHS.items()
        for power, short, _, _ in _POWERS
    }


def powers_in_signs() -> dict[str, str]:
    """Squares and cubes as one writes them, by sign: "m2", "m²", "m^2", "sqm"."""
    return {
        form: f"{power} {name}"
        for name, (_, signs) in LENGTHS.items()
        for power, short, digit, raised in _POWERS
        for sign in signs
        for form in (f"{sign}{digit}", f"{sign}{raised}", f"{sign}^{digit}", f"{short}{sign}")
    }
