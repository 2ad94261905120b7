"""A pasted quote is found where it stands, however its marks and spaces were exchanged."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from claims.anchoring import ALIKE, occurrences

TEXT = "“We’re 5–7 miles off…” she said.\r\n\r\nThen\u00a0it rained."


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("We’re 5–7 miles", "We’re 5–7 miles"),
        ("We're 5-7 miles", "We’re 5–7 miles"),
        ('"We‘re 5—7 miles', "“We’re 5–7 miles"),
        ("miles off...", "miles off…"),
        ("off…” she said. Then it", "off…” she said.\r\n\r\nThen\u00a0it"),
        ("  she\n said.  ", "she said."),
        ("Then it rained", "Then\u00a0it rained"),
    ],
)
def test_a_quote_is_found_in_its_typographic_variants(quote, found):
    [(start, end)] = occurrences(TEXT, quote)
    assert TEXT[start:end] == found


@pytest.mark.parametrize("quote", ["", "  \n ", "We’re 6–7 miles", "Shesaid.", "she sai d"])
def test_other_words_are_not_found(quote):
    assert occurrences(TEXT, quote) == []


def test_a_quote_that_stands_twice_is_found_twice():
    assert occurrences("It rose. Then it fell. It rose.", "It rose.") == [(0, 8), (23, 31)]


def test_pattern_characters_in_a_quote_are_only_characters():
    assert occurrences("a+b (c) [d] $5.00", "(c) [d] $5.00") == [(4, 17)]


WORDS = st.text(
    st.sampled_from("abcXYZ019.,()[]*+?$^|\\€é😀" + "".join(ALIKE)), min_size=1, max_size=8
)


@given(st.lists(WORDS, min_size=1, max_size=6), st.sampled_from([" ", "\r\n", "\n\n"]))
def test_every_passage_of_a_text_is_found_at_its_place(words, space):
    # Letters that no word has keep the passage from standing anywhere else.
    quote = f"Q{space.join(words)}Q"
    text = f"Before it {quote} after it"
    assert occurrences(text, " ".join(quote.split())) == [(10, 10 + len(quote))]


@given(st.lists(WORDS, min_size=1, max_size=6), st.randoms())
def test_alike_characters_may_be_exchanged_for_one_another(words, random):
    text = " ".join(words)
    groups = {char: group for group in ALIKE for char in group}
    pasted = "".join(random.choice(groups[char]) if char in groups else char for char in text)
    assume(pasted.split() == pasted.split(" "))
    assert (0, len(text)) in occurrences(text, pasted)
