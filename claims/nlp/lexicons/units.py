"""Units of measurement: every way they are written, by canonical British singular."""

# ruff: noqa: SIM905 -- word lists read better as running words

from __future__ import annotations

from . import currencies

# canonical -> forms written in words, matched in any case; plurals are listed where they
# are not the form plus "s".
WORDS: dict[str, tuple[str, ...]] = {
    "percent": ("percent", "per cent", "pct", "pct.", "percents"),
    "percentage point": ("percentage point", "percent point", "per cent point", "pp", "ppt"),
    "basis point": ("basis point", "bps", "bp"),
    "point": ("point",),
    "millisecond": ("millisecond",),
    "second": ("second", "sec", "secs"),
    "minute": ("minute", "min", "mins"),
    "hour": ("hour", "hr", "hrs"),
    "day": ("day",),
    "week": ("week", "wk"),
    "month": ("month",),
    "year": ("year", "yr", "yrs"),
    "decade": ("decade",),
    "century": ("century", "centuries"),
    "millimetre": ("millimetre", "millimeter"),
    "centimetre": ("centimetre", "centimeter"),
    "metre": ("metre", "meter"),
    "kilometre": ("kilometre", "kilometer", "kms"),
    "inch": ("inch", "inches"),
    "foot": ("foot", "feet"),
    "yard": ("yard",),
    "mile": ("mile",),
    "nautical mile": ("nautical mile",),
    "light-year": ("light year", "light-year"),
    "square metre": ("square metre", "square meter", "sq m", "sq. m"),
    "square kilometre": ("square kilometre", "square kilometer", "sq km", "sq. km"),
    "square foot": ("square foot", "square feet", "sq ft", "sq. ft"),
    "square mile": ("square mile", "sq mi"),
    "square inch": ("square inch", "square inches"),
    "square yard": ("square yard",),
    "cubic metre": ("cubic metre", "cubic meter"),
    "cubic centimetre": ("cubic centimetre", "cubic centimeter"),
    "cubic foot": ("cubic foot", "cubic feet"),
    "acre": ("acre",),
    "hectare": ("hectare",),
    "milligram": ("milligram", "milligramme"),
    "microgram": ("microgram", "microgramme"),
    "gram": ("gram", "gramme"),
    "kilogram": ("kilogram", "kilogramme", "kilo"),
    "tonne": ("tonne", "metric ton", "metric tonne"),
    "ton": ("ton",),
    "ounce": ("ounce", "oz"),
    "pound": ("lb", "lbs", "lbs.", "lb."),
    "stone": ("stone",),
    "carat": ("carat",),
    "millilitre": ("millilitre", "milliliter"),
    "litre": ("litre", "liter"),
    "gallon": ("gallon",),
    "pint": ("pint",),
    "barrel": ("barrel",),
    "watt": ("watt",),
    "kilowatt": ("kilowatt",),
    "megawatt": ("megawatt",),
    "gigawatt": ("gigawatt",),
    "kilowatt hour": ("kilowatt hour", "kilowatt-hour"),
    "megawatt hour": ("megawatt hour", "megawatt-hour"),
    "gigawatt hour": ("gigawatt hour", "gigawatt-hour"),
    "terawatt hour": ("terawatt hour", "terawatt-hour"),
    "horsepower": ("horsepower", "bhp", "hp"),
    "joule": ("joule",),
    "calorie": ("calorie",),
    "volt": ("volt",),
    "ampere": ("amp", "ampere"),
    "hertz": ("hertz",),
    "bit": ("bit",),
    "byte": ("byte",),
    "kilobyte": ("kilobyte",),
    "megabyte": ("megabyte",),
    "gigabyte": ("gigabyte", "gig", "gigs"),
    "terabyte": ("terabyte",),
    "megapixel": ("megapixel",),
    "pixel": ("pixel",),
    "decibel": ("decibel",),
    "degree Celsius": (
        "degree celsius",
        "degree centigrade",
        "celsius",
        "celcius",
        "degree celcius",
        "centigrade",
        "deg celsius",
        "deg c",
        "degree c",
        "degrees c",
    ),
    "degree Fahrenheit": (
        "degree fahrenheit",
        "fahrenheit",
        "farenheit",
        "degree farenheit",
        "deg fahrenheit",
        "deg f",
        "degree f",
        "degrees f",
    ),
    "kelvin": ("kelvin",),
    "degree": ("degree", "deg"),
    "mile per hour": ("mile per hour", "miles per hour", "mile an hour", "miles an hour", "mph"),
    "kilometre per hour": (
        "kilometre per hour",
        "kilometres per hour",
        "kilometers per hour",
        "kilometre an hour",
        "kilometres an hour",
        "kilometers an hour",
        "kph",
        "kmph",
    ),
    "metre per second": ("metre per second", "metres per second", "meters per second"),
    "mile per gallon": ("mile per gallon", "miles per gallon", "mpg"),
    "revolution per minute": ("rpm", "revolutions per minute"),
    "knot": ("knot",),
    "pound-foot": (
        "pound-foot",
        "pound feet",
        "pound-feet",
        "foot-pound",
        "lb-ft",
        "ft-lb",
        "lb ft",
        "ft lb",
        "lb.-ft.",
        "ft.-lb.",
    ),
    "newton metre": ("newton metre", "newton meter", "newton-metre", "newton-meter"),
    "part per million": ("ppm", "parts per million", "part per million"),
    "part per billion": ("ppb", "parts per billion", "part per billion"),
    "tablespoon": ("tablespoon", "tbsp"),
    "teaspoon": ("teaspoon", "tsp"),
    "fluid ounce": ("fluid ounce", "fl oz", "fl. oz"),
    "quart": ("quart",),
    "fortnight": ("fortnight",),
    "gigatonne": ("gigatonne", "gigaton"),
    "megatonne": ("megatonne", "megaton"),
    "kiloton": ("kiloton",),
    "nanometre": ("nanometre", "nanometer"),
    "micrometre": ("micrometre", "micrometer", "micron"),
    "microsecond": ("microsecond",),
    "nanosecond": ("nanosecond",),
    "lumen": ("lumen",),
    "newton": ("newton",),
    "pascal": ("pascal",),
    "ohm": ("ohm",),
    "kilocalorie": ("kilocalorie", "kcal"),
    "petabyte": ("petabyte",),
    "megabit": ("megabit",),
    "gigabit": ("gigabit",),
    "megabit per second": ("mbps", "megabits per second"),
    "gigabit per second": ("gbps", "gigabits per second"),
    "British thermal unit": ("btu", "british thermal unit"),
    "point per game": ("ppg",),
    "rebound per game": ("rpg",),
    "assist per game": ("apg",),
}

# Written signs and abbreviations, matched in exactly this case, right after digits.
SIGNS = {
    "%": "percent",
    "‰": "per mille",
    "pc": "percent",
    "mm": "millimetre",
    "cm": "centimetre",
    "m": "metre",
    "km": "kilometre",
    "Km": "kilometre",
    "KM": "kilometre",
    "ft": "foot",
    "yd": "yard",
    "yds": "yard",
    "mi": "mile",
    "m2": "square metre",
    "m²": "square metre",
    "km2": "square kilometre",
    "km²": "square kilometre",
    "m3": "cubic metre",
    "m³": "cubic metre",
    "ha": "hectare",
    "mg": "milligram",
    "µg": "microgram",
    "μg": "microgram",
    "mcg": "microgram",
    "g": "gram",
    "kg": "kilogram",
    "Kg": "kilogram",
    "kgs": "kilogram",
    "KG": "kilogram",
    "t": "tonne",
    "st": "stone",
    "kt": "kilotonne",
    "Mt": "megatonne",
    "ml": "millilitre",
    "mL": "millilitre",
    "cl": "centilitre",
    "l": "litre",
    "L": "litre",
    "W": "watt",
    "kW": "kilowatt",
    "MW": "megawatt",
    "GW": "gigawatt",
    "TW": "terawatt",
    "kWh": "kilowatt hour",
    "MWh": "megawatt hour",
    "GWh": "gigawatt hour",
    "TWh": "terawatt hour",
    "V": "volt",
    "kV": "kilovolt",
    "Hz": "hertz",
    "kHz": "kilohertz",
    "MHz": "megahertz",
    "GHz": "gigahertz",
    "KB": "kilobyte",
    "kB": "kilobyte",
    "MB": "megabyte",
    "GB": "gigabyte",
    "TB": "terabyte",
    "Mb": "megabit",
    "Mbps": "megabit per second",
    "Gbps": "gigabit per second",
    "dB": "decibel",
    "ms": "millisecond",
    "s": "second",
    "h": "hour",
    "Nm": "newton metre",
    "MP": "megapixel",
    "N": "newton",
    "A": "ampere",
    "mA": "milliampere",
    "mAh": "milliampere hour",
    "Ah": "ampere hour",
    "mV": "millivolt",
    "J": "joule",
    "kJ": "kilojoule",
    "MJ": "megajoule",
    "K": "kelvin",
    "nm": "nanometre",
    "PB": "petabyte",
    "psi": "pound per square inch",
    "lm": "lumen",
    "Ω": "ohm",
    "cm2": "square centimetre",
    "cm²": "square centimetre",
    "cm3": "cubic centimetre",
    "cm³": "cubic centimetre",
    "mm2": "square millimetre",
    "ft2": "square foot",
    "ft²": "square foot",
    "sqft": "square foot",
    "sqm": "square metre",
    "dL": "decilitre",
    "dl": "decilitre",
    "μl": "microlitre",
    "°C": "degree Celsius",
    "°F": "degree Fahrenheit",
    "°": "degree",
    "km/h": "kilometre per hour",
    "km/hr": "kilometre per hour",
    "m/s": "metre per second",
    "kcal": "kilocalorie",
    "cc": "cubic centimetre",
    "C": "degree Celsius",
    "F": "degree Fahrenheit",
    "Pa": "pascal",
    "hPa": "hectopascal",
    "kPa": "kilopascal",
    "MPa": "megapascal",
    "Ghz": "gigahertz",
    "Mhz": "megahertz",
    "mb": "megabyte",
    "gb": "gigabyte",
    "µm": "micrometre",
    "μm": "micrometre",
}

# One-letter signs are units only when they touch the digits or stand before a break.
SHY_SIGNS = frozenset("C F m g t l L W V s h ha pc A N J K MP mi lm st".split())
# Longer signs in the wrong case ("61 HZ") are read too, where they mean one unit only.
_FOLDED: dict[str, set[str]] = {}
for _sign, _unit in SIGNS.items():
    if len(_sign) > 1 and _sign.isalpha() and _sign not in SHY_SIGNS:
        _FOLDED.setdefault(_sign.casefold(), set()).add(_unit)
FOLDED_SIGNS = {
    folded: next(iter(units))
    for folded, units in _FOLDED.items()
    if len(units) == 1 and folded not in {"pa", "mt", "ms", "mi", "mb"}
}

# "pounds" are money where the sum is scaled ("2 million pounds") or one of these is near, and a
# weight elsewhere.
MONEY_WORDS = frozenset(
    """
    cost costs price priced prices pay pays paid paying worth spend spends spent spending earn earns
    earned fine fined fee fees tax taxes bill bills budget salary wage wages income debt debts loan
    loans invest invested investment raise raised save saved savings cash money bank grant funding
    fund buy bought sell sold sterling bond bonds pension benefit benefits compensation profit
    profits loss losses revenue donated donate rent owed owe currency deposit charge charged stolen
    """.split()
)

# Near one of these the "m" of "4.5m" is a million, unless one of the others is near too.
COUNTED_IN_MILLIONS = frozenset(
    """
    population people persons users customers viewers voters households homes jobs cases sales
    revenue revenues profit profits turnover budget deaths doses followers subscribers members
    visitors passengers downloads views audience unemployed workforce debt deficit visits citizens
    """.split()
)
MEASURED_IN_METRES = frozenset(
    """
    high tall long wide deep height length width depth distance metres meters feet ft km tower
    race sprint swim swam jumped jump above below away altitude
    """.split()
)

# Denominators of a rate that may follow "per", "a", "an", "each", "every" or a slash.
PERIODS = frozenset(
    "second minute hour day night week fortnight month quarter year decade annum season".split()
)
SHARES = frozenset(
    """
    share person head capita employee worker household family pupil student child patient unit
    ton tonne barrel gallon litre liter pound ounce kilogram kilo mile kilometre kilometer metre
    meter acre hectare game match ticket bottle gram square foot item piece vote inhabitant resident
    customer user passenger
    """.split()
)


def _plurals(form: str) -> tuple[str, ...]:
    """The form and its regular plural ("kilowatt hour" also as "kilowatt hours")."""
    return (form, form + "s") if form[-1].isalpha() and form[-1] != "s" else (form,)


def _phrases(*tables: dict[str, tuple[str, ...]]) -> dict[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for table in tables:
        for canonical, forms in table.items():
            for form in forms:
                for variant in _plurals(form):
                    found.setdefault(tuple(variant.replace("-", " - ").split()), canonical)
                # "a 900-square-foot flat"
                found.setdefault(
                    tuple(form.replace("-", " ").replace(" ", " - ").split()), canonical
                )
    for name in ("celsius", "celcius", "centigrade", "fahrenheit", "farenheit", "c", "f"):
        scale = "degree Celsius" if name[0] == "c" else "degree Fahrenheit"
        found[("degrees", name)] = scale
    return found


# Every form in words as a tuple of lower-case lexemes -> canonical unit.
UNIT_PHRASES = _phrases(WORDS, currencies.WORDS)
LONGEST_UNIT = max(len(phrase) for phrase in UNIT_PHRASES)
TIMES = frozenset("second minute hour day week month year decade century".split())
