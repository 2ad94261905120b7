"""``manage.py compare``: what the numbers of two texts say, without any server."""

import pytest

from claims import nlp
from claims.nlp.weighing import best_pair, comparison_record

from .doors import lines, through

pytestmark = pytest.mark.slow


def compared(claimed: str, found: str) -> dict:
    figures = (nlp.read(text, model="").figures for text in (claimed, found))
    return comparison_record(*figures)


def test_a_line_is_answered_with_what_the_numbers_say():
    (record,), done = through(
        "compare",
        lines(
            {"id": "a", "claimed": "5,000 to 7,000 people have joined", "found": "4,700 joined"},
        ),
    )
    assert done.returncode == 0, done.stderr
    assert (record["id"], record["relation"], record["distance"]) == ("a", "below", 0.06)
    assert record["difference"] == 300
    assert record["reservations"] == []
    assert record["sentence"] == (
        "What was found (4,700) lies 6 % below the lower end of what was claimed "
        "(5,000 – 7,000 people)."
    )
    assert record["claimed"] == {
        "start": 0, "end": 21, "text": "5,000 to 7,000 people", "low": 5000, "high": 7000,
    }  # fmt: skip
    assert record["found"]["text"] == "4,700"
    assert record["steps"][-1] != record["steps"][0]


def test_bad_lines_are_answered_with_a_sentence_and_the_rest_goes_on():
    given = lines({"id": 1, "found": "3 boats"}, {"id": 2, "claimed": "3 boats", "found": 3})
    good = lines({"id": 3, "claimed": "3 boats", "found": "4 boats"})
    bad = b'[\n{"id": {"a": [-1e999]}, "claimed": "3 boats", "found": "4 boats"}\n'
    answers, done = through("compare", given + bad + good, "--rules")
    assert done.returncode == 0
    assert [answer.get("error", answer.get("relation")) for answer in answers] == [
        '"claimed" is missing, or it is no string.',
        '"found" is missing, or it is no string.',
        "This line is not JSON in UTF-8.",
        '"id" holds too large a number.',
        "overlaps",
    ]
    assert b"4 lines could not be read" in done.stderr


def test_a_line_that_would_hold_up_the_others_is_refused():
    longest = "x" * 199_992 + " 3 boats"
    many = "3 boats. " * 142
    answers, done = through(
        "compare",
        lines(
            {"id": 1, "claimed": "3 boats", "found": f"{longest}!"},
            {"id": 2, "claimed": f"{longest}!", "found": "3 boats"},
            {"id": 3, "claimed": many, "found": many},
            {"id": 4, "claimed": "3 boats", "found": many},
            {"id": 5, "claimed": "3 boats", "found": longest},
        ),
        "--rules",
    )
    assert done.returncode == 0
    assert [(answer["id"], answer.get("error")) for answer in answers] == [
        (None, '"found" has 200,001 characters; at most 200,000 are compared.'),
        (None, '"claimed" has 200,001 characters; at most 200,000 are compared.'),
        (None, '"claimed" has 142 figures and "found" 142; at most 20,000 pairs are compared.'),
        (4, None),
        (5, None),
    ]
    assert [answer["line"] for answer in answers[:3]] == [1, 2, 3]
    assert b"3 lines could not be read" in done.stderr


@pytest.mark.parametrize(
    ("claimed", "found", "where"),
    [("No figure", "3 boats", "what was claimed"), ("3 boats", "None", "what was found")],
)
def test_a_text_without_a_figure_is_not_comparable_and_says_which(claimed, found, where):
    record = compared(claimed, found)
    assert record["relation"] == "not_comparable"
    assert record["sentence"] == f"Not comparable: no figure was read in {where}."
    assert (record["claimed"], record["found"]) == (None, None)


@pytest.mark.parametrize(
    ("claimed", "found", "relation"),
    [
        ("two-thirds fewer ships came", "Traffic fell by 66 per cent", "overlaps"),
        ("two-thirds fewer ships came", "Traffic rose by 66 per cent", "above"),
        ("two thirds of ships came", "Traffic fell by 66 per cent", "not_comparable"),
        ("40 per cent fewer ships came", "Traffic was down by two fifths", "inside"),
        ("a drop of nearly a quarter", "It shrank by 24 per cent", "inside"),
        ("1.3 points above the national rate", "It rose by 1.3 percentage points", "inside"),
    ],
)
def test_by_how_much_there_are_more_or_fewer_is_compared_as_a_change(claimed, found, relation):
    assert compared(claimed, found)["relation"] == relation


def test_of_several_figures_those_are_compared_that_can_be():
    record = compared("300 boats", "12 mayors met on 40 square kilometres, and 310 boats came")
    assert (record["found"]["text"], record["relation"]) == ("310 boats", "above")


def test_a_figure_without_a_reservation_is_preferred():
    found = nlp.read("290 boats in 2009 and 310 boats in 2014", model="").figures
    claimed = nlp.read("300 boats in 2014", model="").figures
    assert best_pair(claimed, found)[1].quantity.low == 310


def test_what_the_texts_say_of_place_and_period_is_reserved():
    record = compared("at least 300 boats in Norway in 2014", "312 boats in Sweden in 2015")
    assert record["relation"] == "inside"
    assert record["reservations"] == ["place", "period"]


def test_answers_are_the_same_with_workers_and_in_order():
    rows = [{"id": n, "claimed": f"{n} boats", "found": "20 boats"} for n in range(5, 45)]
    alone, _ = through("compare", lines(*rows), "--rules")
    shared, _ = through("compare", lines(*rows), "--rules", "--workers", "2")
    assert [answer["id"] for answer in shared] == [row["id"] for row in rows]
    assert shared == alone
