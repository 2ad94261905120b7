"""Correcting what was read: kept beside it, told, undone, refused, and nobody overwritten."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from claims import nlp
from claims.errors import IllegalTransition, NothingToDo, NotSo, Overtaken, QuoteNotFound
from claims.models import Appearance, Claim, Claimant, Correction, ExtractionRun, Figure
from claims.operations import bulk, corrections, keeping, triage
from claims.quantities import Quantity
from claims.states import ClaimState, RunState
from tests.factories import ClaimFactory, DocumentFactory, SnapshotFactory, UserFactory, editor

pytestmark = pytest.mark.django_db
S = ClaimState
TEXT = (
    "The harbour master, Ada Lund, said 40 ships and a handful of boats left on 3 May. "
    "Nobody counted the 12 rafts."
)


def read_figure(claim: Claim, words: str, **columns) -> Figure:
    start = TEXT.index(words)
    number, _, counted = words.partition(" ")
    number = number if number.isdigit() else "1"
    return Figure.objects.create(
        snapshot=claim.document.snapshot, claim=claim, start=start, end=start + len(words),
        text=words, low=number, high=number, counted=counted.rstrip("s"),
        steps=[["digits", start, start + len(number)]], **columns,
    )  # fmt: skip


@pytest.fixture
def by():
    return editor()


@pytest.fixture
def claim(by):
    """A claim that was read: 40 ships, said by Ada Lund, and a date taken for a figure."""
    document = DocumentFactory(snapshot=SnapshotFactory(text=TEXT), added_by=by)
    run = ExtractionRun.objects.create(
        document=document, state=RunState.DONE, pipeline="reader", version="7", model="small"
    )
    start, end = TEXT.index("40 ships"), TEXT.index(". Nobody")
    ada = Claimant.objects.create(name="Ada Lund")
    said = {"name": "Ada Lund", "kind": "person", "how": "indirect", "rule": "verb of saying",
            "source": [[20, 28]], "cue": [30, 34], "content": [[start, end]]}  # fmt: skip
    claim = ClaimFactory(
        document=document,
        run=run,
        statement="40 ships left.",
        claimant=ada,
        attribution="indirect",
        chain=[said],
    )
    claim.appearances.all().delete()
    claim.figures.all().delete()
    Appearance.at(document.snapshot, start, end, claim=claim).save()
    read_figure(claim, "40 ships")
    read_figure(claim, "3 May")
    return claim


@pytest.fixture
def other(claim):
    """The next sentence's claim."""
    other = ClaimFactory(document=claim.document, statement="Nobody counted the rafts.")
    other.appearances.all().delete()
    other.figures.all().delete()
    start = TEXT.index("Nobody")
    Appearance.at(claim.document.snapshot, start, len(TEXT) - 1, claim=other).save()
    return other


def ships(claim: Claim) -> Figure:
    return Figure.objects.get(snapshot=claim.document.snapshot, text__startswith="40 ships")


def fifty(**columns) -> Quantity:
    given = {"low": Decimal(50), "high": Decimal(60), "comparator": "between", "counted": "ship"}
    return Quantity(text="", **{**given, **columns})


def seen_of(figure: Figure) -> str:
    return keeping.seen_of(keeping.plain_figure(figure))


# -- a figure ------------------------------------------------------------------------------------


def test_a_corrected_figure_keeps_what_was_read_beside_what_is_said(claim, by):
    corrections.correct_figure(ships(claim), fifty(), by=by, population="ferries", place="Varland")
    figure = ships(claim)
    assert (figure.low, figure.high, figure.comparator) == (50, 60, "between")
    assert (figure.text, figure.population, figure.place) == ("40 ships", "ferries", "Varland")
    assert figure.steps == []
    kept = Correction.objects.get()
    assert (kept.read["low"], kept.read["steps"][0][0]) == ("40", "digits")
    assert (kept.said["low"], kept.said["high"]) == ("50", "60")
    assert (kept.by, kept.figure, TEXT[kept.start : kept.end]) == (by, figure.pk, "40 ships")
    assert (kept.pipeline, kept.version, kept.model) == ("reader", "7", "small")
    event = claim.events.get()
    assert (event.verb, event.actor, event.data["now"]) == ("corrected", by, "50 – 60 ships")


def test_of_a_figure_corrected_twice_the_first_reading_is_kept(claim, by):
    corrections.correct_figure(ships(claim), fifty(), by=by)
    corrections.correct_figure(ships(claim), fifty(high=Decimal(70)), by=by)
    assert [kept.read["low"] for kept in Correction.objects.all()] == ["40", "40"]


def test_a_figure_saved_as_it_was_is_no_correction(claim, by):
    figure = ships(claim)
    corrections.correct_figure(figure, figure.value, by=by)
    assert not Correction.objects.exists()
    assert ships(claim).steps


def test_a_figure_takes_more_words_of_its_sentence_and_the_free_figures_in_them(claim, by):
    free = read_figure(claim, "ships and")
    Figure.objects.filter(pk=free.pk).update(claim=None)
    corrections.correct_figure(ships(claim), fifty(), by=by, words="40 ships and a handful")
    assert ships(claim).text == "40 ships and a handful"
    assert not Figure.objects.filter(pk=free.pk).exists()
    triage.undo(claim, by=by)
    assert ships(claim).text == "40 ships"
    assert Figure.objects.get(pk=free.pk).claim is None


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ("12 rafts", "not in this claim’s sentence"),
        ("41 ships", "do not stand in this claim’s sentence"),
        ("left on 3 May", "“3 May” is a figure of this claim already"),
    ],
)
def test_words_that_are_not_the_figures_are_refused(claim, by, words, refusal):
    with pytest.raises((QuoteNotFound, NothingToDo), match=refusal):
        corrections.correct_figure(ships(claim), fifty(), by=by, words=words)
    assert ships(claim).low == 40


def test_a_date_is_taken_off_and_what_was_read_stays_in_the_correction(claim, by):
    date = claim.figures.get(text="3 May")
    corrections.take_off_figure(date, by=by, why="date")
    assert not Figure.objects.filter(pk=date.pk).exists()
    kept = Correction.objects.get()
    assert (kept.read["text"], kept.said, kept.why) == ("3 May", None, "date")
    assert claim.events.get().data["now"] == "“3 May” is no figure, but a date or a time"
    triage.undo(claim, by=by)
    again = Figure.objects.get(pk=date.pk)
    assert (again.claim, again.low, again.steps) == (claim, 3, date.steps)


def test_a_missed_figure_is_added_by_its_words(claim, by):
    quantity = Quantity(text="", low=Decimal(3), high=Decimal(6), comparator="about")
    corrections.add_figure(claim, "a handful of boats", quantity, by=by)
    added = claim.figures.get(text="a handful of boats")
    assert (added.low, added.high, TEXT[added.start : added.end]) == (3, 6, "a handful of boats")
    kept = Correction.objects.get()
    assert (kept.read, kept.said["text"]) == (None, "a handful of boats")
    triage.undo(claim, by=by)
    assert not claim.figures.filter(text="a handful of boats").exists()


def test_words_without_parts_are_read_by_the_reader(other, by):
    corrections.add_figure(other, "the 12 rafts", by=by)
    added = other.figures.get()
    assert (added.low, added.high, added.counted) == (12, 12, "raft")


def test_a_figure_of_no_claim_becomes_the_claims_and_goes_back(claim, other, by):
    free = read_figure(claim, "12 rafts")
    Figure.objects.filter(pk=free.pk).update(claim=None)
    corrections.add_figure(other, "12 rafts", by=by)
    assert other.figures.get().pk == free.pk
    triage.undo(other, by=by)
    free.refresh_from_db()
    assert (free.claim, free.steps[0][0]) == (None, "digits")


def test_words_the_reader_finds_no_figure_in_are_told_so(claim, by):
    with pytest.raises(NotSo, match="finds no figure"):
        corrections.add_figure(claim, "a handful of boats", by=by)
    with pytest.raises(NotSo, match="2 figures"):
        corrections.read_one("40 ships and 12 rafts")


def test_a_figure_moves_to_the_claim_it_belongs_to_and_back(claim, other, by):
    figure = claim.figures.get(text="3 May")
    corrections.move_figure(figure, other, by=by)
    assert (claim.figures.count(), other.figures.get().pk) == (1, figure.pk)
    assert [event.verb for event in other.events.all()] == ["given"]
    kept = Correction.objects.get()
    assert (kept.part, kept.read, kept.said) == (
        "belongs", {"claim": claim.pk}, {"claim": other.pk},
    )  # fmt: skip
    triage.undo(claim, by=by)
    assert (claim.figures.count(), other.figures.count()) == (2, 0)


def test_a_figure_does_not_move_out_of_its_document_or_to_a_claim_in_review(claim, other, by):
    with pytest.raises(NothingToDo, match="within its document"):
        corrections.move_figure(ships(claim), ClaimFactory(), by=by)
    for state in (S.SENT, S.DISMISSED):
        Claim.objects.filter(pk=other.pk).update(state=state)
        with pytest.raises(IllegalTransition):
            corrections.move_figure(ships(claim), other, by=by)
    assert ships(claim).claim == claim


def test_an_undone_move_is_refused_where_more_was_done_with_the_figure_since(claim, other, by):
    corrections.move_figure(ships(claim), other, by=by)
    corrections.take_off_figure(ships(claim), by=by)
    with pytest.raises(IllegalTransition, match="More was done with this figure"):
        triage.undo(claim, by=by)
    triage.undo(other, by=by)
    triage.undo(claim, by=by)
    assert ships(claim).claim == claim


def test_a_figure_is_not_taken_back_from_a_claim_that_went_into_review(claim, other, by):
    corrections.move_figure(ships(claim), other, by=by)
    triage.accept_claim(other, by=by)
    triage.send_to_review([other], by=by)
    with pytest.raises(IllegalTransition, match="in review by now"):
        triage.undo(claim, by=by)
    assert ships(claim).claim == other


# -- who says so, kind and mood ------------------------------------------------------------------


def test_who_says_so_is_corrected_with_the_words_that_name_them_and_who_passed_it_on(claim, by):
    corrections.correct_claimant(
        claim, by=by, name="The harbour board", kind="organisation", how="indirect",
        words="The harbour master", passed_on_by=["Ada Lund"],
    )  # fmt: skip
    claim = Claim.objects.get(pk=claim.pk)
    assert claim.who_in_full == "The harbour board, through Ada Lund"
    first, second = claim.chain
    assert (first["kind"], TEXT[slice(*first["source"][0])]) == (
        "organisation", "The harbour master",
    )  # fmt: skip
    assert (second["rule"], second["source"]) == ("verb of saying", [[20, 28]])
    kept = Correction.objects.get()
    assert (kept.part, kept.read["name"], kept.said["name"]) == (
        "claimant", "Ada Lund", "The harbour board",
    )  # fmt: skip
    triage.undo(claim, by=by)
    assert Claim.objects.get(pk=claim.pk).who_in_full == "Ada Lund"


def test_a_name_is_looked_for_near_the_claim(claim, by):
    corrections.correct_claimant(claim, by=by, name="Captain Lund")
    (link,) = Claim.objects.get(pk=claim.pk).chain
    assert TEXT[slice(*link["source"][0])] == "Lund"


def test_words_that_name_them_must_stand_in_the_text(claim, by):
    with pytest.raises(QuoteNotFound, match="that name them"):
        corrections.correct_claimant(claim, by=by, name="Mira Dane", words="the president")
    assert str(Claim.objects.get(pk=claim.pk).claimant) == "Ada Lund"


def test_without_a_name_it_is_the_documents_own_voice(claim, by):
    corrections.correct_claimant(claim, by=by, name=" ", how="direct")
    claim = Claim.objects.get(pk=claim.pk)
    assert (claim.claimant, claim.attribution, claim.chain) == (None, "own", [])


@pytest.mark.parametrize("words", ["", "Ada Lund"])
def test_who_says_so_saved_as_it_was_is_no_correction(claim, by, words):
    chain = [{**claim.chain[0], "name": "ADA LUND", "kind": ""}]  # read in other letters
    Claim.objects.filter(pk=claim.pk).update(chain=chain)
    corrections.correct_claimant(claim, by=by, name="ada  lund", how="indirect", words=words)
    assert Claim.objects.get(pk=claim.pk).chain == chain
    assert not Correction.objects.exists()
    corrections.correct_claimant(claim, by=by, name="Ada Lund", how="direct")  # the control
    (link,) = Claim.objects.get(pk=claim.pk).chain
    assert (link["how"], link["rule"], link["source"]) == ("direct", "verb of saying", [[20, 28]])


def test_a_claimants_kind_is_corrected_everywhere_and_taken_back(claim, by):
    corrections.correct_claimant(claim, by=by, name="Ada Lund", kind="organisation")
    assert Claimant.objects.get(name="Ada Lund").kind == "organisation"
    triage.undo(claim, by=by)
    assert Claimant.objects.get(name="Ada Lund").kind == "person"


def test_kind_and_mood_are_corrected_each_for_itself(claim, by):
    corrections.correct_kind(claim, by=by, kind="number", mood="prediction")
    kept = Correction.objects.get()
    assert (kept.part, kept.read, kept.said) == (
        "mood", {"mood": "assertion"}, {"mood": "prediction"},
    )  # fmt: skip
    triage.undo(claim, by=by)
    assert Claim.objects.get(pk=claim.pk).mood == "assertion"


def test_an_edited_claim_keeps_what_was_read_of_the_parts_that_changed(claim, by):
    triage.edit_claim(
        claim, by=by, statement="Forty ships left.", kind="number", claimant="Ada Lund",
        attribution="indirect",
    )  # fmt: skip
    kept = Correction.objects.get()
    assert (kept.part, kept.read["statement"], kept.said["statement"]) == (
        "statement", "40 ships left.", "Forty ships left.",
    )  # fmt: skip


def test_of_a_claim_entered_by_hand_nothing_was_read(claim, by):
    Claim.objects.filter(pk=claim.pk).update(run=None)
    corrections.correct_kind(claim, by=by, kind="cause", mood="assertion")
    kept = Correction.objects.get()
    assert (kept.read, kept.pipeline) == (None, nlp.PIPELINE_NAME)


# -- refused, taken back, never over somebody's head ---------------------------------------------

STEPS = {
    "correct": lambda claim, by: corrections.correct_figure(ships(claim), fifty(), by=by),
    "take off": lambda claim, by: corrections.take_off_figure(ships(claim), by=by),
    "add": lambda claim, by: corrections.add_figure(claim, "a handful", fifty(), by=by),
    "claimant": lambda claim, by: corrections.correct_claimant(claim, by=by, name="Mira Dane"),
    "kind": lambda claim, by: corrections.correct_kind(
        claim, by=by, kind="cause", mood="assertion"
    ),
}


@pytest.mark.parametrize("step", STEPS)
def test_a_claim_in_review_is_not_corrected_and_one_in_triage_is(claim, by, step):
    Claim.objects.filter(pk=claim.pk).update(state=S.SENT)
    with pytest.raises(IllegalTransition, match="already in review"):
        STEPS[step](claim, by)
    assert not Correction.objects.exists()
    Claim.objects.filter(pk=claim.pk).update(state=S.ACCEPTED)  # the control
    STEPS[step](claim, by)
    assert Correction.objects.count() == 1


@pytest.mark.parametrize("step", STEPS)
def test_only_editors_and_who_brought_it_in_correct_a_claim(claim, step):
    with pytest.raises(PermissionDenied):
        STEPS[step](claim, UserFactory())
    assert not Correction.objects.exists()


@pytest.mark.parametrize("step", STEPS)
def test_an_undone_correction_is_withdrawn_by_a_row_of_its_own(claim, by, step):
    STEPS[step](claim, by)
    (kept,) = Correction.objects.standing()
    triage.undo(claim, by=by)
    assert not Correction.objects.standing().exists()
    assert Correction.objects.get(withdraws=kept).by == by
    assert [event.verb for event in claim.events.all()] == ["corrected", "undone"]


CHANGES = {
    "update": lambda rows: rows.update(said=None),
    "delete": lambda rows: rows.delete(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_kept_correction_is_neither_changed_nor_removed(claim, by, change):
    STEPS["kind"](claim, by)
    with pytest.raises(DatabaseError, match="History is only added to"), transaction.atomic():
        CHANGES[change](Correction.objects.all())
    assert Correction.objects.get().said == {"kind": "cause"}


def test_the_second_to_save_is_told_and_saves_on_purpose_only(claim, by):
    seen = seen_of(ships(claim))
    corrections.correct_figure(ships(claim), fifty(), by=by, seen=seen)
    mine = fifty(low=Decimal(45))
    with pytest.raises(Overtaken, match="yours was not saved"):
        corrections.correct_figure(ships(claim), mine, by=by, seen=seen)
    assert ships(claim).low == 50
    corrections.correct_figure(ships(claim), mine, by=by, seen=seen_of(ships(claim)))
    assert ships(claim).low == 45


def test_control_without_what_was_seen_the_second_overwrites_the_first(claim, by):
    corrections.correct_figure(ships(claim), fifty(), by=by, seen=seen_of(ships(claim)))
    corrections.correct_figure(ships(claim), fifty(low=Decimal(45)), by=by)
    assert ships(claim).low == 45


def test_a_figure_that_was_taken_off_meanwhile_is_not_corrected(claim, by):
    mine = ships(claim)
    corrections.take_off_figure(ships(claim), by=by)
    with pytest.raises(Overtaken, match="no longer part of the claim"):
        corrections.correct_figure(mine, fifty(), by=by)


def test_corrections_made_since_stand_in_the_way_of_undoing_many_decisions(claim, by):
    done = bulk.accept_together([claim.pk], by=by)
    STEPS["kind"](claim, by)
    with pytest.raises(NothingToDo):
        bulk.undo_together(done.events, by=by)
    with pytest.raises(NothingToDo):  # nor is a correction a decision to take back here
        bulk.undo_together([claim.events.last().pk], by=by)
    triage.undo(claim, by=by)
    assert Claim.objects.get(pk=claim.pk).kind == "number"
