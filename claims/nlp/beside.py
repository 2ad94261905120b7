"""Speech set beside who says it: “…,” Ruiz said, “…”."""

from __future__ import annotations

from bisect import bisect_right

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from .contents import COMMAS, MARKS, is_narrated
from .forms import lemma_of
from .lexicons.reporting import ADDRESSING, BESIDE_AT_THE_END, BESIDE_QUOTES, QUOTING, SPEECH
from .passages import EDGES, overlapping, pieces, text_of
from .reading import Span

_MAIN = ("ROOT", "ccomp", "parataxis", "conj")


def around(
    doc: Doc, sent: DocSpan, verb: Token, subject: Token, quotes: list[Span]
) -> tuple[Span, ...]:
    """Speech that "Ruiz said" is set into or behind: “…,” Ruiz said, “…”."""
    if lemma_of(verb) not in SPEECH or subject.head.i != verb.i:
        return ()
    low, high = _group(verb, subject)
    low = max(low, sent.start)
    as_said = low > sent.start and doc[low - 1].lower_ in ("as", "so")
    low -= as_said
    before = doc[low - 1] if low > sent.start else None
    stop = _first_stop(sent, high + 1)
    if not _is_set_off(verb, subject, before, stop, high, as_said):
        return ()
    direct = before is not None and before.text in MARKS
    upright = subject.i < verb.i
    spans = _speech_behind(doc, sent, stop, direct, upright, stop == high + 1, quotes)
    if before is not None:
        spans.append((_start_of_speech(doc, sent, low, direct), before.idx + len(before)))
    return pieces(text_of(doc), sorted(spans))


def _is_set_off(
    verb: Token, subject: Token, before: Token | None, stop: int, high: int, as_said: bool
) -> bool:
    """Whether "Ruiz said" stands apart from the speech, by a comma or a quotation mark before it
    and no clause of its own behind it."""
    lemma, doc = lemma_of(verb), verb.doc
    if before is None and not as_said:
        return False
    if before is not None and before.text not in COMMAS | MARKS:
        return False
    if stop < len(doc) and doc[stop].text == ":":
        return False
    if not as_said and subject.i < verb.i and _has_clause_behind(verb, stop):
        return False
    if lemma in BESIDE_QUOTES:
        return before is not None and before.text in MARKS
    at_the_end = stop == high + 1 or high + 1 >= len(doc) or doc[high + 1].text == "."
    return lemma not in BESIDE_AT_THE_END or at_the_end


def _speech_behind(
    doc: Doc,
    sent: DocSpan,
    stop: int,
    direct: bool,
    upright: bool,
    at_once: bool,
    quotes: list[Span],
) -> list[Span]:
    """How the speech goes on behind "Ruiz said," in the same sentence. Behind a quote it goes on
    in a quote only, and behind "said Ruiz" it does, because more about Ruiz may follow."""
    mark = doc[stop].text if stop < sent.end else ""
    if mark in MARKS and mark not in "?!":
        return [(doc[stop].idx, sent.end_char)] if at_once else []
    if mark not in COMMAS or stop + 2 >= sent.end:
        return []
    follows = doc[stop + 1]
    if follows.text in MARKS or (not direct and upright and not is_narrated(follows)):
        return [(follows.idx, sent.end_char)]
    later = overlapping(quotes, doc[stop].idx, sent.end_char) if direct else []
    return [span for span in later if span[0] > doc[stop].idx and _resumes(doc, span[0])]


def _resumes(doc: Doc, start: int) -> bool:
    """Whether a quote goes on with the speech: behind a comma, or a "but" or "and"."""
    lead = text_of(doc)[max(0, start - 12) : start - 1].rstrip()
    return lead.endswith((",", ";", " but", " and"))


def _start_of_speech(doc: Doc, sent: DocSpan, low: int, direct: bool) -> int:
    """The sentence's start, or behind the colon before the quote: 'He scolded him: “…”'."""
    if direct:
        for at in range(low - 2, sent.start, -1):
            if doc[at].text in MARKS and doc[at - 1].text == ":":
                return doc[at].idx
    return sent.start_char


def _group(verb: Token, subject: Token) -> tuple[int, int]:
    """From the first to the last token of subject and verb with what stands between."""
    low = min(verb.i, _opening(subject))
    high = max(verb.i, subject.right_edge.i if subject.i > verb.i else verb.i)
    return low, high


def _opening(subject: Token) -> int:
    """Where a subject starts, without the quotation mark that a parser may hang on it."""
    at = subject.left_edge.i
    while at < subject.i and subject.doc[at].is_punct:
        at += 1
    return at


def passed_on(doc: Doc, sent: DocSpan, verb: Token) -> tuple[Span, ...]:
    """The speech before "…, Reuters quoted Ruiz as saying", for either of the two verbs."""
    quoting = verb.head.head if verb.dep_ == "pcomp" and verb.head.lower_ == "as" else verb
    if lemma_of(quoting) not in QUOTING:
        return ()
    saying = next((p for c in quoting.children if c.lower_ == "as" for p in c.children), None)
    subject = next((c for c in quoting.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if saying is None or saying.tag_ != "VBG" or not subject:
        return ()
    if any(c.dep_ not in ("prep", "npadvmod", "advmod", "punct") for c in saying.children):
        return ()
    low = _opening(subject)
    if low - sent.start < 2 or subject.i > quoting.i or doc[low - 1].text not in COMMAS | MARKS:
        return ()
    return pieces(text_of(doc), [(sent.start_char, doc[low - 1].idx)])


def _first_stop(sent: DocSpan, at: int) -> int:
    """Where the words that only say when or to whom end: "said on Friday in Varn, …"."""
    while at < sent.end and sent.doc[at].text not in COMMAS | MARKS | {":"}:
        at += 1
    return at


def _has_clause_behind(verb: Token, stop: int) -> bool:
    if any(
        c.dep_ == "ccomp" and c.i > verb.i and c.left_edge.lower_ == "that" for c in verb.children
    ):
        return True
    return any(
        c.dep_ in ("ccomp", "xcomp", "dobj", "attr", "oprd")
        and verb.i < c.i < stop
        and not (c.dep_ == "dobj" and lemma_of(verb) in ADDRESSING)
        for c in verb.children
    )


def quoted(
    doc: Doc, sent: DocSpan, verb: Token, source: Span, near: bool, quotes: list[Span]
) -> tuple[Span, ...]:
    """The quotes of the verb's own sentence, or the one right before it, or what follows its
    colon, for a verb of speech that has no clause."""
    if lemma_of(verb) not in SPEECH:
        return ()
    text = text_of(doc)
    inside = []
    for start, end in overlapping(quotes, sent.start_char, sent.end_char):
        clear = not (start <= verb.idx < end or start <= source[0] < end)
        clear = clear and (near or start > verb.idx)
        if clear:
            inside.append((max(start, sent.start_char), min(end, sent.end_char)))
    if not inside and (before := _quote_before(text, min(verb.idx, source[0]), quotes)):
        inside = [before]
    if not inside and verb.dep_ in _MAIN:
        stop = _first_stop(sent, verb.i + 1)
        if stop < sent.end and doc[stop].text == ":":
            inside = [(doc[stop].idx + 1, sent.end_char)]
    return pieces(text, inside)


def _quote_before(text: str, at: int, quotes: list[Span]) -> Span | None:
    """The quote that ends right before the name or the verb: '“… so far?” Ruiz asked'."""
    index = bisect_right(quotes, (at, at)) - 1
    if index < 0 or not 0 < at - quotes[index][1] <= 4:
        return None
    return quotes[index] if not text[quotes[index][1] : at].strip(EDGES) else None


def opens_speech(doc: Doc, sent: DocSpan, verb: Token) -> bool:
    """As in "The paper reports:", whose quote is the next paragraph."""
    tail = text_of(doc)[sent.start_char : sent.end_char].rstrip()
    return tail.endswith(":") and lemma_of(verb) in SPEECH
