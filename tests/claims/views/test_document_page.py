import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import Appearance, Claim, ExtractionRun, Figure
from claims.operations.triage import accept_claim, merge_claims, send_to_review
from claims.states import ClaimState, RunState
from tests.factories import ClaimFactory, DocumentFactory, UserFactory, admin, editor

pytestmark = pytest.mark.django_db
S = ClaimState
ADD = {"attribution": "indirect", "kind": "number"}


@pytest.fixture
def by(client):
    person = editor()
    client.force_login(person)
    return person


def placed(document, quote: str, **columns) -> Claim:
    """A claim at its quote in the document's text."""
    text = document.snapshot.text
    claim = ClaimFactory(document=document, **columns)
    claim.appearances.all().delete()
    claim.figures.all().delete()
    start = text.index(quote)
    Appearance.at(document.snapshot, start, start + len(quote), claim=claim).save()
    return claim


def page_of(client, document, **query) -> str:
    answer = client.get(document.get_absolute_url(), query)
    assert answer.status_code == 200
    return answer.content.decode()


def marks(page: str) -> dict[int, tuple[str, str]]:
    """Per claim the class of its mark and the words in it."""
    found = re.findall(
        r'<mark class="mark ([\w-]*)" data-claim="(\d+)".*?>(.*?)</mark>', page, re.S
    )
    return {int(key): (css, unescape(re.sub(r"<.*?>", "", inside))) for css, key, inside in found}


def test_claims_are_marked_in_the_text_by_their_state(client, by):
    text = "One ship. Two ships. Three ships. Four ships. Five ships."
    document = DocumentFactory(snapshot__text=text)
    first = placed(document, "One ship")
    low = placed(document, "Two ships", checkworthiness=0.1)
    kept = placed(document, "Three ships", state=S.ACCEPTED)
    dropped = placed(document, "Four ships", state=S.DISMISSED)
    sent = placed(document, "Five ships", state=S.SENT)
    assert marks(page_of(client, document)) == {
        first.pk: ("", "One ship"),
        low.pk: ("mark-low", "Two ships"),
        kept.pk: ("mark-done", "Three ships"),
        dropped.pk: ("mark-dropped", "Four ships"),
        sent.pk: ("mark-sent", "Five ships"),
    }


def test_a_merged_claim_is_marked_as_the_one_that_is_kept(client, by):
    document = DocumentFactory(snapshot__text="One ship. Again one ship.")
    kept, again = placed(document, "One ship"), placed(document, "Again one ship")
    merge_claims(again, kept, by=by)
    page = page_of(client, document)
    assert set(marks(page)) == {kept.pk}
    assert page.count(f'data-claim="{kept.pk}" data-claims') == 2
    assert "merged into 1" in page


def test_the_text_is_escaped_and_every_stretch_has_its_offset(client, by):
    text = "A <script>alert('x')</script> & “quote”.\r\nSecond 😀 line.\r\n\r\nNext paragraph."
    document = DocumentFactory(snapshot__text=text)
    placed(document, "Second 😀 line")
    page = page_of(client, document)
    reader = page[page.index('id="reader"') : page.index("doc-foot")]
    assert "<script>" not in reader
    stretches = re.findall(r'data-text-start="(\d+)"[^>]*>(.*?)</span>', reader, re.S)
    assert [unescape(words) for _, words in stretches] == [
        text[:40],
        "Second 😀 line",
        ".",
        "Next paragraph.",
    ]
    assert all(text[int(at) :].startswith(unescape(words)) for at, words in stretches)
    assert reader.count("<p>") == 2


def test_cards_stand_in_reading_order_with_what_a_person_needs_to_decide(client, by):
    document = DocumentFactory(snapshot__text="Early words. Later words.")
    later = placed(
        document, "Later words", reasons=["names a person"], checkworthiness=0.4,
        attribution="indirect",
    )  # fmt: skip
    early = placed(document, "Early words", attribution="own", claimant=None)
    cards = client.get(document.get_absolute_url()).context["cards"]
    assert [(card.claim, card.number) for card in cards] == [(early, 1), (later, 2)]
    page = page_of(client, document)
    assert "worth checking: medium" in page
    assert 'title="names a person"' in page
    assert f"{later.claimant} · indirect speech" in page
    assert "the document’s own voice" in page


def test_the_bar_counts_what_is_decided_and_the_figures_accounted_for(client, by):
    document = DocumentFactory(snapshot__text="5,000 to 7,000 people. 40 ships.")
    accepted = ClaimFactory(document=document, state=S.ACCEPTED)
    placed(document, "40 ships", state=S.DISMISSED)
    placed(document, "40 ships")
    Figure.objects.create(
        snapshot=document.snapshot, start=23, end=31, text="40 ships", low=40, high=40
    )
    ClaimFactory(state=S.ACCEPTED)  # another document's
    page = re.sub(r"<.*?>", "", page_of(client, document))
    assert (
        "Triage · 3 claims · 1 accepted, 1 dismissed, 1 to go · 1 of 2 figures accounted for"
        in page
    )
    assert "Send 1 to review" in page
    assert accepted.figures.count() == 1


def test_a_figure_in_no_claim_can_be_made_into_one(client, by):
    text = "It rained. Some 40 ships left the port. Nobody knew."
    document = DocumentFactory(snapshot__text=text)
    figure = Figure.objects.create(
        snapshot=document.snapshot, start=16, end=24, text="40 ships", low=40, high=40
    )
    page = page_of(client, document)
    assert f'class="figure-plain" href="?figure={figure.pk}&amp;part=1#add-claim"' in page
    form = client.get(document.get_absolute_url(), {"figure": figure.pk}).context["add_form"]
    assert form.initial == {"exact": "Some 40 ships left the port.", "start": 16}
    client.post(reverse("claims:claim_add", args=[document.pk]), {**ADD, **form.initial})
    figure.refresh_from_db()
    assert figure.claim.statement == "Some 40 ships left the port."


def test_the_cards_shown_are_chosen_and_keep_their_numbers(client, by):
    document = DocumentFactory()
    with_figure = ClaimFactory(document=document, state=S.ACCEPTED)
    without = placed(document, "The 65-member coalition met")

    def shown(show):
        cards = client.get(document.get_absolute_url(), {"show": show}).context["cards"]
        return [(card.claim, card.number) for card in cards]

    assert shown("") == [(with_figure, 1), (without, 2)]
    assert shown("figures") == [(with_figure, 1)]
    assert shown("open") == [(without, 2)]


def test_a_claim_in_review_leads_to_its_workspace_and_has_no_verbs(client, by):
    claim = ClaimFactory(state=S.ACCEPTED)
    send_to_review([claim], by=by)
    page = page_of(client, claim.document)
    assert f'href="{claim.get_workspace_url()}"' in page
    assert reverse("claims:claim_dismiss", args=[claim.pk]) not in page


def test_what_reviewers_do_is_not_told_on_the_documents_page(client, by):
    claim = ClaimFactory(state=S.SENT)
    claim.record("cited", actor=UserFactory(name="Blind Reviewer"), private_to=UserFactory())
    claim.record("accepted", actor=by)
    card = client.get(claim.document.get_absolute_url()).context["cards"][0]
    assert [event.verb for event in card.history] == ["accepted"]
    assert "Blind Reviewer" not in page_of(client, claim.document)


@pytest.mark.parametrize("person", [UserFactory, admin])
def test_those_who_may_not_triage_read_the_claims_without_buttons(client, person):
    claim = ClaimFactory()
    client.force_login(person())
    page = page_of(client, claim.document)
    assert claim.statement in page
    for verb in ("accept", "dismiss", "edit", "merge", "undo"):
        assert reverse(f"claims:claim_{verb}", args=[claim.pk]) not in page
    assert reverse("claims:claim_add", args=[claim.document_id]) not in page


def test_undo_is_offered_only_where_a_step_stands(client, by):
    claim = ClaimFactory()
    document = claim.document
    undo = reverse("claims:claim_undo", args=[claim.pk])
    assert undo not in page_of(client, document)
    accept_claim(claim, by=by)
    assert undo in page_of(client, document)
    client.post(undo)
    assert undo not in page_of(client, document)


def test_a_long_text_comes_in_parts_and_a_claim_is_found_in_its_own(client, by):
    text = "\n\n".join(f"Paragraph {n} {'word ' * 150}" for n in range(150))
    document = DocumentFactory(snapshot__text=text)
    early, late = placed(document, "Paragraph 0"), placed(document, "Paragraph 149")
    first = client.get(document.get_absolute_url()).context
    assert first["parts"] > 2
    assert [card.claim for card in first["cards"]] == [early]
    last = client.get(document.get_absolute_url(), {"claim": late.pk}).context
    assert (last["part"], [(card.claim, card.number) for card in last["cards"]]) == (
        last["parts"],
        [(late, 2)],
    )


@pytest.mark.parametrize(
    "query",
    [
        {"part": "999999999999"},
        {"part": "-1"},
        {"part": "x\x00"},
        {"show": "\x00"},
        {"claim": "9" * 30},
        {"figure": "9" * 18},
        {"figure": "\x00"},
    ],
)
def test_nonsense_in_the_address_is_no_error(client, by, query):
    page_of(client, ClaimFactory().document, **query)


def test_the_page_asks_as_often_for_three_claims_as_for_one(client, by):
    document = DocumentFactory()
    ExtractionRun.objects.create(document=document, state=RunState.DONE)
    counts = []
    for number in (1, 2):
        for _ in range(number):
            accept_claim(ClaimFactory(document=document), by=by)
        with CaptureQueriesContext(connection) as queries:
            page_of(client, document)
        counts.append(len(queries))
    assert counts[0] == counts[1]
