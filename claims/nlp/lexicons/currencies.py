"""Money: how each currency is written, by its canonical name.

Names, codes and signs of all currencies come from the Unicode CLDR, as Babel ships it; the tables
here only add what a newspaper writes besides ("bucks", "Rs", "quid") and say which currency is
meant where the words leave it open.
"""

# ruff: noqa: SIM905 -- word lists read better as running words

from __future__ import annotations

from collections import Counter

from babel.core import Locale
from babel.numbers import get_currency_name

_ENGLISH = Locale("en")

# Our canonical names where CLDR has another one.
NAMED_OTHERWISE = {
    "GBP": "pound sterling",
    "RUB": "Russian rouble",
    "BYN": "Belarusian rouble",
    "AED": "UAE dirham",
    "ILS": "Israeli shekel",
    "TWD": "New Taiwan dollar",
    "PLN": "Polish zloty",
    "BTC": "bitcoin",
}
# Metals, funds and tests: codes of no money in a newspaper.
_NOT_MONEY = frozenset(
    "XXX XTS XAU XAG XPT XPD XBA XBB XBC XBD XDR XFO XFU XRE XSU XUA XEU".split()
)
# Codes that stand before a number for other reasons: "TOP 10", "CUP 2019".
_WORDS_TOO = frozenset("ALL TOP CUP MAD PEN BAM SOS LAK COP SUR".split())


def _names() -> dict[str, str]:
    """Code -> our name, without the currencies of the past ("Polish Zloty (1950–1995)")."""
    return {
        code: NAMED_OTHERWISE.get(code) or get_currency_name(code, count=1, locale=_ENGLISH)
        for code, full in _ENGLISH.currencies.items()
        if code not in _NOT_MONEY and "(" not in full
    }


_NAMES = _names()
CODES: dict[str, str] = {
    **{code: name for code, name in _NAMES.items() if code not in _WORDS_TOO},
    "RMB": "Chinese yuan",
    "BTC": "bitcoin",
    "ETH": "ether",
}

# Written before the number.
PREFIXES: dict[str, str] = {
    **{sign: CODES[code] for code, sign in _ENGLISH.currency_symbols.items() if code in CODES},
    **CODES,
    "$": "US dollar",
    "US$": "US dollar",
    "U.S.$": "US dollar",
    "AU$": "Australian dollar",
    "C$": "Canadian dollar",
    "CAN$": "Canadian dollar",
    "CDN$": "Canadian dollar",
    "TT$": "Trinidad & Tobago dollar",
    "S$": "Singapore dollar",
    "J$": "Jamaican dollar",
    "Mex$": "Mexican peso",
    "¥": "Japanese yen",
    "PS": "pound sterling",
    "Rs": "Indian rupee",
    "Rs.": "Indian rupee",
    "RM": "Malaysian ringgit",
    "Rp": "Indonesian rupiah",
    "₽": "Russian rouble",
    "₺": "Turkish lira",
    "₾": "Georgian lari",
    "₦": "Nigerian naira",
    "₴": "Ukrainian hryvnia",
    "₭": "Laotian kip",
    "₵": "Ghanaian cedi",
    "₸": "Kazakhstani tenge",
    "₿": "bitcoin",
    "Tk": "Bangladeshi taka",
    "Sh": "Kenyan shilling",
    "KSh": "Kenyan shilling",
    "Ksh": "Kenyan shilling",
    "TSh": "Tanzanian shilling",
    "USh": "Ugandan shilling",
    "SFr": "Swiss franc",
    "Fr": "Swiss franc",
    "SKr": "Swedish krona",
    "NKr": "Norwegian krone",
    "DKr": "Danish krone",
    "Dh": "UAE dirham",
    "Dhs": "UAE dirham",
    "R": "South African rand",
    "N": "Nigerian naira",
    "P": "Philippine peso",
    "฿": "Thai baht",
    "₡": CODES["CRC"],
    "₲": CODES["PYG"],
    "₮": CODES["MNT"],
    "₼": CODES["AZN"],
    "៛": CODES["KHR"],
    "৳": "Bangladeshi taka",
    "﷼": CODES["IRR"],
    "؋": CODES["AFN"],
    "֏": CODES["AMD"],
    "zł": "Polish zloty",
    "Kč": "Czech koruna",
}

# Of these, letters that stand before many a number and are money only where it looks like a sum:
# "R500 million", "N1.5bn", "P20,000".
SHY_PREFIXES = frozenset({"R", "N", "P", "PS"})

# Written after the number, in one letter or sign. Codes ("20 USD") are prefixes too.
SUFFIXES: dict[str, str] = {
    **{sign: name for sign, name in PREFIXES.items() if len(sign) == 1 and not sign.isalpha()},
    **CODES,
    "p": "penny",
    "¢": "US cent",
    "c": "US cent",
    "元": "Chinese yuan",
    "円": "Japanese yen",
    "zł": "Polish zloty",
    "Kč": "Czech koruna",
}

# One word for one currency: what the text means unless it says more.
PLAIN: dict[str, tuple[str, ...]] = {
    "US dollar": ("dollar", "u.s. dollar", "american dollar", "united states dollar", "buck"),
    "euro": ("euro",),
    "pound sterling": ("pound", "pound sterling", "sterling", "quid"),
    "Japanese yen": ("yen",),
    "Chinese yuan": ("yuan", "renminbi"),
    "Indian rupee": ("rupee",),
    "South Korean won": ("won", "korean won"),
    "Russian rouble": ("rouble", "ruble", "russian ruble", "russian rouble"),
    "Israeli shekel": ("shekel", "new israeli shekel"),
    "Turkish lira": ("lira",),
    "Nigerian naira": ("naira",),
    "Mexican peso": ("peso",),
    "Swiss franc": ("franc",),
    "Malaysian ringgit": ("ringgit",),
    "Thai baht": ("baht",),
    "Indonesian rupiah": ("rupiah",),
    "Swedish krona": ("kronor", "krona", "swedish crown", "swedish kronor"),
    "Norwegian krone": ("norwegian crown", "krone", "kroner", "norwegian kroner"),
    "Danish krone": ("danish crown", "danish kroner"),
    "Czech koruna": ("koruna", "czech crown"),
    "Polish zloty": ("zloty", "zlotys"),
    "Hungarian forint": ("forint",),
    "South African rand": ("rand",),
    "UAE dirham": ("dirham", "emirati dirham"),
    "Saudi riyal": ("riyal",),
    "Brazilian real": ("reais",),
    "Kenyan shilling": ("shilling",),
    "Ukrainian hryvnia": ("hryvnia",),
    "Taiwan dollar": ("taiwan dollar",),
    "Singapore dollar": ("singaporean dollar",),
    "Bangladeshi taka": ("taka",),
    "Iranian rial": ("rial",),
    "Romanian leu": ("leu", "lei"),
    "Bulgarian lev": ("lev", "leva"),
    "German mark": ("german mark", "deutschmark", "deutsche mark", "d-mark"),
    "bitcoin": ("bitcoin", "btc"),
    "ether": ("ether", "ethereum"),
}
# Hundredths, with the currency they are a part of.
PARTS: dict[str, tuple[str, ...]] = {
    "US cent": ("cent", "us cent"),
    "euro cent": ("euro cent",),
    "penny": ("penny", "pence", "pennies"),
    "Malaysian sen": ("sen",),
    "Indian paisa": ("paisa", "paise"),
    "kopeck": ("kopeck", "kopek"),
}
WHOLES: dict[str, str] = {
    "US cent": "US dollar",
    "euro cent": "euro",
    "penny": "pound sterling",
    "Malaysian sen": "Malaysian ringgit",
    "Indian paisa": "Indian rupee",
    "kopeck": "Russian rouble",
}
# Cents belong to any of these: "five Canadian dollars and ten cents".
HAVE_CENTS = frozenset({"dollar", "euro", "rand"})
# What a currency may be called behind its country: "Jamaican dollars".
HEADS = frozenset(
    """
    dollar pound euro franc peso rupee rouble ruble dinar lira riyal dirham shilling yen yuan won
    krona krone crown real rand shekel
    """.split()
)


# Last words of a currency's name that mean other things where no country stands before them.
_NO_MONEY_ALONE = frozenset(
    "austral gold inti larit mvdol soberano sol talonas value real sterling syli cupon unit".split()
)


def _named_by_one_word(names: dict[str, str]) -> dict[str, str]:
    """The "dong" of "Vietnamese dong": last words that one currency alone has, and its name."""
    heads = Counter(name.rpartition(" ")[2].lower() for name in names.values())
    return {
        head: name
        for name in names.values()
        if heads[head := name.rpartition(" ")[2].lower()] == 1 and head not in _NO_MONEY_ALONE
    }


def _words() -> dict[str, tuple[str, ...]]:
    """Every way a currency is named in words, singular and plural, in lower case."""
    found: dict[str, list[str]] = {}
    for code, name in _NAMES.items():
        spoken = {get_currency_name(code, count=count, locale=_ENGLISH) for count in (1, 2)}
        found.setdefault(name, []).extend(words.lower() for words in sorted(spoken))
    for head, name in _named_by_one_word(_NAMES).items():
        found[name].append(head)
    for table in (PLAIN, PARTS):
        for name, forms in table.items():
            found.setdefault(name, []).extend(forms)
    return {name: tuple(dict.fromkeys(forms)) for name, forms in found.items()}


WORDS = _words()
MONEY = frozenset({*PREFIXES.values(), *SUFFIXES.values(), *WORDS})
