"""What a copy lost of a figure, and when two pieces of evidence go back to one another."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from claims.nlp.excerpts import read_figures
from claims.quantities import LossKind, Quantity, lost_along, lost_in, repeats
from claims.quantities.repeating import longest_run, signs_of

from .figures import about, fig

unhurried = settings(deadline=None)


def figures(text: str) -> list[Quantity]:
    return [figure.quantity for figure in read_figures(text)]


def kinds(origin: str, copy: str) -> list[str]:
    [one], [two] = figures(origin), figures(copy)
    return [loss.kind.value for loss in lost_in(one, two)]


@pytest.mark.parametrize(
    ("origin", "copy", "lost"),
    [
        ("5,000 to 7,000 people", "7,000 people", ["range collapsed to maximum"]),
        ("5,000 to 7,000 people", "up to 7,000 people", ["range collapsed to maximum"]),
        ("5,000 to 7,000 people", "5,000 people", ["range collapsed to minimum"]),
        ("5,000 to 7,000 people", "more than 5,000 people", ["range collapsed to minimum"]),
        ("5,000 to 7,000 people", "6,000 people", ["range collapsed to middle"]),
        ("5,000 to 7,000 people", "5,500 people", ["range collapsed to one value"]),
        ("4,950 to 6,980 people", "7,000 people", ["range collapsed to maximum", "rounded"]),
        ("about 5,000 to 7,000 men", "7,000 men", ["range collapsed to maximum", "hedge lost"]),
        ("5,000 to 7,000 people", "8,000 people", ["figure changed"]),
        ("5,000 to 7,000 people", "4,000 to 8,000 people", ["widened"]),
        ("4,950 to 6,980 people", "5,000 to 7,000 people", ["rounded"]),
        ("5,010 to 6,980 people", "5,000 to 6,980 people", ["widened"]),
        ("4,990 to 7,010 people", "5,000 to 7,000 people", ["rounded"]),
        ("5,000 to 7,000 people", "5,500 to 6,500 people", ["figure changed"]),
        ("about 65 people", "65 people", ["hedge lost"]),
        ("nearly 65 people", "65 people", ["hedge lost"]),
        ("nearly 65 people", "about 65 people", ["widened"]),
        ("about 65 people", "nearly 65 people", ["figure changed"]),
        ("about 65 people", "70 people", ["rounded", "hedge lost"]),
        ("65 people", "about 65 people", ["widened"]),
        ("65 people", "60 to 70 people", ["widened"]),
        ("65 people", "up to 65 people", ["widened"]),
        ("more than 5,000", "5,000", ["open end closed"]),
        ("more than 5,000", "about 5,000", ["open end closed"]),
        ("up to 4,700", "4,700", ["open end closed"]),
        ("more than 6,387", "6,400", ["open end closed", "rounded"]),
        ("more than 5,000", "more than 4,000", ["widened"]),
        ("more than 5,000", "at least 5,000", ["widened"]),
        ("at least 5,000", "more than 5,000", ["figure changed"]),
        ("more than 5,000", "more than 6,000", ["figure changed"]),
        ("more than 5,000", "up to 5,000", ["figure changed"]),
        ("6,387 people", "6,400 people", ["rounded"]),
        ("6,387 people", "about 6,400 people", ["rounded"]),
        ("5 miles", "8 km", ["rounded"]),
        ("14 people", "10 people", ["figure changed"]),
        ("65 people", "66 people", ["figure changed"]),
        ("65 people", "65 buildings", ["figure changed"]),
        ("rose by 5%", "fell by 5%", ["figure changed"]),
        ("from 40 to 35", "from 40 to 36", ["figure changed"]),
        ("from 4,012 to 3,490", "from 4,000 to 3,500", ["rounded"]),
        ("65 percent", "65 percentage points", ["unit changed"]),
        ("65 people", "sixty-five people", []),
        ("1.4 million people", "1,400,000 people", []),
        ("1 in 5 children", "20% of children", []),
    ],
)
def test_what_a_copy_lost(origin, copy, lost):
    assert kinds(origin, copy) == lost


def test_a_loss_is_told_in_a_sentence():
    [loss] = lost_in(fig("5,000 to 7,000 people", 5000, 7000), fig("7,000 people", 7000))
    assert loss.sentence == (
        "Range collapsed to maximum: “5,000 to 7,000 people” became “7,000 people”."
    )


@pytest.mark.parametrize(
    ("origin", "copy", "lost"),
    [
        ("5,000 to 7,000 people in 12 towns", "12 towns and 7,000 people", ["MAXIMUM"]),
        ("about 65 people, 12 of them children", "65 people, 12 of them children", ["HEDGE"]),
        ("about 65 people and 12 cars", "65 people, 3 dogs and 12 cars", ["HEDGE"]),
        ("65 people and 12 cars", "3 dogs", []),
        ("65 people and 12 cars", "13 cars and 65 people", []),
        ("65 people", "66 people", ["CHANGED"]),
        ("", "65 people", []),
        ("65 people", "", []),
    ],
)
def test_figures_of_a_copy_are_held_against_their_like(origin, copy, lost):
    found = lost_along(figures(origin), figures(copy))
    assert [loss.kind for loss in found] == [LossKind[name] for name in lost]


NUMBERS = st.integers(1, 9999).map(Decimal)


@unhurried
@given(NUMBERS, NUMBERS)
def test_the_ends_of_every_range_are_known_again(one, two):
    assume(one != two)
    low, high = sorted([one, two])
    whole = fig(f"{low} to {high}", low, high)
    ends = [lost_in(whole, fig(f"{end}", end)) for end in (low, high)]
    assert [[loss.kind for loss in losses] for losses in ends] == [
        [LossKind.MINIMUM],
        [LossKind.MAXIMUM],
    ]
    assert lost_in(whole, whole) == ()


@unhurried
@given(NUMBERS, NUMBERS)
def test_only_a_hedge_that_was_there_is_lost(one, two):
    lost = {loss.kind for loss in lost_in(about(f"about {one}", one), fig(f"{two}", two))}
    assert LossKind.HEDGE in lost
    kept = lost_in(about(f"about {one}", one), about(f"about {two}", two))
    never = lost_in(fig(f"{one}", one), fig(f"{two}", two))
    assert LossKind.HEDGE not in {loss.kind for loss in (*kept, *never)}


# Whether two pieces of evidence go back to one another.

REPORT = (
    "The harbour office counted 6,387 people who came ashore between the old mole and the "
    "lighthouse in the first week of the strike."
)


def repeat_of(one: str, two: str):
    return repeats(one, figures(one), two, figures(two))


@pytest.mark.parametrize(
    ("one", "two", "reason"),
    [
        (
            REPORT,
            "Officials said people who came ashore between the old mole and the lighthouse in the "
            "first week were few.",
            "the same 15 words in a row",
        ),
        (
            "It counted 6,387 people.",
            "In all, 6,387 persons came.",
            "the same figure, 6,387 people",
        ),
        ("Some 6,387 people", "as many as the 6387 people", "the same figure, ≈ 6,387 people"),
        (
            "between 5,000 and 7,000 people came",
            "There were 5,000 to 7,000 people",
            "the same figure, 5,000 – 7,000 people",
        ),
        (
            "a rate of 12.7% in 318 towns",
            "318 towns reported, the rate was 12.7 percent",
            "the same figures, 12.7 % and 318 towns",
        ),
        ("It cost $1,234,500.", "a bill of 1.2345 million dollars", "the same figure, $1,234,500"),
    ],
)
def test_what_probably_goes_back_to_one_another(one, two, reason):
    found, back = repeat_of(one, two), repeat_of(two, one)
    assert found is not None
    assert found.reason == reason
    assert back is not None
    assert (back.words, len(back.figures)) == (found.words, len(found.figures))
    assert signs_of(one, figures(one)) & signs_of(two, figures(two))


def test_passages_without_a_sign_in_common_need_not_be_asked_about():
    signs = [signs_of(text, figures(text)) for text in ("6,387 people", "6,388 people", "65 cars")]
    assert [len(one) for one in signs] == [1, 1, 0]
    assert not signs[0] & signs[1]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("65 people died.", "65 people died."),
        ("5,000 people came.", "There were 5,000 people."),
        ("1.4 million people", "1,400,000 people"),
        ("65 people, 12 cars, 34 dogs", "34 dogs, 12 cars, 65 people"),
        ("a rate of 12.7%", "12.7 percent it is"),
        ("6,387 people", "6,387 houses"),
        ("6,387 people", "6,388 people"),
        ("rose by 1.234%", "fell by 1.234%"),
        ("10 to 20 people", "between 10 and 20 people"),
        ("12 to 18 months", "12 to 18 months"),
        ("children aged 15 to 64", "people aged 15 to 64"),
        (
            "He works for the Office of the United Nations High Commissioner for Human Rights.",
            "The Office of the United Nations High Commissioner for Human Rights answered.",
        ),
        ("It is what it is " * 5, f"Well, {'it is what it is ' * 5}"),
        (REPORT, "The strike began in the first week of May at the old mole."),
        ("", ""),
    ],
)
def test_what_many_people_write_is_no_sign(one, two):
    assert repeat_of(one, two) is None
    assert repeat_of(two, one) is None


def test_the_longest_run_of_words_counts():
    words = [f"word{n}" for n in range(60)]
    one = " ".join(words)
    two = " ".join([*words[5:20], "but", *words[30:55], "and", *words[:13]])
    assert longest_run(one, two) == 25
    assert longest_run(one, " ".join(words[:12])) == 12
    assert longest_run(one, " ".join(words[:11])) == 0


@unhurried
@given(st.lists(st.sampled_from("abcdefghijklmnop"), max_size=60), st.integers(0, 60), st.data())
def test_a_run_is_never_longer_than_what_both_have(words, cut, data):
    other = data.draw(st.permutations(words[:cut])) + words[cut:]
    one, two = " ".join(words), " ".join(other)
    length = longest_run(one, two)
    assert length == 0 or any(
        " ".join(words[at : at + length]) in two for at in range(len(words) - length + 1)
    )
    if len(set(words[cut:])) == len(words[cut:]) >= 12 and not set(words[:cut]) & set(words[cut:]):
        assert length >= len(words) - cut
