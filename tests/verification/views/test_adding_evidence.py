"""The ways of adding evidence on a claim's page, and what a saved copy's sentences are cited as."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories import SourceFactory, assigned, submitted, with_evidence
from tests.verification.saving import saved_for
from verification.models import Evidence

pytestmark = pytest.mark.django_db

WRAPPED = (
    "Some 6,300 people from Calderra and\nthe northern provinces had joined. Others stayed away\n"
    "from it."
)


@pytest.fixture
def given():
    return assigned()


@pytest.fixture
def at_work(client, given):
    client.force_login(given.reviewer)
    return client


def url(name, given, *more):
    return reverse(f"verification:{name}", args=[given.review.claim_id, *more])


def test_a_wrapped_sentence_is_offered_whole_and_proved_to_stand_in_the_copy(at_work, given):
    where = url("citing", given, saved_for(given, WRAPPED).pk)
    end = WRAPPED.index(" Others")
    assert f"?start=0&amp;end={end}#citing" in at_work.get(where).content.decode()
    form = at_work.get(where, {"start": 0, "end": end}).context["form"]
    assert form.initial["population"] == "people from Calderra and the northern provinces"
    passage = {"start": 0, "end": end, "stance": "supports", "hand": "first"}
    answer = at_work.post(where, passage | {"source": SourceFactory(kind="data").pk})
    assert answer.status_code == 302
    evidence = Evidence.objects.with_proof().get()
    assert (evidence.excerpt, evidence.is_in_copy) == (WRAPPED[:end], True)
    figure = evidence.figures.get()
    assert evidence.excerpt[figure.start : figure.end] == figure.text == "Some 6,300 people"
    assert figure.population == form.initial["population"]


# -- what the desk has already -------------------------------------------------------------------

COUNTED = "They counted 5,000 and then 7,000."
PORTAL = "https://portal.example/counts"
STUDY = "Institute for Conflict Studies, Working paper 12: how many have joined, and since when. "


def offered(at_work, given):
    return at_work.get(url("copies_offered", given)).context["offers"]


def test_what_was_saved_again_and_says_the_same_is_one_entry_by_its_newest_copy(at_work, given):
    page = "https://register.example/brigades"
    copies = [saved_for(assigned(), COUNTED, page).snapshot for _ in range(4)]
    changed = saved_for(assigned(), f"{COUNTED} So it is.", page).snapshot
    elsewhere = saved_for(assigned(), COUNTED, f"{page}/2").snapshot
    offers = offered(at_work, given)
    assert [(offer.snapshot, offer.times) for offer in offers] == [
        (elsewhere, 1),
        (changed, 1),
        (copies[-1], 4),
    ]
    listed = at_work.get(url("copies_offered", given)).text
    assert listed.count("saved 4 times, last") == 1
    # Control: of one that says something else, its own words tell it from the other.
    assert [offer.apart for offer in offers] == ["", "… 7,000. So it is.", "… 7,000."]


def test_two_of_one_name_are_told_apart_by_the_words_in_which_they_differ(at_work, given):
    for number, words in enumerate(["Of the north: 5,000, 7,000.", "Of the south: 7,000, 5,000."]):
        saved_for(assigned(), STUDY + words, f"https://s.example/{number}", title="Working paper")
    saved_for(assigned(), COUNTED, "https://s.example/3", title="Another paper")
    assert [(offer.name, offer.apart) for offer in offered(at_work, given)] == [
        ("Another paper", ""),
        ("Working paper", "… south: 7,000, 5,000."),
        ("Working paper", "… north: 5,000, 7,000."),
    ]


def cited_elsewhere(source, **more):
    other = assigned()
    copy = saved_for(other, COUNTED, PORTAL)
    with_evidence(other, excerpt=COUNTED, snapshot=copy.snapshot, source=source, **more)
    submitted(other)
    return copy


@pytest.mark.parametrize("in_confidence", [True, False])
def test_the_source_under_which_a_copy_was_cited_is_filled_in(at_work, given, in_confidence):
    board = SourceFactory(name="River Board")
    told = {"is_confidential": True, "shown_as": "A memo"} if in_confidence else {}
    cited_elsewhere(board, **told)
    form = at_work.get(url("citing", given, saved_for(given, COUNTED, PORTAL).pk)).context["form"]
    assert form.initial.get("source") == (None if in_confidence else board.pk)


# -- where one begins ----------------------------------------------------------------------------


def test_the_ways_of_adding_stand_together_above_the_copies(at_work, given):
    page = at_work.get(given.review.get_absolute_url()).text
    row = page[page.index('class="save-ways') : page.index('id="copies-list"')]
    for way in ('id="save_file"', "Paste the text", "Type it in"):
        assert way in row
    # What stands beside the form belongs to it.
    assert page.count('form="save-copy"') == 3
    assert page.count('id="save-copy"') == 1


def test_adding_evidence_on_a_question_begins_in_the_address(at_work, given):
    at_once = 'spellcheck="false" autofocus'
    given.review.claim.__class__.objects.filter(pk=given.review.claim_id).update(
        attribution="direct"
    )
    where = given.review.get_absolute_url()
    page = at_work.get(where).text
    assert f'href="{where}?answers=was_it_said#save_address"' in page
    assert at_once not in page
    assert at_once in at_work.get(where, {"answers": "was_it_said"}).text
    refused = at_work.post(url("cite", given), {"answers": "was_it_said"})
    assert refused.status_code == 422
    assert at_once not in refused.text
