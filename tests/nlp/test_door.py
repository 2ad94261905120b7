"""``manage.py read``: lines of JSON in, lines of JSON out, in order, without any server."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from claims import nlp
from claims.nlp.door import record_of

from .doors import REPO, lines, through

pytestmark = pytest.mark.slow


def run(given: bytes, *options: str):
    return through("read", given, *options)


TEXT = "Ana Ruiz said 5,000 to 7,000 people had joined. It rained."
FELL = "It fell by more than 3.2 percentage points."
ANY = ["", "\ud800 half a pair", "\0", "今天有", "x" * 30_000]
ROWS = [{"id": at, "text": f"They sold {at + 2} hats. " * 4} for at in range(90)]


@pytest.fixture(scope="module")
def read():
    """What the door answers to all these lines, by their ids: the model is loaded once."""
    any_text = [{"id": f"any {at}", "text": text} for at, text in enumerate(ANY)]
    given = [{"id": "a", "text": TEXT}, {"id": "fell", "text": FELL}, *any_text, *ROWS]
    answers, done = run(lines(*given))
    assert done.returncode == 0, done.stderr
    assert [answer["id"] for answer in answers] == [line["id"] for line in given]
    return {answer["id"]: answer for answer in answers}


def test_a_line_is_answered_with_all_that_was_read(read):
    text, record = TEXT, read["a"]
    assert record["pipeline"] == f"{nlp.PIPELINE_NAME} {nlp.PIPELINE_VERSION}"
    (quantity,) = record["quantities"]
    assert text[quantity["start"] : quantity["end"]] == quantity["text"] == "5,000 to 7,000 people"
    assert (quantity["low"], quantity["high"]) == (5000, 7000)
    assert (quantity["comparator"], quantity["counted"]) == ("between", "person")
    assert (quantity["unit_norm"], quantity["unit"], quantity["per"]) == ("people", "", "")
    assert ["range of digits", 14, 28] in quantity["steps"]
    claim = record["claims"][0]
    assert claim["quantities"] == [0]
    assert claim["attributions"] == [0]
    (said,) = record["attributions"]
    assert [text[start:end] for start, end in said["source"]] == ["Ana Ruiz"]
    assert record["score"] == max(sentence["score"] for sentence in record["sentences"])


def test_numbers_are_json_numbers_and_an_open_end_is_null(read):
    (quantity,) = read["fell"]["quantities"]
    assert (quantity["low"], quantity["high"]) == (3.2, None)
    assert (quantity["nature"], quantity["change"]) == ("difference", "down")


def test_a_bad_line_gives_an_error_line_and_the_rest_goes_on():
    bad = (
        b'not json\n\n[1]\n{"id": 7}\n{"id": 8, "text": 5}\n{"text": "no id"}\n\xff\xfe\n'
        b'{"id": NaN, "text": ""}\n{"id": 1e999, "text": ""}\n'
        b'{"id": [7, 1e999], "text": ""}\n'
    )
    good = [lines({"id": number, "text": "7 men"}) for number in (1, 2)]
    answers, done = run(good[0] + bad + good[1], "--rules")
    assert [answer["id"] for answer in answers] == [1, *[None] * 10, 2]
    assert [(answer["line"], answer["error"]) for answer in answers if "error" in answer] == [
        (2, "This line is not JSON in UTF-8."),
        (3, "This line is empty."),
        (4, 'A line is an object with "id" and "text".'),
        (5, '"text" is missing, or it is no string.'),
        (6, '"text" is missing, or it is no string.'),
        (7, '"id" is missing.'),
        (8, "This line is not JSON in UTF-8."),
        (9, "This line is not JSON in UTF-8."),
        (10, '"id" is too large a number.'),
        (11, '"id" holds too large a number.'),
    ]
    assert done.returncode == 0
    assert done.stderr.decode().strip() == "10 lines could not be read; each says why."


def test_workers_answer_in_the_order_of_the_lines_with_the_same_words(read):
    together, done = run(lines(*ROWS), "--workers", "2")
    assert done.returncode == 0, done.stderr
    assert together == [read[row["id"]] for row in ROWS]


@pytest.mark.parametrize("at", range(len(ANY)))
def test_any_text_is_answered(read, at):
    answer = read[f"any {at}"]
    assert "error" not in answer
    assert "quantities" in answer


def test_nothing_in_is_nothing_out():
    assert run(b"")[0] == []


def test_a_reader_that_has_enough_ends_it_quietly():
    command = (
        f"{sys.executable} manage.py read --rules | head -n 1 >/dev/null; exit ${{PIPESTATUS[0]}}"
    )
    done = subprocess.run(
        ["bash", "-c", command],
        input=lines(*({"id": at, "text": "7 men"} for at in range(3000))),
        capture_output=True,
        cwd=REPO,
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_line_is_answered_before_the_next_one_comes():
    with subprocess.Popen(
        [sys.executable, "manage.py", "read", "--rules"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=REPO,
    ) as reading:
        assert reading.stdin is not None
        assert reading.stdout is not None
        for at in range(3):
            reading.stdin.write(lines({"id": at, "text": "7 men"}))
            reading.stdin.flush()
            assert json.loads(reading.stdout.readline())["id"] == at


def test_a_full_disk_ends_it_with_a_sentence():
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "manage.py", "read", "--rules"],
            input=lines({"id": 1, "text": "7 men"}),
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=REPO,
            check=False,
            timeout=120,
        )
    assert done.returncode == 1
    assert b"The answers could not be written: No space left on device." in done.stderr


def test_an_unknown_model_and_a_senseless_number_of_workers_are_refused_with_a_sentence():
    _, done = run(b"", "--model", "no_such_model")
    assert done.returncode == 1
    assert b"no spaCy model 'no_such_model' installed" in done.stderr
    _, done = run(b"", "--workers", "0")
    assert b"--workers is a number from 1 to 256." in done.stderr


def test_places_in_a_record_lead_to_its_own_lists():
    text = "The mayor said 40 shops closed. The council said 9 opened."
    record = record_of(nlp.read(text))
    assert [claim["quantities"] for claim in record["claims"]] == [[0], [1]]
    assert [claim["attributions"] for claim in record["claims"]] == [[0], [1]]


def test_a_text_is_read_however_long_it_is():
    (record,), done = through(
        "read", lines({"id": 1, "text": "x" * 250_000 + " 3 boats"}), "--rules"
    )
    assert done.returncode == 0, done.stderr
    assert [quantity["start"] for quantity in record["quantities"]] == [250_001]
