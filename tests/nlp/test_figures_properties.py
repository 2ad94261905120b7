"""Numbers written out read back to themselves, and no text whatever is too much."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from claims.nlp import detect_language, read_figures
from claims.nlp.lexicons.currencies import WORDS as MONEY
from claims.nlp.lexicons.signs import SIGNS
from claims.nlp.lexicons.units import WORDS

from .telling import told

# The first way each unit is written; money by the last, which is a plain word of everyday.
UNITS = {name: forms[0] for name, forms in WORDS.items()} | {
    name: MONEY[name][0] for name in ("Georgian lari", "Thai baht", "US dollar", "Czech koruna")
}

ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
TENS = ("", "", *("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"))


def in_words(number: int) -> str:
    """A number below a billion as one says it."""
    if number < 20:
        return ONES[number]
    if number < 100:
        return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")
    for scale, name in ((10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= scale:
            rest = number % scale
            joint = " and " if rest and rest < 100 else " "
            tail = joint + in_words(rest) if rest else ""
            return f"{in_words(number // scale)} {name}{tail}"
    raise ValueError(number)


@given(st.integers(min_value=2, max_value=999_999_999))
def test_a_number_in_words_reads_back_to_itself(number):
    sentence = f"They counted {in_words(number)} sheep."
    assert [figure.quantity.low for figure in read_figures(sentence)] == [number]


@given(st.integers(min_value=2, max_value=10**15))
def test_grouped_digits_read_back_to_themselves(number):
    assert [f.quantity.low for f in read_figures(f"They counted {number:,} goats.")] == [number]


@given(
    st.decimals(min_value="0.1", max_value=999, places=1),
    st.sampled_from([("k", 3), ("mn", 6), ("bn", 9), ("tn", 12), (" million", 6), (" billion", 9)]),
)
def test_a_scaled_sum_of_money_reads_back_to_itself(value, scale):
    suffix, power = scale
    (figure,) = read_figures(f"It cost €{value}{suffix} in all.")
    assert figure.quantity.low == value * Decimal(10) ** power
    assert figure.quantity.unit == "euro"


@given(st.integers(2, 400), st.integers(1, 400))
def test_a_range_reads_back_to_its_ends(low, step):
    (figure,) = read_figures(f"It took {low} to {low + step} days.")
    quantity = figure.quantity
    assert (quantity.low, quantity.high, quantity.comparator) == (low, low + step, "between")


def grouped_by(mark: str, number: int) -> str:
    return f"{number:,}".replace(",", mark)


def in_lakhs(number: int) -> str:
    """Indian grouping: three digits, then pairs: 12,34,567."""
    head, tail = divmod(number, 1000)
    pairs = []
    while head:
        head, pair = divmod(head, 100)
        pairs.insert(0, f"{pair:02d}" if head else str(pair))
    return ",".join([*pairs, f"{tail:03d}"])


@given(st.integers(10_000, 10**9), st.sampled_from([",", "'", "’", "\u00a0", "\u202f", " "]))
def test_a_number_reads_back_however_its_digits_are_grouped(number, mark):
    (figure,) = read_figures(f"They counted {grouped_by(mark, number)} goats.")
    assert (figure.quantity.low, figure.quantity.counted) == (number, "goat")


@given(st.integers(100_000, 10**9))
def test_a_number_in_lakhs_reads_back_to_itself(number):
    (figure,) = read_figures(f"They paid {in_lakhs(number)} rupees.")
    assert figure.quantity.low == number


@given(st.integers(1, 999), st.integers(0, 99), st.sampled_from([".", ","]))
def test_a_decimal_reads_back_behind_a_point_or_a_comma(whole, part, mark):
    digits = f"{part:02d}"
    (figure,) = read_figures(f"It weighs {whole}{mark}{digits} kg.")
    assert figure.quantity.low == Decimal(f"{whole}.{digits}")
    assert figure.quantity.unit == "kilogram"


UNDERS = {
    **{3: "third", 5: "fifth", 7: "seventh", 8: "eighth", 10: "tenth"},
    **{20: "twentieth", 21: "twenty-first", 32: "thirty-second", 100: "hundredth"},
}


@given(st.integers(2, 19), st.sampled_from(sorted(UNDERS)), st.sampled_from(["-", " "]))
def test_a_fraction_in_words_reads_back_to_itself(over, under, joint):
    (figure,) = read_figures(f"It lost {in_words(over)}{joint}{UNDERS[under]}s of the land.")
    assert abs(figure.quantity.low - Decimal(over) / under) < Decimal("1e-20")
    assert figure.quantity.counted == "land"


@given(st.integers(1, 99), st.integers(1, 99), st.sampled_from(["million", "billion", "bn"]))
def test_the_scale_on_the_right_end_of_a_range_holds_for_both(low, step, scale):
    power = 10**6 if scale == "million" else 10**9
    (figure,) = read_figures(f"It cost €{low} to €{low + step} {scale} in all.")
    quantity = figure.quantity
    assert (quantity.low, quantity.high) == (low * power, (low + step) * power)
    assert (quantity.unit, quantity.comparator) == ("euro", "between")


@given(st.integers(1, 9), st.one_of(st.integers(10, 1899), st.integers(2101, 10_000)))
def test_odds_keep_both_numbers_except_where_the_second_may_be_a_year(some, of):
    (figure,) = read_figures(f"It hits {some} in {of} sheep.")
    assert told(figure) == f"{some} in {of} sheep: {some} sheep per {of}"


@given(st.integers(1, 500), st.integers(1, 30), st.sampled_from(["±", "plus or minus", "+/-"]))
def test_a_tolerance_reads_back_to_its_bounds(middle, width, mark):
    (figure,) = read_figures(f"It is {middle} {mark} {width} cm.")
    assert (figure.quantity.low, figure.quantity.high) == (middle - width, middle + width)


@given(
    st.integers(2, 90_000),
    st.sampled_from(
        [("more than", ">"), ("at least", ">="), ("fewer than", "<"), ("no more than", "<=")]
    ),
)
def test_a_hedge_opens_one_end_and_keeps_the_other(number, hedge):
    words, sign = hedge
    (figure,) = read_figures(f"They saw {words} {number:,} owls.")
    assert told(figure) == f"{words} {number:,} owls: {sign}{number} owl"


@given(st.integers(2, 900), st.sampled_from(sorted(UNITS)))
def test_every_unit_in_words_reads_back_to_its_name(number, unit):
    (figure,) = read_figures(f"It took {number} {UNITS[unit]}.")
    assert (figure.quantity.low, figure.quantity.unit) == (number, unit)


# Signs that mean something else in a sentence: a clock time, a scale.
OTHERWISE = {"s", "pm", "K", "mN", "MN"}


@given(st.integers(2, 900), st.sampled_from(sorted(SIGNS.keys() - OTHERWISE)))
def test_every_sign_behind_digits_reads_back_to_its_unit(number, sign):
    (figure,) = read_figures(f"It took {number}{sign}, they say.")
    assert (figure.quantity.low, figure.quantity.unit) == (number, SIGNS[sign])


SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


@given(st.integers(2, 9), st.integers(-9, 20), st.sampled_from(["×", "x", "·"]))
def test_a_power_of_ten_reads_back_however_it_is_raised(number, power, sign):
    raised = str(power).translate(SUPERSCRIPTS)
    for written in (f"{number} {sign} 10^{power}", f"{number} {sign} 10{raised}"):
        (figure,) = read_figures(f"It has {written} cells.")
        assert figure.quantity.low == number * Decimal(10) ** power


@given(
    st.integers(1, 19),
    st.integers(2, 99),
    st.sampled_from([("hundred", 100), ("thousand", 1000), ("million", 10**6)]),
)
def test_a_denominator_of_several_words_reads_back_to_itself(over, times, scale):
    word, value = scale
    under = f"{in_words(times)}-{word}th" + ("s" if over > 1 else "")
    (figure,) = read_figures(f"It is {in_words(over)} {under} of a gram.")
    assert abs(figure.quantity.low * times * value - over) < Decimal("1e-15")
    assert figure.quantity.unit == "gram"


# Any code point, lone surrogates and NUL among them, mixed with what numbers are made of.
PIECES = st.one_of(
    st.text(alphabet=st.characters(), max_size=8),
    st.text(alphabet=st.characters(categories=["Cs"]), max_size=2),
    st.sampled_from(
        ["5", "1,000", "5-", "–", " to ", "$", "£3", "%", " half ", "two ", "hundred ", " and ",
         "a ", " per ", "1e9", "(", "“", '"', "\0", "\r\n", "-year-old", " of ", "Jan. ", "½"]
    ),
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_offsets_slice_to_the_text_given_whatever_it_is(text):
    for figure in read_figures(text):
        assert text[figure.start : figure.end] == figure.quantity.text
        assert figure.start < figure.end
    assert detect_language(text)
