"""Money: how each currency is written, by its canonical name.

Names, codes and signs of all currencies come from the Unicode CLDR, as Babel ships it; the tables
here only add what a newspaper writes besides ("bucks", "Rs", "quid") and say which currency is
meant where the words leave it open.
"""

# ruff: noqa: SIM905 -- word lists read better as running words

from __future__ import annotations

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
    "zł": "Polish zloty",
    "Kč": "Czech koruna",
}

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
    "Swedish krona": ("kronor", "krona", "swedish crown"),
    "Norwegian krone": ("norwegian crown",),
    "Danish krone": ("danish crown",),
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
HEADS = frozenset(
    """
    dollar pound euro franc peso rupee rouble ruble dinar lira riyal dirham shilling yen yuan won
    krona krone crown real rand shekel
    """.split()
)


def _words() -> dict[str, tuple[str, ...]]:
    """Every way a currency is named in words, singular and plural, in lower case."""
    found: dict[str, list[str]] = {}
    for code, name in _NAMES.items():
        spoken = {get_currency_name(code, count=count, locale=_ENGLISH) for count in (1, 2)}
        found.setdefault(name, []).extend(words.lower() for words in sorted(spoken))
    for table in (PLAIN, PARTS):
        for name, forms in table.items():
            found.setdefault(name, []).extend(forms)
    return {name: tuple(dict.fromkeys(forms)) for name, forms in found.items()}


WORDS = _words()
MONEY = frozenset({*PREFIXES.values(), *SUFFIXES.values(), *WORDS})
