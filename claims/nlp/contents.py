"""What is said: the clause, the object or the speech that goes with a verb of saying."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from .forms import lemma_of
from .lexicons.reporting import (
    ADDRESSING,
    DENYING,
    INFINITIVE,
    ISSUING,
    NAMING,
    OBJECT,
    OBJECT_OF_FIGURES,
    PLAIN,
    PREPOSITIONAL,
    SAYING,
    SPEECH,
    TELLING,
    WITH_PARTICLE,
    WITH_REASON,
)
from .lexicons.titles import PAPERS, PERSONAL
from .lexicons.voices import (
    CONCEDING,
    ECHOES,
    HEARING_BODIES,
    OWN_OPENERS,
    OWN_PREPOSITIONS,
    ROUGH_FIGURES,
    SAYING_NOUNS,
    SEARCHING,
    VENUES,
)
from .neighbours import mark_before, next_to
from .passages import pieces, text_of
from .reading import Span

_YEAR = re.compile(r"(?:19|20)\d\d$")
_NEAR = 15
_OPENS_CLAUSE = ("DET", "NUM", "PRON", "NOUN", "PROPN", "ADJ", "SYM")
_LISTS = frozenset(("list", "portion", "part", "version", "video", "ad", "plan", "tally"))
_TOPICS = frozenset(("of", "about", "against"))
_DATES = ("DATE", "TIME")
COMMAS = frozenset((",", "—", "–", "--", ";", "―"))
MARKS = frozenset(("”", '"', "''", "“", "``", "’", "?", "!"))
_EMPTY_OBJECTS = frozenset(
    "it him her them me us you himself herself itself themselves this that one so".split()  # noqa: SIM905
)


def is_narrated(token: Token) -> bool:
    """Whether what follows a "he said," goes on in the narrator's voice."""
    if token.lower_ in OWN_OPENERS:
        return True
    return token.tag_ == "VBG" and lemma_of(token) in SAYING | OBJECT | PREPOSITIONAL.keys()


def behind(doc: Doc, sent: DocSpan, verb: Token) -> tuple[tuple[Span, ...], str]:
    """The clause, the object, the infinitive or the topic behind the verb, and which it is."""
    lemma = lemma_of(verb)
    after = [c for c in verb.children if c.i > verb.i]
    for child in after:
        frame = _frame(lemma, verb, child, after)
        if frame:
            break
    else:
        return _rest(doc, sent, verb)
    if frame != "clause" and _intends_to_say(verb):
        return (), ""
    start = child.left_edge if child.left_edge.i > verb.i else doc[verb.i + 1]
    if frame == "clause" and start.lower_ == "that" and start.i < child.i:
        start = next_to(start)
    elif frame == "preposition":
        start = next_to(child) if child.i + 1 < sent.end else child
    end = _end(sent, verb, child)
    if end.i < start.i:
        return (), ""
    if lemma in OBJECT_OF_FIGURES and frame == "object":
        if any(
            (c.dep_ == "nsubj" and c.lower_ in PERSONAL | (SEARCHING if lemma == "find" else set()))
            or (c.dep_ == "aux" and c.lower_ == "to")
            for c in verb.children
        ):
            return (), ""
        if not any(_is_figure(token) for token in doc[start.i : end.i + 1]):
            return (), ""
        if lemma == "say":
            frame = "clause"  # "said half of it smokes", whose verb was taken for a noun
    return pieces(text_of(doc), [(start.idx, end.idx + len(end))]), frame


def of_adjective(adjective: Token) -> tuple[Span, ...]:
    """What somebody is sure that, critical of, determined to."""
    for child in adjective.children:
        if child.i > adjective.i and child.dep_ in ("ccomp", "prep", "xcomp"):
            start = child.left_edge
            if child.dep_ == "prep" or (start.lower_ == "that" and start.i < child.i):
                start = next_to(start)
            end = child.right_edge
            return pieces(text_of(adjective.doc), [(start.idx, end.idx + len(end))])
    return ()


def _rest(doc: Doc, sent: DocSpan, verb: Token) -> tuple[tuple[Span, ...], str]:
    """The words behind a "that" close by, or right behind a plain verb of saying, where the
    parser hung them on something else: "told mayors on Friday that …", "found 54% back it"."""
    lemma = lemma_of(verb)
    if lemma == "make":
        return _made_clear(doc, sent, verb)
    if lemma not in SAYING and not _is_heard(verb):
        return (), ""
    start = None
    for token in doc[verb.i + 1 : min(verb.i + _NEAR, sent.end - 2)]:
        if token.text in MARKS or token.text == ";":
            break
        if token.lower_ == "that" and token.tag_ in ("IN", "WDT"):
            start = next_to(token)
            break
    behind_it = next_to(verb)
    if (
        start is None
        and lemma in PLAIN
        and behind_it.pos_ in _OPENS_CLAUSE
        and sent.end > verb.i + 3
    ):
        rest = doc[verb.i + 1 : sent.end]
        if any(token.pos_ in ("VERB", "AUX") or _is_figure(token) for token in rest):
            start = behind_it
    if start is None:
        return (), ""
    return pieces(text_of(doc), [(start.idx, sent.end_char)]), "clause"


def _made_clear(doc: Doc, sent: DocSpan, verb: Token) -> tuple[tuple[Span, ...], str]:
    """As in "made (it) clear that …", "made plain that …"."""
    for token in doc[verb.i + 1 : min(verb.i + 4, sent.end - 2)]:
        if token.lower_ in ("clear", "plain", "known"):
            start = next_to(token)
            if start.pos_ in ("ADP", "PUNCT", "ADV", "CCONJ"):
                break
            start = next_to(start) if start.lower_ == "that" else start
            return pieces(text_of(doc), [(start.idx, sent.end_char)]), "clause"
    return (), ""


def _is_heard(verb: Token) -> bool:
    """As in "The court heard that …"."""
    return lemma_of(verb) == "hear" and any(
        c.dep_ == "nsubj" and lemma_of(c) in HEARING_BODIES for c in verb.children
    )


def _is_figure(token: Token) -> bool:
    if token.lower_ in ROUGH_FIGURES:
        return True
    return bool(token.like_num) and not _YEAR.match(token.text)


def _frame(lemma: str, verb: Token, child: Token, after: list[Token]) -> str:
    """How a child of the verb is what it says; empty where it is not."""
    if child.dep_ == "ccomp":
        if lemma in NAMING and child.pos_ not in ("VERB", "AUX") and not _has_verb(child):
            # "Considered it a duty": a name for something, which asserts no more.
            return "object" if lemma in OBJECT else ""
        if lemma in SAYING or _is_heard(verb):
            return "clause"
        return "object" if lemma in OBJECT else ""
    if child.dep_ == "xcomp":
        if child.tag_ == "VBG" or child.pos_ in ("ADJ", "NOUN"):
            return "object" if lemma in OBJECT else ""
        return "infinitive" if lemma in INFINITIVE else ""
    if child.dep_ == "prep" and child.lower_ in PREPOSITIONAL.get(lemma, ()):
        return "" if any(c.ent_type_ in _DATES for c in child.children) else "preposition"
    if child.dep_ == "dobj" and lemma in SAYING and _is_small_clause(child):
        return "clause"
    if child.dep_ in ("dobj", "oprd", "attr"):
        return "object" if _is_object(lemma, child, after) else ""
    return ""


def _is_object(lemma: str, child: Token, after: list[Token]) -> bool:
    """Whether a noun behind the verb is what it says, by the table the verb stands in."""
    deps = {c.dep_ for c in after}
    prepositions = {c.lower_ for c in after if c.dep_ == "prep"}
    if child.dep_ == "dobj":
        if _has_particle(lemma, after):
            return True
        if lemma in WITH_REASON and not prepositions & WITH_REASON[lemma]:
            return False
        if lemma in ISSUING and lemma not in OBJECT:
            issued = lemma_of(child) in PAPERS | SAYING_NOUNS | _LISTS
            return issued and ("ccomp" in deps or any(_is_told(c) for c in child.children))
    if lemma not in OBJECT and lemma not in WITH_REASON:
        return False
    if child.pos_ == "PRON" and child.lower_ in _EMPTY_OBJECTS:
        return child.dep_ == "dobj" and ("oprd" in deps or bool(prepositions))
    if lemma in ADDRESSING and "ccomp" in deps:
        return False
    if lemma in NAMING and child.dep_ == "dobj" and not deps & {"oprd", "xcomp"}:
        return "as" in prepositions
    return lemma not in TELLING or "xcomp" in deps or bool(prepositions & _TOPICS)


def _has_particle(lemma: str, after: list[Token]) -> bool:
    particles = WITH_PARTICLE.get(lemma, ())
    return any(c.dep_ in ("prt", "advmod") and c.lower_ in particles for c in after)


def _is_told(child: Token) -> bool:
    """Whether what hangs on a paper tells what is in it: "a report of …", "a list that …"."""
    return child.dep_ in ("acl", "relcl", "ccomp") or child.lower_ in ("of", "about", "on")


def _has_verb(child: Token) -> bool:
    return any(c.dep_ in ("cop", "aux", "auxpass") for c in child.children)


def _is_small_clause(noun: Token) -> bool:
    """As in "polls show the party losing votes"."""
    return any(c.dep_ == "acl" and c.tag_ == "VBG" and c.i > noun.i for c in noun.children)


def _end(sent: DocSpan, verb: Token, child: Token) -> Token:
    """The last token of what is said behind the verb: to the sentence's end, unless the
    sentence goes on with something of its own ("… and left", "…, after he had arrived")."""
    last, lemma = child.right_edge, lemma_of(verb)
    for token in verb.children:
        if token.i <= child.i or token.dep_ in ("punct", "cc"):
            continue
        if _is_own(token):
            return _before(token, child)
        last = max(last, token.right_edge, key=lambda one: one.i)
    if verb.dep_ == "ROOT" or _is_hung_on_what_follows(verb):
        last = sent[-1]
    for token in sent.doc[child.i + 1 : last.i]:
        if token.text == ";" and lemma in DENYING:
            return _before(token, child)
        if token.lower_ == "according" or (
            token.lower_ in CONCEDING and mark_before(token) in COMMAS
        ):
            return _before(token, child)
        if child.dep_ != "ccomp" and _is_aside(token) and not _is_said_too(token):
            return token.doc[token.left_edge.i - 1]
        if token.tag_ == "VBG" and mark_before(token) == "," and is_narrated(token):
            return _before(token, child)
    return last


def _is_hung_on_what_follows(verb: Token) -> bool:
    """Parsed as if it were what a later verb says, though that verb says nothing: "Ruiz pointed
    out that one is sick, so two are not here"."""
    head = verb.head
    return verb.dep_ == "ccomp" and head.i > verb.i and lemma_of(head) not in SPEECH


def _is_aside(token: Token) -> bool:
    """The start of what the narrator adds about the thing said: ", which …", ", a long …"."""
    relative = token.lower_ in ("which", "where", "who", "whose")
    return (relative or token.dep_ == "appos") and mark_before(token.left_edge) in COMMAS


def _is_said_too(token: Token) -> bool:
    """As in "blamed the council, which he said …": who blames it says that of it too."""
    at = token.i + 1 + (token.doc[min(token.i + 1, len(token.doc) - 1)].text == ",")
    words = token.doc[at : at + 2]
    return len(words) == 2 and words[0].lower_ in ECHOES and lemma_of(words[1]) in SPEECH


def _is_own(token: Token) -> bool:
    """Whether what hangs on the verb goes on in the narrator's voice."""
    if token.dep_ == "conj":
        subject = next((c for c in token.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        joint = token.doc[token.left_edge.i - 1].lower_
        return subject is None or joint == "but" or lemma_of(token) in SAYING
    if token.dep_ == "advcl" and token.tag_ == "VBG" and mark_before(token) == ",":
        return True
    if token.dep_ == "prep" and any(lemma_of(c) in VENUES for c in token.children):
        return True
    if token.dep_ == "prep":
        return token.lower_ in OWN_PREPOSITIONS
    return token.dep_ == "advcl" and (token.left_edge.lower_ in OWN_OPENERS or is_narrated(token))


def _before(token: Token, child: Token) -> Token:
    at = token.left_edge.i - 1
    while (
        at > child.i and token.doc[at].dep_ in ("cc", "punct") and token.doc[at].text not in MARKS
    ):
        at -= 1
    return token.doc[max(at, child.i)]


def _intends_to_say(verb: Token) -> bool:
    """Whether it is yet to be said: "met to discuss 300 cases"."""
    to = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    return to and verb.dep_ in ("advcl", "relcl", "acl")
