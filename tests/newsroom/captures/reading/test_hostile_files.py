"""Files that want to harm: each is refused with a sentence, and each guard has its control."""

from __future__ import annotations

import io
import logging
import multiprocessing
import os
import signal
import subprocess
import sys
import zipfile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsroom.captures.reading import (
    Unreadable,
    apart,
    child,
    composing,
    packages,
    read_file,
    unreadable,
)
from newsroom.captures.reading.apart import read_apart
from newsroom.captures.reading.readers import OFFICE, READERS, read_here

from .looking import check_parts
from .pdfs import pdf_of

DOCX = f"{OFFICE}.wordprocessingml.document"
XLSX = f"{OFFICE}.spreadsheetml.sheet"
PDF = "application/pdf"
PAGE = b"<html><body><h1>Ships</h1><p>All 65 ships of the fleet came back.</p></body></html>"


def workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["Ships", 65])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def with_member(content: bytes, name: str, body: bytes) -> bytes:
    """The package with a member put in, or put in the place of the one of that name."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(kept, "w") as new:
        for member in old.namelist():
            if member != name:
                new.writestr(member, old.read(member), zipfile.ZIP_DEFLATED)
        new.writestr(name, body, zipfile.ZIP_DEFLATED)
    return kept.getvalue()


def understated(content: bytes, size: int) -> bytes:
    """The package with every declared size of that many bytes made ten."""
    return content.replace(size.to_bytes(4, "little"), (10).to_bytes(4, "little"))


SHEET = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    b'<row r="1"><c r="A1" t="inlineStr"><is><t>%s</t></is></c></row></sheetData></worksheet>'
)
ENTITIES = b'<!DOCTYPE w [<!ENTITY x "65 ships">]>'


@pytest.fixture
def unguarded(monkeypatch):
    """Without what is looked at before a package is opened."""
    from newsroom.captures.reading import word
    from newsroom.captures.reading import workbook as workbooks

    for module in (word, workbooks):
        monkeypatch.setattr(module, "refuse_bomb", lambda content: None)


def test_bomb_is_refused_before_it_is_unpacked():
    bomb = with_member(workbook(), "xl/media/image1.bin", bytes(packages.MOST_UNPACKED + 1))
    assert len(bomb) < 500_000
    with pytest.raises(Unreadable, match="far too big when it is unpacked"):
        read_here(bomb, XLSX)


def test_bomb_that_understates_its_size_is_damaged_and_nothing_more():
    size = 40_000_000
    bomb = with_member(workbook(), "xl/worksheets/sheet1.xml", SHEET % b"1" + b" " * size)
    with pytest.raises(Unreadable, match="damaged"):
        read_here(understated(bomb, len(SHEET % b"1") + size), XLSX)


def test_without_the_guard_the_bomb_would_be_opened(unguarded):
    bomb = with_member(workbook(), "xl/media/image1.bin", bytes(40_000_000))
    assert read_here(bomb, XLSX).text == "Ships\t65"


def test_entities_in_a_package_are_refused():
    body = ENTITIES + SHEET % b"&x;"
    name = "xl/worksheets/sheet1.xml"
    for content in (body, body.decode().encode("utf-16")):
        with pytest.raises(Unreadable, match="defines XML entities of its own"):
            read_here(with_member(workbook(), name, content), XLSX)
    assert read_here(with_member(workbook(), name, SHEET % b"12"), XLSX).text == "12"


def test_entity_across_two_pieces_is_seen(monkeypatch):
    monkeypatch.setattr(packages, "_PIECE", 8)
    bomb = with_member(workbook(), "xl/worksheets/sheet1.xml", ENTITIES + SHEET % b"&x;")
    with pytest.raises(Unreadable, match="defines XML entities of its own"):
        read_here(bomb, XLSX)


def test_without_the_guard_the_entities_would_be_expanded(unguarded):
    bomb = with_member(workbook(), "xl/worksheets/sheet1.xml", ENTITIES + SHEET % b"&x;&x;")
    assert read_here(bomb, XLSX).text == "65 ships65 ships"


@pytest.mark.parametrize("media_type", [DOCX, XLSX])
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "damaged"),
        (b"PK\x03\x04 and nothing more", "damaged"),
        (workbook()[:-30], "damaged"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "protected by a password"),
        (with_member(workbook(), "[Content_Types].xml", b"<Types"), "damaged"),
    ],
)
def test_broken_package_is_refused_with_a_sentence(media_type, content, sentence):
    with pytest.raises(Unreadable, match=sentence):
        read_here(content, media_type)


def test_more_text_than_can_be_kept_is_refused(monkeypatch):
    words = b"ship " * 100
    assert len(read_here(words, "text/plain").text) == 500
    monkeypatch.setattr(composing.Composer.__init__, "__kwdefaults__", {"most": 499})
    with pytest.raises(Unreadable, match="more text in this file than the desk can keep"):
        read_here(words, "text/plain")


def test_pdf_whose_pages_go_round_in_a_circle_is_refused():
    content = pdf_of([["One"], ["Two"]]).replace(b"/Kids [4 0 R 6 0 R]", b"/Kids [2 0 R 6 0 R]")
    with pytest.raises(Unreadable):
        read_file(content, PDF, seconds=10)


# What is small and makes endless work.


def spanning(rows: int, told: str) -> bytes:
    row = f"<tr><td {told}>65 ships</td></tr>"
    return f"<html><body><p>All 7 came back.</p><table>{row * rows}</table></body></html>".encode()


@pytest.mark.parametrize("told", ["colspan=1000 rowspan=65000", "colspan=99999", "colspan=999999"])
def test_spans_that_say_more_than_there_is_are_cut_before_anybody_expands_them(told, monkeypatch):
    from newsroom.captures.reading import web_page

    seen = []
    article_of = web_page.article_of

    def noted(page, url):
        seen.append({(cell.get("colspan"), cell.get("rowspan")) for cell in page.iter("td")})
        return article_of(page, url)

    monkeypatch.setattr(web_page, "article_of", noted)
    assert read_here(spanning(300, told), "text/html").text.count("65 ships") == 300
    assert seen == [{("1", "300" if "rowspan" in told else None)}]


def test_spans_of_a_table_as_people_make_them_are_left_alone():
    note = "<tr><td colspan=999>No ship came back from 7 towns</td></tr>"
    rows = "<tr><th>Aro</th><td>65</td></tr>" * 300
    page = f"<body><table><tr><th>Town</th><th>Ships</th></tr>{note}{rows}</table></body>"
    copy = read_here(page.encode(), "text/html")
    assert copy.text.count("65") == 300
    assert "No ship came back from 7 towns" in copy.text


def test_more_cells_than_can_be_read_are_refused_before_they_are_expanded():
    wide = "<tr>" + "<td colspan=1000>7</td>" * 40 + "</tr>"
    with pytest.raises(Unreadable, match="more than 200,000"):
        read_here(f"<body><table>{wide * 200}</table></body>".encode(), "text/html")


def test_a_table_of_more_columns_than_can_be_read_is_refused():
    def table(columns: int) -> bytes:
        heads, figures = (",".join(f"{c}{n}" for n in range(columns)) for c in ("h", ""))
        return f"{heads}\n{figures}\n".encode()

    assert read_here(table(2_000), "text/csv").text.endswith("1999")
    with pytest.raises(Unreadable, match="more than 2,000 columns"):
        read_here(table(2_001), "text/csv")


def test_few_cells_far_apart_are_no_endless_table():
    def sparse(rows: int) -> bytes:
        return (("7" + "," * 1_990 + "8\n") * rows).encode()

    assert read_here(sparse(20), "text/csv").text.count("8") == 20
    with pytest.raises(Unreadable, match="more than 200,000"):
        read_here(sparse(2_100), "text/csv")


def bristling(attributes: int, before: str = "") -> bytes:
    told = " ".join(f"a{n}='x y z'" for n in range(attributes))
    return f"<html><body>{before}<p {told}>All 65 ships came back.</p></body></html>".encode()


def test_an_element_of_too_many_attributes_is_refused_before_it_is_parsed():
    assert read_here(bristling(900), "text/html").text == "All 65 ships came back."
    for before in (
        "",
        "<script>if (a<b) x()</script>",
        "<style>a<b</style>",
        '<a title="<p ">x</a>',
    ):
        with pytest.raises(Unreadable, match="more attributes than any page needs"):
            read_here(bristling(1_100, before), "text/html")


def test_a_long_script_is_not_taken_for_attributes():
    script = "<script>for (i = 0; i<n; i++) { " + "x + " * 5_000 + "1 }</script>"
    page = bristling(3, script)
    assert read_here(page, "text/html").text == "All 65 ships came back."


# In the child.


def test_child_reads_what_is_read_here():
    assert read_file(PAGE, "text/html; charset=utf-8") == read_here(PAGE, "text/html")
    report = pdf_of([["The rate was 65 per cent."]], labels="0 << /S /r >>")
    assert read_file(report, PDF) == read_here(report, PDF)


def test_child_can_be_had_in_a_worker_that_is_a_daemon():
    """As Celery's workers are; ``multiprocessing`` allows those no children."""
    workers = multiprocessing.get_context("fork")
    told = workers.SimpleQueue()
    worker = workers.Process(
        target=lambda: told.put(read_file(PAGE, "text/html").text), daemon=True
    )
    worker.start()
    assert told.get() == "Ships\n\nAll 65 ships of the fleet came back."
    worker.join()


def test_child_says_why_it_cannot():
    with pytest.raises(Unreadable, match="scanned pictures"):
        read_file(pdf_of([[]]), PDF)


# A page that is written over and over: many seconds of work in a few thousand bytes.
def endless() -> bytes:
    return pdf_of([["x"]], content=b"BT /F1 11 Tf (a) Tj ET\n" * 400_000)


def test_what_takes_too_long_is_stopped_with_its_group(caplog):
    with caplog.at_level(logging.WARNING), pytest.raises(Unreadable, match="took too long"):
        read_file(endless(), PDF, seconds=1)
    assert "stopped after 1 s" in caplog.text
    short = pdf_of([["x"]], content=b"BT /F1 11 Tf (a) Tj ET\n" * 10)
    assert read_file(short, PDF).text.count("a") == 10


def child_alone(content: bytes, seconds: int, *, timeout: float) -> subprocess.CompletedProcess:
    """The child with so much processor time, without anybody who watches the clock for it."""
    command = [sys.executable, "-B", "-m", apart.CHILD, PDF, "", str(seconds), str(apart.MEMORY)]
    return subprocess.run(
        command, input=content, capture_output=True, cwd=apart.ROOT, env=apart.ENVIRONMENT,
        timeout=timeout, check=False,
    )  # fmt: skip


def test_processor_time_ends_a_child_whose_clock_nobody_watches():
    ended = child_alone(endless(), 1, timeout=60)
    assert ended.returncode in (-signal.SIGXCPU, -signal.SIGKILL)
    assert ended.stdout == b""
    with pytest.raises(subprocess.TimeoutExpired):
        child_alone(endless(), 60, timeout=2)


def test_memory_ends_where_its_limit_is():
    hungry = pdf_of([["x"]], content=b"BT /F1 11 Tf (The ships) Tj ET\n" + b" " * 20_000_000)
    with pytest.raises(Unreadable, match="needs more memory"):
        read_apart(hungry, PDF, "", seconds=60, memory=80_000_000)
    assert read_apart(hungry, PDF, "", seconds=60).text == "The ships"


@pytest.mark.parametrize(("limited", "told"), [(True, "refused"), (False, "written")])
def test_child_writes_no_file(limited, told, tmp_path):
    probe = (
        "import sys; from newsroom.captures.reading.child import take_limits\n"
        f"{'take_limits(10, 1_500_000_000)' if limited else ''}\n"
        "try:\n  with open(sys.argv[1], 'w') as file: file.write('x' * 10_000)\n"
        "except OSError: print('refused')\nelse: print('written')"
    )
    command = [sys.executable, "-B", "-c", probe, str(tmp_path / "file")]
    done = subprocess.run(command, capture_output=True, text=True, cwd=apart.ROOT, check=True)
    assert done.stdout.strip() == told


def test_child_knows_no_secrets(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "not for the child")
    probe = [sys.executable, "-c", "import os; print('SECRET_KEY' in os.environ)"]

    def told(environment):
        return subprocess.run(probe, capture_output=True, text=True, env=environment).stdout.strip()

    begun = {}
    begin = subprocess.Popen

    def noted(command, **options):
        begun.update(options)
        return begin(command, **options)

    monkeypatch.setattr(subprocess, "Popen", noted)
    read_file(b"65 ships", "text/plain")
    environment = begun["env"]
    assert (told(environment), told(None)) == ("False", "True")


def test_no_child_is_left_where_the_reader_itself_is_stopped(monkeypatch):
    class Stopped(BaseException):
        """As Celery's soft time limit arrives."""

    begun = []

    def stop(process, *args, **kwargs):
        begun.append(process)
        raise Stopped

    monkeypatch.setattr(subprocess.Popen, "communicate", stop)
    with pytest.raises(Stopped):
        read_file(PAGE, "text/html")
    (process,) = begun
    assert process.returncode == -signal.SIGKILL
    with pytest.raises(ProcessLookupError):
        os.kill(process.pid, 0)


def test_child_that_does_not_start_is_not_the_fault_of_the_file(caplog, monkeypatch):
    monkeypatch.setattr(apart, "CHILD", "newsroom.captures.reading.no_such_module")
    with caplog.at_level(logging.WARNING), pytest.raises(Unreadable, match="Tell an admin"):
        read_file(PAGE, "text/html")
    assert "no_such_module" in caplog.text


def test_fault_that_nobody_foresaw_is_a_sentence_and_its_traceback_is_for_the_log(
    capsys, monkeypatch
):
    def fail(*args):
        raise ZeroDivisionError("of all things")

    monkeypatch.setattr(child, "read_here", fail)
    answer = child.answer_to(PAGE, "text/html", "")
    assert answer == {"unreadable": unreadable.BROKEN}
    assert "ZeroDivisionError: of all things" in capsys.readouterr().err


def test_child_imports_neither_django_nor_spacy():
    probe = (
        "import sys; from newsroom.captures.reading import child, readers\n"
        "readers.read_here(b'ship', 'text/plain')\n"
        "print([m for m in ('django', 'spacy', 'trafilatura', 'celery') if m in sys.modules])"
    )
    told = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, text=True, cwd=apart.ROOT, check=True
    ).stdout
    assert told.strip() == "[]"


@pytest.mark.parametrize("url", ["-c", "\ud800", "a\x00b", "https://example.org/é?" + "x" * 3000])
def test_any_address_reaches_the_child(url):
    assert read_file(PAGE, "text/html", url=url).text.startswith("Ships")


# Any bytes at all.


@pytest.mark.parametrize("media_type", sorted(READERS))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    content=st.one_of(
        st.binary(max_size=400),
        st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
        st.lists(
            st.sampled_from(
                ["<table>", "<tr>", "<td colspan=3>", "<th rowspan=2>", "</table>", "<p>", "<li>",
                 "<h2>", "</p>", "<br>", "<sup>2", "<pre>", "7", "ships", "\t", ",", ";", "\n", '"',
                 "<main>", "<a href=x>", "</a>", "<div class=ad>", "&#xd800;", "&#0;", "\x00", "é"]
            ),
            max_size=40,
        ).map(lambda pieces: "".join(pieces).encode()),
    )
)  # fmt: skip
def test_any_bytes_are_read_or_refused(media_type, content):
    check_copy_or_sentence(content, media_type)


SOUND = {
    PDF: pdf_of([["Ships 65", "Boats 7"], ["More"]], labels="0 << /S /r >>", title="Fleet"),
    XLSX: workbook(),
    "text/html": PAGE,
}


@pytest.mark.parametrize("media_type", sorted(SOUND))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_damaged_files_are_read_or_refused(media_type, data):
    content = bytearray(SOUND[media_type])
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)) | st.just(len(content)))
    check_copy_or_sentence(bytes(content[:cut]), media_type)


def check_copy_or_sentence(content: bytes, media_type: str) -> None:
    """Nothing but a sound copy, or a refusal that is a sentence, comes of the bytes."""
    sentence, copy = "", None
    try:
        copy = read_here(content, media_type)
    except Unreadable as error:
        sentence = error.sentence
    if copy is not None:
        check_parts(copy)
    assert (copy is None) == sentence.endswith(".")
