"""Reading a document: once, completely, and only by the attempt that still holds it."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from claims import nlp
from claims.models import Claim, ExtractionRun, Figure
from claims.models.document import RunQuerySet
from claims.operations import extraction
from claims.quantities import Quantity
from claims.states import RunState
from tests.factories import DocumentFactory

pytestmark = pytest.mark.django_db

TEXT = "Mira Dane said 40 ships left the port. Some 12 boats stayed in the harbour of the town."


def figure(words: str) -> nlp.Figure:
    start = TEXT.index(words)
    number, counted = words.split()
    quantity = Quantity(
        text=words, low=Decimal(number), high=Decimal(number), counted=counted.rstrip("s")
    )
    return nlp.Figure(
        start,
        start + len(words),
        quantity,
        steps=(nlp.Step("digits", start, start + len(number)),),
    )


def reading() -> nlp.Reading:
    said = nlp.Attribution(((15, 37),), ((0, 9),), None, "indirect", "Mira Dane", "person")
    claim = nlp.ReadClaim(
        start=15,
        end=37,
        statement="40 ships left the port.",
        kind="number",
        score=0.7,
        reasons=("has a figure",),
        figures=(figure("40 ships"),),
        attribution=said,
    )
    return nlp.Reading(
        pipeline="test",
        version="1",
        model="",
        sentences=(),
        figures=(figure("40 ships"), figure("12 boats")),
        mentions=(),
        attributions=(said,),
        claims=(claim,),
    )


@pytest.fixture
def run(monkeypatch) -> ExtractionRun:
    monkeypatch.setattr(nlp, "read", lambda text, **options: reading())
    document = DocumentFactory(snapshot__text=TEXT)
    return ExtractionRun.objects.create(document=document, total=len(TEXT))


def test_a_reading_writes_claims_with_their_places_and_figures(run):
    assert extraction.extract_claims(run.pk)
    claim = run.document.claims.get()
    assert (claim.statement, str(claim.claimant), claim.attribution) == (
        "40 ships left the port.",
        "Mira Dane",
        "indirect",
    )
    assert (claim.checkworthiness, claim.reasons, claim.run) == (0.7, ["has a figure"], run)
    place = claim.appearances.get()
    assert (place.exact, place.start, place.end) == ("40 ships left the port", 15, 37)
    assert (place.prefix, place.suffix) == (TEXT[:15], TEXT[37:69])
    mine, free = Figure.objects.filter(snapshot=run.document.snapshot)
    assert (mine.claim, mine.text, mine.low) == (claim, "40 ships", 40)
    assert (free.claim, free.text) == (None, "12 boats")
    assert [event.verb for event in claim.events.all()] == ["detected"]
    run.refresh_from_db()
    assert (run.state, run.done, run.pipeline, run.version) == (
        RunState.DONE,
        len(TEXT),
        "test",
        "1",
    )
    assert run.document.events.get().data == {"claims": 1, "figures": 2}


def test_a_reading_keeps_how_each_part_was_read(run, monkeypatch):
    at = TEXT.index("40 ships")
    read = reading()
    inner = nlp.Attribution(
        ((15, 37),), ((5, 9),), (10, 14), "direct", "The board", "organisation", rule="verb"
    )
    claim = replace(
        read.claims[0],
        figures=(replace(read.figures[0], population="ships of Varland", place="the port"),),
        attribution=inner,
        chain=(inner, read.attributions[0]),
        mood="prediction",
        rule="forecast",
    )
    figures = (claim.figures[0], read.figures[1])
    monkeypatch.setattr(
        nlp, "read", lambda text, **options: replace(read, claims=(claim,), figures=figures)
    )
    assert extraction.extract_claims(run.pk)
    claim = run.document.claims.get()
    assert (claim.mood, claim.rule) == ("prediction", "forecast")
    assert claim.who_in_full == "The board, through Mira Dane"
    assert claim.chain[0] == {
        "name": "The board", "kind": "organisation", "how": "direct", "rule": "verb",
        "source": [[5, 9]], "cue": [10, 14], "content": [[15, 37]],
    }  # fmt: skip
    figure = claim.figures.get()
    assert figure.steps == [["digits", at, at + 2]]
    assert (figure.population, figure.place) == ("ships of Varland", "the port")


def test_without_a_chain_whoever_says_it_is_the_chain(run):
    assert extraction.extract_claims(run.pk)
    (link,) = run.document.claims.get().chain
    assert (link["name"], link["cue"], link["source"]) == ("Mira Dane", None, [[0, 9]])


def test_run_twice_it_extracts_once(run):
    assert extraction.extract_claims(run.pk) is True
    assert extraction.extract_claims(run.pk) is False
    assert run.document.claims.count() == 1


def test_control_without_the_claim_on_the_run_it_extracts_twice(run, monkeypatch):
    monkeypatch.setattr(RunQuerySet, "awaiting_worker", lambda self: self)
    assert extraction.extract_claims(run.pk)
    assert extraction.extract_claims(run.pk)
    assert run.document.claims.count() == 2


def given_up_and_taken_again(run: ExtractionRun) -> tuple[int, int]:
    first = ExtractionRun.objects.take(run.pk)
    ExtractionRun.objects.filter(pk=run.pk).update(lease_until=timezone.now() - timedelta(hours=1))
    return first, ExtractionRun.objects.take(run.pk)


def test_an_attempt_that_was_given_up_writes_nothing(run):
    first, second = given_up_and_taken_again(run)
    assert extraction.write_reading(run, first, reading()) is False
    assert not Claim.objects.exists()
    assert not Figure.objects.exists()
    assert extraction.write_reading(run, second, reading()) is True
    assert Claim.objects.count() == 1


def test_control_without_the_fence_both_attempts_write(run, monkeypatch):
    first, second = given_up_and_taken_again(run)
    monkeypatch.setattr(RunQuerySet, "held", lambda self, pk, attempt: self.filter(pk=pk))
    assert extraction.write_reading(run, first, reading())
    assert extraction.write_reading(run, second, reading())
    assert Claim.objects.count() == 2


def test_a_run_that_another_worker_holds_is_left_alone(run):
    assert ExtractionRun.objects.take(run.pk) == 1
    assert extraction.extract_claims(run.pk) is False
    assert not Claim.objects.exists()


def test_a_text_in_another_language_is_stored_and_said_to_be_unread(run, monkeypatch):
    monkeypatch.setattr(nlp, "detect_language", lambda text: "de")
    assert extraction.extract_claims(run.pk)
    run.refresh_from_db()
    run.document.refresh_from_db()
    assert (run.state, run.document.language) == (RunState.UNREAD, "de")
    assert run.document.events.get().verb == "not_read"
    assert not Claim.objects.exists()


def test_the_sweep_rings_for_what_waits_and_not_for_what_is_held(run, monkeypatch):
    rung = []
    monkeypatch.setattr(extraction, "send_task", lambda name, pk: rung.append(pk) or True)
    held = ExtractionRun.objects.create(document=DocumentFactory())
    ExtractionRun.objects.take(held.pk)
    assert extraction.sweep() == 1
    assert rung == [run.pk]


def test_a_text_that_kills_every_worker_is_given_up_and_said_to_have_failed(run):
    ExtractionRun.objects.filter(pk=run.pk).update(
        state=RunState.RUNNING,
        attempt=extraction.MAX_ATTEMPTS,
        lease_until=timezone.now() - timedelta(minutes=1),
    )
    assert extraction.sweep() == 0
    run.refresh_from_db()
    assert run.state == RunState.FAILED
    assert run.error == "The worker stopped 5 times while reading this text."
    assert run.document.events.get().verb == "reading_failed"
