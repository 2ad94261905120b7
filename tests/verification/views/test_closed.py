"""What is brought, cited in confidence or worked out blind stays closed by every page."""

from __future__ import annotations

import pytest
from django.urls import reverse

from claims.operations.documents import capture_document
from newsroom.captures.models import Capture, Snapshot
from tests.factories import (
    SourceFactory,
    admin,
    assigned,
    editor,
    open_review_for,
    reviewer,
    submitted,
    with_evidence,
)
from tests.verification.saving import TEXT, asked_for, saved_for
from verification.models import Source, SourceState
from verification.operations.copies import save_text
from verification.operations.domains import propose_for
from verification.operations.evidence import withdraw_evidence
from verification.operations.sources import confirm_source

pytestmark = pytest.mark.django_db
MEMO = "SECRET MEMO: the coalition has 77 members."
SECRET = {"is_confidential": True, "shown_as": "A memo, seen by the editor"}
PAGE = "https://files.leaked.example/secret/path/register.pdf"


@pytest.fixture
def blind():
    review = open_review_for(reviewers=2, blind=True)
    return assigned(review), assigned(review)


@pytest.fixture
def pair():
    """Two reviewers of one claim that is not blind."""
    review = open_review_for(reviewers=2, blind=False)
    return assigned(review), assigned(review)


def opens(client, person, snapshot) -> tuple[int, int, int]:
    """The answers of the copy's page, its file and, for the console, its row."""
    client.force_login(person)
    pages = [reverse(f"captures:{name}", args=[snapshot.pk]) for name in ("copy", "file")]
    return tuple(client.get(page).status_code for page in pages)


def words(client, person, *names, **query) -> str:
    client.force_login(person)
    return "\n".join(client.get(reverse(name), query).content.decode() for name in names)


OPEN, CLOSED = (200, 200), (404, 404)


# -- copies --------------------------------------------------------------------------------------


def test_what_is_brought_is_its_saver_s_and_the_editors_until_it_is_cited_openly(client, pair):
    first, second = pair
    memo = save_text(first, by=first.reviewer, text=MEMO).snapshot
    page = saved_for(first).snapshot
    for person in (second.reviewer, reviewer(), admin()):
        assert opens(client, person, memo) == CLOSED
        assert opens(client, person, page) == OPEN  # control: what anybody can fetch
    for person in (first.reviewer, editor()):
        assert opens(client, person, memo) == OPEN
    # Nor to cite from, on a claim that both work on.
    client.force_login(second.reviewer)
    copy = first.copies.get(capture__snapshot=memo)
    where = reverse("verification:citing", args=[first.review.claim_id, copy.pk])
    assert client.get(where).status_code == 404
    with_evidence(first, excerpt=MEMO, snapshot=memo)
    assert opens(client, second.reviewer, memo) == opens(client, reviewer(), memo) == OPEN
    client.force_login(second.reviewer)
    assert client.get(where).status_code == 200


def test_what_is_brought_in_as_a_document_is_open(client):
    given = assigned()
    memo = save_text(given, by=given.reviewer, text=MEMO).snapshot
    assert opens(client, reviewer(), memo) == CLOSED
    capture_document(MEMO, title="A memo", by=given.reviewer)
    assert opens(client, reviewer(), memo) == OPEN


def test_bytes_that_were_cited_in_confidence_are_closed_under_every_row(client):
    given = assigned()
    page = saved_for(given).snapshot
    assert opens(client, reviewer(), page) == OPEN
    kept = with_evidence(given, **SECRET, excerpt=TEXT, snapshot=page)
    again = Snapshot.objects.keep(TEXT.encode(), text=TEXT, by=given.reviewer)
    noise = saved_for(given, "Something else.", "https://register.example/2").snapshot
    # Neither a second row nor another citation opens it, whoever cites.
    other = assigned()
    with_evidence(given, excerpt=TEXT[:26], snapshot=page)
    with_evidence(other, excerpt=TEXT, snapshot=again)
    for person in (reviewer(), admin(), other.reviewer):
        assert [opens(client, person, row) for row in (page, again, noise)] == [
            CLOSED, CLOSED, OPEN,
        ]  # fmt: skip
    assert opens(client, given.reviewer, again) == opens(client, editor(), page) == OPEN
    withdraw_evidence(kept, by=given.reviewer, reason="It may be shown after all.")
    assert opens(client, reviewer(), page) == OPEN


def test_a_copy_is_not_taken_from_who_saved_it_because_another_cites_it_in_confidence(client):
    given, other = assigned(), assigned()
    own = saved_for(other).snapshot
    with_evidence(given, **SECRET, excerpt=TEXT, snapshot=saved_for(given).snapshot)
    assert opens(client, other.reviewer, own) == OPEN
    assert opens(client, reviewer(), own) == CLOSED


def test_an_open_citation_under_a_blind_review_opens_nothing(client, blind):
    first, second = blind
    memo = save_text(first, by=first.reviewer, text=MEMO).snapshot
    with_evidence(first, excerpt=MEMO, snapshot=memo)
    assert opens(client, second.reviewer, memo) == opens(client, reviewer(), memo) == CLOSED
    for given in blind:
        submitted(given)
    assert opens(client, second.reviewer, memo) == opens(client, reviewer(), memo) == OPEN


def test_blind_work_is_closed_to_the_other_reviewer_by_number_and_on_other_claims(client, blind):
    first, second = blind
    elsewhere = assigned(to=second.reviewer)
    page = saved_for(first).snapshot
    offered = reverse("verification:copies_offered", args=[elsewhere.review.claim_id])
    save = reverse("verification:save_copy", args=[elsewhere.review.claim_id])

    def told():
        client.force_login(second.reviewer)
        list_ = client.get(offered, {"address": page.url}).content.decode().lower()
        known = client.post(save, {"address": page.url})
        return "the same page" in list_, known.status_code

    assert opens(client, second.reviewer, page) == CLOSED
    assert told() == (False, 302)
    assert opens(client, reviewer(), page) == OPEN  # control: who is no reviewer of the claim
    for given in blind:
        submitted(given)
    assert opens(client, second.reviewer, page) == OPEN
    assert told() == (True, 200)


def test_an_editor_who_reviews_blind_follows_the_other_s_captures_nowhere(client):
    review, boss = open_review_for(reviewers=2, blind=True), editor()
    first, _ = assigned(review), assigned(review, to=boss)
    page, waiting = saved_for(first), asked_for(first, "https://register.example/waits")
    memo = save_text(first, by=first.reviewer, text=MEMO)
    console = reverse("admin:captures_capture_changelist")

    def seen(person):
        client.force_login(person)
        progress = reverse("captures:progress", args=[waiting.capture_id])
        return client.get(progress).status_code, waiting.capture.url in client.get(
            console
        ).content.decode()

    for copy in (page, memo):
        assert opens(client, boss, copy.snapshot) == CLOSED
        assert opens(client, editor(), copy.snapshot) == OPEN  # control: another editor
    assert seen(boss) == (404, False)
    assert seen(editor()) == (200, True)
    assert Capture.objects.visible_to(first.reviewer).filter(pk=waiting.capture_id).exists()


# -- sources -------------------------------------------------------------------------------------


def listed(client, person, source) -> tuple[bool, ...]:
    """Whether the source is in the list, its page there, in the export and among the choices."""
    client.force_login(person)
    work = assigned(to=person).review if person.has_perm("captures.capture") else None
    form = client.get(work.get_absolute_url()).context if work else None
    choices = form["evidence_form"].fields["source"].queryset if form else [source]
    export = client.get(reverse("verification:source_export", args=["csv"]))
    return (
        source.name in words(client, person, "verification:sources"),
        client.get(source.get_absolute_url()).status_code == 200,
        source.name in export.content.decode(),
        source in choices,
    )


def test_a_source_that_is_proposed_in_confidence_is_named_to_those_it_is_open_to(client):
    given = assigned()
    source = SourceFactory(
        name="Ada Interviewee", state=SourceState.PROPOSED, added_by=given.reviewer
    )
    noise = SourceFactory(name="Office", state=SourceState.PROPOSED)
    evidence = with_evidence(given, **SECRET, source=source)
    assert listed(client, given.reviewer, source) == (True,) * 4
    assert listed(client, reviewer(), source) == (False,) * 4
    assert listed(client, reviewer(), noise) == (True,) * 4  # control
    assert "Ada" in words(client, editor(), "verification:sources")
    # Nor by the claim's own pages, its history or the console.
    claim = given.review.claim
    for person in (reviewer(), admin()):
        client.force_login(person)
        for page in (
            given.review.get_absolute_url(),
            reverse("verification:history", args=[claim.pk]),
            reverse("admin:verification_source_changelist"),
            reverse("admin:verification_evidence_changelist") + "?q=Ada",
        ):
            assert "Ada Interviewee" not in client.get(page).content.decode()
    withdraw_evidence(evidence, by=given.reviewer, reason="Not so.")
    assert listed(client, reviewer(), source) == (False,) * 4
    confirm_source(source, by=editor())
    assert listed(client, reviewer(), source) == (True,) * 4


def test_a_name_that_one_may_not_know_is_cited_as_if_it_were_new(client):
    given, other = assigned(), assigned()
    source = propose_for(PAGE, by=given.reviewer, name="Leaked Office")
    with_evidence(given, **SECRET, source=source)
    # Under another name the site is not said to be taken.
    twin = propose_for("https://leaked.example/other", by=reviewer(), name="Another")
    assert not twin.domains.exists()
    where = reverse("verification:cite", args=[other.review.claim_id])
    passage = {
        "new_source": "leaked office", "stance": "refutes", "excerpt": "x", "hand": "first",
    }  # fmt: skip
    client.force_login(other.reviewer)
    assert client.post(where, passage).status_code == 302
    assert Source.objects.filter(name__iexact="leaked office").count() == 1
    page = client.get(source.get_absolute_url()).content.decode()
    assert given.reviewer.name not in page
    assert "Somebody proposed it" in page


def test_a_source_s_history_tells_neither_the_page_nor_who_is_blind(client, blind):
    first, second = blind
    source = propose_for(PAGE, by=first.reviewer)
    source.record("proposed", actor=first.reviewer, note=PAGE)  # as it was written before
    with_evidence(first, source=source)
    for person in (second.reviewer, editor(), reviewer()):
        client.force_login(person)
        assert client.get(source.get_absolute_url()).status_code == 404
        assert "leaked" not in words(client, person, "verification:sources", q="leak")
    for given in blind:
        submitted(given)
    client.force_login(second.reviewer)
    page = client.get(source.get_absolute_url()).content.decode()
    assert first.reviewer.name in page  # control
    assert "secret/path" not in page


def test_an_editor_who_cites_proposes_like_everybody(client):
    given = assigned(to=editor())
    client.force_login(given.reviewer)
    client.post(
        reverse("verification:cite", args=[given.review.claim_id]),
        {
            "new_source": "Ada Interviewee", "stance": "refutes", "excerpt": "x", "hand": "first",
            **SECRET,
        },
    )  # fmt: skip
    assert Source.objects.get(name="Ada Interviewee").state == SourceState.PROPOSED
