"""``manage.py verify_snapshots`` reads every file, names what is wrong and what rests on it."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection
from django.db.transaction import atomic
from django.utils import timezone

from newsroom.captures import verifying
from newsroom.captures.models import Capture, Snapshot
from newsroom.captures.operations import capture_file, take_capture
from tests.factories import DocumentFactory, UserFactory, assigned, with_evidence
from verification.models import Evidence

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def store(settings, tmp_path) -> Path:
    settings.STORAGES = {
        **settings.STORAGES,
        "snapshots": {
            "BACKEND": "newsroom.captures.stores.SnapshotFolder",
            "OPTIONS": {"location": tmp_path / "snapshots"},
        },
    }
    return tmp_path / "snapshots"


def copy_of(text: str) -> Snapshot:
    return Snapshot.objects.keep(text.encode(), text=text)


def verified(*arguments: str) -> str:
    out = io.StringIO()
    call_command("verify_snapshots", *arguments, stdout=out, stderr=io.StringIO())
    return out.getvalue()


def found_wrong(*arguments: str) -> tuple[list[str], str]:
    out = io.StringIO()
    with pytest.raises(CommandError) as failed:
        call_command("verify_snapshots", *arguments, stdout=out, stderr=io.StringIO())
    return out.getvalue().splitlines(), str(failed.value)


def test_where_all_is_well_it_says_how_much_was_read(store):
    copy_of("It rained."), copy_of("It rained."), copy_of("It snowed.")
    upload = capture_file(b"%PDF-1.7 of which nothing was read", "a.pdf", by=UserFactory())
    assert take_capture(upload.pk)
    assert verified() == "3 files read, 54 bytes: every hash verifies.\n"


def test_each_file_that_is_missing_or_altered_is_named_with_what_rests_on_it(store):
    lost, altered, fine = copy_of("It rained."), copy_of("It snowed."), copy_of("It was dry.")
    again = copy_of("It rained.")
    document = DocumentFactory(snapshot=lost)
    cited = with_evidence(assigned())
    Evidence.objects.filter(pk=cited.pk).update(snapshot=altered)
    (store / lost.path).unlink()
    (store / altered.path).write_bytes(b"It snowed!")
    lines, sentence = found_wrong()
    assert [line for line in lines if lost.path in line or altered.path in line] == sorted(
        [
            f"missing {lost.path}: saved copy {lost.pk}, {again.pk}; document {document.pk}",
            f"altered {altered.path}: saved copy {altered.pk}; evidence {cited.pk}",
        ],
        key=lambda line: line.split()[1],
    )
    assert fine.path not in "".join(lines)
    # The document that the evidence is about was made without a file.
    assert sentence.startswith("4 files read, ")
    assert sentence.endswith(" bytes: 1 altered, 2 missing.")


def test_an_upload_that_is_not_read_yet_is_verified_too(store):
    capture = capture_file(b"It rained.", "a.txt", by=UserFactory())
    (store / capture.path).unlink()
    lines, sentence = found_wrong()
    assert lines == [f"missing {capture.path}: capture {capture.pk}"]
    assert sentence == "1 file read, 0 bytes: 1 missing."


def test_only_what_was_saved_since_a_day_is_read_if_so_asked(store):
    today = timezone.localdate()
    old = Snapshot.objects.keep(
        b"Old.", text="Old.", captured_at=timezone.now() - timedelta(days=9)
    )
    copy_of("New.")
    (store / old.path).unlink()
    assert verified(f"--since={today}") == "1 file read, 4 bytes: every hash verifies.\n"
    lines, _ = found_wrong(f"--since={today - timedelta(days=10)}")
    assert lines == [f"missing {old.path}: saved copy {old.pk}"]


def test_of_many_rows_that_rest_on_a_file_the_first_are_named_and_the_others_counted(
    store, monkeypatch
):
    monkeypatch.setattr(verifying, "MOST_NAMED", 2)
    copies = [copy_of("It rained.") for _ in range(5)]
    (store / copies[0].path).unlink()
    (line,), _ = found_wrong()
    assert line.endswith(f": saved copy {copies[0].pk}, {copies[1].pk} and 3 more")


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_read(store):
    copy, other = copy_of("It rained."), copy_of("It snowed.")
    (store / copy.path).unlink()
    (store / copy.path).mkdir()
    lines, sentence = found_wrong()
    assert lines == [f"unreadable {copy.path}: saved copy {copy.pk}"]
    assert sentence.startswith("2 files read, ")
    assert other.is_intact()


OUTSIDE = "../../../etc/passwd"


def test_a_row_that_leads_out_of_the_store_is_named_and_the_others_are_read(store):
    fine, lost = copy_of("It rained."), copy_of("It snowed.")
    (store / lost.path).unlink()
    with connection.cursor() as cursor:  # as on a desk that is older than the constraint
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE captures_snapshot DROP CONSTRAINT snapshot_lies_under_its_hash")
    odd = Snapshot.objects.create(path=OUTSIDE, sha256=fine.sha256, size=9, text="It rained.")
    lines, sentence = found_wrong()
    assert lines == [
        f"misplaced {OUTSIDE}: saved copy {odd.pk}",
        f"missing {lost.path}: saved copy {lost.pk}",
    ]
    assert sentence == "3 files read, 10 bytes: 1 misplaced, 1 missing."


def test_a_copy_lies_under_its_hash_and_nowhere_else(store):
    fine, other = copy_of("It rained."), copy_of("It snowed.")
    made = {"sha256": fine.sha256, "size": fine.size, "text": fine.text}
    for path in (OUTSIDE, other.path, fine.sha256, f"00/{fine.sha256}", ""):
        with pytest.raises(IntegrityError, match="snapshot_lies_under_its_hash"), atomic():
            Snapshot.objects.create(path=path, **made)
    assert Snapshot.objects.create(path=fine.path, **made)


def test_an_upload_lies_under_a_hash_and_nowhere_else():
    person, digest = UserFactory(), "ab" * 32
    for path in (OUTSIDE, f"cd/{digest}", digest, "ab/ab"):
        with pytest.raises(IntegrityError, match="upload_lies_under_its_hash"), atomic():
            Capture.objects.create(path=path, asked_by=person)
    assert Capture.objects.create(path=f"ab/{digest}", asked_by=person)


def test_a_large_file_is_read_piece_by_piece(store, monkeypatch):
    pieces: list[int] = []
    copy = copy_of("x" * 3_000_000)
    chunks = type(copy.open()).chunks

    def counted(self, chunk_size=None):
        for piece in chunks(self, chunk_size):
            pieces.append(len(piece))
            yield piece

    monkeypatch.setattr("django.core.files.base.File.chunks", counted)
    assert "every hash verifies" in verified()
    assert sum(pieces) == 3_000_000
    assert max(pieces) <= 100_000
