"""Learning what is worth checking from rows that people have labelled."""

import hashlib
import itertools
import json
import os

import pytest
from scipy.sparse import csr_matrix

from claims.nlp import BadScorer, Scorer, load_scorer, read
from claims.nlp.pipeline import views
from claims.nlp.worth.features import features
from claims.nlp.worth.lexical import KINDS
from claims.nlp.worth.rows import Row, rows_of, sentence_around
from claims.nlp.worth.scorer import save, shipped
from claims.nlp.worth.training import (
    TooLittle,
    average_precision,
    compare,
    examples_of,
    fit,
    one_sidedness,
    precision,
)

# Alike in all that is readable: only the word says what this desk checks.
CHECKED = ("harbour", "ferry", "trawler", "lighthouse")
PASSED_OVER = ("garden", "meadow", "orchard", "hedge")
OPENINGS = ("They painted the", "Everybody saw the", "He walked past the", "She drew the")
ENDINGS = ("in May", "in June", "again", "at night", "with care", "on Sunday")


def desk_rows(group=lambda number: "") -> list[Row]:
    rows = []
    for number, (opening, ending) in enumerate(itertools.product(OPENINGS, ENDINGS)):
        for words, worth in ((CHECKED, True), (PASSED_OVER, False)):
            word = words[number % len(words)]
            rows.append(Row(f"{opening} {word} {ending}.", worth, group(number)))
    return rows


def chance_rows(number=60) -> list[Row]:
    """Rows with labels that nothing in them tells."""
    texts = [f"Room {n} was {what}." for n in range(number) for what in ("empty", "full")]
    return [
        Row(text, bool(hashlib.sha256(text.encode()).digest()[0] & 1))
        for text in texts[: 2 * number]
    ]


def read_rows(rows):
    return examples_of(rows, views([row.text for row in rows]))


@pytest.fixture(scope="module")
def examples():
    return read_rows(desk_rows())


@pytest.fixture(scope="module")
def scorer(examples) -> Scorer:
    """One that knows words, fitted to the examples; nothing changes it."""
    return fit(examples, with_words=True)


def test_words_tell_what_readable_features_cannot(examples):
    with_words = compare(examples, shipped(), with_words=True)
    readable = compare(examples, shipped(), with_words=False)
    assert with_words.new > 0.95
    assert with_words.is_better
    assert readable.new < 0.7


def test_a_scorer_that_knows_words_puts_them_first_and_says_which(scorer):
    text = "They sold the meadow in May. They sold the ferry in May."
    passed_over, checked = read(text, scorer=scorer).sentences
    assert checked.score > 0.5 > passed_over.score
    assert "words this desk checks: ferry" in checked.reasons
    (step,) = (step for step in checked.steps if step.rule == "words this desk checks")
    assert text[step.start : step.end] == "ferry"
    assert not any("words this desk checks" in reason for reason in passed_over.reasons)


def terms(kind, text):
    ((view,),) = views([text], model="")
    return KINDS[kind].terms(view, features(view))


def test_phrases_are_three_in_a_row_and_two_further_apart():
    assert terms("phrases", "They cut 40 ships.") == [
        "| | they", "| they cut", "they cut [number]", "cut [number] ship", "[number] ship .",
        "ship . |",
        "| _ they", "| _ cut", "they _ [number]", "cut _ ship", "[number] _ .", "ship _ |",
        "| _ _ cut", "| _ _ [number]", "they _ _ ship", "cut _ _ .", "[number] _ _ |",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "length"), [("Was it?", 3), ("Was it so?", 4), ("Was it so last year?", 5)]
)
def test_a_feature_counts_with_the_length_of_its_sentence(text, length):
    assert f"a question | length {length}" in terms("features by length", text)


def test_a_word_on_one_side_alone_is_freer_than_one_on_both():
    """Each word is in as many rows, and as rare; the log-odds make the difference."""
    table = csr_matrix([[1.0, 1.0, 0.0], [1.0, 0.0, 1.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
    one_side, *both_sides = one_sidedness(table, [True, True, False, False]).tolist()
    assert both_sides[0] == pytest.approx(both_sides[1])
    assert one_side > 1.5 > both_sides[0] > 0.7


@pytest.mark.parametrize("model", [None, ""])
@pytest.mark.parametrize(
    "text",
    ["", "?", "\x00", "\ud800", "İ ŉ ǆ", "’s ’ '", "7" * 3000, "ferry " * 3000, "🚢 ferry 🚢!"],
)
def test_a_scorer_that_knows_words_reads_anything(scorer, text, model):
    for sentence in read(text, model=model, scorer=scorer).sentences:
        assert 0 <= sentence.score <= 1
        for step in sentence.steps:
            assert sentence.start <= step.start < step.end <= sentence.end


def test_the_same_rows_give_the_same_scorer(tmp_path):
    for name in ("first", "second"):
        save(fit(read_rows(desk_rows()), with_words=True), tmp_path / name)
    assert (tmp_path / "first").read_bytes() == (tmp_path / "second").read_bytes()


def test_a_fitted_scorer_reads_back_as_it_was(tmp_path, scorer):
    save(scorer, tmp_path / "a.json")
    assert load_scorer(tmp_path / "a.json") == scorer


@pytest.mark.parametrize("weights", [[1e-320, 1.0], [1.0, 1e308], [0, 1.0], [1.0, float("nan")]])
def test_a_weight_that_no_fit_gives_is_refused(tmp_path, weights):
    place = tmp_path / "scorer.json"
    save(shipped(), place)
    content = json.loads(place.read_text())
    place.write_text(json.dumps({**content, "terms": {"words": {"the": [1.5, 0.5]}}}))
    assert load_scorer(place).lexical
    place.write_text(json.dumps({**content, "terms": {"words": {"the": weights}}}))
    with pytest.raises(BadScorer, match="is damaged"):
        load_scorer(place)


def test_what_is_no_file_is_neither_read_as_a_scorer_nor_replaced_by_one(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(BadScorer, match="is no file"):
        load_scorer(pipe)
    with pytest.raises(FileExistsError):
        save(shipped(), pipe)
    assert pipe.is_fifo()


def test_nothing_is_measured_on_rows_that_the_fit_has_seen():
    rows = chance_rows()
    examples = read_rows(rows)
    share = sum(row.worth for row in rows) / len(rows)
    found = compare(examples, shipped(), with_words=True)
    assert abs(found.new - share) < 0.2
    # The control: measured on its own rows, the same fit seems to know what nobody can.
    knowing = fit(examples, with_words=True)
    seen = compare(
        examples, Scorer(knowing.bias, knowing.weights, knowing.lexical), with_words=True
    )
    assert seen.used > found.new + 0.3


def test_a_scorer_in_use_is_not_measured_on_what_it_has_learnt_by_heart():
    examples = read_rows(chance_rows())
    in_use = fit(examples, with_words=True)
    found = compare(examples, in_use, with_words=True)
    assert found.used is None
    assert not found.is_better


def test_a_scorer_in_use_is_measured_on_the_rows_that_are_new():
    rows = chance_rows()
    in_use = fit(read_rows(rows[:70]), with_words=True)
    found = compare(read_rows(rows), in_use, with_words=True)
    assert found.rows == len(rows) - 70
    assert found.used is not None
    assert found.used < 0.8  # of new rows it knows nothing


def test_a_text_that_comes_twice_is_not_tested_on_itself():
    rows = chance_rows()
    twice = compare(read_rows(rows + rows), shipped(), with_words=True)
    assert twice.new < 0.75


def test_a_group_is_left_out_whole():
    """Each debate has its own word for what it checks: of another one nothing can be learnt."""
    names = ["Asker", "Brann", "Corin", "Dovre", "Elden", "Fauna"]

    def rows(group):
        return [
            Row(
                f"{opening} {name} {'dam' if worth else 'inn'} {ending}.",
                worth == (at % 2),
                group(at),
            )
            for at, name in enumerate(names)
            for opening, ending in itertools.product(OPENINGS, ENDINGS[:3])
            for worth in (True, False)
        ]

    whole = compare(read_rows(rows(lambda at: names[at])), shipped(), with_words=True)
    mixed = compare(read_rows(rows(lambda at: "")), shipped(), with_words=True)
    assert whole.how == "one group left out at a time"
    assert mixed.how == "five folds"
    assert mixed.new > 0.9 > 0.7 > whole.new


def test_many_groups_are_left_out_in_five_folds():
    rows = desk_rows(group=lambda number: f"document {number}")
    assert compare(read_rows(rows), shipped(), with_words=False).how == "five folds of whole groups"


@pytest.mark.parametrize(
    ("worth", "not_worth", "sentence"),
    [
        (19, 30, "Only 19 of 49 rows are worth checking; it takes at least 20"),
        (30, 0, "Only 0 of 30 rows are not worth checking"),
        (0, 0, "Only 0 of 0 rows are worth checking"),
    ],
)
def test_too_few_rows_or_one_kind_alone_is_refused(worth, not_worth, sentence):
    rows = [Row(f"Mill {n} closed.", n < worth) for n in range(worth + not_worth)]
    with pytest.raises(TooLittle, match=sentence):
        read_rows(rows)


def test_just_enough_rows_are_taken():
    assert len(read_rows([Row(f"Mill {n} closed.", n < 20) for n in range(40)])) == 40


def test_one_kind_in_one_group_alone_cannot_be_measured():
    rows = [Row(f"Mill {n} closed.", n < 20, "a" if n < 25 else "b") for n in range(50)]
    with pytest.raises(TooLittle, match="in one group"):
        compare(read_rows(rows), shipped(), with_words=False)


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([(3, True), (2, True), (1, False)], 1.0),
        ([(3, False), (2, True), (1, True)], (1 / 2 + 2 / 3) / 2),
        ([(3, True), (2, False), (1, True)], (1 + 2 / 3) / 2),
        ([(1, True), (1, False), (1, False), (1, False)], 1 / 4),  # whatever their order
        ([(1, False), (1, False), (1, False), (1, True)], 1 / 4),
        ([(2, False), (1, False)], 0.0),
        ([], 0.0),
    ],
)
def test_average_precision(pairs, expected):
    assert average_precision(pairs) == pytest.approx(expected)


def test_precision_is_the_mean_over_the_groups_that_have_rows_of_either_kind():
    rows = [Row("", True, "a"), Row("", False, "a"), Row("", True, "b"), Row("", False, "b")]
    rows.append(Row("", False, "c"))
    assert precision(rows, [2, 1, 1, 2, 9]) == pytest.approx((1 + 1 / 2) / 2)


LINES = [
    (b'{"text": "It rained.", "label": 1}', Row("It rained.", True)),
    (
        b'{"text": "It rained.", "label": 0, "group": "May", "id": 7}',
        Row("It rained.", False, "May"),
    ),
    (b'{"text": "It rained.", "label": true}', Row("It rained.", True)),
    (b"{", "Line 1: it is not JSON"),
    (b"\xff", "Line 1: it is not JSON"),
    (b"[1]", "Line 1: it is no object"),
    (b'{"label": 1}', 'Line 1: its "text"'),
    (b'{"text": "  ", "label": 1}', 'Line 1: its "text"'),
    (b'{"text": "It rained."}', 'Line 1: its "label"'),
    (b'{"text": "It rained.", "label": 2}', 'Line 1: its "label"'),
    (b'{"text": "It rained.", "label": "1"}', 'Line 1: its "label"'),
    (b'{"text": "It rained.", "label": 1.0}', 'Line 1: its "label"'),
    (b'{"text": "It rained.", "label": [1]}', 'Line 1: its "label"'),
    (b'{"text": "It rained.", "label": 1, "group": 5}', 'Line 1: its "group"'),
]


@pytest.mark.parametrize(("line", "expected"), LINES)
def test_a_line_is_a_row_or_is_named_with_its_number(line, expected):
    rows, problems = rows_of([line])
    if isinstance(expected, Row):
        assert (rows, problems) == ([expected], [])
    else:
        assert rows == []
        (problem,) = problems
        assert problem.startswith(expected)


def test_bad_lines_leave_the_good_ones():
    lines = [b'{"text": "a b", "label": 1}', b"?", b"", b'{"text": "c d", "label": 0}', b"!"]
    rows, problems = rows_of(lines)
    assert [row.text for row in rows] == ["a b", "c d"]
    assert [problem.split(":")[0] for problem in problems] == ["Line 2", "Line 5"]


@pytest.mark.parametrize(
    ("text", "passage", "expected"),
    [
        ("It rained. Some 40 ships sank. Then it cleared.", "40 ships", "Some 40 ships sank."),
        ("Some 40 ships sank. Then it cleared.", "Some 40 ships sank", "Some 40 ships sank."),
        ("No! “Some 40 ships sank.” It cleared.", "ships", "“Some 40 ships sank.”"),
        ("It rained. Mr. J. Moro sank 40 ships.", "40 ships", "Mr. J. Moro sank 40 ships."),
        ("A heading\nSome 40 ships sank\nAnother", "40 ships", "Some 40 ships sank"),
        ("Some 40 ships sank", "ships", "Some 40 ships sank"),
        ("It rained. It hailed. It cleared.", "rained. It hailed", "It rained. It hailed."),
    ],
)
def test_a_claim_stands_in_its_sentence(text, passage, expected):
    start = text.index(passage)
    assert sentence_around(text, start, start + len(passage)) == expected
