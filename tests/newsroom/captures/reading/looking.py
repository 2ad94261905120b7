"""What tests ask of a copy."""

from __future__ import annotations

from newsroom.captures.reading import Part, ReadCopy


def said(copy: ReadCopy, *kinds: str) -> list[str]:
    """What the parts of these kinds say, in reading order."""
    return [copy.text[p.start : p.end] for p in copy.parts if p.kind in kinds]


def cells(copy: ReadCopy) -> dict[str, tuple[str, str]]:
    """For each cell's text its row head and column head."""
    return {
        copy.text[p.start : p.end]: (p.row_head, p.column_head)
        for p in copy.parts
        if p.kind == "cell"
    }


def cell(copy: ReadCopy, text: str) -> Part:
    (found,) = [p for p in copy.parts if p.kind == "cell" and copy.text[p.start : p.end] == text]
    return found


def check_parts(copy: ReadCopy) -> None:
    """Parts lie inside the text, hold something, and nest: none begins in one and ends beyond."""
    around: list[Part] = []
    for part in copy.parts:
        assert 0 <= part.start < part.end <= len(copy.text)
        while around and part.start >= around[-1].end:
            around.pop()
        assert not around or (around[-1].start <= part.start and part.end <= around[-1].end)
        around.append(part)
    words = {copy.title, copy.author, copy.language}
    words |= {word for p in copy.parts for word in (p.label, p.row_head, p.column_head)}
    for text in (copy.text, *words):
        assert text.encode("utf-8").decode("utf-8") == text
        assert "\x00" not in text
        assert "\r" not in text
