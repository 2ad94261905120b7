"""Units and currencies: every way they are written, by canonical British singular."""

# ruff: noqa: SIM905 -- word lists read better as running words

from __future__ import annotations

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
    "megapixel": ("megapixel", "mp"),
    "pixel": ("pixel",),
    "decibel": ("decibel",),
    "degree Celsius": (
        "degree celsius",
        "degree centigrade",
        "celsius",
        "centigrade",
        "deg celsius",
        "deg c",
        "degree c",
        "degrees c",
    ),
    "degree Fahrenheit": (
        "degree fahrenheit",
        "fahrenheit",
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
SHY_SIGNS = frozenset({"C", "F", "m", "g", "t", "l", "L", "W", "V", "s", "h", "ha", "pc"})

# Before the number.
CURRENCY_PREFIXES = {
    "$": "US dollar",
    "US$": "US dollar",
    "USD": "US dollar",
    "U.S.$": "US dollar",
    "A$": "Australian dollar",
    "AU$": "Australian dollar",
    "AUD": "Australian dollar",
    "C$": "Canadian dollar",
    "CA$": "Canadian dollar",
    "CAD": "Canadian dollar",
    "NZ$": "New Zealand dollar",
    "NZD": "New Zealand dollar",
    "HK$": "Hong Kong dollar",
    "HKD": "Hong Kong dollar",
    "S$": "Singapore dollar",
    "SGD": "Singapore dollar",
    "R$": "Brazilian real",
    "NT$": "New Taiwan dollar",
    "£": "pound sterling",
    "GBP": "pound sterling",
    "€": "euro",
    "EUR": "euro",
    "¥": "Japanese yen",
    "JPY": "Japanese yen",
    "CNY": "Chinese yuan",
    "RMB": "Chinese yuan",
    "₹": "Indian rupee",
    "INR": "Indian rupee",
    "Rs": "Indian rupee",
    "Rs.": "Indian rupee",
    "₩": "South Korean won",
    "KRW": "South Korean won",
    "₽": "Russian rouble",
    "RUB": "Russian rouble",
    "₪": "Israeli shekel",
    "₺": "Turkish lira",
    "₦": "Nigerian naira",
    "₱": "Philippine peso",
    "₴": "Ukrainian hryvnia",
    "₫": "Vietnamese dong",
    "₭": "Lao kip",
    "₿": "bitcoin",
    "CHF": "Swiss franc",
    "RM": "Malaysian ringgit",
    "SEK": "Swedish krona",
    "NOK": "Norwegian krone",
    "DKK": "Danish krone",
    "ZAR": "South African rand",
    "AED": "UAE dirham",
    "SAR": "Saudi riyal",
    "MXN": "Mexican peso",
    "PLN": "Polish zloty",
    "TRY": "Turkish lira",
    "BRL": "Brazilian real",
    "BTC": "bitcoin",
}

# After the number, in words and in any case.
CURRENCY_WORDS: dict[str, tuple[str, ...]] = {
    "US dollar": (
        "dollar",
        "us dollar",
        "u.s. dollar",
        "american dollar",
        "united states dollar",
        "buck",
    ),
    "Australian dollar": ("australian dollar",),
    "Canadian dollar": ("canadian dollar",),
    "New Zealand dollar": ("new zealand dollar",),
    "Hong Kong dollar": ("hong kong dollar",),
    "Singapore dollar": ("singapore dollar",),
    "Taiwan dollar": ("taiwan dollar", "new taiwan dollar"),
    "US cent": ("cent",),
    "euro": ("euro",),
    "pound sterling": ("pound", "pound sterling", "british pound", "quid"),
    "penny": ("penny", "pence"),
    "Japanese yen": ("yen", "japanese yen"),
    "Chinese yuan": ("yuan", "renminbi", "chinese yuan", "rmb"),
    "Indian rupee": ("rupee", "indian rupee"),
    "Pakistani rupee": ("pakistani rupee",),
    "Sri Lankan rupee": ("sri lankan rupee",),
    "South Korean won": ("won", "south korean won", "korean won"),
    "Russian rouble": ("rouble", "ruble", "russian rouble", "russian ruble"),
    "Israeli shekel": ("shekel", "israeli shekel"),
    "Turkish lira": ("lira", "turkish lira"),
    "Nigerian naira": ("naira",),
    "Mexican peso": ("mexican peso", "peso"),
    "Philippine peso": ("philippine peso",),
    "Argentine peso": ("argentine peso",),
    "Chilean peso": ("chilean peso",),
    "Swiss franc": ("swiss franc", "franc"),
    "Malaysian ringgit": ("ringgit", "malaysian ringgit"),
    "Thai baht": ("baht", "thai baht"),
    "Indonesian rupiah": ("rupiah", "indonesian rupiah"),
    "Vietnamese dong": ("vietnamese dong",),
    "Swedish krona": ("swedish krona", "swedish kronor", "swedish crown"),
    "Norwegian krone": ("norwegian krone", "norwegian kroner", "norwegian crown"),
    "Danish krone": ("danish krone", "danish kroner", "danish crown"),
    "Czech koruna": ("czech crown", "czech koruna"),
    "Polish zloty": ("zloty", "zlotys", "polish zloty"),
    "Hungarian forint": ("forint",),
    "South African rand": ("rand", "south african rand"),
    "UAE dirham": ("dirham", "uae dirham"),
    "Saudi riyal": ("riyal", "saudi riyal"),
    "Brazilian real": ("reais", "brazilian real"),
    "Kenyan shilling": ("kenyan shilling", "shilling"),
    "Ukrainian hryvnia": ("hryvnia",),
    "bitcoin": ("bitcoin", "btc"),
    "ether": ("ether",),
}

# Signs and codes after the number: "10 €", "20 USD".
CURRENCY_SUFFIXES = {
    key: name
    for key, name in CURRENCY_PREFIXES.items()
    if (not key[-1].isalpha() and len(key) == 1)
    or (key.isalpha() and key.isupper() and len(key) == 3)
} | {"p": "penny", "元": "Chinese yuan", "円": "Japanese yen"}

# "pounds" is a weight where one of these is near.
WEIGHT_WORDS = frozenset(
    {"weigh", "weighs", "weighed", "weighing", "weight", "overweight", "heavy", "heavier", "lost"}
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
    for name in ("celsius", "centigrade", "fahrenheit", "c", "f"):
        scale = "degree Celsius" if name[0] == "c" else "degree Fahrenheit"
        found[("degrees", name)] = scale
    return found


# Every form in words as a tuple of lower-case lexemes -> canonical unit.
UNIT_PHRASES = _phrases(WORDS, CURRENCY_WORDS)
LONGEST_UNIT = max(len(phrase) for phrase in UNIT_PHRASES)
CURRENCIES = frozenset(CURRENCY_PREFIXES.values()) | frozenset(CURRENCY_WORDS)
TIMES = frozenset("second minute hour day week month year decade century".split())
