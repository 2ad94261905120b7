"""Two wordings held against each other, word by word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verification.rewording import reworded


def told(before: str, after: str) -> str:
    marks = {"same": "{}", "gone": "[-{}-]", "new": "[+{}+]"}
    return "".join(marks[run.kind].format(run.text) for run in reworded(before, after))


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("It holds.", "It holds.", "It holds."),
        ("It holds.", "It nearly holds.", "It[+ nearly+] holds."),
        ("It nearly holds.", "It holds.", "It[- nearly-] holds."),
        ("It stands.", "It stands, so far.", "It stands[+, so far+]."),
        ("Two say so [1].", "Two say so [2].", "Two say so[- [1]-][+ [2]+]."),
        ("One.\n\nTwo.", "One.\n\nThree.\n\nTwo.", "One.[+\n\nThree.+]\n\nTwo."),
        ("", "It holds.", "[+It holds.+]"),
        ("It holds.", "", "[-It holds.-]"),
        ("", "", ""),
        ("a b c a b c", "a b c x a b c", "a b c[+ x+] a b c"),
        ("6,300 people", "6 300 people", "[-6,300-][+6 300+] people"),
        ("up 1.5 %", "up 1.6 %", "up[- 1.5-][+ 1.6+] %"),
    ],
)
def test_what_goes_and_what_comes_is_told_in_words(before, after, shown):
    assert told(before, after) == shown


TEXTS = st.text("ab é\n\t", max_size=20)


@given(TEXTS, TEXTS)
def test_the_runs_hold_both_texts_letter_for_letter(before, after):
    runs = reworded(before, after)
    assert "".join(run.text for run in runs if run.kind != "new") == before
    assert "".join(run.text for run in runs if run.kind != "gone") == after


def test_long_texts_of_few_words_take_no_long_time():
    """Compared word by word, these would take minutes: they are told as one that went and one
    that came, but for how they begin and end alike."""
    before, after = "So a b " + "a b " * 4900 + "there.", "So a b " + "c a a " * 3200 + "there."
    kinds = [run.kind for run in reworded(before, after)]
    assert kinds == ["same", "gone", "new", "same"]
