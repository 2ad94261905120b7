"""What people accepted and corrected comes out as gold, against which the reader can be scored."""

from __future__ import annotations

import io
import json
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims import nlp
from claims.gold import gold_of
from claims.models import Claim, Document, ExtractionRun, Figure
from claims.nlp.door import record_of
from claims.nlp.scoring import score
from claims.operations import corrections, extraction, triage
from claims.quantities import Quantity
from claims.states import ClaimState
from tests.factories import ClaimFactory, DocumentFactory, SnapshotFactory, UserFactory, editor

pytestmark = pytest.mark.django_db
S = ClaimState
TEXT = (
    "Ada Lund said 40 ships left the port.\n\n"
    "The ministry reported that 65 members met in Varland. A dozen of them voted.\n\n"
    "Mira Dane said 12 boats and a handful of rafts were lost. It rained."
)


@pytest.fixture
def by():
    return editor()


@pytest.fixture
def document(by):
    """A document as the reader itself reads it."""
    document = DocumentFactory(snapshot=SnapshotFactory(text=TEXT), added_by=by)
    run = ExtractionRun.objects.create(document=document, total=len(TEXT))
    assert extraction.extract_claims(run.pk)
    return Document.objects.select_related("snapshot").get(pk=document.pk)


def claim_on(document, words: str) -> Claim:
    return figure_on(document, words).claim


def figure_on(document, words: str) -> Figure:
    return Figure.objects.get(snapshot=document.snapshot, text__startswith=words)


def texts_of(document) -> list[str]:
    return [record["text"] for record in gold_of([document])]


def misread(document) -> list[tuple[str, str, str]]:
    """What the unmodified reader makes wrong of the document's gold."""
    pairs = [(gold, record_of(nlp.read(gold["text"]))) for gold in gold_of([document])]
    return [(one.what, one.gold, one.read) for one in score(pairs).misread]


def test_nothing_is_gold_before_somebody_has_decided(document):
    assert texts_of(document) == []


def test_an_accepted_claims_sentence_is_gold_and_the_reader_reads_it_as_it_did(document, by):
    triage.accept_claim(claim_on(document, "40 ships"), by=by)
    (record,) = gold_of([document])
    assert record["text"] == "Ada Lund said 40 ships left the port."
    (figure,) = record["quantities"]
    assert record["text"][figure["start"] : figure["end"]] == "40 ships"
    assert (figure["low"], figure["high"], figure["unit"]) == (40, 40, "ship")
    (said,) = record["attributions"]
    assert [record["text"][s:e] for s, e in said["source"]] == ["Ada Lund"]
    (claim,) = record["claims"]
    assert (claim["quantities"], claim["attributions"], claim["mood"]) == ([0], [0], "assertion")
    assert misread(document) == []


def test_an_undone_or_dismissed_claim_is_no_gold(document, by):
    claim = claim_on(document, "40 ships")
    triage.accept_claim(claim, by=by)
    triage.undo(claim, by=by)
    assert texts_of(document) == []
    triage.dismiss_claim(claim, by=by)
    assert texts_of(document) == []


def test_a_correction_makes_gold_until_it_is_undone(document, by):
    claim = claim_on(document, "40 ships")
    corrections.correct_figure(figure_on(document, "40 ships"), forty_one(), by=by)
    assert texts_of(document) == ["Ada Lund said 40 ships left the port."]
    triage.undo(claim, by=by)
    assert texts_of(document) == []


def forty_one() -> Quantity:
    return Quantity(text="", low=Decimal(41), high=Decimal(41), counted="ship")


def test_a_sentence_with_an_open_figure_is_left_out_until_that_is_decided(document, by):
    triage.accept_claim(claim_on(document, "40 ships"), by=by)
    start = TEXT.index("port")
    free = Figure.objects.create(
        snapshot=document.snapshot, start=start, end=start + 4, text="port", low=1, high=1
    )
    assert texts_of(document) == []
    free.delete()  # the control
    assert len(texts_of(document)) == 1


def test_a_sentence_whose_claimant_cannot_be_found_in_it_is_left_out(document, by):
    claim = claim_on(document, "40 ships")
    corrections.correct_claimant(claim, by=by, name="Somebody Else Entirely")
    assert texts_of(document) == []
    corrections.correct_claimant(claim, by=by, name="Somebody Else Entirely", words="Ada Lund")
    assert len(texts_of(document)) == 1


def test_two_claims_that_carry_one_place_differently_are_no_gold(document, by):
    claim = claim_on(document, "40 ships")
    triage.accept_claim(claim, by=by)
    figure = figure_on(document, "40 ships")
    other = ClaimFactory(document=document, state=S.ACCEPTED, claimant=None, attribution="own")
    place = claim.appearance
    other.appearances.update(start=place.start, end=place.end)
    other.figures.update(start=figure.start, end=figure.end, text=figure.text, low=40, high=40)
    other.figures.update(counted=figure.counted, comparator="exact")
    assert len(texts_of(document)) == 1  # the control: both say the same
    other.figures.update(low=39)
    assert texts_of(document) == []


def test_sentences_are_joined_where_who_says_it_stands_in_another(document, by):
    claim = claim_on(document, "65 members")
    triage.accept_claim(claim, by=by)
    corrections.correct_claimant(claim, by=by, name="Ada Lund", words="Ada Lund")
    triage.accept_claim(claim_on(document, "40 ships"), by=by)
    (record,) = gold_of([document])
    assert record["text"] == TEXT[: TEXT.index(" A dozen")]
    assert len(record["claims"]) == 2


def test_what_one_says_leaves_out_what_another_claim_of_the_sentence_says(document, by):
    """Mira Dane says how many boats; how many rafts the document says itself."""
    boats = claim_on(document, "12 boats")
    rafts = triage.add_claim(document, "a handful of rafts were lost", by=by)
    handful = Quantity(text="", low=Decimal(3), high=Decimal(6), counted="raft")
    corrections.add_figure(rafts, "a handful of rafts", handful, by=by)
    triage.accept_claim(boats, by=by)
    (record,) = gold_of([document])
    named = {claim["statement"]: bool(claim["attributions"]) for claim in record["claims"]}
    assert named == {boats.statement: True, rafts.statement: False}
    (said,) = record["attributions"]
    carried = " | ".join(record["text"][start:end] for start, end in said["content"])
    assert "12 boats" in carried
    assert "handful" not in carried
    scores = score([(record, record)])
    assert (scores.ratio, scores.rates["claimant"].gold) == (1.0, 1)


def test_who_says_it_says_every_figure_of_the_claim(document, by):
    claim = claim_on(document, "40 ships")
    corrections.correct_claimant(claim, by=by, name="Ada Lund", how="direct")
    Claim.objects.filter(pk=claim.pk).update(
        chain=[{**Claim.objects.get(pk=claim.pk).chain[0], "content": [[23, 30]]}]
    )
    (record,) = gold_of([document])
    assert record["attributions"][0]["content"] == [[14, 22], [23, 30]]


def test_the_reader_makes_exactly_the_mistakes_that_were_corrected(document, by):
    """One value, one figure that is none, one that was missed, one claimant."""
    for words in ("40 ships", "65 members", "12 boats"):
        triage.accept_claim(claim_on(document, words), by=by)
    assert misread(document) == []
    corrections.correct_figure(figure_on(document, "40 ships"), forty_one(), by=by)
    corrections.take_off_figure(figure_on(document, "65 members"), by=by, why="name")
    handful = Quantity(text="", low=Decimal(3), high=Decimal(6), counted="raft")
    corrections.add_figure(claim_on(document, "12 boats"), "a handful of rafts", handful, by=by)
    corrections.correct_claimant(claim_on(document, "12 boats"), by=by, name="")
    found = misread(document)
    assert sorted(what for what, _, _ in found) == [
        "claimant", "missed", "no figure", "value",
    ]  # fmt: skip
    by_gold = {
        (what, gold.partition(" (")[0], read.partition(" (")[0]) for what, gold, read in found
    }
    assert by_gold == {
        ("value", "= 41 ship", "= 40 ship"),
        ("no figure", "", "= 65 member"),
        ("missed", "= 3 to 6 raft", ""),
        ("claimant", "own voice", "Mira Dane"),
    }
    perfect = score((gold, gold) for gold in gold_of([document]))
    assert (perfect.ratio, perfect.misread) == (1.0, [])
    assert all(rate.f1 == 1 for rate in perfect.rates.values())


def test_gold_costs_a_fixed_number_of_queries(document, by):
    counts = []
    for words in ("40 ships", "12 boats"):
        triage.accept_claim(claim_on(document, words), by=by)
        with CaptureQueriesContext(connection) as queries:
            assert texts_of(document)
        counts.append(len(queries))
    assert counts[0] == counts[1]


# -- the commands --------------------------------------------------------------------------------


def export(**options) -> list[dict]:
    out = io.StringIO()
    call_command("export_gold", stdout=out, **options)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_the_command_writes_what_the_reader_can_read_again(document, by):
    triage.accept_claim(claim_on(document, "40 ships"), by=by)
    other = ClaimFactory(state=S.ACCEPTED, claimant=None, attribution="own")
    assert {record["id"].partition("-")[0] for record in export()} == {
        str(document.pk), str(other.document_id),
    }  # fmt: skip
    (record,) = export(document=document.pk)
    assert record["id"] == f"{document.pk}-0"
    with pytest.raises(CommandError, match="no document with the number 0"):
        export(document=0)


def bench(file, **options) -> tuple[str, dict]:
    out = io.StringIO()
    call_command("bench", "gold", str(file), stdout=out, **options)
    said = out.getvalue()
    return said, json.loads(said.splitlines()[-1])


def test_the_bench_prints_rates_and_the_misread_ones_and_ends_in_json(document, by, tmp_path):
    triage.accept_claim(claim_on(document, "40 ships"), by=by)
    triage.accept_claim(claim_on(document, "12 boats"), by=by)
    file = tmp_path / "gold.jsonl"
    file.write_text("".join(json.dumps(record) + "\n" for record in export()))
    said, figures = bench(file)
    assert (figures["bench"], figures["texts"], figures["ratio"]) == ("gold", 2, 1.0)
    assert figures["value"]["f1"] == figures["claimant"]["f1"] == 100.0
    corrections.correct_figure(figure_on(document, "40 ships"), forty_one(), by=by)
    file.write_text("".join(json.dumps(record) + "\n" for record in export()))
    said, figures = bench(file)
    assert "value: = 41 ship (“40 ships”), read as = 40 ship (“40 ships”)" in said
    assert figures["value"] == {
        "precision": 50.0, "recall": 50.0, "f1": 50.0, "right": 1, "read": 2, "gold": 2,
    }  # fmt: skip
    assert figures["ratio"] == 0.75  # one of two figures, two of two claimants
    table = said.splitlines()
    assert table[0].split() == ["precision", "recall", "F1", "right", "read", "gold"]
    assert table[1].split() == ["value", "50.0", "50.0", "50.0", "1", "2", "2"]
    assert "Ratio 0.75: 3 right of 4" in table[-2]


def test_a_misread_claimant_is_told_by_name_and_of_which_claim(tmp_path):
    text = "Ada Lund came. She said 40 ships left the port."
    start = text.index("40 ships")
    gold = {
        "id": 1, "text": text, "quantities": [],
        "claims": [{"start": start, "end": len(text) - 1, "quantities": []}],
        "attributions": [{"content": [[start, len(text) - 1]], "source": [[0, 8]],
                          "name": "Mira Dane"}],
    }  # fmt: skip
    gold["attributions"][0]["source"] = [[9, 13]]
    file = tmp_path / "gold.jsonl"
    file.write_text(json.dumps(gold))
    said, figures = bench(file)
    assert figures["claimant"]["right"] == 0
    (line,) = [line for line in said.splitlines() if line.startswith("1 claimant:")]
    assert line.startswith("1 claimant: Mira Dane (“came”), read as Ada Lund (“She”)")
    assert line.endswith("(of “40 ships left the port”)")


@pytest.mark.parametrize(
    ("line", "refusal"),
    [
        ("no json", "Line 1 is not JSON"),
        ("[1]", 'has no "text"'),
        ('{"id": 1, "text": "a"}', 'lacks "id" or "quantities"'),
    ],
)
def test_a_file_that_is_no_gold_is_told_so(tmp_path, line, refusal):
    file = tmp_path / "gold.jsonl"
    file.write_text(line)
    with pytest.raises(CommandError, match=refusal):
        bench(file)
    with pytest.raises(CommandError, match="cannot be read"):
        bench(tmp_path / "none.jsonl")


# -- the pages -----------------------------------------------------------------------------------


def lines_of(response) -> list[dict]:
    return [json.loads(line) for line in response.getvalue().splitlines()]


def test_editors_save_the_gold_of_a_document_and_of_the_desk(client, document, by):
    triage.accept_claim(claim_on(document, "40 ships"), by=by)
    ClaimFactory(state=S.ACCEPTED, claimant=None, attribution="own")
    client.force_login(by)
    one = client.get(reverse("claims:document_gold", args=[document.pk]))
    assert "attachment" in one.headers["Content-Disposition"]
    assert [line["text"] for line in lines_of(one)] == ["Ada Lund said 40 ships left the port."]
    assert len(lines_of(client.get(reverse("claims:gold")))) == 2
    page = client.get(document.get_absolute_url()).content.decode()
    assert reverse("claims:document_gold", args=[document.pk]) in page
    assert reverse("claims:gold") in client.get(reverse("claims:documents")).content.decode()


def test_reviewers_neither_save_gold_nor_are_offered_it(client, document):
    client.force_login(UserFactory())
    for address in (reverse("claims:document_gold", args=[document.pk]), reverse("claims:gold")):
        assert client.get(address).status_code == 403
    page = client.get(document.get_absolute_url()).content.decode()
    assert reverse("claims:document_gold", args=[document.pk]) not in page
    assert reverse("claims:gold") not in client.get(reverse("claims:documents")).content.decode()
