"""Who says what, in a parsed Doc: verbs of saying, "according to", nouns of saying, quotes.

Attributions come back without a name; ``naming`` finds the full name when the whole document is
known.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from .beside import around, opens_speech, passed_on, quoted
from .claiming import OBJECT_RULE
from .contents import behind, of_adjective
from .continuing import covered, quotes_left
from .denials import as_said
from .forms import lemma_of
from .headlines import by_lines
from .lexicons.reporting import VERBS
from .lexicons.titles import SPEAKERS
from .lexicons.voices import ACCOUNTS, NOBODY, OWN_VOICE, SAYING_ADJECTIVES, SAYING_NOUNS
from .nominal import according, by_account, by_agent, by_noun, by_taken_noun, owner_of
from .passages import kind, overlapping, pieces, text_of, without_dateline
from .patterns import beside_quotes
from .reading import Attribution, Span
from .sources import phrase_of, stands_for, subject_of
from .voices import second_voices

# What no sentence ends with, and how many tokens a joined one may have.
_NO_ENDS = frozenset(",-–—―(")
_LONGEST = 200
_TAKEN_FOR_NOUNS = frozenset(("show", "shows", "say", "says", "suggest", "suggests"))
_ACCOUNTING = frozenset(("per", *ACCOUNTS))
FRAMES = {
    "clause": "clause of a verb of saying",
    "object": OBJECT_RULE,
    "infinitive": f"{OBJECT_RULE}, what is undertaken",
    "preposition": f"{OBJECT_RULE}, its topic",
}


def attribute(doc: Doc, quotes: list[Span]) -> list[Attribution]:
    """All attributions of a parsed Doc, in the order of their content."""
    found: list[Attribution] = []
    opening: list[Attribution] = []
    for sent in _sentences(doc):
        for said in _in_sentence(doc, sent, quotes):
            (found if said.content else opening).append(said)
    text = text_of(doc)
    found = [*by_lines(text, quotes), *(_to_quotes_ends(said, quotes) for said in found)]
    inside = [said for said in found if _is_inside(said, quotes)]
    outside = [said for said in found if not _is_inside(said, quotes)]
    outside.extend(beside_quotes(text, quotes, outside))
    outside.extend(_behind_colons(doc, quotes, outside))
    whole = quotes_left(text, quotes, outside, opening)
    return sorted(second_voices(text, [*whole, *inside]), key=lambda said: said.content[0])


def _behind_colons(doc: Doc, quotes: list[Span], known: list[Attribution]) -> Iterator[Attribution]:
    """As in 'The mayor had a warning: “…”', where no verb says so."""
    text = text_of(doc)
    sents = list(doc.sents)
    starts = [sent.start_char for sent in sents]
    for start, end in quotes:
        colon = len(text[: start - 1].rstrip()) - 1
        if colon < 1 or text[colon] != ":" or covered(known, start, end):
            continue
        sent = sents[bisect_right(starts, colon) - 1]
        speaker = _speaker_in(sent)
        content = pieces(text, [(start, end)])
        if speaker is None or not content or speaker[1] > colon:
            continue
        rule = "named before a colon and a quote"
        yield Attribution(content, (speaker,), (colon, colon + 1), "direct", "", "", rule)


def _speaker_in(sent: DocSpan) -> Span | None:
    """Whose statement the sentence is about ("a comment by Ruiz"), else its subject if that can
    speak."""
    for token in reversed(sent):
        if token.pos_ == "NOUN" and token.lemma_.lower() in SAYING_NOUNS:
            owner = owner_of(token)
            if owner is not None and owner.pos_ in ("PROPN", "PRON"):
                return phrase_of(owner, token)
    subject = next((c for c in sent.root.children if c.dep_ == "nsubj"), None)
    if subject is None or subject.lower_ in NOBODY | OWN_VOICE:
        return None
    named = subject.pos_ in ("PROPN", "PRON") or subject.text[:1].isupper()
    speaks = named or subject.lower_ in SPEAKERS
    return phrase_of(subject, sent.root) if speaks else None


def _is_inside(said: Attribution, quotes: list[Span]) -> bool:
    at = said.cue[0] if said.cue else said.content[0][0]
    return said.cue is not None and bool(overlapping(quotes, at, at + 1))


def _sentences(doc: Doc) -> Iterator[DocSpan]:
    """The parser's sentences, joined where it cut one in the middle of a line."""
    text = text_of(doc)
    start = 0
    for sent in doc.sents:
        tail = text[max(sent.start_char, sent.end_char - 8) : sent.end_char]
        rest = text[sent.end_char : sent.end_char + 2]
        cut = tail.rstrip()[-1:].isalnum() or tail.rstrip()[-1:] in _NO_ENDS
        if cut and "\n" not in tail + rest and sent.end < len(doc) and sent.end - start < _LONGEST:
            continue
        yield doc[_behind_dateline(doc, start, sent.end) : sent.end]
        start = sent.end
    if start < len(doc):
        yield doc[start:]


def _behind_dateline(doc: Doc, start: int, end: int) -> int:
    """The first token behind "LONDON (Reuters) -", if a sentence opens with such a line."""
    text = text_of(doc)
    limit = doc[end - 1].idx
    at = without_dateline(text, doc[start].idx, limit)
    while start + 1 < end and doc[start].idx < at:
        start += 1
    return start


def _in_sentence(doc: Doc, sent: DocSpan, quotes: list[Span]) -> list[Attribution]:
    found = []
    for token in sent:
        if token.lower_ == "according":
            said = according(doc, sent, token, quotes)
        elif token.lower_ in _ACCOUNTING and token.dep_ == "prep":
            said = by_account(doc, sent, token, quotes)
        elif lemma_of(token) in VERBS and _is_verb(token):
            said = _by_verb(doc, sent, token, quotes) or by_agent(doc, sent, token, quotes)
        elif token.dep_ == "acomp" and token.lower_ in SAYING_ADJECTIVES:
            said = _by_adjective(token, quotes)
        elif token.lower_ in _TAKEN_FOR_NOUNS:
            said = by_taken_noun(doc, sent, token, quotes)
        elif token.pos_ == "NOUN" and lemma_of(token) in SAYING_NOUNS:
            said = by_noun(doc, token, quotes)
        else:
            continue
        if said:
            found.append(said)
    return found


def _is_verb(token: Token) -> bool:
    """Tagged a verb, or a noun that the parser yet gave a subject ("the mayor plans to …")."""
    if token.pos_ in ("VERB", "AUX"):
        return True
    children = [c.dep_ for c in token.children]
    return "nsubj" in children or (token.dep_ == "ROOT" and "xcomp" in children)


def _by_verb(doc: Doc, sent: DocSpan, verb: Token, quotes: list[Span]) -> Attribution | None:
    """As in "Ruiz said (that) …", "…, Ruiz said", "… said Ruiz", "Ruiz added: “…”"."""
    subject = subject_of(verb)
    if subject is None or subject.i < sent.start or _parted_by_a_quote(subject, verb, quotes):
        return None
    if any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for c in verb.children):
        return None
    source = phrase_of(subject, verb)
    content, rule = around(doc, sent, verb, subject, quotes), "speech beside a verb of saying"
    if not content:
        content, frame = behind(doc, sent, verb)
        rule = FRAMES.get(frame, "")
    if before := passed_on(doc, sent, verb):
        rule = rule if content else "speech that another passes on"
        content = (*before, *content)
    if not content:
        near = subject.head.i == verb.i
        content = quoted(doc, sent, verb, source, near, quotes)
        rule = "quote beside a verb of saying"
    if not content and not opens_speech(doc, sent, verb):
        return None
    how = kind(content, quotes)
    if subject.lower_ in OWN_VOICE:
        if rule != FRAMES["clause"] or overlapping(quotes, verb.idx, verb.idx + 1):
            return None
        how = "own"
    cue = (verb.idx, verb.idx + len(verb))
    name = stands_for(subject, verb)
    return Attribution(content, (source,), cue, how, name, "", as_said(rule, verb))


def _by_adjective(adjective: Token, quotes: list[Span]) -> Attribution | None:
    """As in "The mayor is confident that …", "She was critical of …"."""
    subject = subject_of(adjective.head)
    if subject is None or subject.lower_ in OWN_VOICE:
        return None
    if _parted_by_a_quote(subject, adjective, quotes):
        return None
    content = of_adjective(adjective)
    if not content:
        return None
    cue = (adjective.idx, adjective.idx + len(adjective))
    rule = as_said(f"{OBJECT_RULE}, of an adjective", adjective)
    source = (phrase_of(subject, adjective),)
    name = stands_for(subject, adjective.head)
    return Attribution(content, source, cue, kind(content, quotes), name, "", rule)


def _parted_by_a_quote(subject: Token, verb: Token, quotes: list[Span]) -> bool:
    first, last = sorted((subject.idx, verb.idx))
    return any(
        (low <= subject.idx < high) != (low <= verb.idx < high)
        for low, high in overlapping(quotes, first, last + 1)
    )


def _to_quotes_ends(said: Attribution, quotes: list[Span]) -> Attribution:
    """What is said in a quote ends where the quote does, and a quote of which most is somebody's
    is so to its ends."""
    spans = []
    cue = said.cue[0] if said.cue else -1
    for start, end in said.content:
        for low, high in overlapping(quotes, start, end):
            if low <= cue < high:
                start, end = max(start, low), min(end, high)
            elif (low <= start < high or low < end <= high) and not any(
                low <= s < high for s, _ in said.source
            ):
                start, end = min(start, low), max(end, high)
        if start < end:
            spans.append((start, end))
    content = tuple(spans)
    how = said.kind if said.kind == "own" else kind(content, quotes)
    return replace(said, content=content, kind=how)
