"""A passage that both reviewers cite is one entry for readers, and every number keeps its place."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories import (
    SourceFactory,
    assigned,
    editor,
    fresh,
    open_review_for,
    rating,
    reviewer,
    with_evidence,
)
from verification.models import Evidence
from verification.numbers import lines_of
from verification.operations.explaining import explain_reservation
from verification.operations.findings import save_draft, submit_finding
from verification.operations.verdicts import draft_verdict
from verification.provenance.independence import all_cited
from verification.reports.evidence_words import evidence_line
from verification.reports.page import page_of
from verification.reports.signing import to_be_signed
from verification.views.checks import NEXT

pytestmark = pytest.mark.django_db
SAME, OTHER = "Some 6,300 people had joined by then.", "Only 2,100 people had joined."


def handed_in(given):
    save_draft(given, by=given.reviewer, rating=rating(given.review, "true"), reasons="So.",
               departs_because="The register leaves them out.")  # fmt: skip
    submit_finding(given, by=given.reviewer)


@pytest.fixture
def review():
    return open_review_for(reviewers=2)


@pytest.fixture
def source():
    return SourceFactory(name="Port register")


def cited_by_both(review, named, **of_second):
    """Numbers 1 and 3 are the same passage, unless ``of_second`` makes it another; 2 and 4 are
    of sources of their own."""
    first, second = assigned(review, reviewer()), assigned(fresh(review), reviewer())
    with_evidence(first, source=named, excerpt=SAME)
    with_evidence(first, source=SourceFactory(name="Wire"), excerpt="The wire has 6,500 people.")
    with_evidence(second, **{"source": named, "excerpt": f" {SAME}\n", **of_second})
    with_evidence(second, source=SourceFactory(name="Institute"), excerpt="It has 5,900 people.")
    handed_in(first)
    handed_in(second)
    return first, second


def payload_of(review, explanation="See [1]."):
    verdict = draft_verdict(
        fresh(review), by=review.assignments.first().reviewer, conclusion="It holds.",
        explanation=explanation, departs_because="The register leaves them out.",
    )  # fmt: skip
    return to_be_signed(fresh(review), verdict, signer=editor().name)


def test_readers_get_it_once_with_both_its_numbers_and_both_names(review, source):
    first, second = cited_by_both(review, source)
    payload = payload_of(review)
    assert [item["number"] for item in payload["evidence"]] == [1, 2, 4]
    assert [item.get("also") for item in payload["evidence"]] == [[3], None, None]
    page = page_of(payload)
    assert [item.numbers for item in page.evidence] == ["1, 3", "2", "4"]
    assert f"Cited by {first.reviewer.name} and {second.reviewer.name}." in page.evidence[0].note
    assert evidence_line(payload["evidence"][0]).startswith("[1, 3] Supports: Port register")
    assert page.counted == "3 pieces of evidence from 3 independent sources"
    assert [len(line.marks) for line in page.lines] == [3]
    assert page.lines[0].says == (
        "All 3 comparable, independent sources lie inside what was claimed."
    )


def test_every_number_of_the_text_leads_to_where_the_piece_stands(review, source):
    cited_by_both(review, source)
    [text] = page_of(payload_of(review, "See [1], [3] and [4].")).explanation
    assert [(piece.text, piece.number) for piece in text if piece.number] == [
        ("[1]", 1),
        ("[3]", 1),
        ("[4]", 4),
    ]


@pytest.mark.parametrize(
    "seen_otherwise",
    [
        {"stance": "context"},
        {"excerpt": OTHER},
        {"source": None},
        {"measures_otherwise": "Crews only"},
        {"scope": {"place": "different"}},
        {"answers": "was_it_said"},
        {"hand": "first"},
        {"is_confidential": True, "shown_as": "A memo"},
    ],
    ids=lambda each: next(iter(each)),
)
def test_what_two_people_see_differently_stays_two_pieces(review, source, seen_otherwise):
    if "source" in seen_otherwise:
        seen_otherwise = {"source": SourceFactory()}
    cited_by_both(review, source, **seen_otherwise)
    payload = payload_of(review)
    assert [item["number"] for item in payload["evidence"]] == [1, 2, 3, 4]
    assert not any("also" in item or "cited_by" in item for item in payload["evidence"])


def test_the_workspace_keeps_both_and_draws_one_mark_with_both_names(client, review, source):
    first, second = cited_by_both(review, source)
    client.force_login(first.reviewer)
    context = client.get(review.get_absolute_url()).context
    assert [line.number for line in context["lines"]] == [1, 2, 3, 4]
    [line] = context["number_lines"]
    names = f"{first.reviewer.name} and {second.reviewer.name}"
    assert [mark.label for mark in line.marks] == [
        f"Port register ({names})",
        f"Wire ({first.reviewer.name})",
        f"Institute ({second.reviewer.name})",
    ]
    assert line.says.startswith("All 3 comparable, independent sources lie inside")


def test_page_and_departure_count_the_same(review, source):
    cited_by_both(review, source)
    shown = list(Evidence.objects.filter(review=review).with_detail())
    [line] = lines_of(review.claim.figures.all(), shown, all_cited(review))
    assert line.says == page_of(payload_of(review)).lines[0].says


def test_one_explanation_is_enough_and_readers_see_it(review, source):
    """The words of both are kept; nobody else's are lost with the second entry."""
    far = {"excerpt": "Thousands of people had joined."}
    first, second = assigned(review, reviewer()), assigned(fresh(review), reviewer())
    with_evidence(first, source=source, **far)
    with_evidence(second, source=source, scope_explained="It is all there is", **far)
    handed_in(first)
    handed_in(second)
    page = page_of(payload_of(review))
    assert [item.numbers for item in page.evidence] == ["1, 2"]
    assert "Why it counts: It is all there is." in page.evidence[0].note
    assert page.lines[0].says.startswith("The one comparable, independent source overlaps")


def explained_later(review, source, of_first, of_second):
    """Both cite a passage with a reservation. What is said of each is by "its reviewer" or
    "since", by whoever words the verdict. Answers the page's note and the name of the writer."""
    far = {"excerpt": "Thousands of people had joined.", "source": source}
    first, second = assigned(review, reviewer()), assigned(fresh(review), reviewer())
    pieces = [
        with_evidence(first, **far),
        with_evidence(second, scope_explained=of_second.get("its reviewer", ""), **far),
    ]
    handed_in(first)
    handed_in(second)
    for piece, said in zip(pieces, (of_first, of_second), strict=True):
        if since := said.get("since"):
            explain_reservation(piece, by=first.reviewer, words=since)
    payload = payload_of(review)
    page = page_of(payload)
    assert [item.numbers for item in page.evidence] == ["1, 2"]
    assert page.lines[0].says.startswith("The one comparable, independent source overlaps")
    return page.evidence[0].note, first.reviewer.name


@pytest.mark.parametrize(
    ("of_first", "of_second", "told"),
    [
        (
            {"since": "Both coasts"},
            {"its reviewer": "All there is"},
            "Why it counts: All there is. Why it counts, {writer} says: Both coasts.",
        ),
        ({}, {"since": "Both coasts"}, "Why it counts, {writer} says: Both coasts."),
        (
            {"since": "Both coasts"},
            {"since": "One port"},
            "Why it counts, {writer} says: Both coasts. Why it counts, {writer} says: One port.",
        ),
        (
            {"since": "Both coasts"},
            {"since": "Both coasts"},
            "Why it counts, {writer} says: Both coasts.",
        ),
    ],
)
def test_each_word_of_why_it_counts_stands_with_whose_it_is(
    review, source, of_first, of_second, told
):
    note, writer = explained_later(review, source, of_first, of_second)
    assert note[note.index("Why it counts") :] == told.format(writer=writer)


def test_a_page_without_such_a_passage_is_signed_as_before(review, source):
    """Neither key is there, so that what was signed before still has its hash."""
    cited_by_both(review, source, excerpt=OTHER)
    payload = payload_of(review)
    assert {"also", "cited_by", "repeats", "explained_since"}.isdisjoint(
        set().union(*payload["evidence"])
    )


def test_a_report_of_before_that_has_it_twice_shows_it_twice(review, source):
    cited_by_both(review, source, stance="context")
    payload = payload_of(review)
    payload["evidence"][2]["stance"] = "supports"  # as reports were made
    page = page_of(payload)
    assert [item.numbers for item in page.evidence] == ["1", "2", "3", "4"]
    assert page.counted == (
        "4 pieces of evidence from 3 independent sources; 1 is a further piece of the same "
        "sources, so it does not count again"
    )


# -- before signing ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("explained", "said", "is_met"),
    [
        (
            "",
            f"Not explained, so not counted: Port register (another place). {NEXT}",
            False,
        ),
        ("The register holds both.", "Every reservation is explained", True),
    ],
)
def test_a_reservation_that_nobody_explained_stands_in_the_sign_off_s_list(
    client, source, explained, said, is_met
):
    given = assigned()
    with_evidence(given, source=source, scope={"place": "different"}, scope_explained=explained)
    handed_in(given)
    client.force_login(editor())
    checks = client.get(given.review.get_absolute_url()).context["sign_checks"]
    found = [check for check in checks if "explained" in check.sentence]
    # It informs; nobody is kept from signing by it.
    assert [(check.sentence, check.is_met, check.needed) for check in found] == [
        (said, is_met, False)
    ]


def test_at_sign_off_it_leads_to_the_piece_and_to_sending_the_text_back(client, source):
    given = assigned()
    with_evidence(given, source=source, scope={"place": "different"})
    handed_in(given)
    draft_verdict(fresh(given.review), by=given.reviewer, conclusion="So.", explanation="See [1].")
    client.force_login(editor())
    page = client.get(reverse("verification:sign_off", args=[given.review.claim_id])).text
    checks = page[page.index('<ul class="checklist">') :]
    for target in ("evidence-1", "send-back-reason"):
        assert checks.count(f'href="#{target}"') == page.count(f'id="{target}"') == 1
