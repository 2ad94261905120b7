"""Units of measurement: every way they are written, by canonical British singular."""

# ruff: noqa: SIM905 -- word lists read better as running words
# fmt: off

from __future__ import annotations

import re

from . import currencies
from .metric import BASES, powers_in_words, prefixed_words

# canonical -> forms written in words besides the regular ones of .metric, matched in any case;
# plurals are listed where they are not the form plus "s".
IN_WORDS: dict[str, tuple[str, ...]] = {
    # shares and points
    "percent": ("percent", "per cent", "pct", "pct.", "percents", "percentage"),
    "percentage point": (
        "percentage point", "percent point", "per cent point", "pp", "ppt", "pct point",
        "% point", "%-point", "%age point", "% pt", "percentage pt",
    ),
    "basis point": ("basis point", "bps", "bp"),
    "point": ("point", "pts"),
    "per mille": ("per mille", "permille", "per mil", "promille"),
    "part per million": ("ppm", "parts per million", "part per million"),
    "part per billion": ("ppb", "parts per billion", "part per billion"),
    # time
    "second": ("second", "sec", "secs"),
    "minute": ("minute", "min", "mins"),
    "hour": ("hour", "hr", "hrs"),
    "day": ("day",),
    "week": ("week", "wk"),
    "fortnight": ("fortnight",),
    "month": ("month", "mths", "mos"),
    "year": ("year", "yr", "yrs"),
    "decade": ("decade",),
    "century": ("century", "centuries"),
    # length
    "kilometre": ("kms",),
    "micrometre": ("micron",),
    "inch": ("inch", "inches"),
    "foot": ("foot", "feet"),
    "yard": ("yard",),
    "mile": ("mile",),
    "nautical mile": ("nautical mile", "nmi", "sea mile"),
    "furlong": ("furlong",),
    "fathom": ("fathom",),
    "light-year": ("light year", "light-year", "lightyear"),
    "astronomical unit": ("astronomical unit",),
    # area
    "acre": ("acre",),
    "hectare": ("hectare",),
    # volume
    "acre-foot": ("acre-foot", "acre-feet", "acre foot", "acre feet"),
    "gallon": ("gallon", "gal"),
    "pint": ("pint",),
    "quart": ("quart", "qt"),
    "barrel": ("barrel", "bbl"),
    "bushel": ("bushel",),
    "cup": ("cup",),
    "tablespoon": ("tablespoon", "tbsp", "tablespoonful"),
    "teaspoon": ("teaspoon", "tsp", "teaspoonful"),
    "fluid ounce": ("fluid ounce", "fl oz", "fl. oz", "fl. oz.", "oz fl"),
    "litre": ("ltr", "ltrs"),
    # mass
    "kilogram": ("kilo",),
    "tonne": ("tonne", "metric ton", "metric tonne"),
    "ton": ("ton",),
    "long ton": ("long ton", "imperial ton"),
    "short ton": ("short ton", "us ton"),
    "hundredweight": ("hundredweight", "cwt"),
    "ounce": ("ounce", "oz"),
    "troy ounce": ("troy ounce", "ounce troy", "troy oz"),
    "pound": ("lb", "lbs", "lbs.", "lb."),
    "stone": ("stone",),
    "carat": ("carat",),
    "grain": ("grain",),
    # speed and flow
    "mile per hour": ("mile per hour", "miles per hour", "mile an hour", "miles an hour", "mph"),
    "kilometre per hour": (
        "kilometre per hour", "kilometres per hour", "kilometers per hour", "kilometre an hour",
        "kilometres an hour", "kilometers an hour", "kph", "kmph", "kmh",
    ),
    "metre per second": ("metre per second", "metres per second", "meters per second"),
    "mile per gallon": ("mile per gallon", "miles per gallon", "mpg"),
    "revolution per minute": ("rpm", "revolutions per minute"),
    "beat per minute": ("bpm", "beats per minute"),
    "frame per second": ("fps", "frames per second"),
    "barrel per day": ("bpd", "b/d", "bbl/d", "barrels per day", "barrels a day", "barrel-a-day"),
    "barrel of oil equivalent": ("barrels of oil equivalent", "barrel of oil equivalent"),
    "cubic foot per second": ("cfs",),
    "knot": ("knot", "kts"),
    # work, heat, pressure
    "horsepower": ("horsepower", "bhp", "hp"),
    "British thermal unit": ("btu", "british thermal unit"),
    "therm": ("therm",),
    "pound-foot": (
        "pound-foot", "pound feet", "pound-feet", "foot-pound", "lb-ft", "ft-lb", "lb ft",
        "ft lb", "lb.-ft.", "ft.-lb.",
    ),
    "pound per square inch": ("pound per square inch", "pounds per square inch"),
    "kilopound per square inch": ("ksi",),
    "atmosphere": ("atmosphere",),
    "millimetre of mercury": ("millimetres of mercury", "millimeters of mercury", "mmhg", "mm hg"),
    "inch of mercury": ("inches of mercury", "inhg"),
    # temperature and angle
    "degree Celsius": (
        "degree celsius", "degree centigrade", "celsius", "celcius", "degree celcius",
        "centigrade", "deg celsius", "deg c", "degree c", "degrees c", "deg. c", "° celsius",
        "° c", "º c", "° centigrade", "℃",
    ),
    "degree Fahrenheit": (
        "degree fahrenheit", "fahrenheit", "farenheit", "degree farenheit", "deg fahrenheit",
        "deg f", "degree f", "degrees f", "deg. f", "° fahrenheit", "° f", "º f", "℉",
    ),
    "kelvin": ("kelvin", "degree kelvin", "degrees kelvin"),
    "degree Rankine": ("rankine", "degree rankine", "degrees rankine"),
    "degree": ("degree", "deg"),
    "radian": ("radian",),
    "arcminute": ("arcminute", "arc minute", "minute of arc", "minutes of arc"),
    "arcsecond": ("arcsecond", "arc second", "second of arc", "seconds of arc"),
    # data
    "kilobyte": ("kbyte",),
    "megabyte": ("meg", "mbyte"),
    "gigabyte": ("gig", "gbyte"),
    "kilobit per second": ("kbps", "kilobits per second", "kilobit per second"),
    "megabit per second": ("mbps", "megabits per second", "megabit per second"),
    "gigabit per second": ("gbps", "gigabits per second", "gigabit per second"),
    "megapixel": ("megapixel",),
    "pixel": ("pixel",),
    "dot per inch": ("dpi", "dots per inch"),
    "pixel per inch": ("ppi", "pixels per inch"),
    # other sciences
    "kilocalorie": ("kcal",),
    "decibel": ("decibel",),
    "coulomb": ("coulomb",),
    "candela": ("candela",),
    "lux": ("lux",),
    "roentgen": ("roentgen", "röntgen"),
    "international unit": ("international unit",),
    # games
    "point per game": ("ppg",),
    "rebound per game": ("rpg",),
    "assist per game": ("apg",),
}


# Bases whose names mean other things where no prefix stands before them; as signs they are read.
_NAMED_ALIKE = frozenset({"tonne", "tesla", "henry", "gray", "mole", "bar", "curie"})
# Words that are units only where no noun follows that they are a part of: "two cup finals".
SHY_WORDS = frozenset({"cup", "grain", "stone", "point", "second", "degree", "barrel"})


def _merged(*tables: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for table in tables:
        for name, forms in table.items():
            found[name] = tuple(dict.fromkeys((*found.get(name, ()), *forms)))
    return found


WORDS = _merged(
    {base.name: (base.name, *base.spellings) for base in BASES if base.name not in _NAMED_ALIKE},
    prefixed_words(),
    powers_in_words(),
    IN_WORDS,
)

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
# The same as signs: "Rs 60 a kg".
SHARE_SIGNS = {
    "kg": "kilogram",
    "lb": "pound",
    "km": "kilometre",
    "kwh": "kilowatt hour",
    "mwh": "megawatt hour",
    "gb": "gigabyte",
}
# Behind a number these count nothing: "the 980 million forecast", "a 20,000 limit".
AMOUNTS = frozenset(
    "forecast estimate target goal total limit cap ceiling floor threshold mark figure".split()
)
# Behind an amount these say for how long it is: "twice daily", "$5m annually".
HOW_OFTEN = {
    "hourly": "hour",
    "daily": "day",
    "nightly": "night",
    "weekly": "week",
    "fortnightly": "fortnight",
    "monthly": "month",
    "quarterly": "quarter",
    "yearly": "year",
    "annually": "year",
}
SHARES = frozenset(
    """
    share person head capita employee worker household family pupil student child patient unit
    dozen ton tonne barrel gallon litre liter pound ounce kilogram kilo mile kilometre kilometer
    metre meter acre hectare game match ticket bottle gram square foot item piece vote inhabitant
    resident customer user passenger bushel pint yard carat
    """.split()
)


def _plurals(form: str) -> tuple[str, ...]:
    """The form and its regular plural ("kilowatt hour" also as "kilowatt hours")."""
    return (form, form + "s") if form[-1].isalpha() and form[-1] != "s" else (form,)


def _pieces(form: str) -> tuple[str, ...]:
    """A form as its lexemes: hyphens, points, slashes and signs stand alone."""
    return tuple(re.sub(r"([-./%°º])", r" \1 ", form).split())


def _phrases(*tables: dict[str, tuple[str, ...]]) -> dict[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for table in tables:
        for canonical, forms in table.items():
            for form in forms:
                for variant in _plurals(form):
                    found.setdefault(_pieces(variant), canonical)
                # "a 900-square-foot flat"
                found.setdefault(_pieces(form.replace("-", " ").replace(" ", "-")), canonical)
    for name in ("celsius", "celcius", "centigrade", "fahrenheit", "farenheit", "c", "f"):
        scale = "degree Celsius" if name[0] == "c" else "degree Fahrenheit"
        found[("degrees", name)] = scale
    return found


# Every form in words as a tuple of lower-case lexemes -> canonical unit.
UNIT_PHRASES = _phrases(WORDS, currencies.WORDS)
LONGEST_UNIT = max(len(phrase) for phrase in UNIT_PHRASES)
TIMES = frozenset("second minute hour day week month year decade century".split())
