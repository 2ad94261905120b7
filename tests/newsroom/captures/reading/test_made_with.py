"""Files say by which program they were made where their author and title belong."""

from __future__ import annotations

import pytest

from newsroom.captures.reading.composing import Composer


@pytest.mark.parametrize(
    ("author", "kept"),
    [
        ("openpyxl", ""),
        ("python-docx", ""),
        ("Microsoft Office User", ""),
        ("LibreOffice 7.6", ""),
        ("Unknown", ""),
        # Controls: people and offices, whatever their names hold.
        ("Lena Ott", "Lena Ott"),
        ("Office for National Statistics", "Office for National Statistics"),
        ("Ada Root", "Ada Root"),
        ("Microsoft", "Microsoft"),
    ],
)
def test_a_program_is_no_author(author, kept):
    composer = Composer()
    composer.write("65 organisations")
    assert composer.finish(author=author).author == kept


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("about:blank", ""),
        ("Untitled document", ""),
        ("Document1", ""),
        ("Annual report 2025", "Annual report 2025"),
        ("Documents of the harbour", "Documents of the harbour"),
    ],
)
def test_what_a_program_puts_for_a_title_is_none(title, kept):
    composer = Composer()
    composer.write("65 organisations")
    assert composer.finish(title=title).title == kept
