"""Attributions by the shape of a sentence alone: beside quotes, and wherever no model parsed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from .continuing import covered, quotes_left
from .denials import DENIAL
from .forms import forms_of
from .headlines import by_lines
from .lexicons.reporting import DENYING, OBJECT, PLAIN, SAYING, SPEECH
from .passages import kind, pieces, text_of, trim
from .reading import Attribution, Span
from .voices import second_voices

LONGEST_SENTENCE = 2000


def _one_of(forms: dict[str, str]) -> str:
    return "|".join(sorted(forms, key=len, reverse=True))


_SPEECH = _one_of(forms_of(SPEECH - {"read", "put", "show", "find", "point"}))
# Forms that are a noun as often ("reports", "debates") open no clause where nobody tagged them.
_OPENING = {
    form: base
    for form, base in forms_of((SAYING & (SPEECH | OBJECT)) - {"read", "put", "document"}).items()
    if not form.endswith("s") or base in PLAIN | {"expect", "agree", "insist", "add", "warn"}
}
_CLAUSE = _one_of(_OPENING)
_TITLE = r"(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|St|Lt|Col|Prof|Rev|Jr|Sgt|Capt)\."
# A noun phrase: a name, or an article or number and some words; never over a comma or full stop,
# and never over a verb.
_VERBAL = "was|were|is|are|be|been|would|could|will|had|has|have|who|which|that|when|while|to"
_INNER = rf"(?:\b{_TITLE}|(?!\b(?:{_VERBAL})\b)[^\n,.;:“”\"!?()]|\([^)\n]{{1,12}}\)){{0,90}}?"
_SMALL = "the|a|an|its|his|her|their|some|one|two|three|he|she|they|it|officials|police|experts"
_WHO = rf"(?:[A-Z]|(?:{_SMALL})\b){_INNER}"
_WHO_AT_START = rf"(?:\b{_TITLE} )?[A-Z]{_INNER}"
_ENDS_NAME = r"(?=[,.;:“”\"!?\n(]| (?:in|on|at|during|after|as|when|who|while|about)\b|$)"
_ENDS_SAID = r"(?=[,.;“”\"\n]| (?:in|on|at|to|of|during|last|this|yesterday|today)\b|$)"
_SAID_BY = re.compile(rf"[,\s\u00a0]*\b(?P<verb>{_SPEECH})\s+(?P<who>{_WHO}){_ENDS_NAME}")
_WHO_SAID = re.compile(
    rf"[,\s\u00a0]*\b(?P<who>{_WHO}(?:, (?:aged )?[0-9]{{1,3}},)?)\s+"
    rf"(?:\w+ly |also |then |later |has |had )?"
    rf"(?P<verb>{_SPEECH})\b"
)
_BEHIND = re.compile(
    rf", (?:(?P<who>{_WHO}) (?:has |have )?(?P<verb>{_SPEECH})\b{_ENDS_SAID}"
    rf"|(?P<vb>{_SPEECH}) (?P<b>{_WHO}){_ENDS_NAME})"
)
_AHEAD = re.compile(
    rf"(?:(?:In|On|At|But|And|After)\b[^\n.]{{0,60}}?, )?"
    rf"(?P<who>{_WHO_AT_START})(?:, [^,\n]{{3,90}},)? "
    rf"(?:\w+ly |also |has |have |had |\w+day )?(?P<verb>{_CLAUSE})\b"
    r"(?: (?:reporters|that|the \w+ that|in an? \w+ that|\w+day that))*[: ]+"
    r"(?!(?:in|on|at|of|from|by|like|when|as|for|with)\b)"
)
_TO = re.compile(rf"\b[Aa]ccording to (?P<who>{_WHO}){_ENDS_NAME}")
# How far behind a quote its speaker may be named.
_NEAR = 170
_FEWEST_WORDS = 3
_NARRATED = ("adding", "saying", "citing", "while", "although", "but", "as ", "after", "when")


def by_patterns(doc: Doc, quotes: list[Span]) -> list[Attribution]:
    """Attributions of a Doc that nobody parsed: fewer, by the shape of the sentence alone."""
    text = text_of(doc)
    found = list(beside_quotes(text, quotes, []))
    for sent in doc.sents:
        start, end = sent.start_char, sent.end_char
        if end - start > LONGEST_SENTENCE:
            continue
        said = _by_pattern(text, start, end, quotes)
        if said and not any(_same_words(said, one) for one in found[-3:]):
            found.append(said)
    found = second_voices(text, [*by_lines(text, quotes), *found])
    return sorted(quotes_left(text, quotes, found), key=lambda said: said.content[0])


def _same_words(one: Attribution, other: Attribution) -> bool:
    (start, end), (low, high) = one.content[0], other.content[0]
    return min(end, high) - max(start, low) > (end - start) / 2


def beside_quotes(text: str, quotes: list[Span], known: list[Attribution]) -> Iterator[Attribution]:
    """Quotes nobody has yet, with the speaker named right behind: '“…,” Ruiz said'."""
    for start, end in quotes:
        tail = text[end + 1 : end + 1 + _NEAR].split("\n", 1)[0]
        spoken = text[end - 1] in ",?!.—-…" or tail[:1] == ","
        if not spoken or len(text[start:end].split()) < _FEWEST_WORDS:
            continue
        match = _SAID_BY.match(tail) or _WHO_SAID.match(tail)
        if match is None or covered(known, start, end):
            continue
        content = pieces(text, [(start, end)])
        at = end + 1
        source = trim(text, at + match.start("who"), at + match.end("who"))
        if content and source[0] < source[1]:
            cue = (at + match.start("verb"), at + match.end("verb"))
            rule = f"name beside a quote: {match['verb']}"
            yield Attribution(content, (source,), cue, "direct", "", "", rule)


def _by_pattern(text: str, start: int, end: int, quotes: list[Span]) -> Attribution | None:
    sentence = text[start:end]
    if match := _TO.search(sentence):
        first = match.start() <= 2
        spans = [(start + match.end(), end)] if first else [(start, start + match.start())]
        who, verb, rule = match.span("who"), match.span(), "according to"
    elif match := _AHEAD.match(sentence):
        spans, rule = [(start + match.end(), end)], f"name before {match['verb']}"
        who, verb = match.span("who"), match.span("verb")
        rule += DENIAL if _OPENING[match["verb"]] in DENYING else ""
    elif match := _BEHIND.search(sentence):
        ahead = match["who"] is not None
        who = match.span("who") if ahead else match.span("b")
        verb = match.span("verb") if ahead else match.span("vb")
        spans, rule = [(start, start + match.start())], f"name beside {sentence[slice(*verb)]}"
        tail = sentence[match.end() :]
        if tail.startswith(", ") and ahead and not tail[2:].startswith(_NARRATED):
            spans.append((start + match.end(), end))
    else:
        return None
    content = pieces(text, spans)
    source = trim(text, start + who[0], start + who[1])
    if not content or source[0] == source[1]:
        return None
    cue = (start + verb[0], start + verb[1])
    return Attribution(content, (source,), cue, kind(content, quotes), "", "", rule)
