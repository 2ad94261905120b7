"""Where in a text the words of a correction stand: a figure's in its claim's sentence, and a name
nearest to what somebody says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from claims.anchoring import occurrences
from claims.errors import QuoteNotFound
from claims.models import AttributionKind, Claim, Claimant, Figure
from claims.reader import sentence_span

from .keeping import Span

REACH = 2_000  # code points before and after; a name further off names nobody here


def words_in(claim: Claim, words: str, *, near: int | None = None) -> Span:
    """Where words stand in the claim's sentence; refused with a sentence where they do not."""
    text = claim.document.snapshot.text
    places = [place for place in occurrences(text, words) if _within(claim, text, place)]
    if not places:
        raise QuoteNotFound(
            "These words stand in the document, but not in this claim’s sentence. Choose the claim "
            "they belong to, or add one by its quote."
            if occurrences(text, words)
            else "These words do not stand in this claim’s sentence. Type them as the text has "
            "them."
        )
    if near is not None:
        return min(places, key=lambda place: abs(place[0] - near))
    if len(places) > 1:
        raise QuoteNotFound(
            f"These words stand in this claim’s sentence {len(places)} times. Give a word or two "
            "more, or select them in the text."
        )
    return places[0]


def words_followed(claim: Claim, figure: Figure, typed: str) -> str:
    """What somebody typed for a figure, where these are more or fewer of the very words in the
    claim's sentence that it stands in, and no other figure's; else empty."""
    start, end = figure.start or 0, figure.end or 0
    try:
        place = words_in(claim, typed, near=start)
    except QuoteNotFound:
        return ""
    others = claim.figures.exclude(pk=figure.pk)
    if others.filter(start__lt=place[1], end__gt=place[0]).exists():
        return ""
    return typed if place[0] < end and start < place[1] else ""


def _within(claim: Claim, text: str, place: Span) -> bool:
    for appearance in claim.appearances.all():
        low, high = sentence_span(text, appearance.start, appearance.end)
        if low <= place[0] and place[1] <= high:
            return True
    return False


def chain_said(
    claim: Claim, claimant: Claimant, how: str, words: str, passed_on_by: Sequence[str]
) -> list[dict[str, Any]]:
    """The claim's chain as a person gives it: of whoever is in it already, where they stand in
    the text is kept, unless other words are said to name them; of the others it is looked for."""
    text, place = claim.document.snapshot.text, claim.appearance
    known = {link["name"]: link for link in claim.chain}
    content = [[place.start, place.end]] if place else []
    said = claim.chain[0]["content"] if claim.chain else content
    if claimant == claim.claimant and claim.chain:
        first = claim.chain[0]
    else:
        first = known.get(claimant.name) or link_by_hand(text, claimant.name, said, content)
    if words.strip() not in ("", _source_of(first, text)):
        mention = mention_near(text, words, content, exactly=True)
        first = {**first, "rule": "", "source": [list(mention)] if mention else [], "cue": None}
    chain = [{**first, "name": claimant.name, "kind": claimant.kind, "how": str(how)}]
    for name in passed_on_by:
        chain.append(known.get(name) or link_by_hand(text, name, said, content))
    return chain


def link_by_hand(
    text: str, name: str, said: list[list[int]], content: list[list[int]]
) -> dict[str, Any]:
    """Somebody that a person puts into a chain, by the words nearest to the claim that name
    them."""
    mention = mention_near(text, name, content)
    return {
        "name": name,
        "kind": "",
        "how": AttributionKind.INDIRECT.value,
        "rule": "",
        "source": [list(mention)] if mention else [],
        "cue": None,
        "content": said,
    }


def words_naming(claim: Claim) -> str:
    """The words of the text that name the claim's claimant, as far as they are known."""
    return _source_of(claim.chain[0], claim.document.snapshot.text) if claim.chain else ""


def _source_of(link: dict[str, Any], text: str) -> str:
    return text[slice(*link["source"][0])] if link["source"] else ""


def mention_near(
    text: str, name: str, content: Sequence[Sequence[int]], *, exactly: bool = False
) -> Span | None:
    """The place of a name, else of its last word, that is nearest to the content.

    ``exactly`` refuses words that do not stand there, since somebody says that they do.
    """
    start = min((span[0] for span in content), default=0)
    end = max((span[1] for span in content), default=0)
    low, high = max(0, start - REACH), min(len(text), end + REACH)
    near = text[low:high]
    spellings = [name] if exactly or len(name.split()) < 2 else [name, name.split()[-1]]
    for spelling in spellings:
        places = [(low + first, low + last) for first, last in occurrences(near, spelling)]
        if places:
            return min(places, key=lambda place: _distance(place, start, end))
    if exactly:
        raise QuoteNotFound(
            "The words that name them do not stand near this claim. Copy them from the text, or "
            "leave the field empty."
        )
    return None


def _distance(place: Span, start: int, end: int) -> int:
    return max(start - place[1], place[0] - end, 0)
