"""The panels for evidence that is no page, and who is shown what is confidential."""

from __future__ import annotations

import re
from decimal import Decimal
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.quantities import Quantity
from tests.factories import (
    SnapshotFactory,
    SourceFactory,
    admin,
    assigned,
    editor,
    open_review_for,
    rating,
    reviewer,
    with_evidence,
)
from verification.models import Evidence
from verification.operations.evidence import withdraw_evidence
from verification.operations.evidence_figures import (
    correct_evidence_figure,
    take_off_evidence_figure,
)
from verification.operations.findings import save_draft, submit_finding

pytestmark = pytest.mark.django_db


def url(name, review, *more):
    return reverse(f"verification:{name}", args=[review.claim_id, *more])


def words_of(response) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", response.content.decode())))


@pytest.fixture(scope="class")
def given(standing):
    return standing(assigned)()


@pytest.fixture(scope="class")
def at_work(standing, given):
    return standing.signed_in(given.reviewer)


# -- calculations --------------------------------------------------------------------------------


def cited(given):
    return (
        with_evidence(given, excerpt="There were 6,387 people."),
        with_evidence(given, excerpt="Before, 5,000 people had come."),
    )


def test_the_figures_stand_under_letters_and_a_formula_adds_the_calculation(at_work, given):
    a, b = cited(given)
    page = words_of(at_work.get(url("claim", given.review)))
    assert f"a 6,387 people {a.source.name}" in page
    assert f"b 5,000 people {b.source.name}" in page
    answer = at_work.post(
        url("calculate", given.review),
        {"formula": "change(b, a)", "stance": "context",
         "figure_a": f"{a.pk}:0", "figure_b": f"{b.pk}:0"},
    )  # fmt: skip
    evidence = Evidence.objects.get(kind="calculation")
    assert answer.url == f"{given.review.get_absolute_url()}#evidence-{evidence.pk}"
    page = words_of(at_work.get(url("claim", given.review)))
    assert "Own calculation: change(b, a) = up 27.74 %" in page
    assert "Its steps · recomputed: the same" in page
    assert "(6,387 ÷ 5,000 − 1) × 100 % = 27.74 %" in page


def test_trying_shows_the_steps_and_adds_nothing(at_work, given):
    a, _ = cited(given)
    answer = at_work.post(
        url("calculate", given.review),
        {"formula": "a ÷ 2", "figure_a": f"{a.pk}:0", "try": "1"},
    )
    assert answer.status_code == 200
    assert "6,387 ÷ 2 = 3,193.5 Result: 3,193.5 people" in words_of(answer)
    assert not Evidence.objects.filter(kind="calculation").exists()
    answer = at_work.post(url("calculate", given.review), {"formula": "a ÷ 0", "try": "1"})
    assert answer.status_code == 422
    assert "Nothing can be divided by zero." in words_of(answer)


def test_evidence_that_is_added_meanwhile_moves_no_letter(at_work, given):
    a, b = cited(given)
    letters = {"figure_a": f"{b.pk}:0", "figure_b": f"{a.pk}:0"}  # as on the page then
    at_work.post(
        url("calculate", given.review), {"formula": "a × 1", "stance": "context", **letters}
    )
    assert Evidence.objects.get(kind="calculation").figures.get().low == 5000


def letters_of(page) -> dict[str, str]:
    """What the page would post for the letters of a formula."""
    found = re.findall(r'name="(figure_[a-z]|lettered)" value="([^"]*)"', page.content.decode())
    return {name: unescape(value) for name, value in found}


def withdrawn(evidence, given):
    withdraw_evidence(evidence, by=given.reviewer, reason="Wrong list.")


def corrected(evidence, given):
    figure = evidence.figures.get()
    correct_evidence_figure(
        figure, Quantity("7 people", Decimal(7), Decimal(7), counted="person"), by=given.reviewer
    )


def taken_off(evidence, given):
    take_off_evidence_figure(evidence.figures.get(), by=given.reviewer)


@pytest.mark.parametrize("pressed", [{}, {"try": "1"}], ids=["add", "try"])
@pytest.mark.parametrize("meanwhile", [withdrawn, corrected, taken_off])
def test_a_letter_whose_figure_is_gone_stands_for_no_other(at_work, given, meanwhile, pressed):
    a, b = cited(given)
    with_evidence(given, excerpt="A third list had 9,000 people.")
    stale = letters_of(at_work.get(url("claim", given.review)))
    assert stale["figure_a"] == f"{a.pk}:0:6,387 people"
    meanwhile(a, given)
    typed = {"formula": "a × 2", "stance": "context", **stale, **pressed}
    answer = at_work.post(url("calculate", given.review), typed)
    assert answer.status_code == 422
    assert "The figure that was a does not stand any more as the page showed it" in words_of(answer)
    assert not Evidence.objects.filter(kind="calculation").exists()
    kept = letters_of(answer)
    assert kept["figure_b"] == f"{b.pk}:0:5,000 people"  # the others keep their letters
    assert "figure_a" not in kept
    # Pressed again with what that page posts, a still stands for nothing; b does as it did.
    answer = at_work.post(url("calculate", given.review), {**typed, **kept, "figure_a": "gone"})
    assert answer.status_code == 422
    right = {**kept, "formula": "b × 2", "stance": "context"}
    at_work.post(url("calculate", given.review), right)
    assert Evidence.objects.get(kind="calculation").figures.get().low == 10000


def test_a_formula_is_kept_where_no_figure_is_left(at_work, given):
    a, b = cited(given)
    stale = letters_of(at_work.get(url("claim", given.review)))
    withdrawn(a, given)
    withdrawn(b, given)
    answer = at_work.post(
        url("calculate", given.review), {"formula": "a + b", "stance": "context", **stale}
    )
    assert answer.status_code == 422
    assert 'value="a + b"' in answer.content.decode()
    # What is cited then is not taken for what the formula meant.
    with_evidence(given, excerpt="A third list had 9,000 people.")
    typed = {"formula": "a × 2", "stance": "context", **letters_of(answer)}
    answer = at_work.post(url("calculate", given.review), typed)
    assert answer.status_code == 422
    assert not Evidence.objects.filter(kind="calculation").exists()


def test_a_withdrawn_input_is_told_at_the_calculation(at_work, given):
    a, _ = cited(given)
    at_work.post(url("calculate", given.review), {"formula": "a × 2", "stance": "context"})
    page = words_of(at_work.get(url("claim", given.review)))
    assert "It rests on evidence that was withdrawn" not in page
    withdraw_evidence(a, by=given.reviewer, reason="Wrong list.")
    page = words_of(at_work.get(url("claim", given.review)))
    assert f"It rests on evidence that was withdrawn: a ({a.source.name})." in page


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ({"formula": "a +"}, "ends too early"),
        ({"formula": ""}, "Write a formula"),
        ({"formula": "c × 2"}, "No figure stands for c."),
        ({"formula": "2 × 2"}, "Use at least one of the figures"),
        ({"formula": "a × 2", "stance": ""}, "Say whether it supports"),
        ({"formula": "a + 5 %"}, "people and a share in percent cannot be added up"),
        ({"formula": "a × 2", "is_confidential": "on"}, "Say what readers are told instead"),
        ({"formula": "a × 2", "shown_as": "A memo"}, "Tick this, or leave empty"),
    ],
)
def test_a_refused_calculation_stays_in_the_form(at_work, given, data, why):
    cited(given)
    answer = at_work.post(url("calculate", given.review), {"stance": "context", **data})
    assert answer.status_code == 422
    assert why in words_of(answer)
    assert not Evidence.objects.filter(kind="calculation").exists()


@pytest.mark.parametrize(
    "junk", ["", "x:y", "0:0", "1:99999999999", "²:0", "1:-1", "\x01", "9" * 40]
)
def test_garbage_for_a_letter_is_never_a_fault(at_work, given, junk):
    cited(given)
    answer = at_work.post(
        url("calculate", given.review),
        {"formula": "b × 2", "stance": "context", "figure_b": junk},
    )
    assert answer.status_code in (302, 422)


# -- interviews and letters ----------------------------------------------------------------------


def talk(**more):
    return {
        "kind": "interview", "held_with": "Anna Berg", "held_on": "2026-01-05",
        "held_how": "by phone", "excerpt": "We counted 6,300 people.", "stance": "supports",
        "hand": "first", **more,
    }  # fmt: skip


def test_an_interview_is_cited_and_its_line_says_with_whom_and_when(at_work, given):
    answer = at_work.post(
        url("conversation", given.review),
        talk(new_source="Anna Berg", new_kind="person", new_tier="3_reliable"),
    )
    evidence = Evidence.objects.get(kind="interview")
    assert answer.url.endswith(f"#evidence-{evidence.pk}")
    assert (evidence.source.kind, evidence.source.state) == ("person", "proposed")
    page = words_of(at_work.get(url("claim", given.review)))
    assert "interview with Anna Berg, by phone, 5 Jan" in page


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ({"held_on": "2999-01-05"}, "not in the future"),
        ({"held_with": ""}, "Say who was spoken with, or who wrote."),
        ({"source": ""}, "Choose who says it, or name a new source."),
    ],
)
def test_a_refused_interview_stays_in_the_form(at_work, given, data, why):
    source = SourceFactory()
    answer = at_work.post(url("conversation", given.review), talk(source=source.pk) | data)
    assert answer.status_code == 422
    assert why in words_of(answer)
    assert "We counted 6,300 people." in words_of(answer)
    assert not Evidence.objects.exists()


# -- confidential --------------------------------------------------------------------------------

NAME = "An internal memo, seen by the editor"
SECRETS = ("6,666", "secret words", "Northport", "Deep Throat", "Secret table", "secret.example")


def confidential(assignment):
    return with_evidence(
        assignment, excerpt="The secret words: 6,666 people.", is_confidential=True, shown_as=NAME,
        place="Northport", held_with="Deep Throat", row_head="Secret table",
        measures_otherwise="", url="https://secret.example/memo", source=SourceFactory(name="Memo"),
    )  # fmt: skip


def pages_of(client, person, review, evidence):
    """Everything a person of the desk can look at, as text with its tags."""
    client.force_login(person)
    places = [
        review.get_absolute_url(),
        url("history", review),
        reverse("verification:claims"),
        evidence.source.get_absolute_url(),
        reverse("verification:sources"),
        reverse("admin:verification_evidence_changelist"),
        reverse("admin:verification_evidence_change", args=[evidence.pk]),
    ]
    answers = [client.get(place) for place in places]
    return "\n".join(a.content.decode() for a in answers if a.status_code == 200)


def one_cites_in_confidence():
    """Two open reviewers; the first has cited something confidential, nobody has submitted."""
    review = open_review_for(reviewers=2, blind=False, evidence_needed=1)
    first, second = assigned(review), assigned(review)
    with_evidence(second)
    return review, first, second, confidential(first)


@pytest.fixture(scope="class")
def one_in(standing):
    return standing(one_cites_in_confidence)()


def hand_in(assignment):
    review = assignment.review
    save_draft(assignment, by=assignment.reviewer, rating=rating(review, "true"), reasons="So.")
    submit_finding(assignment, by=assignment.reviewer)


@pytest.mark.parametrize("who", ["second", "reviewer", "admin"])
def test_what_is_confidential_is_closed_to_everybody_else(client, one_in, who):
    review, _, second, evidence = one_in
    person = {"second": lambda: second.reviewer, "reviewer": reviewer, "admin": admin}[who]()
    seen = pages_of(client, person, review, evidence)
    for secret in SECRETS:
        assert secret not in seen, secret
    assert NAME in seen
    assert "Its content is closed to you." in seen


def test_without_the_blanking_out_it_would_be_shown(client, one_in, monkeypatch):
    """The control of the test above."""
    review, _, second, evidence = one_in
    monkeypatch.setattr("verification.models.evidence_rows.withhold", lambda rows, reader: None)
    seen = pages_of(client, second.reviewer, review, evidence)
    for secret in ("6,666", "secret words", "Northport", "Deep Throat", "secret.example"):
        assert secret in seen, secret


def test_withdrawing_it_tells_the_reason_to_nobody_else(client, one_in):
    review, first, second, evidence = one_in
    open_to_all = with_evidence(first)
    withdraw_evidence(evidence, by=first.reviewer, reason="The secret words were forged.")
    withdraw_evidence(open_to_all, by=first.reviewer, reason="An open reason.")
    seen = pages_of(client, second.reviewer, review, evidence)
    assert "secret words" not in seen
    assert "An open reason." in seen
    assert "The secret words were forged." in pages_of(client, editor(), review, evidence)


@pytest.mark.parametrize("who", ["first", "editor"])
def test_who_cited_it_and_editors_are_shown_it(client, one_in, who):
    review, first, _, evidence = one_in
    seen = pages_of(client, first.reviewer if who == "first" else editor(), review, evidence)
    for secret in ("6,666", "secret words", "Northport", "Deep Throat", "secret.example"):
        assert secret in seen, secret
    assert f"Readers are told: {NAME}" in seen


def test_the_other_reviewer_is_shown_it_once_both_are_in(client, one_in):
    review, first, second, evidence = one_in
    hand_in(first)
    assert "6,666" not in pages_of(client, second.reviewer, review, evidence)
    hand_in(second)
    assert "6,666" in pages_of(client, second.reviewer, review, evidence)
    # Control: having handed in opens it to nobody who was not asked.
    assert "6,666" not in pages_of(client, reviewer(), review, evidence)


@pytest.mark.usefixtures("one_in")
def test_it_cannot_be_found_by_searching_the_console_for_its_words(client):
    for person, found in ((admin(), 0), (editor(), 1)):
        client.force_login(person)
        answer = client.get(reverse("admin:verification_evidence_changelist"), {"q": "secret"})
        assert answer.context["cl"].result_count == found


def test_it_is_on_no_number_line_and_under_no_letter_of_who_may_not_read_it(client, one_in):
    review, first, second, _ = one_in
    for person, letters in ((first.reviewer, 2), (second.reviewer, 1)):
        client.force_login(person)
        context = client.get(review.get_absolute_url()).context
        assert len(context["calculation_form"].choices) == letters
        (line,) = context["number_lines"]
        assert len(line.marks) == letters
    assert "no figure to compare" not in client.get(review.get_absolute_url()).text


def test_its_saved_copy_is_closed_too(client, one_in):
    _, first, second, _ = one_in
    text = "The secret words: 6,666 people."
    copy = SnapshotFactory(text=text)
    with_evidence(first, excerpt=text, snapshot=copy, is_confidential=True, shown_as=NAME)
    page = reverse("captures:copy", args=[copy.pk])
    in_console = reverse("admin:captures_snapshot_change", args=[copy.pk])
    asked = [(second.reviewer, page), (reviewer(), page), (first.reviewer, page), (editor(), page),
             (admin(), in_console), (editor(), in_console)]  # fmt: skip
    shown = []
    for person, address in asked:
        client.force_login(person)
        shown.append("6,666" in client.get(address).content.decode())
    assert shown == [False, False, True, True, False, True]


def test_an_editor_says_at_the_line_that_they_have_seen_it(client, one_in):
    review, _, _, evidence = one_in
    person = editor()
    client.force_login(person)
    assert "I have seen it" in client.get(review.get_absolute_url()).text
    client.post(url("seen", review, evidence.pk))
    page = words_of(client.get(review.get_absolute_url()))
    assert f"Seen by {person.name}" in page
    assert "I have seen it" not in page


def test_the_line_and_the_lists_take_the_same_queries_for_one_and_for_thirty(client, one_in):
    review, first, second, _ = one_in
    client.force_login(second.reviewer)

    def queries():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(review.get_absolute_url())
        return len(asked)

    one = queries()
    for number in range(29):
        with_evidence(first, excerpt=f"Secret {number + 40} people.", is_confidential=True,
                      shown_as=f"Memo {number}")  # fmt: skip
    assert queries() == one


def test_calculations_take_the_same_queries_for_one_and_for_thirty(at_work, given):
    cited(given)

    def add(formula):
        at_work.post(url("calculate", given.review), {"formula": formula, "stance": "context"})

    def queries():
        with CaptureQueriesContext(connection) as asked:
            at_work.get(url("claim", given.review))
        return len(asked)

    add("a + b")
    one = queries()
    for number in range(2, 31):
        add(f"a × {number}")
    assert Evidence.objects.filter(kind="calculation").count() == 30
    assert queries() == one
