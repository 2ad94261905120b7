import hashlib
from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from claims.errors import IllegalTransition, Unstorable
from claims.models import Document, ExtractionRun
from claims.operations.documents import capture_document, read_again
from claims.states import RunState
from newsroom.captures.models import Snapshot
from tests.at_once import at_once
from tests.factories import DocumentFactory, UserFactory, admin, editor

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "text",
    [
        "Line one.\r\nLine two.\r\n",
        "\n  leading and trailing \t\n\n",
        "emoji 😀, composed é and decomposed e\u0301, no\u00a0break, \ufeff mark",
        "form\x0cfeed, line\u2028separator, lone\rreturn",
    ],
)
def test_what_was_received_is_kept_byte_for_byte(text):
    document = capture_document(text, by=editor(), title="A title")
    document.refresh_from_db()
    snapshot = Snapshot.objects.get(pk=document.snapshot_id)
    assert snapshot.content() == text.encode()
    assert snapshot.text == text
    assert snapshot.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert snapshot.size == len(text.encode())
    assert snapshot.is_intact()


def test_the_reading_is_due_and_the_history_says_who_brought_it_in():
    person = editor()
    document = capture_document("Some text.", by=person, title="A title")
    run = document.runs.get()
    assert (run.state, run.total) == (RunState.DUE, 10)
    event = document.events.get()
    assert (event.verb, event.actor) == ("captured", person)
    assert event.data == {"sha256": document.snapshot.sha256}


def test_the_worker_is_told_once_the_rows_are_there(
    monkeypatch, django_capture_on_commit_callbacks
):
    sent = []
    monkeypatch.setattr(
        "claims.operations.documents.send_task", lambda name, *args: sent.append((name, args))
    )
    with django_capture_on_commit_callbacks(execute=True):
        document = capture_document("Some text.", by=editor(), title="A title")
        assert sent == []
    assert sent == [("claims.extract", (document.runs.get().pk,))]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("a\x00b", "A title"),
        ("text", "A\x00title"),
        ("half \ud83d a character", "A title"),
        ("  \r\n ", "A title"),
        ("text", "  "),
    ],
)
def test_what_cannot_be_kept_as_it_is_is_refused_and_nothing_is_saved(text, title):
    with pytest.raises(Unstorable, match="Nothing was saved"):
        capture_document(text, by=editor(), title=title)
    assert not Document.objects.exists()
    assert not Snapshot.objects.exists()


@pytest.mark.parametrize("roles", [["admin"], []])
def test_bringing_in_is_refused_to_those_who_neither_review_nor_edit(roles):
    with pytest.raises(PermissionDenied):
        capture_document("Some text.", by=UserFactory(roles=roles), title="A title")
    assert not Document.objects.exists()


def test_a_failed_reading_can_be_asked_for_again_by_who_brought_it_in():
    document = DocumentFactory()
    ExtractionRun.objects.create(document=document, state=RunState.FAILED)
    run = read_again(document, by=document.added_by)
    assert document.latest_run == run
    assert run.state == RunState.DUE


@pytest.mark.parametrize("state", [RunState.DUE, RunState.RUNNING, RunState.DONE])
def test_only_a_failed_reading_is_read_again(state):
    document = DocumentFactory()
    ExtractionRun.objects.create(document=document, state=state)
    with pytest.raises(IllegalTransition):
        read_again(document, by=document.added_by)
    assert document.runs.count() == 1


def test_reading_again_is_refused_to_other_reviewers_and_admins():
    document = DocumentFactory()
    ExtractionRun.objects.create(document=document, state=RunState.FAILED)
    for person in (UserFactory(), admin()):
        with pytest.raises(PermissionDenied):
            read_again(document, by=person)
    assert document.runs.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_button_pressed_twice_at_once_makes_one_document():
    person = UserFactory()
    press = partial(capture_document, "Seven ships sank.", by=person, title="Ships")
    first, second = at_once(press, press)
    assert first == second
    assert Document.objects.count() == 1


def test_control_the_same_text_later_or_by_somebody_else_is_another_document():
    person = UserFactory()
    first = capture_document("Seven ships sank.", by=person, title="Ships")
    assert capture_document("Seven ships sank.", by=UserFactory(), title="Ships") != first
    Document.objects.filter(pk=first.pk).update(added_at=timezone.now() - timedelta(minutes=2))
    assert capture_document("Seven ships sank.", by=person, title="Ships") != first
    assert Document.objects.count() == 3
