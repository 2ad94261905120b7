"""Both questions of a quoted claim where one works, and a rating that departs from the numbers."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import (
    DEPARTS,
    SourceFactory,
    assigned,
    editor,
    fresh,
    open_review_for,
    quoted_review,
    rating,
    reviewer,
    with_evidence,
)
from tests.verification.handing_in import shown
from tests.verification.saving import saved_for
from verification.models import Evidence, Finding, Verdict
from verification.operations.findings import save_draft, submit_finding
from verification.operations.verdicts import adjudicate

pytestmark = pytest.mark.django_db
JSON = {"accept": "application/json"}
DEPARTING = "yet the rating is “False”, in the lower half of the scale."


@pytest.fixture
def given():
    return assigned(quoted_review())


@pytest.fixture
def at_work(client, given):
    client.force_login(given.reviewer)
    return client


def url(name, review, *more):
    return reverse(f"verification:{name}", args=[review.claim_id, *more])


def words(text):
    """The words of some markup; each element's stand apart."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", text)).split())


def part(page, begins, ends):
    return page.split(begins, 1)[1].split(ends, 1)[0]


def draft(version=0, **fields):
    return {"version": version, "reasons": "Registers.", "was_it_said": "yes", **fields}


# -- each with its evidence ----------------------------------------------------------------------


def test_each_question_lists_its_own_evidence_and_a_way_to_add_to_it(at_work, given):
    tape = with_evidence(given, excerpt="I said so.", answers="was_it_said")
    register = with_evidence(given, excerpt="Some 6,300 people had joined.")
    page = at_work.get(given.review.get_absolute_url()).text
    form = part(page, 'data-draft="finding-', "</form>")
    said, so = form.split("<legend>Is it so?</legend>")
    for inside, mine, other in ((said, tape, register), (so, register, tape)):
        assert f'href="#evidence-{mine.pk}"' in inside
        assert f'href="#evidence-{other.pk}"' not in inside
    assert 'name="said_reasons"' in said
    assert 'name="reasons"' in so
    heads = part(page, 'id="evidence"', "</section>").split('class="ev-question"')
    assert f'id="evidence-{tape.pk}"' in heads[1]
    assert f'id="evidence-{register.pk}"' in heads[2]
    for question, where in (("was_it_said", said), ("is_it_so", so)):
        assert f"{given.review.get_absolute_url()}?answers={question}#save_address" in where


def test_evidence_is_added_on_the_question_at_which_the_way_was_taken(at_work, given):
    page = at_work.get(given.review.get_absolute_url(), {"answers": "was_it_said"})
    assert page.context["evidence_form"]["answers"].value() == "was_it_said"
    assert page.context["conversation_form"]["answers"].value() == "was_it_said"
    assert 'name="answers" value="was_it_said"' in part(page.text, "save-form", "</form>")
    answer = at_work.post(
        url("save_copy", given.review), {"text": "I said so.", "answers": "was_it_said"}
    )
    assert answer.url.endswith("?answers=was_it_said")
    copy = saved_for(given, "They said so. It was Friday.")
    cite = url("citing", given.review, copy.pk)
    page = at_work.get(cite, {"answers": "was_it_said", "start": 0, "end": 13})
    assert page.context["form"]["answers"].value() == "was_it_said"
    assert "&amp;answers=was_it_said#citing" in page.text  # the ways without a script
    typed = {"start": 0, "end": 13, "stance": "supports", "source": SourceFactory().pk}
    at_work.post(cite, {**typed, "hand": "first", "answers": "was_it_said"})
    assert Evidence.objects.get().answers == "was_it_said"


@pytest.mark.parametrize("asks", ["was_it_said", "nonsense", "'><script>"])
def test_a_claim_in_the_document_s_own_voice_has_the_second_alone(client, asks):
    given = assigned(open_review_for())
    client.force_login(given.reviewer)
    page = client.get(given.review.get_absolute_url(), {"answers": asks})
    assert "asks" not in page.context
    for word in ("Was it said?", "Is it so?", "<script>'"):
        assert word not in page.text
    # Control: of a quoted claim the questions are known, and nothing else is.
    quoted = assigned(quoted_review(), given.reviewer)
    page = client.get(quoted.review.get_absolute_url(), {"answers": asks})
    assert page.context.get("asks", "") == ("was_it_said" if asks == "was_it_said" else "")


def test_the_number_of_queries_is_the_same_for_one_and_for_thirty_pieces(at_work, given):
    def ask():
        with CaptureQueriesContext(connection) as asked:
            assert at_work.get(given.review.get_absolute_url()).status_code == 200
        return len(asked)

    def cite(number):
        for question in ("was_it_said", "is_it_so"):
            with_evidence(given, excerpt=f"Some {number},300 people.", answers=question)

    cite(6)
    save_draft(
        given, by=given.reviewer, rating=rating(given.review, "false"), reasons="So.",
        departs_because=DEPARTS,
    )  # fmt: skip
    ask()
    one = ask()
    for number in range(10, 24):
        cite(number)
    assert ask() == one


# -- the draft, and where it departs -------------------------------------------------------------


def test_a_draft_keeps_both_answers_with_their_reasons(at_work, given):
    typed = draft(was_it_said="otherwise", said_reasons="The tape has\r\nmore.", rating="")
    told = at_work.post(url("save_draft", given.review), typed, headers=JSON).json()
    assert (told["version"], told["departs"]) == (1, "")
    finding = Finding.objects.get()
    assert (finding.was_it_said, finding.said_reasons) == ("otherwise", "The tape has\nmore.")
    page = at_work.get(given.review.get_absolute_url())
    assert page.context["finding_form"]["said_reasons"].value() == "The tape has\nmore."


def test_a_saved_draft_says_whether_it_departs_and_the_page_asks_why(at_work, given):
    with_evidence(given)
    save, false = url("save_draft", given.review), rating(given.review, "false").pk
    told = at_work.post(save, draft(rating=false), headers=JSON).json()
    assert told["departs"].endswith(DEPARTING)
    page = at_work.get(given.review.get_absolute_url()).text
    assert told["departs"] in words(part(page, "data-departs-words", "</p>"))
    assert '<div class="field" data-departs>' in page
    assert "Why the rating departs from the numbers" in words(part(page, "checklist", "</ul>"))
    assert 'check-departs" hidden' not in page
    # Control: a rating that agrees is not asked about; the field waits, out of sight.
    true = rating(given.review, "true").pk
    told = at_work.post(save, draft(version=1, rating=true), headers=JSON).json()
    assert told["departs"] == ""
    page = at_work.get(given.review.get_absolute_url()).text
    assert '<div class="field" data-departs hidden>' in page
    assert 'check-departs" hidden' in part(page, "checklist", "</ul>")


def test_without_scripts_the_refusal_shows_the_field_and_the_reason_is_handed_in(at_work, given):
    with_evidence(given)
    typed = draft(rating=rating(given.review, "false").pk)
    page = at_work.post(url("submit", given.review), typed, follow=True).text
    assert DEPARTING in unescape(page)
    assert '<div class="field" data-departs>' in page
    assert not Finding.objects.get().is_submitted
    explained = {**typed, "departs_because": DEPARTS}
    sure = shown(at_work, given.review, explained | {"version": 1})
    at_work.post(url("submit", given.review), sure)
    finding = Finding.objects.get()
    assert (finding.is_submitted, finding.departs_because) == (True, DEPARTS)


def test_the_tally_stands_with_the_number_line_and_not_with_the_ratings(at_work, given):
    with_evidence(given)
    page = at_work.get(given.review.get_absolute_url()).text
    line = part(page, '<figure class="numberline">', "</figure>")
    assert "The one comparable, independent source lies inside what was claimed." in line
    finding = part(page, 'aria-labelledby="finding-title"', "</section>")
    assert "rating-options" in finding
    assert "what was claimed" not in finding


# -- side by side, settling and the text ---------------------------------------------------------


def answered(review, said, slug, *, person=None, **words):
    given = assigned(fresh(review), person or reviewer())
    with_evidence(given)
    save_draft(
        given, by=given.reviewer, rating=rating(review, slug) if slug else None,
        was_it_said=said, **{"reasons": "Registers.", **words},
    )  # fmt: skip
    return submit_finding(given, by=given.reviewer)


@pytest.fixture
def differing():
    review = quoted_review(reviewers=2, blind=True)
    both = (
        answered(review, "yes", "false", departs_because="Qdepartsq"),
        answered(review, "no", "", reasons="", said_reasons="Qsaidq"),
    )
    return fresh(review), *both


def test_side_by_side_each_says_what_it_answers_and_where_it_departs(client, differing):
    review, _, second = differing
    client.force_login(second.reviewer)
    one, other = (words(side) for side in client.get(review.get_absolute_url()).text.split(
        '<article class="side"')[1:3])  # fmt: skip
    assert "Was it said? ≠ differs Yes, as quoted" in one
    assert f"{DEPARTING} Qdepartsq" in one
    assert "Was it said? ≠ differs No Qsaidq" in other
    assert "Left open: it was not said" in other
    assert "yet the rating" not in other


def test_nothing_of_either_answer_is_told_while_it_is_blind(client):
    review = quoted_review(reviewers=2, blind=True)
    mine = assigned(review, reviewer())
    answered(review, "no", "false", said_reasons="Qsaidq", departs_because="Qdepartsq")
    client.force_login(mine.reviewer)
    page = client.get(review.get_absolute_url()).text
    told = client.post(
        url("save_draft", review), draft(rating=rating(review, "false").pk), headers=JSON
    ).json()
    for word in ("Qsaidq", "Qdepartsq", "yet the rating"):
        assert word not in page
    assert told["departs"] == ""  # mine rests on nothing, whatever the other cites
    # Control: once both are in, it is there to be read.
    with_evidence(mine, excerpt="Only 2,100 people.")
    save_draft(mine, by=mine.reviewer, rating=rating(review, "half-true"), reasons="So.",
               was_it_said="yes")  # fmt: skip
    submit_finding(mine, by=mine.reviewer)
    page = client.get(review.get_absolute_url()).text
    for word in ("Qsaidq", "Qdepartsq", "yet the rating"):
        assert word in page


def test_it_is_settled_that_it_was_not_said_without_a_rating(client, differing):
    review, first, _ = differing
    client.force_login(first.reviewer)
    propose = url("propose_settlement", review)
    refused = client.post(propose, {"reasons": "The tape."})
    assert refused.status_code == 422
    assert set(refused.context["settlement_form"].errors) == {"was_it_said", "rating"}
    client.post(propose, {"reasons": "The tape.", "was_it_said": "no"})
    page = words(client.get(review.get_absolute_url()).text)
    assert "Was it said? No Both findings, combined The tape." in page


def test_the_text_starts_from_the_words_of_the_finding_that_was_taken(client, differing):
    review, first, second = differing
    adjudicate(review, by=editor(), takes=second, reasons="Nobody heard it.")
    client.force_login(first.reviewer)
    page = client.get(review.get_absolute_url())
    form = page.context["verdict_form"]
    assert form["said_explanation"].value() == "Qsaidq"
    assert (form["explanation"].value(), form.fields["explanation"].required) == ("", False)
    assert "As found: No" in words(part(page.text, "verdict-said", "</fieldset>"))
    write = url("draft_verdict", review)
    refused = client.post(write, {"conclusion": "Nobody said it.", "said_explanation": ""})
    assert set(refused.context["verdict_form"].errors) == {"said_explanation"}
    client.post(write, {"conclusion": "Nobody said it.", "said_explanation": "See the tape [1]."})
    verdict = Verdict.objects.get()
    assert (verdict.was_it_said, verdict.rating, verdict.said_explanation) == (
        "no", None, "See the tape [1].",
    )  # fmt: skip
    text = part(client.get(review.get_absolute_url()).text, 'id="verdict"', "</section>")
    assert re.search(r"Not said.*Nobody said it\..*Was it said\? No See the tape", words(text))


def test_a_departing_verdict_is_refused_at_its_field_and_starts_from_the_finding_s_reason(client):
    review = quoted_review()
    person = answered(review, "yes", "false", departs_because="Qdepartsq").reviewer
    client.force_login(person)
    page = client.get(review.get_absolute_url())
    assert page.context["verdict_form"]["departs_because"].value() == "Qdepartsq"
    assert DEPARTING in page.context["verdict_departs"]
    text = {"conclusion": "It does not hold.", "explanation": "See [1]."}
    refused = client.post(url("draft_verdict", review), text)
    assert set(refused.context["verdict_form"].errors) == {"departs_because"}
    client.post(url("draft_verdict", review), {**text, "departs_because": "Other people."})
    assert Verdict.objects.get().departs_because == "Other people."
