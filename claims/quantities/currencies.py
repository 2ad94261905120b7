"""Currencies: their codes, their hundredths, and the nouns that they are named by."""

from __future__ import annotations

CURRENCY_CODES = {
    "USD": "US dollar",
    "EUR": "euro",
    "GBP": "pound sterling",
    "JPY": "Japanese yen",
    "CNY": "Chinese yuan",
    "INR": "Indian rupee",
    "RUB": "Russian rouble",
    "CHF": "Swiss franc",
    "CAD": "Canadian dollar",
    "AUD": "Australian dollar",
    "NZD": "New Zealand dollar",
    "HKD": "Hong Kong dollar",
    "SGD": "Singapore dollar",
    "SEK": "Swedish krona",
    "NOK": "Norwegian krone",
    "DKK": "Danish krone",
    "PLN": "Polish zloty",
    "CZK": "Czech koruna",
    "HUF": "Hungarian forint",
    "TRY": "Turkish lira",
    "UAH": "Ukrainian hryvnia",
    "ILS": "Israeli shekel",
    "KRW": "South Korean won",
    "BRL": "Brazilian real",
    "MXN": "Mexican peso",
    "ZAR": "South African rand",
    "NGN": "Nigerian naira",
    "KES": "Kenyan shilling",
    "THB": "Thai baht",
    "IDR": "Indonesian rupiah",
    "MYR": "Malaysian ringgit",
    "PHP": "Philippine peso",
    "VND": "Vietnamese dong",
    "PKR": "Pakistani rupee",
    "EGP": "Egyptian pound",
    "SAR": "Saudi riyal",
    "AED": "UAE dirham",
    "ARS": "Argentine peso",
    "CLP": "Chilean peso",
    "COP": "Colombian peso",
}
CURRENCIES = frozenset(CURRENCY_CODES.values())
# A hundredth of its currency.
CENTS = {
    "US cent": "US dollar",
    "euro cent": "euro",
    "penny": "pound sterling",
    "Canadian cent": "Canadian dollar",
    "Australian cent": "Australian dollar",
    "Indian paisa": "Indian rupee",
    "kopeck": "Russian rouble",
}
CURRENCY_WORDS = frozenset(
    "dollar euro franc krona krone peso rupee rouble dinar lira riyal dirham shilling yen yuan "  # noqa: SIM905
    "won baht rand naira zloty koruna forint hryvnia shekel real ringgit rupiah dong crown mark "
    "taka kwacha cedi birr lari leu lev kuna tenge som manat guilder florin".split()
)
