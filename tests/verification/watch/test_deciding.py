"""What is done about a changed figure, and the pages it is shown on."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from newsroom.notices.models import NoticeKind
from newsroom.notices.operations import tell
from tests.factories import (
    SnapshotFactory,
    SourceFactory,
    admin,
    assigned,
    editor,
    fresh,
    open_review_for,
    reviewer,
    submitted,
    with_evidence,
)
from verification.errors import NotReady, Overtaken
from verification.models import ChangedFigure, Evidence, Watch, WatchedHost
from verification.operations.deciding import does_not_matter, look_again, take_up
from verification.operations.reports import publish
from verification.operations.signoff import sign_off
from verification.operations.verdicts import draft_verdict

pytestmark = pytest.mark.django_db

OLD = "The fund paid 65 villages in Aro."
NEW = "The fund paid 66 villages in Aro."


def changed(given=None, cited: dict | None = None, **columns) -> ChangedFigure:
    """A figure of 65 that somebody cited, and that the live page gives as 66; ``cited`` are
    columns of the evidence, the others are of the change."""
    place = Evidence.objects.count()
    evidence = with_evidence(
        given or assigned(),
        source=SourceFactory(name=f"The office {place}"),
        snapshot=SnapshotFactory(text=f"Before it, {place}.\n\n{OLD}\n\nAfter it.",
                                 final_url=f"https://example.org/{place}"),
        excerpt=OLD,
        **cited or {},
    )  # fmt: skip
    now = SnapshotFactory(text=f"Before it, {place}.\n\n{NEW}\n\nAfter it.")
    return ChangedFigure.objects.create(
        **{
            "evidence": evidence,
            "kind": "figure",
            "new_passage": NEW,
            "changes": ["65 became 66."],
            "snapshot": now,
            **columns,
        }
    )


def published(person=None):
    """A published claim with a changed figure, and the reviewer who cited it."""
    review = open_review_for(reviewers=1)
    given = assigned(review, person or reviewer())
    change = changed(given)
    submitted(given)
    verdict = draft_verdict(
        fresh(review), by=given.reviewer, conclusion="It holds.", explanation="As it says [1]."
    )
    sign_off(verdict, by=editor())
    publish(fresh(review), by=editor())
    return change


def decided(change: ChangedFigure) -> tuple[str, str, object]:
    change.refresh_from_db()
    return change.decision, change.reason, change.decided_by


# -- verbs ---------------------------------------------------------------------------------------


def test_an_editor_reopens_what_is_published_and_all_its_changes_are_taken_up():
    change, boss = published(), editor()
    second = ChangedFigure.objects.create(
        evidence=change.evidence.finding.evidence.last(), kind="page_gone"
    )
    elsewhere = changed()
    tell(
        change.evidence.cited_by,
        "65 became 66.",
        change.get_absolute_url(),
        kind=NoticeKind.PAGE,
    )
    take_up(change, by=boss, reason="65 became 66.")
    review = fresh(change.evidence.review)
    assert (review.state, review.round) == ("in_review", 2)
    assert decided(change) == decided(second) == ("reopened", "65 became 66.", boss)
    assert decided(elsewhere) == ("", "", None)
    assert not change.evidence.cited_by.notices.unseen().filter(path=change.get_absolute_url())
    assert review.claim.events.last().note == "65 became 66."


def test_a_reviewer_reopens_nothing_that_is_published():
    change = published()
    with pytest.raises(PermissionDenied, match="Only editors can reopen a review"):
        take_up(change, by=change.evidence.cited_by, reason="So.")
    assert decided(change) == ("", "", None)


def test_on_a_claim_under_work_the_reviewer_takes_it_up_and_nothing_is_reopened():
    change = changed()
    me = change.evidence.cited_by
    take_up(change, by=me)
    assert decided(change) == ("taken_up", "65 became 66.", me)
    assert fresh(change.evidence.review).round == 1
    event = change.evidence.review.claim.events.last()
    assert (event.verb, event.private_to) == ("took_up_change", me)


def test_why_it_does_not_matter_is_asked_kept_and_can_be_taken_back():
    change = changed()
    me = change.evidence.cited_by
    with pytest.raises(NotReady, match="Give a reason"):
        does_not_matter(change, by=me, reason=" ")
    does_not_matter(change, by=me, reason="A later year.")
    assert decided(change) == ("no_matter", "A later year.", me)
    with pytest.raises(Overtaken, match="decided already: does not matter"):
        does_not_matter(change, by=me, reason="Again.")
    look_again(change, by=me)
    assert decided(change) == ("", "", None)
    verbs = change.evidence.review.claim.events.values_list("verb", flat=True)
    assert list(verbs)[-2:] == ["change_no_matter", "change_look_again"]


def test_only_what_does_not_matter_is_put_back_and_not_beside_a_newer_change():
    change = changed()
    me = change.evidence.cited_by
    with pytest.raises(NotReady):
        look_again(change, by=me)
    does_not_matter(change, by=me, reason="A later year.")
    ChangedFigure.objects.create(evidence=change.evidence, kind="page_gone")
    with pytest.raises(Overtaken, match="changed again"):
        look_again(change, by=me)


def test_another_reviewer_decides_nothing():
    change = changed()
    for verb in (take_up, does_not_matter):
        with pytest.raises(PermissionDenied, match="the reviewer who cited it"):
            verb(change, by=reviewer(), reason="So.")


# -- pages ---------------------------------------------------------------------------------------


@pytest.fixture
def boss(client):
    person = editor()
    client.force_login(person)
    return person


def page_of(client, **query) -> str:
    response = client.get(reverse("verification:changed"), query)
    assert response.status_code == 200
    return response.text


def test_old_and_new_stand_side_by_side_with_what_rests_on_it(client, boss):
    change = published()
    words = page_of(client)
    assert "The fund paid <del>65</del> villages in Aro." in words
    assert "The fund paid <ins>66</ins> villages in Aro." in words
    assert change.evidence.review.claim.statement in words
    assert "Version 1 rests on it" in words
    assert "True</span>" in words
    assert reverse("captures:copy", args=[change.snapshot_id]) in words
    assert reverse("captures:copy", args=[change.evidence.snapshot_id]) in words
    assert 'value="The office 0: 65 became 66."' in words
    assert "Reopen the claim" in words


def test_a_cell_stands_there_under_its_heads_with_what_it_was_read_as(client, boss):
    evidence = changed().evidence
    heads = {"row_head": "Aro", "column_head": "Table 1. Villages, % · 2025"}
    Evidence.objects.filter(pk=evidence.pk).update(kind="cell", **heads)
    assert "read as" not in page_of(client)
    evidence.figures.update(unit="percent", counted="")
    words = page_of(client)
    assert "Aro · Table 1. Villages, % · 2025" in words
    assert "read as</span> 65" in words


def test_the_count_in_the_navigation_is_of_the_open_ones(client, boss):
    first = changed()
    changed()
    assert '<span class="nav-count">2<' in client.get(reverse("desk")).text
    does_not_matter(first, by=boss, reason="So.")
    assert '<span class="nav-count">1<' in client.get(reverse("desk")).text


def test_decided_ones_are_kept_apart_with_their_reason(client, boss):
    change, other = changed(), changed()
    does_not_matter(change, by=boss, reason="A later year.")
    now, then = page_of(client), page_of(client, decided="on")
    assert ("The office 0" in now, "The office 1" in now) == (False, True)
    assert ("The office 0" in then, "The office 1" in then) == (True, False)
    assert "A later year." in then
    assert "Undo: it may matter" in then
    assert other.is_open


def test_an_empty_list_says_what_will_come(client, boss):
    assert "Nothing has changed" in page_of(client)
    assert "Nothing was decided yet" in page_of(client, decided="on")


def test_of_a_blind_review_each_reviewer_reads_only_their_own(client):
    review = open_review_for(reviewers=2, blind=True)
    mine, theirs = assigned(review), assigned(fresh(review))
    own, other = changed(mine), changed(theirs)
    client.force_login(mine.reviewer)
    words = page_of(client)
    assert ("The office 0" in words, "The office 1" in words) == (True, False)
    assert '<span class="nav-count">1<' in words
    for change, status in ((own, 200), (other, 404)):
        assert client.get(change.get_absolute_url()).status_code == status
        for name in ("change_take_up", "change_no_matter"):
            if status == 404:
                address = reverse(f"verification:{name}", args=[change.pk])
                assert client.post(address, {"reason": "So."}).status_code == 404
    assert other.is_open
    workspace = client.get(review.get_absolute_url()).text
    assert "65 became 66." in workspace


def test_what_changed_on_the_page_of_confidential_material_is_shown_to_whom_it_is_open(client):
    secret = changed(cited={"is_confidential": True, "shown_as": "A memo, seen by the editor"})
    copy = reverse("captures:copy", args=[secret.snapshot_id])
    outsider = reviewer()
    for person, sees in ((outsider, False), (secret.evidence.cited_by, True), (editor(), True)):
        client.force_login(person)
        assert ("65 became 66." in page_of(client)) is sees
        expected = 200 if sees else 404
        assert client.get(secret.get_absolute_url()).status_code == expected
        assert client.get(copy).status_code == expected
        for address in (secret.evidence.review, secret.evidence.source):
            page = client.get(address.get_absolute_url()).text
            assert ("The live page reads otherwise" in page) is sees
    take_up(secret, by=secret.evidence.cited_by)
    client.force_login(outsider)
    past = client.get(reverse("verification:history", args=[secret.evidence.review.claim_id])).text
    assert "65 became 66." not in past
    assert "The page of confidential material says something else now" in past


def test_control_what_is_not_confidential_is_shown_to_everybody_here(client):
    change = changed()
    client.force_login(reviewer())
    assert "65 became 66." in page_of(client)
    assert client.get(reverse("captures:copy", args=[change.snapshot_id])).status_code == 200


def test_the_verbs_by_their_forms(client, boss):
    change = published()
    answer = client.post(reverse("verification:change_no_matter", args=[change.pk]),
                         {"reason": "A later year."}, follow=True)  # fmt: skip
    assert "Noted. It stays among the decided ones" in answer.text
    assert decided(change) == ("no_matter", "A later year.", boss)
    client.post(reverse("verification:change_again", args=[change.pk]))
    answer = client.post(reverse("verification:change_take_up", args=[change.pk]),
                         {"reason": "65 became 66."}, follow=True)  # fmt: skip
    assert "The claim is reopened; reviewers are asked." in answer.text
    answer = client.post(reverse("verification:change_take_up", args=[change.pk]), follow=True)
    assert "This is decided already: claim reopened." in answer.text


def test_its_own_page_shows_the_difference_of_the_copies(client, boss):
    change = changed()
    words = client.get(change.get_absolute_url()).text
    assert "<td>The fund paid <del>65</del> villages in Aro.</td>" in words
    assert "<td>Before it, 0.</td><td>Before it, 0.</td>" in words
    gone = changed(kind="page_gone", snapshot=None, new_passage="", changes=[])
    words = client.get(gone.get_absolute_url()).text
    assert "There is nothing to compare with: the page is gone." in words


def test_foreign_text_is_shown_as_text(client, boss):
    change = changed(new_passage="<script>alert(66)</script>", changes=["<b>65</b> became 66."])
    for words in (page_of(client), client.get(change.get_absolute_url()).text):
        assert "<script>alert" not in words
        assert "<b>65</b>" not in words


def test_the_workspace_and_the_source_say_what_became_of_the_page(client):
    change = changed()
    client.force_login(change.evidence.cited_by)
    review, source = change.evidence.review, change.evidence.source
    watch = Watch.objects.get()

    def words() -> list[str]:
        return [client.get(page.get_absolute_url()).text for page in (review, source)]

    assert all("The live page reads otherwise now: 65 became 66." in page for page in words())
    ChangedFigure.objects.update(kind="page_gone", changes=[], snapshot=None)
    assert all("The live page is gone since" in page for page in words())
    does_not_matter(change, by=change.evidence.cited_by, reason="Kept.")
    assert not any("live page is gone" in page for page in words())
    Watch.objects.filter(pk=watch.pk).update(state="gone")
    assert all("The live page is gone; the saved copy is kept." in page for page in words())
    Watch.objects.filter(pk=watch.pk).update(state="watching", last_problem="timeout")
    assert all("The live page could not be read since" in page for page in words())


def test_the_list_and_the_workspace_take_as_many_queries_for_thirty(client):
    given = assigned()
    client.force_login(given.reviewer)
    changed(given)
    pages = [reverse("verification:changed"), given.review.get_absolute_url()]

    def queries() -> list[int]:
        counts = []
        for page in pages:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(page).status_code == 200
            counts.append(len(queries))
        return counts

    queries()
    one = queries()
    for _ in range(29):
        changed(given)
    assert queries() == one
    assert ChangedFigure.objects.open().count() == 30


def test_the_status_page_says_how_the_watch_is_doing(client, settings):
    changed()
    host = WatchedHost.objects.get()
    client.force_login(admin())
    status = reverse("verification:status")
    assert "1 page is watched." in client.get(status).text
    WatchedHost.objects.update(failures=2, not_before=timezone.now() + timedelta(hours=1))
    Watch.objects.update(last_problem="refused")
    words = client.get(status).text
    assert "1 could not be read the last time." in words
    assert "1 host failed or asked us to wait." in words
    settings.FIGURE_WATCH = False
    assert "Switched off; 1 page is noted, and not read again." in client.get(status).text
    assert host.name == "example.org"
