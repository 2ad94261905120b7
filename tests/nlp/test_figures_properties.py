"""Numbers written out read back to themselves, and no text whatever is too much."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from claims.nlp import detect_language, read_figures

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
