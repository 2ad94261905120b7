import re

import pytest
from django.urls import reverse

from claims.models import Claim
from claims.states import ClaimState
from tests.factories import ClaimFactory, DocumentFactory, TopicFactory, UserFactory, admin, editor
from verification.models import ClaimReview

pytestmark = pytest.mark.django_db
S = ClaimState
EDIT = {
    "statement": "It stands alone.",
    "claimant": "Ada Lund",
    "attribution": "direct",
    "kind": "cause",
    "priority": "high",
}
ADD = {"exact": "Unemployment fell", "attribution": "indirect", "kind": "number"}


@pytest.fixture
def by(client):
    person = editor()
    client.force_login(person)
    return person


def at(verb: str, claim: Claim) -> str:
    return reverse(f"claims:claim_{verb}", args=[claim.pk])


def state(claim: Claim) -> str:
    return Claim.objects.get(pk=claim.pk).state


def test_accept_dismiss_and_undo_lead_back_to_the_claim(client, by):
    claim = ClaimFactory()
    for verb, after in (("accept", S.ACCEPTED), ("undo", S.DETECTED), ("dismiss", S.DISMISSED)):
        answer = client.post(at(verb, claim), {"show": "open"})
        assert (answer.status_code, state(claim)) == (302, after)
        assert answer.url == (
            f"{claim.document.get_absolute_url()}?show=open&claim={claim.pk}#claim-{claim.pk}"
        )


@pytest.mark.parametrize("verb", ["accept", "dismiss", "undo"])
def test_verbs_are_not_done_by_opening_an_address(client, by, verb):
    claim = ClaimFactory()
    assert client.get(at(verb, claim)).status_code == 405
    assert state(claim) == S.DETECTED


POSTS = {
    "accept": {},
    "dismiss": {},
    "undo": {},
    "edit": EDIT,
    "merge": {"into": "1"},
}


@pytest.mark.parametrize("verb", POSTS)
@pytest.mark.parametrize("person", [UserFactory, admin])
def test_triage_is_refused_to_those_who_may_only_read(client, person, verb):
    claim = ClaimFactory()
    client.force_login(person())
    assert client.post(at(verb, claim), POSTS[verb]).status_code == 403
    assert (state(claim), claim.events.count()) == (S.DETECTED, 0)


@pytest.mark.parametrize("verb", POSTS)
def test_without_a_role_there_is_no_claim(client, verb):
    claim = ClaimFactory()
    client.force_login(UserFactory(roles=[]))
    assert client.post(at(verb, claim), POSTS[verb]).status_code == 404


def test_who_brought_a_document_in_triages_it(client):
    claim = ClaimFactory()
    client.force_login(claim.document.added_by)
    client.post(at("accept", claim))
    assert state(claim) == S.ACCEPTED


def test_a_refusal_is_a_sentence_on_the_page_one_came_from(client, by):
    claim = ClaimFactory(state=S.SENT)
    here = claim.document.get_absolute_url()
    answer = client.post(
        at("dismiss", claim), headers={"referer": f"http://testserver{here}"}, follow=True
    )
    assert answer.redirect_chain == [(f"http://testserver{here}", 302)]
    assert "already in review" in answer.content.decode()


def test_a_claim_is_edited_in_a_form_that_starts_with_what_it_is(client, by):
    claim, topic = ClaimFactory(), TopicFactory()
    page = client.get(at("edit", claim)).content.decode()
    assert claim.statement in page
    assert f'value="{claim.claimant}"' in page
    assert client.post(at("edit", claim), {**EDIT, "topic": topic.pk}).status_code == 302
    claim = Claim.objects.get(pk=claim.pk)
    assert (claim.statement, str(claim.claimant), claim.kind, claim.priority, claim.topic) == (
        "It stands alone.",
        "Ada Lund",
        "cause",
        "high",
        topic,
    )
    assert [(event.verb, event.actor) for event in claim.events.all()] == [("edited", by)]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("statement", ""),
        ("statement", "a\x00b"),
        ("statement", "x" * 2001),
        ("claimant", "a\x00b"),
        ("kind", "rumour"),
        ("topic", "9" * 30),
        ("topic", "\x00"),
        ("priority", "\x00"),
    ],
)
def test_a_wrong_edit_is_shown_again_and_changes_nothing(client, by, field, value):
    claim = ClaimFactory()
    answer = client.post(at("edit", claim), {**EDIT, field: value})
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert 'value="Ada Lund"' in answer.content.decode() or field == "claimant"
    assert claim.events.count() == 0


def test_a_claim_is_merged_into_one_chosen_from_its_document(client, by):
    claim, other = ClaimFactory(), ClaimFactory()
    into = ClaimFactory(document=claim.document)
    dropped = ClaimFactory(document=claim.document, state=S.DISMISSED)
    choices = client.get(at("merge", claim)).context["form"].fields["into"].queryset
    assert list(choices) == [into]
    for wrong in (other, dropped, claim):
        assert client.post(at("merge", claim), {"into": wrong.pk}).status_code == 422
    assert client.post(at("merge", claim), {"into": into.pk}).status_code == 302
    assert (state(claim), Claim.objects.get(pk=claim.pk).merged_into) == (S.MERGED, into)


def test_a_claim_with_nothing_to_merge_into_is_told_so(client, by):
    page = client.get(at("merge", ClaimFactory())).content.decode()
    assert "there is nothing to merge it into" in page


def test_a_claim_is_added_by_its_quote(client, by):
    document = DocumentFactory()
    answer = client.post(reverse("claims:claim_add", args=[document.pk]), ADD)
    claim = document.claims.get()
    assert answer.url.endswith(f"#claim-{claim.pk}")
    assert (claim.state, claim.appearance.exact) == (S.ACCEPTED, "Unemployment fell")


def test_the_place_a_quote_was_selected_at_decides_between_two(client, by):
    document = DocumentFactory(snapshot__text="It rose. Then it fell. It rose.")
    address = reverse("claims:claim_add", args=[document.pk])
    answer = client.post(address, {**ADD, "exact": "It rose."})
    assert answer.status_code == 422
    assert "2 places" in answer.content.decode()
    client.post(address, {**ADD, "exact": "It rose.", "start": "23"})
    assert document.claims.get().appearance.start == 23


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("exact", ""),
        ("exact", " \r\n"),
        ("exact", "words that are not there"),
        ("exact", "a\x00b"),
        ("kind", "\x00"),
        ("statement", "a\x00b"),
        ("start", "x"),
        ("start", "-1"),
    ],
)
def test_a_claim_that_cannot_be_added_is_shown_again_as_it_was_typed(client, by, field, value):
    document = DocumentFactory()
    given = {**ADD, "claimant": "Ada Lund", field: value}
    answer = client.post(reverse("claims:claim_add", args=[document.pk]), given)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'id="add-claim" open' in page
    assert 'value="Ada Lund"' in page
    assert not Claim.objects.exists()


def test_a_selected_place_beyond_any_text_is_no_error(client, by):
    document = DocumentFactory()
    client.post(reverse("claims:claim_add", args=[document.pk]), {**ADD, "start": "9" * 40})
    assert document.claims.get().appearance.exact == "Unemployment fell"


def test_adding_and_sending_are_refused_to_those_who_may_only_read(client):
    claim = ClaimFactory(state=S.ACCEPTED)
    for person in (UserFactory(), admin()):
        client.force_login(person)
        for name, data in (("claim_add", ADD), ("document_send", {})):
            address = reverse(f"claims:{name}", args=[claim.document_id])
            assert client.post(address, data).status_code == 403
    assert (state(claim), Claim.objects.count()) == (S.ACCEPTED, 1)


def test_all_accepted_claims_of_a_document_are_sent_to_review(client, by):
    document = DocumentFactory()
    one, two = (ClaimFactory(document=document, state=S.ACCEPTED) for _ in range(2))
    noise = ClaimFactory(state=S.ACCEPTED)
    waiting = ClaimFactory(document=document)
    answer = client.post(reverse("claims:document_send", args=[document.pk]), follow=True)
    assert "Sent 2 claims to review" in answer.content.decode()
    assert [state(c) for c in (one, two, noise, waiting)] == [
        S.SENT,
        S.SENT,
        S.ACCEPTED,
        S.DETECTED,
    ]
    assert set(ClaimReview.objects.values_list("claim", flat=True)) == {one.pk, two.pk}


def test_sending_asks_first_with_how_many_and_what_it_means(client, by):
    document = DocumentFactory()
    one = ClaimFactory(document=document, state=S.ACCEPTED)
    address = reverse("claims:document_send", args=[document.pk])
    page = client.get(address).content.decode()
    assert "Send 1 claim to review?" in page
    assert "can no longer be corrected here" in page
    assert state(one) == S.ACCEPTED
    seen = re.search(r'name="seen" value="(\w+)"', page)[1]
    two = ClaimFactory(document=document, state=S.ACCEPTED)
    answer = client.post(address, {"seen": seen})
    assert answer.status_code == 409
    assert "Send 2 claims to review?" in answer.content.decode()
    assert (state(one), state(two)) == (S.ACCEPTED, S.ACCEPTED)
    seen = re.search(r'name="seen" value="(\w+)"', answer.content.decode())[1]
    answer = client.post(address, {"seen": seen})
    assert (answer.status_code, state(one), state(two)) == (302, S.SENT, S.SENT)
    assert answer.url.endswith("#content")
