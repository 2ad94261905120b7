"""Own calculations, interviews and letters, and what may be named but not shown."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from claims.quantities import Quantity
from tests.factories import (
    SnapshotFactory,
    SourceFactory,
    assigned,
    editor,
    fresh,
    open_review_for,
    rating,
    reviewer,
    with_evidence,
)
from verification.errors import FourEyesViolation, NotReady, Overtaken
from verification.models import Evidence, Source
from verification.operations.evidence import withdraw_evidence
from verification.operations.evidence_figures import take_off_evidence_figure
from verification.operations.findings import save_draft, submit_finding
from verification.operations.own_evidence import cite_calculation, cite_conversation, mark_seen
from verification.operations.signoff import sign_off
from verification.operations.verdicts import draft_verdict
from verification.own_evidence import recompute
from verification.provenance.independence import all_cited, independence_of

pytestmark = pytest.mark.django_db

PEOPLE, EVERYBODY = "There were 6,387 people.", "The country has 83,000,000 people."


@pytest.fixture
def given():
    return assigned()


def calculated(given, formula="share(a, b)", **columns):
    a, b = with_evidence(given, excerpt=PEOPLE), with_evidence(given, excerpt=EVERYBODY)
    return cite_calculation(
        given, by=given.reviewer, formula=formula, stance="context",
        inputs={"a": (a, 0), "b": (b, 0)}, **columns,
    )  # fmt: skip


def handed_in(given):
    true = rating(given.review, "true")
    save_draft(given, by=given.reviewer, rating=true, reasons="So.", departs_because="Estimates.")
    return submit_finding(given, by=given.reviewer)


def detailed(evidence):
    return Evidence.objects.with_detail().get(pk=evidence.pk)


# -- calculations --------------------------------------------------------------------------------


def test_a_calculation_is_kept_with_its_formula_its_steps_and_its_inputs(given):
    evidence = calculated(given, "share(a,  b)")
    figure = evidence.figures.get()
    assert (figure.low, figure.unit) == (Decimal(6387) / Decimal(830_000), "percent")
    assert evidence.excerpt == "Own calculation: share(a, b) = 0.007695 % of people"
    assert [(entry.letter, entry.evidence.excerpt) for entry in evidence.inputs.all()] == [
        ("a", PEOPLE), ("b", EVERYBODY),
    ]  # fmt: skip
    names = [entry.evidence.source.name for entry in evidence.inputs.all()]
    assert evidence.steps == {
        "formula": "share(a, b)",
        "figures": {"a": 0, "b": 0},
        "steps": [
            f"a = 6,387 people ({names[0]})",
            f"b = 83 million people ({names[1]})",
            "6,387 ÷ 83,000,000 × 100 % = 0.007695… %",
            "Result: 0.007695 % of people",
        ],
    }


def test_the_desk_s_own_row_among_the_sources_is_made_once(given):
    first, second = calculated(given), calculated(assigned())
    assert first.source == second.source
    assert Source.objects.filter(name="Own calculation").count() == 1
    assert [event.verb for event in first.source.events.all()] == ["added"]


def test_of_evidence_with_several_figures_the_one_that_is_meant_counts(given):
    two = with_evidence(given, excerpt="There were 40 tanks and 12 guns.")
    evidence = cite_calculation(
        given, by=given.reviewer, formula="a × 2", stance="context", inputs={"a": (two, 1)}
    )
    assert evidence.figures.get().low == 24
    with pytest.raises(NotReady, match="a has no such figure"):
        cite_calculation(
            given, by=given.reviewer, formula="a × 2", stance="context", inputs={"a": (two, 2)}
        )


def test_what_cannot_be_calculated_adds_nothing(given):
    a = with_evidence(given, excerpt=PEOPLE)
    b = with_evidence(given, excerpt="It cost 5 euros.")
    rest = {"by": given.reviewer, "formula": "a + b", "stance": "context"}
    with pytest.raises(NotReady, match=r"people and euros cannot be added up.*Nothing was added"):
        cite_calculation(given, inputs={"a": (a, 0), "b": (b, 0)}, **rest)
    assert not Evidence.objects.filter(kind="calculation").exists()
    with pytest.raises(NotReady, match="at least one figure"):
        cite_calculation(given, by=given.reviewer, formula="2 × 2", stance="context", inputs={})


@pytest.mark.parametrize("which", ["another claim", "withdrawn", "an earlier round", "hidden"])
def test_a_calculation_rests_on_what_stands_here_and_may_be_read(which):
    review = open_review_for(reviewers=2, blind=True)
    given, other = assigned(review), assigned(review)
    usable = with_evidence(given, excerpt=PEOPLE)
    evidence = with_evidence(
        {"another claim": assigned(), "hidden": other}.get(which, given), excerpt=EVERYBODY
    )
    if which == "withdrawn":
        withdraw_evidence(evidence, by=given.reviewer, reason="Wrong.")
    if which == "an earlier round":
        Evidence.objects.filter(pk=evidence.pk).update(round=0)
    rest = {"by": given.reviewer, "formula": "a × 2", "stance": "context"}
    with pytest.raises(NotReady, match="a is no evidence that stands on this claim"):
        cite_calculation(given, inputs={"a": (evidence, 0)}, **rest)
    # Control: what is their own and stands can be calculated with.
    assert cite_calculation(given, inputs={"a": (usable, 0)}, **rest)


def test_it_is_recomputed_from_its_inputs_as_they_are_now(given):
    evidence = calculated(given)
    assert recompute(detailed(evidence)).is_same
    figure = evidence.inputs.get(letter="a").evidence.figures.get()
    type(figure).objects.filter(pk=figure.pk).update(low=7000, high=7000)
    again = recompute(detailed(evidence))
    assert not again.is_same
    assert again.problem.startswith("Its figures were changed since; it is now 0.008434 %")


def test_its_result_is_not_corrected_by_hand(given):
    evidence = calculated(given)
    with pytest.raises(NotReady, match="what the calculation comes to"):
        take_off_evidence_figure(evidence.figures.get(), by=given.reviewer)
    # Control: what it is made of can be, and then it no longer follows.
    take_off_evidence_figure(evidence.inputs.first().evidence.figures.get(), by=given.reviewer)
    assert recompute(detailed(evidence)).problem == (
        "It no longer comes out: a has no figure any more."
    )


def test_a_source_that_was_renamed_changes_no_calculation(given):
    evidence = calculated(given)
    Source.objects.filter(pk=evidence.inputs.get(letter="a").evidence.source_id).update(name="New")
    assert recompute(detailed(evidence)).is_same


@pytest.mark.parametrize("meanwhile", ["nothing", "withdrawn", "corrected"])
def test_it_is_submitted_only_if_it_follows_from_what_stands(given, meanwhile):
    evidence = calculated(given)
    used = evidence.inputs.get(letter="a").evidence
    if meanwhile == "withdrawn":
        withdraw_evidence(used, by=given.reviewer, reason="Wrong list.")
    if meanwhile == "corrected":
        used.figures.update(low=7000, high=7000)
    if meanwhile == "nothing":
        assert handed_in(given).is_submitted
        return
    why = {"withdrawn": "rests on evidence that was withdrawn: a", "corrected": "were changed"}
    with pytest.raises(NotReady, match=why[meanwhile]):
        handed_in(given)
    withdraw_evidence(evidence, by=given.reviewer, reason="No longer so.")
    assert handed_in(given).is_submitted


def test_it_is_no_origin_of_its_own(given):
    evidence = detailed(calculated(given))
    names = [entry.evidence.source.name for entry in evidence.inputs.all()]
    assert independence_of(all_cited(given.review)).origins == 2
    assert independence_of([evidence], all_cited(given.review)).names == tuple(names)


# -- interviews and letters ----------------------------------------------------------------------


def talk(given, **more):
    columns = {
        "kind": "interview", "held_with": " Anna  Berg ", "held_on": date(2026, 5, 3),
        "held_how": "by phone", "source": SourceFactory(kind="person"), "stance": "supports",
        "excerpt": "We counted 6,300 people.",
    }  # fmt: skip
    return cite_conversation(given, by=given.reviewer, **{**columns, **more})


def test_an_interview_is_first_hand_unless_said_otherwise_and_its_figures_are_read(given):
    evidence = talk(given)
    assert (evidence.kind, evidence.held_with, evidence.held_how) == (
        "interview", "Anna Berg", "by phone",
    )  # fmt: skip
    assert evidence.held_on == date(2026, 5, 3)
    assert evidence.hand == "first"
    assert evidence.figures.get().low == 6300
    assert talk(given, kind="letter", hand="second", excerpt="Hearsay.").hand == "second"


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"kind": "passage"}, "an interview or a letter"),
        ({"held_with": " "}, "who was spoken with"),
        ({"held_on": None}, "not later than today"),
        ({"held_on": "tomorrow"}, "not later than today"),
        ({"excerpt": " "}, "Paste the passage"),
    ],
)
def test_a_conversation_without_its_partner_day_or_words_is_refused(given, wrong, why):
    if wrong.get("held_on") == "tomorrow":
        wrong = {"held_on": timezone.localdate() + timedelta(days=1)}
    with pytest.raises(NotReady, match=why):
        talk(given, **wrong)
    assert not Evidence.objects.exists()
    assert talk(given, held_on=timezone.localdate())


# -- confidential --------------------------------------------------------------------------------

SECRET = {"is_confidential": True, "shown_as": "An internal memo", "excerpt": "A secret 6,666."}


def test_what_is_confidential_needs_a_name_for_readers(given):
    with pytest.raises(NotReady, match="Say what readers are told"):
        with_evidence(given, is_confidential=True, shown_as=" ")
    assert str(with_evidence(given, **SECRET)).endswith(": An internal memo")


def test_a_calculation_with_confidential_figures_is_confidential_itself(given):
    a = with_evidence(given, **SECRET)
    rest = {"by": given.reviewer, "formula": "a × 2", "stance": "context", "inputs": {"a": (a, 0)}}
    with pytest.raises(NotReady, match="a is confidential, and the calculation would show it"):
        cite_calculation(given, **rest)
    assert cite_calculation(given, **rest, is_confidential=True, shown_as="Our sum").figures.get()


def decided_with(given, **columns):
    secret = with_evidence(given, **{**SECRET, **columns})
    handed_in(given)
    verdict = draft_verdict(
        fresh(given.review), by=given.reviewer, conclusion="It holds.", explanation="[1]"
    )
    return secret, verdict


def test_nobody_signs_before_an_editor_has_seen_what_is_confidential(given):
    secret, verdict = decided_with(given)
    person = editor()
    with pytest.raises(NotReady, match="A confidential piece of evidence was not seen"):
        sign_off(verdict, by=person)
    mark_seen(secret, by=person)
    assert fresh(given.review).work_of(person) == ""  # seeing is no work on it
    assert sign_off(verdict, by=person).editor == person


def test_what_is_not_confidential_needs_nobody_s_eyes(given):
    open_to_all, verdict = decided_with(given, is_confidential=False, shown_as="")
    with pytest.raises(NotReady, match="Only confidential evidence"):
        mark_seen(open_to_all, by=editor())
    assert sign_off(verdict, by=editor())


def test_withdrawn_confidential_evidence_holds_nobody_up(given):
    secret = with_evidence(given, **SECRET)
    withdraw_evidence(secret, by=given.reviewer, reason="Not needed.")
    with_evidence(given)
    handed_in(given)
    verdict = draft_verdict(
        fresh(given.review), by=given.reviewer, conclusion="It holds.", explanation="[1]"
    )
    assert sign_off(verdict, by=editor())


def test_who_cited_it_is_not_the_editor_who_sees_it():
    person = editor()
    given = assigned(to=person)
    secret = with_evidence(given, **SECRET)
    with pytest.raises(FourEyesViolation, match="another editor"):
        mark_seen(secret, by=person)
    first = editor()
    mark_seen(secret, by=first)
    with pytest.raises(Overtaken, match="has seen this already"):
        mark_seen(secret, by=editor())
    line = secret.review.claim.events.get(verb="saw_confidential")
    assert (line.actor, line.private_to) == (first, person)


def test_a_row_that_was_blanked_out_cannot_be_saved(given):
    secret = with_evidence(given, **SECRET)
    (blank,) = Evidence.objects.visible_to(reviewer())
    assert (blank.excerpt, list(blank.figures.all())) == ("An internal memo", [])
    with pytest.raises(RuntimeError, match="blanked out"):
        blank.save()
    secret.refresh_from_db()
    assert secret.excerpt == "A secret 6,666."


def test_figures_typed_by_hand_are_calculated_with_too(given):
    quantity = Quantity(text="5 to 7", low=Decimal(5), high=Decimal(7), comparator="between")
    a = with_evidence(given, figures=[quantity])
    evidence = cite_calculation(
        given, by=given.reviewer, formula="a ÷ 2", stance="context", inputs={"a": (a, 0)}
    )
    figure = evidence.figures.get()
    assert (figure.low, figure.high, figure.comparator) == (
        Decimal("2.5"),
        Decimal("3.5"),
        "between",
    )


def test_every_calculation_can_be_verified_at_once(given):
    calculated(given)
    broken = calculated(assigned())
    withdraw_evidence(calculated(assigned()), by=Evidence.objects.last().cited_by, reason="Noise.")
    said = StringIO()
    call_command("verify_calculations", stdout=said)
    assert said.getvalue() == "2 calculations recomputed: all the same.\n"
    broken.inputs.get(letter="b").evidence.figures.update(low=1, high=1)
    with pytest.raises(CommandError, match="1 of 2 calculations no longer come out as stored"):
        call_command("verify_calculations", stdout=said)
    assert f"Evidence {broken.pk}, {broken}: Its figures were changed since" in said.getvalue()


def test_a_saved_copy_is_closed_as_long_as_a_confidential_citation_of_its_bytes_stands(given):
    copy = SnapshotFactory(text="A secret 6,666.")
    kept = with_evidence(given, **SECRET, snapshot=copy)
    with_evidence(given, snapshot=SnapshotFactory(text="Some 6,300 people had joined by then."))
    closed = Evidence.objects.closed_copies
    assert list(closed(reviewer())) == [copy.pk]
    assert list(closed(given.reviewer)) == list(closed(editor())) == []
    with_evidence(assigned(), excerpt="A secret 6,666.", snapshot=copy)  # openly, elsewhere
    assert list(closed(reviewer())) == [copy.pk]
    again = SnapshotFactory(text="A secret 6,666.")  # the same bytes, saved once more
    assert set(closed(reviewer())) == {copy.pk, again.pk}
    withdraw_evidence(kept, by=given.reviewer, reason="It may be shown after all.")
    assert list(closed(reviewer())) == []


@pytest.mark.parametrize(
    "damage",
    [
        {"formula": None},
        {"steps": None},
        {"steps": [1]},
        {"figures": {"a": "x", "b": 0}},
        {"figures": {"a": True, "b": 0}},
        {"figures": {"a": 0}},
        {"figures": []},
        None,
    ],
    ids=str,
)
def test_a_damaged_calculation_is_named_and_the_rest_is_verified(given, damage, client):
    damaged, differing = calculated(given), calculated(assigned())
    Evidence.objects.filter(pk=damaged.pk).update(
        steps=[] if damage is None else {**damaged.steps, **damage}
    )
    differing.inputs.get(letter="b").evidence.figures.update(low=1, high=1)
    said = StringIO()
    with pytest.raises(CommandError, match="2 of 2 calculations no longer come out as stored"):
        call_command("verify_calculations", stdout=said)
    lines = said.getvalue().splitlines()
    assert lines[0].startswith(f"Evidence {damaged.pk}, {damaged}: It cannot be recomputed")
    assert lines[1].startswith(f"Evidence {differing.pk}, {differing}: Its figures were changed")
    client.force_login(given.reviewer)
    answer = client.get(given.review.get_absolute_url())
    assert answer.status_code == 200
    assert "It cannot be recomputed: what is kept of its formula" in answer.content.decode()
