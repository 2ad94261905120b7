"""Attributions by the shape of a sentence alone, where no model has parsed it."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from .continuing import quotes_left
from .lexicons.reporting import IRREGULAR_FORMS, SAYING, SPEECH
from .passages import kind, pieces, text_of, trim
from .reading import Attribution, Span

_FORMS = {form: base for form, base in IRREGULAR_FORMS.items() if base in SAYING}
for _verb in SPEECH:
    _stem = _verb[:-1] if _verb.endswith("e") else _verb
    _past = _verb[:-1] + "ied" if _verb.endswith("y") else _stem + "ed"
    _FORMS.setdefault(_past, _verb)
    _FORMS.setdefault(_verb + "s", _verb)
_VERBS = "|".join(
    sorted((form for form in _FORMS if _FORMS[form] != "read"), key=len, reverse=True)
)
_NAME = r"(?:[A-Z][\w.'’-]{0,30}(?: (?:of|al|de|van|von|bin|the) (?=[A-Z]))? ?){1,8}"
_WHO = (
    rf"(?:(?:[Tt]he|[Aa]|[Ii]ts|[Hh]is|[Hh]er) (?:[\w-]{{1,20}} ){{0,3}}[\w-]{{1,20}}"
    rf"|{_NAME}|[Hh]e|[Ss]he|[Tt]hey|[Oo]fficials|[Ee]xperts)"
)
_BEHIND = re.compile(
    rf"[,”\"] ?(?:(?P<a>{_WHO}) ?(?P<va>{_VERBS})|(?P<vb>{_VERBS}) (?P<b>{_NAME}))\b"
)
_AHEAD = re.compile(rf"^[“\" ]*(?P<a>{_WHO}) ?\b(?P<va>{_VERBS})\b(?: that)?[: ]")
_TO = re.compile(rf"[Aa]ccording to (?P<a>{_WHO})")


def by_patterns(doc: Doc, quotes: list[Span]) -> list[Attribution]:
    """Attributions of a Doc that nobody parsed: fewer, by the shape of the sentence alone."""
    found: list[Attribution] = []
    text = text_of(doc)
    for sent in doc.sents:
        start, end = sent.start_char, sent.end_char
        if end - start > 2000:
            continue
        if said := _by_pattern(text, start, end, quotes):
            found.append(said)
    found.extend(quotes_left(text, quotes, found))
    return sorted(found, key=lambda said: said.content[0])


def _by_pattern(text: str, start: int, end: int, quotes: list[Span]) -> Attribution | None:
    sentence = text[start:end]
    if match := _TO.search(sentence):
        source = trim(text, start + match.start("a"), start + match.end("a"))
        first = match.start() <= 2
        spans = [(source[1], end)] if first else [(start, start + match.start())]
        rule = "according to"
    elif match := _AHEAD.search(sentence):
        source = trim(text, start + match.start("a"), start + match.end("a"))
        spans, rule = [(start + match.end(), end)], f"name before {match['va']}"
    elif match := _BEHIND.search(sentence):
        name = "a" if match["a"] else "b"
        source = trim(text, start + match.start(name), start + match.end(name))
        spans, rule = [(start, start + match.start())], f"name beside {match['va'] or match['vb']}"
    else:
        return None
    content = pieces(text, spans)
    if not content:
        return None
    return Attribution(content, (source,), None, kind(content, quotes), "", "", rule)
