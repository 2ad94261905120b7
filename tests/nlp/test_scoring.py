"""Scoring: what counts as right, and that nothing else does."""

import pytest

from claims.nlp.scoring import score

TEXT = "Ada Lund said 40 to 50 ships left. Mira Dane said some 6,300 people came."


def quantity(low, high, words, **columns):
    start = TEXT.index(words)
    given = {"comparator": "exact", "change": "none", "unit": "", "counted": ""}
    place = {"start": start, "end": start + len(words), "text": words}
    return {"low": low, "high": high, **place, **given, **columns}


def said(source, content):
    at, start = TEXT.index(source), TEXT.index(content)
    return {"source": [[at, at + len(source)]], "content": [[start, start + len(content)]]}


def record(**changes):
    """Gold that a perfect reading repeats."""
    whole = {
        "id": "one",
        "text": TEXT,
        "quantities": [
            quantity(40, 50, "40 to 50 ships", comparator="between", unit="ship"),
            quantity(6300, 6300, "some 6,300 people", comparator="about", unit="person"),
        ],
        "attributions": [
            said("Ada Lund", "40 to 50 ships left"),
            said("Mira Dane", "some 6,300 people came"),
        ],
        "claims": [
            {"start": 14, "end": 33, "quantities": [0]},
            {"start": 50, "end": 72, "quantities": [1]},
        ],
    }
    return {**whole, **changes}


def with_figure(index, **columns):
    figures = [dict(one) for one in record()["quantities"]]
    figures[index].update(columns)
    return record(quantities=figures)


def rights(read):
    scores = score([(record(), read)])
    return {part: (rate.right, rate.read, rate.gold) for part, rate in scores.rates.items()}


ALL_RIGHT = {
    "value": (2, 2, 2),
    "value+unit": (2, 2, 2),
    "value+comparator": (2, 2, 2),
    "value+unit+comparator": (2, 2, 2),
    "ranges": (1, 1, 1),
    "claimant": (2, 2, 2),
}


def test_a_perfect_reading_is_all_right():
    scores = score([(record(), record())])
    assert rights(record()) == ALL_RIGHT
    assert (scores.ratio, scores.misread) == (1.0, [])
    assert all(rate.f1 == 1 for rate in scores.rates.values())


@pytest.mark.parametrize(
    ("read", "changed", "misread"),
    [
        (
            with_figure(1, unit="boat"),
            {"value+unit": (1, 2, 2), "value+unit+comparator": (1, 2, 2)},
            ["unit"],
        ),
        (
            with_figure(1, comparator="exact"),
            {"value+comparator": (1, 2, 2), "value+unit+comparator": (1, 2, 2)},
            ["comparator"],
        ),
        (
            with_figure(0, low=40, high=40),
            {
                "value": (1, 2, 2), "value+unit": (1, 2, 2), "value+comparator": (1, 2, 2),
                "value+unit+comparator": (1, 2, 2), "ranges": (0, 0, 1),
            },
            ["value"],
        ),
        (
            record(quantities=record()["quantities"][:1]),
            {
                "value": (1, 1, 2), "value+unit": (1, 1, 2), "value+comparator": (1, 1, 2),
                "value+unit+comparator": (1, 1, 2),
            },
            ["missed"],
        ),
        (
            record(quantities=[*record()["quantities"], quantity(1, 1, "Mira")]),
            {
                "value": (2, 3, 2), "value+unit": (2, 3, 2), "value+comparator": (2, 3, 2),
                "value+unit+comparator": (2, 3, 2),
            },
            ["no figure"],
        ),
        (record(attributions=record()["attributions"][:1]), {"claimant": (1, 1, 2)}, ["claimant"]),
        (
            record(
                attributions=[
                    said("Mira Dane", "40 to 50 ships left"),
                    said("Mira Dane", "some 6,300 people came"),
                ]
            ),
            {"claimant": (1, 2, 2)},
            ["claimant"],
        ),
    ],
    ids=["unit", "comparator", "range", "missed", "no figure", "no claimant", "another claimant"],
)  # fmt: skip
def test_one_misreading_costs_its_own_part(read, changed, misread):
    assert rights(read) == {**ALL_RIGHT, **changed}
    scores = score([(record(), read)])
    assert [one.what for one in scores.misread] == misread
    assert scores.ratio < 1


@pytest.mark.parametrize(
    "columns",
    [
        {"unit": "", "unit_norm": "person", "counted": "person"},
        {"unit": "", "counted": "person"},
        {"comparator": "about", "unit": "Person"},
    ],
)
def test_a_unit_is_right_by_any_of_its_names(columns):
    assert rights(with_figure(1, **columns)) == ALL_RIGHT


def test_a_rate_is_right_with_its_denominator_only():
    gold = with_figure(1, unit="person per day", unit_surface="people per day", per="day")
    for read in ({"unit": "", "counted": "person", "per": "day"}, {"unit_norm": "people per day"}):
        assert (
            score([(gold, with_figure(1, **{"unit": "", **read}))]).rates["value+unit"].right == 2
        )
    bare = with_figure(1, unit="", counted="person", per="")
    assert score([(gold, bare)]).rates["value+unit"].right == 1


def test_what_is_counted_is_not_golds_unit():
    gold = with_figure(1, unit="percent", counted="person")
    bare = with_figure(1, unit="", counted="person")
    assert score([(gold, bare)]).rates["value+unit"].right == 1


def test_a_direction_goes_before_a_comparator():
    falls = with_figure(1, change="down")
    scores = score([(falls, with_figure(1, change="down", comparator="exact"))])
    assert scores.rates["value+comparator"].right == 2
    assert score([(falls, record())]).rates["value+comparator"].right == 1


def test_the_same_value_twice_is_matched_to_the_figure_it_is_most_like():
    twice = [quantity(7, 7, "Ada", unit="ship"), quantity(7, 7, "Mira", unit="person")]
    gold = record(quantities=twice, claims=[])
    scores = score([(gold, record(quantities=twice[::-1]))])
    assert scores.rates["value+unit"].right == 2


def test_an_open_end_is_its_other_bound():
    gold = record(quantities=[quantity(40, None, "40", comparator="at_least")], claims=[])
    read = record(quantities=[quantity(40, 40, "40", comparator="more_than")])
    assert score([(gold, read)]).rates["value+comparator"].right == 1


def test_the_own_voice_is_right_where_nobody_is_read():
    gold, claims = record(attributions=[]), [{"start": 14, "end": 33, "quantities": [0]}]
    assert score([({**gold, "claims": claims}, gold)]).ratio == 1
    scores = score([({**gold, "claims": claims}, record())])
    assert [one.what for one in scores.misread] == ["claimant"]
    assert scores.rates["claimant"].read == 1


def test_a_claimant_named_elsewhere_by_the_same_last_name_is_right():
    read = record(attributions=[
        {"source": [[4, 8]], "content": [[14, 33]]},
        said("Mira Dane", "some 6,300 people came"),
    ])  # fmt: skip
    assert rights(read)["claimant"] == (2, 2, 2)


def test_nothing_to_score_is_nothing_right_and_no_error():
    assert score([]).ratio == 0
    empty = {"id": 1, "text": "", "quantities": []}
    assert score([(empty, empty)]).rates["value"].f1 == 0
