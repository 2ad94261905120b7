"""From sentences, figures and attributions to claims: one checkable assertion each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from .lexicons import asserting
from .reading import Attribution, Figure, ReadClaim, Sentence, Span

LONGEST_STATEMENT = 1000
WORTH_WITHOUT_FIGURE = 0.5
_KINDS = {
    name: re.compile(getattr(asserting, name.upper()), re.IGNORECASE)
    for name in ("promise", "forecast", "opinion", "superlative", "cause")
}
_QUESTION = re.compile(asserting.QUESTION)
_WISH = re.compile(asserting.WISH, re.IGNORECASE)
_ASSERTS = re.compile(f"{asserting.PAST}|{asserting.HAVE}|\\b(?:is|are)\\b", re.IGNORECASE)
OBJECT_RULE = "object of a verb of saying"
_EDGE = ' \t\n,;:—–-“”"„«»•'
_ABBREVIATION = re.compile(r"(?:\b[A-Za-z]\.|\b(?:Inc|Corp|Ltd|Co|Jr|Sr|St)\.)$")
_OPENERS = re.compile(
    r"^(?:that|and|but|so|yet|also|however|meanwhile|still)\b,?\s+", re.IGNORECASE
)


def claims_of(
    text: str,
    sentences: Sequence[Sentence],
    figures: Sequence[Figure],
    said: Sequence[Attribution],
    quotes: Sequence[Span],
) -> list[ReadClaim]:
    """The claims of a text, in order.

    Every declarative sentence with a figure gives one, and every figure in it belongs to one;
    without a figure it takes a superlative, a cause, or a quoted assertion worth a check.
    """
    starts = [figure.start for figure in figures]
    spans = sorted(
        ((start, end, one) for one in said for start, end in one.content),
        key=lambda span: (span[0], span[1]),
    )
    found: list[ReadClaim] = []
    coming = iter(spans)
    upcoming = next(coming, None)
    running: list[tuple[int, int, Attribution]] = []
    for sentence in sentences:
        inside = figures[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        while upcoming is not None and upcoming[0] < sentence.end:
            running.append(upcoming)
            upcoming = next(coming, None)
        running = [span for span in running if span[1] > sentence.start]
        here = [
            (max(start, sentence.start), min(end, sentence.end), one)
            for start, end, one in running
            if start < sentence.end
        ]
        found.extend(_claims_in(text, sentence, inside, here))
    return found


def _claims_in(
    text: str,
    sentence: Sentence,
    figures: Sequence[Figure],
    here: list[tuple[int, int, Attribution]],
) -> list[ReadClaim]:
    passage = text[sentence.start : sentence.end]
    if _QUESTION.search(passage[-10:]) or _WISH.search(passage[:40]):
        return []
    left = list(figures)
    found = []
    for start, end, one in sorted(here, key=lambda span: span[1] - span[0]):
        inside = [figure for figure in left if start <= figure.start < end]
        if inside:
            span = (start, end) if _is_clause(one) else (sentence.start, sentence.end)
            found.append(_claim(text, sentence, span, inside, one))
            left = [figure for figure in left if figure not in inside]
    if left:
        # Figures outside all that is attributed: the whole sentence is the claim.
        span = (sentence.start, sentence.end)
        found.append(_claim(text, sentence, span, left, None))
    if not found:
        clauses = [span for span in here if _is_clause(span[2])]
        longest = max(clauses, key=lambda span: span[1] - span[0], default=None)
        start, end, speaker = longest or (sentence.start, sentence.end, None)
        claim = _claim(text, sentence, (start, end), [], speaker)
        if _checkable(text, sentence, claim):
            found.append(claim)
    return sorted(found, key=lambda claim: claim.start)


def _is_clause(one: Attribution) -> bool:
    """Whether what is said is an assertion by itself, not only the object of "reported"."""
    return not one.rule.startswith(OBJECT_RULE)


def _claim(
    text: str,
    sentence: Sentence,
    span: Span,
    figures: list[Figure],
    attribution: Attribution | None,
) -> ReadClaim:
    start, end = _trimmed(text, span, figures)
    passage = text[start:end]
    return ReadClaim(
        start=start,
        end=end,
        statement=_statement(text, start, end, attribution, sentence),
        kind=_kind(passage, figures, attribution),
        score=sentence.score,
        reasons=sentence.reasons,
        figures=tuple(figures),
        attribution=attribution,
    )


def _trimmed(text: str, span: Span, figures: list[Figure]) -> Span:
    """Without marks at the edges; never cutting into a figure."""
    start, end = span
    limit = figures[0].start if figures else end
    while start < min(limit, end) and text[start] in _EDGE:
        start += 1
    floor = figures[-1].end if figures else start
    end = max(end, floor)
    while end > max(floor, start) and text[end - 1] in _EDGE + ".":
        if _ABBREVIATION.search(text, max(start, end - 8), end):
            break
        end -= 1
    return start, end


def _kind(passage: str, figures: list[Figure], attribution: Attribution | None) -> str:
    if _KINDS["promise"].search(passage):
        return "promise"
    if _KINDS["forecast"].search(passage):
        return "forecast"
    if not figures and _KINDS["opinion"].search(passage):
        return "opinion"
    if figures:
        return "number"
    for kind in ("superlative", "cause"):
        if _KINDS[kind].search(passage):
            return kind
    return "quote" if attribution and attribution.kind in ("direct", "mixed") else "number"


def _checkable(text: str, sentence: Sentence, claim: ReadClaim) -> bool:
    """Whether a claim without a figure is plainly one to check."""
    passage = text[claim.start : claim.end]
    if len(passage.split()) < 5:
        return False
    if claim.kind in ("superlative", "cause"):
        return True
    if claim.kind in ("promise", "forecast", "opinion", "quote"):
        return claim.attribution is not None and bool(
            _ASSERTS.search(passage) or claim.kind != "quote"
        )
    return False


def _statement(
    text: str, start: int, end: int, attribution: Attribution | None, sentence: Sentence
) -> str:
    """The assertion as one sentence that stands alone."""
    spans = [(start, end)]
    if attribution is not None and _is_clause(attribution):
        spans += [
            (low, high)
            for low, high in attribution.content
            if (high <= start and low >= sentence.start) or (low >= end and high <= sentence.end)
        ]
    pieces = [text[low:high].strip(_EDGE) for low, high in sorted(spans)]
    body = re.sub(r"\s+", " ", " ".join(pieces)[:LONGEST_STATEMENT])
    body = _OPENERS.sub("", _balanced(body).strip(_EDGE))
    body = body.rstrip(" ,;:.") if not body.endswith(("U.S.", "Inc.", "a.m.", "p.m.")) else body
    if not body:
        return ""
    body = body[0].upper() + body[1:]
    return body if body[-1] in ".!?" else body + "."


def _balanced(body: str) -> str:
    """Quotation marks taken out: the statement is ours, the quote stands in the text."""
    return re.sub(r"[“”„«»\"]", "", body)
