"""Asking for something to be saved, and the worker that saves it: once, wholly, or not at all."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from newsroom.accounts.models import Role
from newsroom.captures.errors import NothingToTry, NotSaved
from newsroom.captures.keeping import StoreAway
from newsroom.captures.models import Capture, CaptureQuerySet, CaptureState, Snapshot
from newsroom.captures.operations import (
    capture_file,
    capture_page,
    capture_text,
    sweep,
    take_capture,
    taking,
    try_again,
)
from newsroom.captures.operations.checking import MOST_BYTES, tidy_name
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

PAGE = """<!doctype html>
<html><head><title>Rain in Aro</title></head>
<body><article><h1>Rain in Aro</h1>
<p>It rained 65 mm in Aro on Monday, said the weather office of the town.</p>
</article></body></html>
"""


@pytest.fixture(autouse=True)
def store(settings, tmp_path) -> Path:
    """The store's folder, empty."""
    settings.STORAGES = {
        **settings.STORAGES,
        "snapshots": {
            "BACKEND": "newsroom.captures.stores.SnapshotFolder",
            "OPTIONS": {"location": tmp_path / "snapshots"},
        },
    }
    return tmp_path / "snapshots"


def files_in(store: Path) -> list[str]:
    return sorted(str(f.relative_to(store)) for f in store.rglob("*") if f.is_file())


def place_of(content: bytes) -> str:
    digest = hashlib.sha256(content).hexdigest()
    return f"{digest[:2]}/{digest}"


def lapsed(capture: Capture) -> None:
    """As if its worker had been dead for a while."""
    Capture.objects.filter(pk=capture.pk).update(lease_until=timezone.now() - timedelta(minutes=1))


# -- pages ---------------------------------------------------------------------------------------


def test_a_page_is_saved_with_its_bytes_its_text_and_what_the_site_said(site, reachable, store):
    page = site.page("/rain", PAGE, headers={"Set-Cookie": "id=7", "X-Served-By": "one"})
    site.redirect("/old", page.url)
    capture = capture_page(f"{site.url}/old", by=UserFactory())
    assert take_capture(capture.pk)

    capture.refresh_from_db()
    copy = capture.snapshot
    assert (capture.state, capture.attempt, capture.problem) == ("done", 1, "")
    assert copy.content() == PAGE.encode()
    assert files_in(store) == [place_of(PAGE.encode())] == [copy.path]
    assert (copy.url, copy.final_url) == (f"{site.url}/old", page.url)
    assert (copy.title, copy.media_type, copy.kind) == ("Rain in Aro", "text/html", "text/html")
    assert copy.headers["x-served-by"] == "one"
    assert "set-cookie" not in copy.headers
    assert copy.captured_by == capture.asked_by
    said = "It rained 65 mm in Aro on Monday, said the weather office of the town."
    (paragraph,) = [part for part in copy.read_parts() if part.kind == "paragraph"]
    assert copy.text[paragraph.start : paragraph.end] == said


def test_the_same_page_saved_twice_is_two_copies_of_one_file(site, reachable, store):
    page = site.page("/rain", PAGE)
    for _ in range(2):
        assert take_capture(capture_page(page.url, by=UserFactory()).pk)
    first, second = Snapshot.objects.order_by("pk")
    assert first.path == second.path
    assert files_in(store) == [first.path]


@pytest.mark.parametrize(
    ("status", "problem"), [(404, "not_found"), (410, "gone"), (500, "server_error")]
)
def test_a_page_that_cannot_be_had_ends_with_its_problem_and_a_sentence(
    site, reachable, store, status, problem
):
    page = site.page("/rain", PAGE, status=status)
    capture = capture_page(page.url, by=UserFactory())
    assert take_capture(capture.pk)
    capture.refresh_from_db()
    assert (capture.state, capture.problem, capture.snapshot) == ("failed", problem, None)
    assert capture.sentence.endswith("Paste the text or upload the file.")
    assert files_in(store) == []


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("ftp://example.org/", "does not begin with http"),
        ("https://ada:secret@example.org/", "a user name or a password"),
        ("example.org", "does not begin with http"),
        ("https://example.org/" + "a" * 2000, "longer than 2,000 characters"),
        ("https://exa\x00mple.org/", "an invisible character"),
        ("javascript:alert(1)", "does not begin with http"),
        ("", "does not begin with http"),
    ],
)
def test_what_is_no_address_of_a_page_is_refused_with_the_reason(address, why):
    with pytest.raises(NotSaved, match=why) as refused:
        capture_page(address, by=UserFactory())
    assert "Paste the text or upload the file." in str(refused.value)
    assert not Capture.objects.exists()


def test_who_waits_for_an_address_already_does_not_wait_for_it_twice():
    ada, bo = UserFactory(), UserFactory()
    first = capture_page("https://example.org/a?b=1#part", by=ada)
    assert first.url == "https://example.org/a?b=1"
    assert capture_page(" https://EXAMPLE.org/a?b=1 ", by=ada) == first
    assert capture_page("https://example.org/a?b=2", by=ada) != first
    assert capture_page("https://example.org/a?b=1", by=bo) != first
    Capture.objects.filter(pk=first.pk).update(state=CaptureState.FAILED)
    assert capture_page("https://example.org/a?b=1", by=ada) != first


@pytest.mark.parametrize("roles", [[], [Role.ADMIN]])
def test_only_reviewers_and_editors_have_something_saved(roles):
    somebody = UserFactory(roles=roles)
    for ask in (
        lambda: capture_page("https://example.org/", by=somebody),
        lambda: capture_file(b"words", "a.txt", by=somebody),
        lambda: capture_text("words", by=somebody),
    ):
        with pytest.raises(PermissionDenied, match="Only reviewers and editors"):
            ask()


# -- files ---------------------------------------------------------------------------------------


def test_a_files_bytes_are_kept_at_once_and_read_by_the_worker(store):
    content = b"Town,2023,2024\nAro,65,66\n"
    capture = capture_file(content, "C:\\My files\\rain.csv", by=UserFactory())
    assert (capture.state, capture.filename, capture.media_type) == ("due", "rain.csv", "text/csv")
    assert files_in(store) == [capture.path] == [place_of(content)]
    assert take_capture(capture.pk)
    capture.refresh_from_db()
    copy = capture.snapshot
    assert (copy.text, copy.filename, copy.url) == (
        "Town\t2023\t2024\nAro\t65\t66", "rain.csv", "",
    )  # fmt: skip
    (cell,) = [
        p for p in copy.read_parts() if p.kind == "cell" and p.start == copy.text.rindex("66")
    ]
    assert (cell.row_head, cell.column_head) == ("Aro", "2024")


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (b"", "empty.pdf", "“empty.pdf” is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "figure.pdf", "none of what the desk takes: web pages, PDF"),
        (b"MZ\x90\x00\x03", "setup.html", "none of what the desk takes"),
        (b"x" * (MOST_BYTES + 1), "long.txt", "“long.txt” is larger than 10 MB"),
    ],
)
def test_a_file_that_is_not_taken_is_refused_by_what_is_in_it(store, content, name, why):
    with pytest.raises(NotSaved, match=why):
        capture_file(content, name, by=UserFactory())
    assert files_in(store) == []
    assert not Capture.objects.exists()


def test_a_file_of_ten_megabytes_is_taken():
    assert capture_file(b"word " * (MOST_BYTES // 5), "long.txt", by=UserFactory()).is_live


def test_a_file_that_cannot_be_read_ends_with_the_readers_sentence():
    capture = capture_file(b"%PDF-1.7\nand then nothing", "broken.pdf", by=UserFactory())
    assert take_capture(capture.pk)
    capture.refresh_from_db()
    assert (capture.state, capture.problem) == ("failed", "unreadable")
    assert "damaged" in capture.sentence


def test_a_file_that_was_damaged_in_the_store_is_not_read_and_the_same_bytes_put_it_right(store):
    content = b"It rained 65 mm in Aro on Monday, and 66 mm on Tuesday, they said."
    capture = capture_file(content, "a.txt", by=UserFactory())
    (store / capture.path).write_bytes(content[:50])
    assert take_capture(capture.pk)
    capture.refresh_from_db()
    assert (capture.state, capture.problem, capture.snapshot) == ("failed", "store", None)
    assert "damaged" in capture.sentence
    assert not Snapshot.objects.exists()
    again = capture_file(content, "a.txt", by=capture.asked_by)
    assert take_capture(again.pk)
    again.refresh_from_db()
    assert again.snapshot.content() == content == again.snapshot.text.encode()


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("x\r\nSet-Cookie: a", "xSet-Cookie: a"),
        ("\x00", "file"),
        ("y" * 300 + ".pdf", "y" * 251 + ".pdf"),
        ("half \ud83d.txt", "half \ufffd.txt"),
    ],
)
def test_a_files_name_is_made_safe_to_store_and_to_show(given, shown):
    assert tidy_name(given) == shown


# -- pasted texts --------------------------------------------------------------------------------


def test_a_pasted_text_is_a_saved_copy_at_once_with_its_line_ends(store):
    text = "It rained 65 mm.\r\n\r\nThen\rnot 😀.\n"
    capture = capture_text(
        text, by=UserFactory(), url=" https://example.org/rain ", title=" Rain\u202e "
    )
    copy = capture.snapshot
    assert (capture.state, copy.text, copy.content()) == ("done", text, text.encode())
    assert (copy.url, copy.title) == ("https://example.org/rain", "Rain")
    assert files_in(store) == [copy.path]


def test_a_button_pressed_twice_saves_a_pasted_text_once():
    ada, bo = UserFactory(), UserFactory()
    first = capture_text("It rained.", by=ada)
    assert capture_text("It rained.", by=ada) == first
    assert capture_text("It rained. ", by=ada) != first
    assert capture_text("It rained.", by=bo) != first
    assert capture_text("It rained.", by=ada, url="https://example.org/") != first
    Capture.objects.filter(pk=first.pk).update(asked_at=timezone.now() - timedelta(minutes=2))
    assert capture_text("It rained.", by=ada) != first


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (" \n", "no text to save"),
        ("a\x00b", "a NUL character"),
        ("half \ud83d", "half a character"),
        ("é" * (MOST_BYTES // 2 + 1), "larger than 10 MB"),
    ],
)
def test_a_text_that_cannot_be_kept_as_it_is_is_refused(store, text, why):
    with pytest.raises(NotSaved, match=why):
        capture_text(text, by=UserFactory())
    assert files_in(store) == []


# -- twice, at once, halfway ---------------------------------------------------------------------


def test_a_message_that_comes_twice_saves_one_copy():
    capture = capture_file(b"It rained 65 mm.", "a.txt", by=UserFactory())
    other = capture_file(b"It rained 66 mm.", "b.txt", by=UserFactory())
    assert [take_capture(capture.pk), take_capture(capture.pk)] == [True, False]
    assert Snapshot.objects.count() == 1
    other.refresh_from_db()
    assert other.state == CaptureState.DUE


def overtaken_while_reading(monkeypatch, capture: Capture) -> bool:
    """Somebody else takes the capture over while this worker reads."""
    read = taking.read_file

    def slow(content, media_type, *, url=""):
        monkeypatch.setattr(taking, "read_file", read)
        lapsed(capture)
        assert Capture.objects.take(capture.pk) == 2
        return read(content, media_type, url=url)

    monkeypatch.setattr(taking, "read_file", slow)
    return take_capture(capture.pk)


def test_a_worker_that_was_given_up_writes_nothing(monkeypatch):
    capture = capture_file(b"It rained 65 mm.", "a.txt", by=UserFactory())
    assert not overtaken_while_reading(monkeypatch, capture)
    assert not Snapshot.objects.exists()
    capture.refresh_from_db()
    assert (capture.state, capture.attempt) == ("running", 2)


def test_control_without_the_fence_the_worker_that_was_given_up_writes(monkeypatch):
    capture = capture_file(b"It rained 65 mm.", "a.txt", by=UserFactory())
    monkeypatch.setattr(CaptureQuerySet, "held", lambda rows, pk, attempt: rows.filter(pk=pk))
    assert overtaken_while_reading(monkeypatch, capture)
    assert Snapshot.objects.count() == 1


@pytest.fixture
def bells(monkeypatch) -> list[int]:
    rung: list[int] = []

    def ring(name: str, pk: int) -> bool:
        assert name == "captures.take"
        rung.append(pk)
        return True

    monkeypatch.setattr(taking, "send_task", ring)
    return rung


def test_the_sweep_rings_for_what_is_due_and_for_what_a_worker_has_left(bells):
    due = capture_file(b"One.", "a.txt", by=UserFactory())
    left, held, done = (
        capture_file(word, "b.txt", by=UserFactory()) for word in (b"Two.", b"Three.", b"Four.")
    )
    for capture in (left, held):
        Capture.objects.take(capture.pk)
    lapsed(left)
    assert take_capture(done.pk)
    assert sweep() == 2
    assert bells == [due.pk, left.pk]


def died_taking(capture: Capture, times: int) -> None:
    for _ in range(times):
        assert Capture.objects.take(capture.pk)
        lapsed(capture)


def test_what_stops_every_worker_is_given_up_after_five_and_can_be_tried_five_times_more(bells):
    capture = capture_file(b"One.", "a.txt", by=UserFactory())
    died_taking(capture, 4)
    assert sweep() == 1
    died_taking(capture, 1)
    assert sweep() == 0
    capture.refresh_from_db()
    assert (capture.state, capture.problem) == ("failed", "worker")
    assert "stopped 5 times" in capture.sentence

    again = try_again(capture, by=capture.asked_by)
    assert (again.state, again.problem, again.sentence) == ("due", "", "")
    died_taking(capture, 4)
    assert sweep() == 1
    died_taking(capture, 1)
    assert sweep() == 0


def test_trying_again_after_a_failure_leaves_five_attempts_whole(bells, site, reachable):
    page = site.page("/rain", PAGE, status=503)
    capture = capture_page(page.url, by=UserFactory())
    for _ in range(7):
        assert take_capture(capture.pk)
        capture.refresh_from_db()
        assert capture.state == CaptureState.FAILED
        capture = try_again(capture, by=capture.asked_by)
        assert sweep() == 1
    page.status = 200
    assert take_capture(capture.pk)
    capture.refresh_from_db()
    assert (capture.state, capture.problem, capture.sentence) == ("done", "", "")


def test_only_what_failed_is_tried_again_and_only_by_whose_it_is_or_an_editor():
    ada = UserFactory()
    capture = capture_page("https://example.org/", by=ada)
    with pytest.raises(NothingToTry, match="waits for a worker"):
        try_again(capture, by=ada)
    Capture.objects.filter(pk=capture.pk).update(state=CaptureState.FAILED)
    with pytest.raises(PermissionDenied):
        try_again(capture, by=UserFactory())
    assert try_again(capture, by=UserFactory(roles=[Role.EDITOR])).state == CaptureState.DUE


# -- the store is away ---------------------------------------------------------------------------


@pytest.fixture
def full_disk(monkeypatch):
    """Nothing can be written. Root writes through permissions, so it is the writing that fails."""

    def no_space(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("newsroom.captures.stores.os.fsync", no_space)
    return monkeypatch


def test_a_file_brought_while_the_store_is_away_is_refused_with_a_sentence(full_disk, store):
    for bring in (
        lambda: capture_file(b"One.", "a.txt", by=UserFactory()),
        lambda: capture_text("One.", by=UserFactory()),
    ):
        with pytest.raises(StoreAway, match="cannot be reached just now"):
            bring()
    assert not Capture.objects.exists()
    assert files_in(store) == []


def test_a_page_fetched_while_the_store_is_away_is_saved_when_it_is_back(
    full_disk, bells, site, reachable, store
):
    capture = capture_page(site.page("/rain", PAGE).url, by=UserFactory())
    assert not take_capture(capture.pk)
    capture.refresh_from_db()
    assert (capture.state, capture.problem) == ("running", "store")
    assert not Snapshot.objects.exists()
    assert files_in(store) == []

    full_disk.undo()
    lapsed(capture)
    assert take_capture(capture.pk)
    capture.refresh_from_db()
    assert (capture.state, capture.problem, capture.sentence) == ("done", "", "")
    assert capture.snapshot.is_intact()


def test_a_page_whose_store_stays_away_fails_with_that_for_a_reason(
    full_disk, bells, site, reachable
):
    capture = capture_page(site.page("/rain", PAGE).url, by=UserFactory())
    for _ in range(5):
        assert not take_capture(capture.pk)
        lapsed(capture)
    assert sweep() == 0
    capture.refresh_from_db()
    assert (capture.state, capture.problem, capture.snapshot) == ("failed", "store", None)
    assert "cannot be reached just now" in capture.sentence


def test_an_upload_that_the_store_has_lost_is_told_and_is_not_half_a_copy(store):
    capture = capture_file(b"One.", "a.txt", by=UserFactory())
    (store / capture.path).unlink()
    assert take_capture(capture.pk)
    assert not Snapshot.objects.exists()
    capture.refresh_from_db()
    assert (capture.state, capture.problem) == ("failed", "store")
    assert "Upload it once more" in capture.sentence


# -- progress ------------------------------------------------------------------------------------


def test_progress_is_written_at_most_twice_a_second_and_only_by_the_holder(
    django_assert_num_queries,
):
    capture = capture_page("https://example.org/", by=UserFactory())
    attempt = Capture.objects.take(capture.pk)
    clock = iter([0.0, 0.0, 0.2, 0.4, 0.6, 0.6, 0.9])
    progress = taking.Progress(capture, attempt, clock=lambda: next(clock))
    with django_assert_num_queries(2):
        for done in (1, 2, 3, 4, 5):
            progress(done, None)
    capture.refresh_from_db()
    assert (capture.done, capture.total) == (4, 0)
    given_up = taking.Progress(capture, attempt - 1)
    given_up(9, 10)
    capture.refresh_from_db()
    assert capture.done == 4
