"""What the card shows of what was read, and the forms that correct it: plain pages without
scripts, fragments for htmx."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import Appearance, Claim, Correction
from claims.operations import corrections, triage
from tests.claims.views.correction_pages import (
    SIX_THOUSAND,
    S,
    at,
    figure_at,
    figure_of,
    page_of,
    seen_in,
    text_of,
)
from tests.factories import ClaimFactory, UserFactory, admin, editor

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(client):
    person = editor()
    client.force_login(person)
    return person


@pytest.fixture
def claim():
    claim = ClaimFactory(statement="5,000 to 7,000 people have joined.", attribution="indirect")
    claim.figures.update(steps=[["range of digits", 25, 39], ["counted noun", 40, 46]])
    return claim


# -- what the card shows -------------------------------------------------------------------------


def test_a_card_shows_each_part_that_was_read_as_a_way_to_its_form(client, by, claim):
    claim.figures.update(as_of="in March", population="adults", place="Varland", change="up")
    page = page_of(client, claim.document.get_absolute_url())
    chips = page[page.index('class="chips"') : page.index("tcard-acts")]
    for words in ("5,000 – 7,000 people", "range", "up", "in March", "adults", "Varland"):
        assert f"<span>{words}</span>" in chips or f">{words}</span>" in chips
    assert f"{claim.claimant} · indirect speech" in chips
    for address in (figure_at(claim), at("claim_claimant", claim), at("claim_kind", claim)):
        assert f'href="{address}"' in chips
    assert f'href="{at("figure_add", claim)}"' in chips


@pytest.mark.parametrize("person", [UserFactory, admin])
def test_who_may_not_triage_reads_the_parts_and_how_they_were_read(client, claim, person):
    client.force_login(person())
    page = page_of(client, claim.document.get_absolute_url())
    assert figure_at(claim) not in page
    assert at("claim_claimant", claim) not in page
    assert "5,000 – 7,000 people" in text_of(page)
    assert "range of digits from “5,000 to 7,000”; counted noun from “people”" in text_of(page)


def test_a_claim_in_review_has_no_ways_to_correct_it(client, by, claim):
    Claim.objects.filter(pk=claim.pk).update(state=S.SENT)
    assert figure_at(claim) not in page_of(client, claim.document.get_absolute_url())


def test_what_asserts_nothing_is_marked_on_the_card_and_in_the_list(client, by, claim):
    Claim.objects.filter(pk=claim.pk).update(mood="prediction")
    ClaimFactory()
    for address in (claim.document.get_absolute_url(), reverse("claims:triage")):
        pills = re.findall(r'pill-quiet"[^>]*>(\w+)<', page_of(client, address))
        assert pills == ["prediction"]


def test_who_passed_it_on_stands_on_the_chip(client, by, claim):
    corrections.correct_claimant(
        claim, by=by, name="The ministry", kind="organisation", passed_on_by=["Mira Dane"]
    )
    page = page_of(client, claim.document.get_absolute_url())
    assert "The ministry, through Mira Dane · indirect speech" in page
    assert f"Corrected by {by.name}" in page


def test_a_corrected_figure_says_what_it_was_read_as_and_by_whom_it_was_corrected(
    client, by, claim
):
    corrections.correct_figure(figure_of(claim), SIX_THOUSAND, by=by)
    page = page_of(client, claim.document.get_absolute_url())
    assert f'title="Read as 5,000 – 7,000 people, corrected by {by.name}"' in page
    assert "range of digits from “5,000 to 7,000”" in text_of(page)
    assert "range of digits from “5,000 to 7,000”" in text_of(page_of(client, figure_at(claim)))
    triage.undo(claim, by=by)
    assert "chip-by" not in page_of(client, claim.document.get_absolute_url())


def test_the_page_asks_as_often_with_corrections_as_without(client, by, claim):
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            page_of(client, claim.document.get_absolute_url())
        return len(queries)

    corrections.correct_kind(claim, by=by, kind="cause", mood="assertion")
    before = count()
    for _ in range(3):
        other = ClaimFactory(document=claim.document)
        corrections.correct_figure(figure_of(other), SIX_THOUSAND, by=by)
        corrections.correct_claimant(other, by=by, name="Mira Dane")
    assert count() == before


# -- who says so, and the kind -------------------------------------------------------------------


def test_who_says_so_is_corrected_in_a_form_that_starts_with_what_was_read(client, by, claim):
    page = page_of(client, at("claim_claimant", claim))
    assert f'value="{claim.claimant}"' in page
    given = {"name": "Mira Dane", "kind": "person", "how": "direct", "words": "President",
             "passed_on_by": "Ada Lund\n\n The  board ", "seen": seen_in(page)}  # fmt: skip
    assert client.post(at("claim_claimant", claim), given).status_code == 302
    claim = Claim.objects.get(pk=claim.pk)
    assert claim.who_in_full == "Mira Dane, through Ada Lund, through The board"
    assert claim.attribution == "direct"
    source = claim.chain[0]["source"][0]
    assert claim.document.snapshot.text[slice(*source)] == "President"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"how": "own"}, "how"),
        ({"name": "a\x00b"}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"kind": "ghost"}, "kind"),
        ({"words": "never written"}, "words"),
        ({"passed_on_by": "\n".join("abcdef")}, "passed_on_by"),
        ({"passed_on_by": "x" * 300}, "passed_on_by"),
    ],
)
def test_a_wrong_claimant_is_shown_again(client, by, claim, changes, field):
    given = {"name": "Mira Dane", "kind": "person", "how": "direct", **changes}
    answer = client.post(at("claim_claimant", claim), given)
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert not Correction.objects.exists()


def test_kind_and_mood_are_corrected(client, by, claim):
    page_of(client, at("claim_kind", claim))
    assert client.post(at("claim_kind", claim), {"kind": "rumour"}).status_code == 422
    given = {"kind": "forecast", "mood": "prediction"}
    assert client.post(at("claim_kind", claim), given).status_code == 302
    claim = Claim.objects.get(pk=claim.pk)
    assert (claim.kind, claim.mood) == ("forecast", "prediction")
    assert "corrected the kind: forecast, prediction" in text_of(
        page_of(client, claim.document.get_absolute_url())
    )


def test_the_history_of_the_review_tells_of_corrections_in_words(client, by, claim):
    corrections.correct_kind(claim, by=by, kind="cause", mood="assertion")
    triage.accept_claim(claim, by=by)
    triage.send_to_review([claim], by=by)
    page = page_of(client, reverse("verification:history", args=[claim.pk]))
    assert "corrected the kind: cause, assertion" in page


# -- asked before it is done ---------------------------------------------------------------------


def test_what_it_is_instead_of_a_figure_is_never_chosen_for_anybody(client, by, claim):
    form = client.get(figure_at(claim)).context["off_form"]
    assert form["why"].value() in (None, "")
    assert form.fields["why"].choices[0][0] == ""
    here = {"referer": f"http://testserver{claim.document.get_absolute_url()}"}
    client.post(figure_at(claim, "figure_off"), {"why": ""}, headers=here)
    assert claim.figures.count() == 1


@pytest.mark.parametrize("name", ["claim_edit", "claim_merge", "claim_claimant", "claim_kind",
                                  "figure_add", "figure"])  # fmt: skip
def test_a_claim_in_review_shows_the_sentence_and_no_form(client, by, claim, name):
    address = figure_at(claim) if name == "figure" else at(name, claim)
    assert client.get(address).status_code == 200  # the control
    Claim.objects.update(state=S.SENT)
    answer = client.get(address)
    assert answer.status_code == 409
    assert "already in review" in answer.content.decode()
    assert "claim-form" not in answer.content.decode()


def test_a_name_alone_makes_the_own_voice_somebodys(client, by, claim):
    corrections.correct_claimant(claim, by=by)
    claim.refresh_from_db()
    assert (claim.claimant, claim.attribution) == (None, "own")
    given = {"name": "Mira Dane", "kind": "person", "how": "own"}
    assert client.post(at("claim_claimant", claim), given).status_code == 302
    claim.refresh_from_db()
    assert (str(claim.claimant), claim.attribution) == ("Mira Dane", "indirect")


def test_a_moved_figure_is_told_on_the_card_it_came_to(client, by, claim):
    other = ClaimFactory(document=claim.document, statement="Nobody knew.")
    other.figures.all().delete()
    answer = client.post(figure_at(claim, "figure_move"), {"to": other.pk}, follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain[-1][0].endswith(f"#claim-{other.pk}")
    assert "Moved 5,000 – 7,000 people to “Nobody knew.”" in page
    card = page[page.index(f'id="claim-{other.pk}"') :].partition("tcard-acts")[0]
    assert f'title="Moved here by {by.name}">moved' in card
    triage.undo(claim, by=by)
    assert "Moved here" not in page_of(client, claim.document.get_absolute_url())


def test_claims_to_choose_from_have_their_numbers_and_the_texts_order(client, by, claim):
    text = claim.document.snapshot.text
    for start, statement in ((len(text) - 5, "Last."), (0, "First.")):
        other = ClaimFactory(document=claim.document, statement=statement)
        other.appearances.all().delete()
        Appearance.at(claim.document.snapshot, start, start + 4, claim=other).save()
    for form in ("move_form", "form"):
        address = figure_at(claim) if form == "move_form" else at("claim_merge", claim)
        field = "to" if form == "move_form" else "into"
        choices = client.get(address).context[form].fields[field].choices
        assert [words for _, words in choices] == ["1 · First.", "3 · Last."]


def test_a_corrected_kind_is_marked_as_such(client, by, claim):
    address = claim.document.get_absolute_url()
    assert "chip-by" not in page_of(client, address)
    corrections.correct_kind(claim, by=by, kind="cause", mood="assertion")
    page = page_of(client, address)
    assert f'cause</span><span class="chip-by" title="Corrected by {by.name}"' in page
