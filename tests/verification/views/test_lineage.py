"""Where evidence comes from, in the workspace: the tree, what was lost, suggestions."""

from __future__ import annotations

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import (
    SnapshotFactory,
    SourceFactory,
    assigned,
    editor,
    fresh,
    open_review_for,
    rating,
    with_evidence,
)
from verification.models import Evidence, LineageDismissal
from verification.operations.evidence import withdraw_evidence
from verification.operations.findings import save_draft, submit_finding
from verification.operations.own_evidence import cite_calculation

ONE_COPY = (
    "2 pieces of evidence from 1 independent source; 1 only repeats another, so it does not count "
    "again"
)
pytestmark = pytest.mark.django_db

WORDING = (
    "From rosters, burial notices and interviews in four provinces we estimate that some people "
    "from the north had joined the brigades by summer."
)


def url(name, evidence):
    return reverse(f"verification:{name}", args=[evidence.review.claim_id, evidence.pk])


def piece(given, name, excerpt, **columns):
    return with_evidence(given, source=SourceFactory(name=name), excerpt=excerpt, **columns)


@pytest.fixture(scope="class")
def given(standing):
    return standing(assigned)()


@pytest.fixture(scope="class")
def at_work(standing, given):
    return standing.signed_in(given.reviewer)


def page(client, given):
    return client.get(given.review.get_absolute_url())


def chain(given):
    institute = piece(given, "Institute", "Between 5,000 and 7,000 people joined.")
    wire = piece(given, "Wire", "Up to 7,000 people joined.", derives_from=institute)
    blog = piece(given, "Blog", "7,000 people joined.", derives_from=wire)
    return institute, wire, blog


# -- the tree ------------------------------------------------------------------------------------


def drawn(twigs):
    return [
        (twig.line.evidence.source.name, [str(loss.kind) for loss in twig.line.losses],
         drawn(twig.below))
        for twig in twigs
    ]  # fmt: skip


def test_a_line_of_descent_is_drawn_with_what_was_lost_on_the_way(at_work, given):
    chain(given)
    piece(given, "Register", "The register counts 6,300 people.")
    answer = page(at_work, given)
    tree = answer.context["tree"]
    assert drawn(tree.tops) == [
        ("Institute", [], [("Wire", ["range collapsed to maximum"],
                            [("Blog", ["open end closed"], [])])])
    ]  # fmt: skip
    assert (tree.words, tree.alone) == (
        "4 pieces of evidence from 2 independent sources; 2 only repeat another, so they do not "
        "count again",
        1,
    )
    assert f"{tree.words}." in answer.text
    assert '<span class="pill pill-caution">range collapsed to maximum</span>' in answer.text
    assert "1 more repeats nothing." in answer.text


def test_without_descent_there_is_no_tree(at_work, given):
    piece(given, "Institute", "Some 6,300 people had joined.")
    piece(given, "Wire", "The wire has 7,100 boats.")
    answer = page(at_work, given)
    assert answer.context["tree"] is None
    assert 'id="lineage"' not in answer.text


def test_a_calculation_stands_below_what_it_is_made_of_and_loses_nothing(at_work, given):
    institute = piece(given, "Institute", "Some 6,300 people had joined.")
    cite_calculation(
        given, by=given.reviewer, formula="a × 2", stance="context", inputs={"a": (institute, 0)}
    )
    tree = page(at_work, given).context["tree"]
    assert drawn(tree.tops) == [("Institute", [], [("Own calculation", [], [])])]
    assert tree.words == (
        "2 pieces of evidence from 1 independent source; 1 is our own calculation from them, so it "
        "does not count again"
    )


def test_a_copy_of_what_was_withdrawn_says_so(at_work, given):
    institute, *_ = chain(given)
    withdraw_evidence(institute, by=given.reviewer, reason="the wrong year")
    answer = page(at_work, given)
    assert answer.context["tree"].words == ONE_COPY
    assert "repeats evidence from Institute that is not among these" in answer.text


def test_an_editor_sees_the_same_tree_when_signing(client, given):
    chain(given)
    save_draft(given, by=given.reviewer, rating=rating(given.review, "true"), reasons="So.")
    submit_finding(given, by=given.reviewer)
    client.force_login(editor())
    answer = page(client, given)
    assert answer.context["tree"].words == (
        "3 pieces of evidence from 1 independent source; 2 only repeat another, so they do not "
        "count again"
    )
    checks = {check.sentence: check.is_met for check in answer.context["sign_checks"]}
    lost = [check for check in answer.context["sign_checks"] if check.sentence.startswith("Lost")]
    assert lost
    assert "Nothing was lost between origin and copy" not in checks
    listed = render_to_string("verification/signing/checks.html", {"sign_checks": lost})
    for check in lost:  # it says what, and leads to the piece
        assert not check.is_met
        assert "” became “" in check.sentence
        where, _, piece = check.way.at.partition("#")
        assert where == given.review.get_absolute_url()
        assert f'id="{piece}"' in answer.text
        assert f'href="{check.way.at}"' in listed
    assert checks["Two independent sources"] is False
    assert "/stands-alone/" not in answer.text


# -- saying so -----------------------------------------------------------------------------------


def test_a_reviewer_says_that_one_repeats_another_and_takes_it_back(at_work, given):
    institute = piece(given, "Institute", "Some 6,300 people had joined.")
    wire = piece(given, "Wire", "The wire has 7,100 boats.")
    answer = at_work.post(url("derives", wire), {"other": institute.pk}, follow=True)
    assert "Wire now stands below Institute" in answer.text
    assert Evidence.objects.get(pk=wire.pk).derives_from == institute
    answer = at_work.post(url("stands_alone", wire), follow=True)
    assert "Wire now stands on its own." in answer.text
    assert Evidence.objects.get(pk=wire.pk).derives_from is None


@pytest.mark.parametrize("other", ["", "x", "0", "999999999999999999999"])
def test_a_piece_that_is_not_there_is_refused_with_a_sentence(at_work, given, other):
    wire = piece(given, "Wire", "The wire has 7,100 boats.")
    answer = at_work.post(url("derives", wire), {"other": other}, follow=True)
    assert "Nothing was changed." in answer.text
    assert Evidence.objects.get(pk=wire.pk).derives_from is None


# -- suggestions ---------------------------------------------------------------------------------


def suggested(answer):
    return [
        (item.copy.source.name, item.origin.source.name, item.reason, item.may_turn)
        for item in answer.context["suggestions"]
    ]


def test_what_repeats_a_wording_or_an_unusual_figure_is_suggested(at_work, given):
    piece(given, "Institute", WORDING, hand="first")
    piece(given, "Register", "It lists 6,387 people.", hand="first")
    piece(given, "Wire", f"The institute says: {WORDING}")
    piece(given, "Blog", "Some say it is 6,387 people.")
    piece(given, "Noise", "The register has 7,000 boats.")
    assert suggested(page(at_work, given)) == [
        ("Wire", "Institute", "the same 23 words in a row", True),
        ("Blog", "Register", "the same figure, 6,387 people", True),
    ]


def test_what_stands_nearer_to_the_matter_is_the_origin_whichever_was_cited_first(at_work, given):
    piece(given, "Wire", "There are 6,387 people.")
    piece(given, "Register", "It lists 6,387 people.", hand="first")
    [(copy, origin, *_)] = suggested(page(at_work, given))
    assert (copy, origin) == ("Wire", "Register")


SECOND_HAND = "According to the Harbour Gazette, a 65-member club speaks for 7,000 people."


def test_one_that_names_the_other_s_source_is_suggested_as_its_copy(at_work, given):
    piece(given, "Noise Office", "The register has 12 lines.")
    piece(given, "Wire", SECOND_HAND, hand="first")
    piece(given, "The Harbour Gazette", "Between 5,000 and 7,000 people.", hand="second")
    assert suggested(page(at_work, given)) == [
        ("Wire", "The Harbour Gazette", "it names The Harbour Gazette", False)
    ]


def test_one_that_mentions_a_source_and_does_not_rest_on_it_is_not(at_work, given):
    piece(given, "Wire", "The Harbour Gazette has moved to a house with 65 rooms.")
    piece(given, "The Harbour Gazette", "Between 5,000 and 7,000 people.")
    assert suggested(page(at_work, given)) == []


def test_another_piece_of_a_publisher_that_repeats_is_asked_about(at_work, given):
    gazette, wire, noise = (SourceFactory(name=name) for name in ("Gazette", "Wire", "Noise"))
    first = with_evidence(given, source=gazette, excerpt="Some 12 ships.")
    with_evidence(given, source=noise, excerpt="Some 31 carts.")
    with_evidence(given, source=wire, excerpt="It was said: ships.", derives_from=first)
    assert suggested(page(at_work, given)) == []  # control
    with_evidence(given, source=wire, excerpt="Some 65 boats.")
    assert suggested(page(at_work, given)) == [
        ("Wire", "Gazette", "another piece of Wire repeats Gazette", True)
    ]


def test_a_suggestion_is_taken_by_one_press_and_then_gone(at_work, given):
    register = piece(given, "Register", "It lists 6,387 people.", hand="first")
    wire = piece(given, "Wire", "There are 6,387 people.")
    assert "Wire</strong> probably repeats" in page(at_work, given).text
    at_work.post(url("derives", wire), {"other": register.pk})
    answer = page(at_work, given)
    assert suggested(answer) == []
    assert answer.context["tree"].words == ONE_COPY


def test_a_dismissed_suggestion_does_not_come_back(at_work, given):
    register = piece(given, "Register", "It lists 6,387 people.", hand="first")
    wire = piece(given, "Wire", "There are 6,387 people.")
    piece(given, "Blog", "There were 6,387 people.")
    answer = at_work.post(url("separate", wire), {"other": register.pk}, follow=True)
    assert "Wire and Register stay separate" in answer.text
    assert LineageDismissal.objects.count() == 1
    assert [pair[:2] for pair in suggested(answer)] == [("Blog", "Register")]


def test_what_comes_from_one_publisher_already_is_not_suggested(at_work, given):
    register = piece(given, "Register", "It lists 6,387 people.")
    with_evidence(given, source=register.source, excerpt="There are 6,387 people.")
    piece(given, "Wire", "All in all 6,387 people.", derives_from=register)
    assert suggested(page(at_work, given)) == []


def test_nothing_is_suggested_of_what_is_withdrawn_or_handed_in(at_work, given):
    gone = piece(given, "Register", "It lists 6,387 people.")
    wire = piece(given, "Wire", "There are 6,387 people.")
    assert suggested(page(at_work, given))  # the control
    withdraw_evidence(gone, by=given.reviewer, reason="the wrong year")
    assert suggested(page(at_work, given)) == []
    piece(given, "Blog", "There were 6,387 people.")
    assert suggested(page(at_work, given))
    save_draft(given, by=given.reviewer, rating=rating(given.review, "true"), reasons="So.")
    submit_finding(given, by=given.reviewer)
    assert suggested(page(at_work, given)) == []
    assert wire.derives_from is None


@pytest.mark.parametrize("blind", [True, False])
def test_suggestions_never_use_what_the_other_reviewer_of_a_blind_review_cites(client, blind):
    review = open_review_for(reviewers=2, blind=blind)
    first, second = assigned(review), assigned(fresh(review))
    theirs = piece(first, "Secret Bureau", "It lists 6,387 people.", hand="first")
    mine = piece(second, "Wire", "There are 6,387 people.")
    client.force_login(second.reviewer)
    answer = page(client, second)
    told = suggested(answer)
    assert told == ([] if blind else [("Wire", "Secret Bureau",
                                       "the same figure, 6,387 people", False)])  # fmt: skip
    assert ("probably repeats" in answer.text) is not blind
    for name in ("derives", "separate"):
        said = client.post(url(name, mine), {"other": theirs.pk}, follow=True)
        assert ("Nothing was changed." in said.text) is (blind or name == "separate")
    assert (Evidence.objects.get(pk=mine.pk).derives_from == theirs) is not blind


def test_what_is_said_of_lineage_is_the_reviewer_s_own_as_long_as_the_review_is_blind(client):
    review = open_review_for(reviewers=2, blind=True)
    first, second = assigned(review), assigned(fresh(review))
    register = piece(first, "Secret Bureau", "It lists 6,387 people.", hand="first")
    wire = piece(first, "Wire", "There are 6,387 people.")
    piece(second, "Institute", "Some 6,300 people.")
    client.force_login(first.reviewer)
    client.post(url("separate", wire), {"other": register.pk})
    client.post(url("derives", wire), {"other": register.pk})
    client.post(url("stands_alone", wire))
    past = reverse("verification:history", args=[review.claim_id])

    def told(person):
        client.force_login(person)
        shown = client.get(past).text
        return ["do not repeat each other" in shown, "repeats Secret Bureau" in shown,
                "stands on its own" in shown]  # fmt: skip

    assert told(first.reviewer) == [True, True, True]
    assert told(second.reviewer) == told(editor()) == [False, False, False]
    for given in (first, second):
        save_draft(given, by=given.reviewer, rating=rating(review, "true"), reasons="So.")
        submit_finding(given, by=given.reviewer)
    assert told(second.reviewer) == [True, True, True]


def test_a_piece_closed_to_the_reader_is_not_held_against_theirs(client):
    review = open_review_for(reviewers=2, blind=False)
    first, second = assigned(review), assigned(fresh(review))
    piece(first, "Memo", "It lists 6,387 people.", is_confidential=True, shown_as="A memo of 6,387")
    piece(second, "Wire", "There are 6,387 people.")
    client.force_login(second.reviewer)
    assert suggested(page(client, second)) == []
    Evidence.objects.filter(is_confidential=True).update(is_confidential=False)  # the control
    assert suggested(page(client, second)) == [
        ("Wire", "Memo", "the same figure, 6,387 people", False)
    ]


# -- the policy, and how much is asked of the database -------------------------------------------


def test_the_list_says_how_many_origins_are_asked_for_and_how_they_are_met(client):
    given = assigned(open_review_for(origins_needed=2))
    client.force_login(given.reviewer)
    chain(given)

    def check():
        checks = page(client, given).context["checks"]
        return next((c.sentence, c.is_met, c.needed) for c in checks if "origin" in c.sentence)

    assert check() == (
        "2 independent origins; yours go back to 1. Cite evidence that does not go back to "
        "Institute",
        False,
        True,
    )
    piece(given, "Register", "The register counts 6,300 people.")
    assert check() == ("Independent origins: 2 of 2 needed", True, True)


def test_the_page_asks_as_much_of_the_database_for_thirty_pieces_as_for_one(at_work, given):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert page(at_work, given).status_code == 200
        return len(queries)

    def saved(name, excerpt, **columns):
        copy = SnapshotFactory(text=excerpt, captured_by=given.reviewer)
        return piece(given, name, excerpt, snapshot=copy, **columns)

    first = above = saved("Institute", "Between 5,000 and 7,000 people joined.")
    at_work.get("/")
    one = asked()
    for number in range(29):
        above = saved(
            f"Paper {number}",
            f"Up to 7,{number:03} people joined.",
            derives_from=above if number % 3 else first,
        )
    assert asked() == one
    answer = page(at_work, given)
    assert answer.context["tree"].words == (
        "30 pieces of evidence from 1 independent source; 29 only repeat another, so they do not "
        "count again"
    )
    assert [line.shield.is_in_copy for line in answer.context["lines"]] == [True] * 30
