"""Plain text stays as it is, in one kind of line ends."""

from __future__ import annotations

import pytest

from newsroom.captures.reading import Unreadable
from newsroom.captures.reading.readers import read_here

from .looking import check_parts, said


@pytest.mark.parametrize(
    ("content", "text", "paragraphs"),
    [
        (b"One\r\nTwo\r\n\r\nThree", "One\nTwo\n\nThree", ["One\nTwo", "Three"]),
        (b"One\rTwo\n \n\nThree\n", "One\nTwo\n \n\nThree\n", ["One\nTwo", "Three\n"]),
        ("\ufeffZoë  paid 5\u00a0€".encode(), "Zoë  paid 5\u00a0€", ["Zoë  paid 5\u00a0€"]),
        (b"Nul\x00 and \x1bescape", "Nul and escape", ["Nul and escape"]),
        ("Größe 65".encode("utf-16"), "Größe 65", ["Größe 65"]),
        # Letters stay composed or not, as they came.
        ("e\u0301 \u00e9 😀".encode(), "e\u0301 \u00e9 😀", ["e\u0301 \u00e9 😀"]),
    ],
)
def test_text(content, text, paragraphs):
    copy = read_here(content, "text/plain")
    check_parts(copy)
    assert copy.text == text
    assert said(copy, "paragraph") == paragraphs


@pytest.mark.parametrize("charset", ["cp1252", "cp1251", "utf-16-le"])
def test_charset_is_guessed_where_nobody_says_it(charset):
    words = {
        "cp1252": "Der Präsident sagte, dass die Straßen für größere Züge zu schmal wären. ",
        "cp1251": "Президент сказал, что улицы города слишком узкие для поездов. ",
        "utf-16-le": "The President said that 65 streets were too narrow for trains. ",
    }[charset]
    assert read_here((words * 5).encode(charset), "text/plain").text == words * 5


def test_declared_charset_wins_over_a_guess():
    content = "Größe".encode("cp1252")
    assert read_here(content, "text/plain; charset=cp1251").text == content.decode("cp1251")


def test_empty_text_and_unknown_type_are_refused_with_a_sentence():
    with pytest.raises(Unreadable, match="no text in this file"):
        read_here(b" \n\t\n", "text/plain")
    with pytest.raises(Unreadable, match="Save this file as one of them"):
        read_here(b"GIF89a", "image/gif")
