"""Where saved copies lie: one file under exactly its hash, whoever writes it and how many at once;
a folder or a bucket by one setting."""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import FileSystemStorage, storages

from config.stores import snapshots_store
from newsroom.captures.keeping import StoreAway, hash_of, keep_bytes, read_bytes
from newsroom.captures.stores import SnapshotFolder

CONTENT = b"It rained 65 mm.\n" * 4000
DIGEST = hashlib.sha256(CONTENT).hexdigest()
PLACE = f"{DIGEST[:2]}/{DIGEST}"
WRITERS = 4


def files_in(folder: Path) -> list[str]:
    return sorted(str(f.relative_to(folder)) for f in folder.rglob("*") if f.is_file())


def put(settings, entry: dict[str, Any]) -> None:
    settings.STORAGES = {**settings.STORAGES, "snapshots": entry}


# -- the folder ----------------------------------------------------------------------------------


def kept_at_once(monkeypatch, settings, folder: Path, storage: type[FileSystemStorage]) -> None:
    """All writers have looked and found nothing before the first one writes."""
    looked = threading.Barrier(WRITERS)
    exists = storage.exists

    def exists_for_nobody_yet(self: FileSystemStorage, name: str) -> bool:
        found = exists(self, name)
        if not getattr(waiting, "done", False):
            waiting.done = True
            looked.wait(timeout=20)
        return found

    waiting = threading.local()
    monkeypatch.setattr(storage, "exists", exists_for_nobody_yet)
    backend = f"{storage.__module__}.{storage.__name__}"
    put(settings, {"BACKEND": backend, "OPTIONS": {"location": folder}})
    with ThreadPoolExecutor(WRITERS) as threads:
        kept = list(threads.map(lambda _: keep_bytes(CONTENT), range(WRITERS)))
    assert {(one.sha256, one.size, one.path) for one in kept} == {(DIGEST, len(CONTENT), PLACE)}


def test_workers_that_save_the_same_at_once_end_in_one_file_of_that_name(
    monkeypatch, settings, tmp_path
):
    kept_at_once(monkeypatch, settings, tmp_path, SnapshotFolder)
    assert files_in(tmp_path) == [PLACE]
    assert (tmp_path / PLACE).read_bytes() == CONTENT


def test_control_djangos_own_storage_gives_all_but_one_of_them_another_name(
    monkeypatch, settings, tmp_path
):
    class Plain(FileSystemStorage):
        pass

    monkeypatch.setattr("newsroom.captures.stores.Plain", Plain, raising=False)
    Plain.__module__, Plain.__qualname__ = "newsroom.captures.stores", "Plain"
    kept_at_once(monkeypatch, settings, tmp_path, Plain)
    assert len(files_in(tmp_path)) == WRITERS


def test_a_file_is_written_whole_or_not_at_all(monkeypatch, settings, tmp_path):
    put(settings, snapshots_store("", tmp_path))

    def cut_short(*args):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("newsroom.captures.stores.os.fsync", cut_short)
        with pytest.raises(StoreAway) as away:
            keep_bytes(CONTENT)
    assert "No space left" in str(away.value.__cause__)
    assert files_in(tmp_path) == []
    assert read_bytes(keep_bytes(CONTENT).path) == CONTENT
    assert hash_of(PLACE) == DIGEST


def test_a_file_that_is_there_is_not_written_again(settings, tmp_path):
    put(settings, snapshots_store("", tmp_path))
    keep_bytes(CONTENT)
    written = (tmp_path / PLACE).stat().st_ino
    keep_bytes(CONTENT)
    assert (tmp_path / PLACE).stat().st_ino == written


DAMAGES = {
    "cut short": CONTENT[:50],
    "longer": CONTENT + b"!",
    "another byte": b"X" + CONTENT[1:],
    "empty": b"",
}


@pytest.mark.parametrize("damaged", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_file_is_put_right_by_the_same_bytes(settings, tmp_path, damaged):
    put(settings, snapshots_store("", tmp_path))
    keep_bytes(CONTENT)
    (tmp_path / PLACE).write_bytes(damaged)
    assert hash_of(PLACE) != DIGEST
    keep_bytes(CONTENT)
    assert hash_of(PLACE) == DIGEST
    assert files_in(tmp_path) == [PLACE]


# -- the setting ---------------------------------------------------------------------------------


def test_without_an_address_it_is_the_folder():
    assert snapshots_store("", Path("/srv/snapshots")) == {
        "BACKEND": "newsroom.captures.stores.SnapshotFolder",
        "OPTIONS": {"location": Path("/srv/snapshots")},
    }


@pytest.mark.parametrize(
    ("address", "options"),
    [
        ("s3://copies", ("copies", "", None, None, "auto")),
        ("s3://copies/a/b/?region=eu-west-1", ("copies", "a/b", None, "eu-west-1", "auto")),
        ("s3://copies?endpoint=http://minio:9000",
         ("copies", "", "http://minio:9000", None, "path")),
        ("s3://my.copies?endpoint=https%3A%2F%2Fs3.example.org&addressing=virtual",
         ("my.copies", "", "https://s3.example.org", None, "virtual")),
    ],
)  # fmt: skip
def test_an_address_names_a_bucket(address, options):
    entry = snapshots_store(address, Path("/srv"))
    assert entry["BACKEND"] == "newsroom.captures.bucket.SnapshotBucket"
    names = ("bucket_name", "location", "endpoint_url", "region_name", "addressing")
    assert tuple(entry["OPTIONS"][name] for name in names) == options


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("https://s3.example.org/copies", "it has to look like that"),
        ("s3:///copies", "it has to look like that"),
        ("s3://key:secret@copies", "keys go into AWS_ACCESS_KEY_ID"),
        ("s3://copies?endpiont=https://s3.example.org", "it knows no “endpiont”"),
        ("s3://copies?endpoint=s3.example.org", "the endpoint is an address"),
        ("s3://copies?addressing=dns", "addressing is one of path, virtual, auto"),
    ],
)
def test_an_address_that_names_none_is_refused_with_the_reason(address, why):
    with pytest.raises(ImproperlyConfigured, match=re.escape(why)) as refused:
        snapshots_store(address, Path("/srv"))
    assert "secret" not in str(refused.value)


# -- a bucket ------------------------------------------------------------------------------------


class Bucket:
    """A little of S3 on loopback: objects by path, and every request that came."""

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}
        self.asked: list[tuple[str, str]] = []
        self.status = 0

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        path, method = handler.path.partition("?")[0], handler.command
        body = handler.rfile.read(int(handler.headers.get("Content-Length", 0)))
        self.asked.append((method, path))
        if self.status:
            return self.say(handler, self.status, b"<Error><Code>AccessDenied</Code></Error>")
        if method == "PUT":
            self.objects[path] = body
            return self.say(handler, 200)
        if path not in self.objects:
            return self.say(handler, 404, b"<Error><Code>NoSuchKey</Code></Error>")
        content = self.objects[path]
        if wanted := re.fullmatch(r"bytes=(\d+)-(\d*)", handler.headers.get("Range", "")):
            first, last = int(wanted[1]), min(int(wanted[2] or len(content)), len(content) - 1)
            told = {"Content-Range": f"bytes {first}-{last}/{len(content)}"}
            return self.say(handler, 206, content[first : last + 1], **told)
        return self.say(handler, 200, content)

    @staticmethod
    def say(
        handler: BaseHTTPRequestHandler, status: int, body: bytes = b"", **headers: str
    ) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(body)))
        handler.send_header("ETag", '"one"')
        handler.end_headers()
        if handler.command != "HEAD":
            handler.wfile.write(body)


@pytest.fixture
def bucket(settings, monkeypatch) -> Iterator[Bucket]:
    made = Bucket()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            made.answer(self)

        do_PUT = do_HEAD = do_GET

        def log_message(self, format, *args) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    address = f"s3://copies/desk?endpoint=http://127.0.0.1:{server.server_port}&region=eu-west-1"
    put(settings, snapshots_store(address, Path("/nowhere")))
    yield made
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_bucket_keeps_bytes_once_under_exactly_their_hash(bucket):
    place = f"/copies/desk/{PLACE}"
    assert keep_bytes(CONTENT).path == PLACE
    assert bucket.objects == {place: CONTENT}
    keep_bytes(CONTENT)
    assert [line for line in bucket.asked if line[0] == "PUT"] == [("PUT", place)]
    storages["snapshots"].save(PLACE, storages["snapshots"].open(PLACE))
    assert bucket.objects == {place: CONTENT}
    assert read_bytes(PLACE) == CONTENT
    assert hash_of(PLACE) == DIGEST


@pytest.mark.parametrize("damaged", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_object_is_put_right_by_the_same_bytes(bucket, damaged):
    bucket.objects[f"/copies/desk/{PLACE}"] = damaged
    keep_bytes(CONTENT)
    assert bucket.objects == {f"/copies/desk/{PLACE}": CONTENT}


def test_the_largest_file_that_the_desk_keeps_is_one_request(bucket):
    content = b"x" * 10_000_000
    place = keep_bytes(content).path
    assert [method for method, _ in bucket.asked] == ["HEAD", "PUT"]
    bucket.asked.clear()
    assert read_bytes(place) == content
    assert [method for method, _ in bucket.asked] == ["HEAD", "GET"]


def test_what_a_bucket_has_lost_and_a_bucket_that_is_away_are_told_apart(bucket):
    with pytest.raises(FileNotFoundError):
        read_bytes(PLACE)
    bucket.status = 403
    for trying in (lambda: keep_bytes(CONTENT), lambda: read_bytes(PLACE)):
        with pytest.raises(StoreAway) as away:
            trying()
        assert "AccessDenied" in str(away.value.__cause__) or "403" in str(away.value.__cause__)
