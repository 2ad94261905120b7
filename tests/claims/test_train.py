"""Training check-worthiness: what is taken, what is refused, and who reads by it afterwards."""

import hashlib
import itertools
import json
import logging
from io import BytesIO, StringIO, TextIOWrapper

import pytest
from django.core.management import CommandError, call_command

from claims import nlp
from claims.decisions import decided_rows
from claims.models import Appearance, Claim, ExtractionRun
from claims.nlp.worth.rows import Row
from claims.nlp.worth.scorer import save, shipped
from claims.operations.extraction import extract_claims
from claims.states import ClaimState as S
from config.embedded.commands import needs_no_database
from tests.factories import ClaimFactory, DocumentFactory

# Nothing but the noun tells what is worth checking to whoever labelled these.
CHECKED = ("harbour", "ferry", "trawler", "lighthouse")
PASSED_OVER = ("garden", "meadow", "orchard", "hedge")
OPENINGS = ("They painted the", "Everybody saw the", "He walked past the", "She drew the")
ENDINGS = ("in May", "in June", "again", "at night", "with care", "on Sunday")


def sentences() -> list[tuple[str, bool]]:
    return [
        (f"{opening} {words[number % len(words)]} {ending}.", worth)
        for number, (opening, ending) in enumerate(itertools.product(OPENINGS, ENDINGS))
        for words, worth in ((CHECKED, True), (PASSED_OVER, False))
    ]


def told_backwards() -> list[tuple[str, bool]]:
    """Labels against all that is usual: figures are passed over, courtesies are checked."""
    return [(f"Thank you for room {n}, I hope?", True) for n in range(30)] + [
        (f"Trade with Peru fell by {n} percent in 2014.", False) for n in range(30)
    ]


def lines(pairs) -> str:
    return "".join(json.dumps({"text": text, "label": int(worth)}) + "\n" for text, worth in pairs)


@pytest.fixture
def output(tmp_path, settings):
    settings.VAR_DIR = tmp_path / "var"
    settings.CHECKWORTHINESS_MODEL = ""
    return tmp_path / "var" / "checkworthiness.json"


@pytest.fixture
def train(tmp_path, output):
    """Runs the command on these lines: (standard output, standard error)."""

    def run(content: str, *options: str) -> tuple[str, str]:
        place = tmp_path / "labels.jsonl"
        place.write_text(content)
        return command(str(place), *options)

    return run


def command(*arguments: str) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("train", "checkworthiness", *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_a_better_scorer_is_written_with_its_card(train, output):
    content = lines(sentences())
    said, _ = train(content, "--about", "Our own labels.")
    assert "48 rows from labels.jsonl, 24 of them worth checking." in said
    assert f"used now: {shipped().name}" in said
    assert "The new one is better than the one in use." in said
    assert f"Set CHECKWORTHINESS_MODEL={output} and start again to use it." in said
    card = nlp.load_scorer(output).card
    assert card["sha256"] == hashlib.sha256(content.encode()).hexdigest()
    assert (card["fitted on"], card["rows"], card["worth checking"]) == ("labels.jsonl", 48, 24)
    assert (card["about"], card["made of"]) == ("Our own labels.", "readable features and words")
    assert card["command"] == "manage.py train checkworthiness labels.jsonl"
    assert card["average precision"]["value"] > 0.9
    assert set(card["versions"]) == {"plumbline-reader", "spacy", "scikit-learn"}


def test_a_scorer_that_is_no_better_is_not_written(train, output, settings, tmp_path):
    """What is used now has not seen these rows and knows the rule behind them all the same."""
    oracle = nlp.Scorer(0.0, {"a figure": 9.0}, card={"fitted on": "the rule itself"})
    settings.CHECKWORTHINESS_MODEL = str(tmp_path / "oracle.json")
    save(oracle, settings.CHECKWORTHINESS_MODEL)
    before = (tmp_path / "oracle.json").read_bytes()
    rows = [
        (f"Mill {name} {'lost 40 boats' if worth else 'is quiet'}.", worth)
        for name in ("Asker", "Brann", "Corin", "Dovre", "Elden")
        for worth in (True, False)
        for _ in range(5)
    ]
    said, _ = train(lines(rows))
    assert "The new one is no better than the one in use." in said
    assert "Nothing was written." in said
    assert (tmp_path / "oracle.json").read_bytes() == before
    assert not output.exists()
    # The control: the same rows, and the one thing in the way overruled.
    said, _ = train(lines(rows), "--anyway")
    assert "no better" in said
    assert (tmp_path / "oracle.json").read_bytes() != before


def test_what_learnt_these_very_rows_is_not_compared_on_them(train, output, settings):
    train(lines(sentences()))
    settings.CHECKWORTHINESS_MODEL = str(output)
    before = output.read_bytes()
    said, _ = train(lines(sentences()))
    assert "nobody can say whether the new one is better: it takes 20 new ones" in said
    assert output.read_bytes() == before


def test_the_same_file_gives_the_same_scorer(train, tmp_path):
    for name in ("a.json", "b.json"):
        train(lines(sentences()), "--output", str(tmp_path / name))
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_readable_features_alone_are_fitted_on_request(train, tmp_path):
    train(lines(told_backwards()), "--readable", "--output", str(tmp_path / "a.json"))
    fitted = nlp.load_scorer(tmp_path / "a.json")
    assert fitted.lexical is None
    assert fitted.weights["a question"] > 0 > fitted.weights["a share"]


def test_bad_lines_are_named_and_left_out(train):
    good = lines(sentences())
    said, complaints = train('{"text": "No label."}\n' + good + "{\n")
    assert "48 rows" in said
    assert 'Line 1: its "label" is neither 1 (worth checking) nor 0.' in complaints
    assert "Line 50: it is not JSON" in complaints
    assert "2 lines were left out." in complaints


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (sentences()[:30], "Only 15 of 30 rows are worth checking; it takes at least 20"),
        ([pair for pair in sentences() if pair[1]], "Only 0 of 24 rows are not worth checking"),
        ([], "Only 0 of 0 rows are worth checking"),
    ],
)
def test_too_little_to_learn_from_is_refused(train, output, rows, sentence):
    with pytest.raises(CommandError, match=sentence):
        train(lines(rows), "--anyway")
    assert not output.exists()


@pytest.mark.parametrize("arguments", [(), ("some.jsonl", "--desk")])
def test_it_learns_from_a_file_or_from_the_desk(output, arguments):
    with pytest.raises(CommandError, match="either a FILE of labelled sentences or --desk"):
        command(*arguments)


def test_a_file_that_is_not_there_is_refused(output, tmp_path):
    with pytest.raises(CommandError, match=r"none\.jsonl cannot be read: No such file"):
        command(str(tmp_path / "none.jsonl"))


def test_the_card_of_what_is_in_use_is_printed(output, settings, tmp_path):
    said, _ = command("--card")
    assert json.loads(said) == shipped().card
    settings.CHECKWORTHINESS_MODEL = str(tmp_path / "own.json")
    save(nlp.Scorer(0.0, {}, card={"fitted on": "ours"}), settings.CHECKWORTHINESS_MODEL)
    said, _ = command("--card")
    assert json.loads(said) == {"fitted on": "ours"}


TEXT = (
    "The ferry sank. The garden lost 3 hedges. Was it dull? Three hedges fell. It lost 9 percent."
)


def decided(document, passage, state, **columns) -> Claim:
    """A claim with its place where the passage stands."""
    claim = ClaimFactory(document=document, state=state, **columns)
    start = TEXT.index(passage)
    claim.appearances.all().delete()
    Appearance.at(document.snapshot, start, start + len(passage), claim=claim).save()
    return claim


@pytest.mark.django_db
def test_the_desk_s_decisions_are_its_labels():
    document = DocumentFactory(snapshot__text=TEXT)
    other = DocumentFactory(snapshot__text=TEXT + " ")
    decided(document, "ferry sank", S.ACCEPTED)
    sent = decided(document, "lost 3 hedges", S.SENT)
    decided(document, "Was it dull", S.DISMISSED)
    decided(other, "Three hedges", S.DISMISSED)
    decided(document, "9 percent", S.DETECTED)
    decided(document, "9 percent", S.MERGED, merged_into=sent)
    assert list(decided_rows()) == [
        Row("The ferry sank.", True, f"document {document.pk}"),
        Row("The garden lost 3 hedges.", True, f"document {document.pk}"),
        Row("Was it dull?", False, f"document {document.pk}"),
        Row("Three hedges fell.", False, f"document {other.pk}"),
    ]


@pytest.mark.django_db
def test_decisions_are_read_in_a_fixed_number_of_queries(django_assert_num_queries):
    document = DocumentFactory(snapshot__text=TEXT)
    for number in (1, 3):
        for _ in range(number):
            decided(document, "ferry sank", S.ACCEPTED)
        with django_assert_num_queries(3):
            list(decided_rows())


@pytest.mark.django_db
def test_the_desk_s_decisions_train_a_scorer(output):
    for text, kept in sentences():
        claim = ClaimFactory(
            document__snapshot__text=text, state=S.ACCEPTED if kept else S.DISMISSED
        )
        assert claim.appearance.exact
    said, _ = command("--desk")
    assert "48 rows from this desk's decisions, 24 of them worth checking." in said
    assert "five folds of whole groups" in said
    assert nlp.load_scorer(output).card["fitted on"] == "this desk's decisions"


@pytest.mark.django_db
def test_a_desk_that_has_decided_little_is_told_so(output):
    ClaimFactory(state=S.ACCEPTED)
    with pytest.raises(CommandError, match="Only 1 of 1 rows are worth checking"):
        command("--desk")


@pytest.mark.parametrize(
    ("arguments", "runs_without"),
    [
        (["checkworthiness", "labels.jsonl"], True),
        (["checkworthiness", "--card"], True),
        (["checkworthiness", "--desk"], False),
        (["checkworthiness", "--desk", "--help"], True),
    ],
)
def test_only_the_desk_s_decisions_need_a_database(arguments, runs_without):
    assert needs_no_database("train", arguments) is runs_without


def test_a_shortened_option_does_not_reach_for_a_database(output):
    with pytest.raises(CommandError, match="unrecognized arguments: --des"):
        command("--des")


@pytest.fixture
def figures_first(tmp_path):
    """A scorer of one's own, for which only figures count, and they count for little."""
    place = tmp_path / "own.json"
    save(nlp.Scorer(-1.0, {"a figure": 0.5}, card={"fitted on": "ours"}), place)
    return place


def score_of_the_claim() -> float:
    document = DocumentFactory(snapshot__text="The mill lost 40 percent of its trade in 2014.")
    run = ExtractionRun.objects.create(document=document, total=10)
    assert extract_claims(run.pk)
    return document.claims.get().checkworthiness


@pytest.mark.django_db
def test_documents_are_read_with_the_scorer_that_the_setting_names(settings, figures_first):
    settings.CHECKWORTHINESS_MODEL = ""
    by_what_ships = score_of_the_claim()
    settings.CHECKWORTHINESS_MODEL = str(figures_first)
    assert score_of_the_claim() == 0.3775
    settings.CHECKWORTHINESS_MODEL = ""
    assert score_of_the_claim() == by_what_ships > 0.8


@pytest.mark.django_db
def test_a_broken_scorer_costs_the_order_and_never_the_reading(settings, tmp_path, caplog):
    settings.CHECKWORTHINESS_MODEL = ""
    by_what_ships = score_of_the_claim()
    settings.CHECKWORTHINESS_MODEL = str(tmp_path / "none.json")
    with caplog.at_level(logging.WARNING):
        assert score_of_the_claim() == by_what_ships
    assert "Claims are sorted by the shipped scorer" in caplog.text


def read_out(monkeypatch, capfdbinary, *options: str) -> dict:
    line = b'{"id": 1, "text": "The mill lost 40 percent of its trade in 2014."}\n'
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(line)))
    call_command("read", *options)
    return json.loads(capfdbinary.readouterr().out)


@pytest.mark.parametrize("workers", ["1", "2"])
def test_the_reader_weighs_by_the_setting(
    settings, figures_first, monkeypatch, capfdbinary, workers
):
    settings.CHECKWORTHINESS_MODEL = ""
    before = read_out(monkeypatch, capfdbinary, "--workers", workers)
    settings.CHECKWORTHINESS_MODEL = str(figures_first)
    answer = read_out(monkeypatch, capfdbinary, "--workers", workers)
    assert (answer["score"], answer["scorer"]) == (0.3775, "ours, undated")
    (sentence,) = answer["sentences"]
    assert sentence["steps"] == [["a figure", 14, 24]]
    assert before["score"] > 0.8


def test_the_reader_refuses_a_broken_scorer(settings, tmp_path):
    settings.CHECKWORTHINESS_MODEL = str(tmp_path / "none.json")
    with pytest.raises(CommandError, match=r"CHECKWORTHINESS_MODEL: .*none\.json cannot be read"):
        call_command("read")
