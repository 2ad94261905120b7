"""Clauses by the dependency parse: coordination, contrast, relative and participle clauses."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from .clauses import SENTENCE_RULE, Clause, whole, without
from .lexicons.clauses import (
    ALTERNATIVES,
    CONDITIONS,
    CONTRASTING,
    NO_SCOPE,
    RELATIVE_SUBJECTS,
    RELATIVE_WORDS,
    SCOPE_OPENERS,
    SUMMING_UP,
    TIMING,
)
from .lexicons.reporting import SAYING
from .reading import Figure, Sentence, Span
from .verbs import finite_form

_VERBAL = ("VERB", "AUX")
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_MAIN = ("ROOT", "ccomp", "conj", "parataxis")
_DASHES = ("–", "—", "―")
_MARKS = (",", ";", ":", "-", "(", *_DASHES)
# How far a look up the tree goes, so that a sentence without end costs no more than its length.
_FARTHEST = 25
_LONGEST_LEAD = 15


@dataclass(slots=True)
class _Cut:
    """A clause in the making: tokens ``first`` to ``last``, told from ``opening`` on.

    ``alone`` cuts it out even where nothing else in the sentence has a figure, ``idle`` even
    where it has none itself. ``shares`` is the first of the verbs whose subject it shares, and
    ``verb`` what stands for its participle.
    """

    head: Token
    first: int
    last: int
    opening: int
    rule: str
    alone: bool = False
    idle: bool = False
    lead: tuple[Span, ...] = ()
    shares: Token | None = None
    verb: str = ""
    sums_up: bool = False


class ParsedClauses:
    """Cuts the sentences of one parsed Doc."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._starts = [token.idx for token in doc]

    def asserts(self, start: int, end: int) -> bool:
        """Whether a passage holds a finite verb with its subject."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return any(
            token.dep_ in _SUBJECTS
            and first <= token.head.i < last
            and (finite := _finite_of(token.head)) is not None
            and first <= finite.i < last
            for token in self._doc[first:last]
        )

    def cut(self, sentence: Sentence, figures: Sequence[Figure]) -> list[Clause]:
        first = bisect_left(self._starts, sentence.start)
        last = bisect_left(self._starts, sentence.end)
        at = [bisect_right(self._starts, figure.start) - 1 for figure in figures]
        cuts = _worth_it([cut for i in range(first, last) if (cut := _cut_at(self._doc[i]))], at)
        if not cuts:
            return [whole(sentence)]
        return self._built(first, last, cuts)

    def _built(self, first: int, last: int, cuts: list[_Cut]) -> list[Clause]:
        """Clauses from nested cuts, the sentence itself as the outermost."""
        root = _Cut(self._doc[first], first, last, first, SENTENCE_RULE)
        inner: dict[int, list[_Cut]] = {id(root): []}
        stack = [root]
        for cut in sorted(cuts, key=lambda cut: (cut.first, -cut.last)):
            while stack[-1].last <= cut.first:
                stack.pop()
            inner[id(stack[-1])].append(cut)
            inner[id(cut)] = []
            stack.append(cut)
        found: list[Clause] = []
        waiting: list[tuple[_Cut, tuple[Span, ...]]] = [(root, ())]
        while waiting:
            cut, lead = waiting.pop()
            holes = [self._hole(child, cut) for child in inner[id(cut)]]
            parts = without(self._chars(cut.first, cut.last), holes)
            told: tuple[Span | str, ...] = without(self._chars(cut.opening, cut.last), holes)
            if cut.verb:
                told = (cut.verb, *told)
            rule = "clause with a figure" if cut is root else cut.rule
            found.append(Clause(parts, told, rule, lead))
            for child in inner[id(cut)]:
                waiting.append((child, self._lead(child, cut, lead, parts, holes)))
        return sorted(found, key=lambda clause: clause.parts)

    def _lead(
        self,
        cut: _Cut,
        outer: _Cut,
        lead: tuple[Span, ...],
        parts: tuple[Span, ...],
        holes: list[Span],
    ) -> tuple[Span, ...]:
        """What goes before a clause inside ``outer``, whose own lead and parts are given."""
        if cut.sums_up:
            return (*lead, *(span for span in parts if span[0] < self._starts[cut.first]))
        if cut.shares is None:
            return cut.lead
        verb = cut.shares
        if verb.i <= outer.opening:
            return lead
        left_out = [*holes, *_auxiliaries_left_out(verb, cut.head)]
        span = (self._starts[outer.opening], verb.idx)
        return (*lead, *without(span, sorted(left_out)))

    def _chars(self, first: int, last: int) -> Span:
        if first >= last:
            return self._starts[last - 1], self._starts[last - 1]
        end = self._doc[last - 1]
        return self._starts[first], end.idx + len(end)

    def _hole(self, cut: _Cut, outer: _Cut) -> Span:
        """A clause with the comma and the "and" that tie it to the one around it."""
        first, last = cut.first, cut.last
        while first - 1 > outer.first and _joins(self._doc[first - 1]):
            first -= 1
        comma = self._doc[first].text in (",", "(", *_DASHES)
        if comma and last < outer.last and self._doc[last].text in (",", ")", *_DASHES):
            last += 1
        return self._chars(first, last)


def _joins(token: Token) -> bool:
    return token.text in _MARKS or token.lower_ in ("and", "but", "yet", "so", "then")


def _worth_it(cuts: list[_Cut], figures: list[int]) -> list[_Cut]:
    """The cuts that leave a verdict on each side, or a clause without what is not its own."""
    kept: list[_Cut] = []
    taken: set[int] = set()
    for cut in sorted(cuts, key=lambda cut: cut.last - cut.first):
        inside = figures[bisect_left(figures, cut.first) : bisect_left(figures, cut.last)]
        own = [at for at in inside if at not in taken]
        others = len(figures) - len(inside)
        if (own and (others or cut.alone)) or (not own and cut.idle):
            kept.append(cut)
            taken.update(own)
    return kept


def _cut_at(token: Token) -> _Cut | None:
    """The clause whose verb this token is, where it is one that can be cut out."""
    cutter = _CUTTERS.get(token.dep_)
    if cutter is None or token.pos_ not in _VERBAL or _under_condition(token):
        return None
    return cutter(token)


def _under_condition(token: Token) -> bool:
    here = token
    for _ in range(_FARTHEST):
        if here.dep_ in ("advcl", "ccomp", "pcomp") and here.left_edge.lower_ in CONDITIONS:
            return True
        if here.dep_ == "ROOT":
            return False
        here = here.head
    return True


def _stands_alone(verb: Token) -> bool:
    """Whether a finite clause has its subject before its verb, and leans on no other clause."""
    subject = _subject(verb)
    if subject is None or not _is_finite(verb) or subject.i > verb.i:
        return False
    words = verb.doc[subject.left_edge.i : subject.i + 1]
    return not any(token.lower_ in RELATIVE_WORDS for token in (*words, *subject.children))


def _coordinated(verb: Token) -> _Cut | None:
    """As in "… and imports fell 3%", "… and beat the forecast by 2 points"."""
    if verb.head.pos_ not in _VERBAL:
        return None
    first = verb.left_edge.i
    joint = _joint(verb, first)
    if joint & ALTERNATIVES or not joint:
        return None
    if verb.tag_ == "VBG" and verb.head.tag_ == "VBG" and verb.head.dep_ == "advcl":
        return _participle(verb, verb.head, joint)
    cut = _Cut(verb, first, verb.right_edge.i + 1, first, "coordinated clause")
    if _subject(verb) is not None:
        if not _stands_alone(verb):
            return None
        cut.opening += verb.doc[first].lower_ == "that" and verb.doc[first].dep_ == "mark"
        cut.alone = cut.idle = bool(joint & (CONTRASTING | {";"}))
        cut.idle = cut.idle or "and" in joint
        cut.lead = _scope_before(_first_of(verb), verb)
        return cut
    listed = any(child.dep_ == "cc" for child in verb.children)
    cut.shares = _first_of(verb)
    cut.rule = "shared subject"
    joined = listed or bool(joint & {"and", "but", "yet", "then"})
    return cut if joined and _can_share(cut.shares, verb) else None


def _joint(verb: Token, first: int) -> set[str]:
    """The words and marks between two clauses."""
    words = set()
    for at in range(first - 1, max(verb.head.i, first - 5), -1):
        token = verb.doc[at]
        if not (token.dep_ in ("cc", "punct", "advmod") or token.text in _MARKS):
            break
        words.add(token.lower_)
    return words


def _first_of(verb: Token) -> Token:
    """The first of the verbs that this one is joined to, up to the one with the subject."""
    here = verb.head
    for _ in range(_FARTHEST):
        if here.dep_ != "conj" or _subject(here) is not None or here.head.pos_ not in _VERBAL:
            break
        here = here.head
    return here


def _can_share(first: Token, verb: Token) -> bool:
    """Whether the subject, and what it does with the first verb, go with this verb too."""
    if first.dep_ not in ("ROOT", "ccomp", "xcomp", "conj", "relcl", "parataxis"):
        return False
    owner = first
    while owner.dep_ == "xcomp" and _subject(owner) is None:
        owner = owner.head
    subject = _subject(owner)
    if subject is None or subject.i > first.i:
        return False
    before = verb.head
    complete = any(
        c.i > before.i and c.dep_ not in ("cc", "conj", "punct") for c in before.children
    )
    fits = _is_finite(verb) if _is_finite(first) and first.tag_ != "VBN" else True
    alike = verb.tag_ == first.tag_ or {verb.tag_, first.tag_} <= {"VBD", "VBN"}
    return complete and verb.tag_ != "VBG" and (fits or alike) and (alike or _is_finite(verb))


def _auxiliaries_left_out(first: Token, verb: Token) -> list[Span]:
    """The "has", "was", "not" of the first verb, where the second is finite without them."""
    own = any(child.dep_ in ("aux", "auxpass") for child in verb.children)
    if not own and verb.tag_ not in _FINITE:
        return []
    between = [
        child
        for child in first.children
        if child.i < first.i and child.dep_ in ("aux", "auxpass", "neg", "advmod")
        and child.i > (subject.i if (subject := _subject(first)) is not None else -1)
    ]  # fmt: skip
    perfect = any(child.lemma_ == "have" for child in between)
    if perfect and verb.tag_ == "VBD" and not own:
        return []
    return [(child.idx, child.idx + len(child)) for child in between]


def _adverbial(verb: Token) -> _Cut | None:
    """As in "while imports fell 3%", "after sales fell 20%", "…, killing 12 people"."""
    first, last = verb.left_edge.i, verb.right_edge.i + 1
    opener = verb.doc[first]
    if opener.lower_ in ("even", "just") and first + 1 < verb.i:
        opener = verb.doc[first + 1]
    word = opener.lower_
    if word in CONTRASTING | TIMING and _stands_alone(verb):
        if opener.head.i != verb.i or verb.head.dep_ not in _MAIN:
            return None
        cut = _Cut(verb, first, last, opener.i + 1, f"clause with {word}")
        # "while", with no comma before it, says when.
        apart = first < verb.head.i or verb.doc[first - 1].text in _MARKS
        cut.alone = cut.idle = apart and word in CONTRASTING
        if first > verb.head.i:
            cut.lead = _scope_before(verb.head, verb)
        return cut
    return _participle(verb, verb, {verb.doc[first - 1].text if first else ""})


def _participle(verb: Token, leader: Token, joint: set[str]) -> _Cut | None:
    """As in "…, killing 12 people and injuring 40": ``leader`` is the first of several."""
    first, last = verb.left_edge.i, verb.right_edge.i + 1
    if verb.tag_ != "VBG" or not joint & {",", "and"} or verb.i - first > 1:
        return None
    lemma, main = verb.lemma_.lower(), leader.head
    if lemma in SAYING or any(child.dep_ in ("mark", "aux") for child in verb.children):
        return None
    cut = _Cut(verb, first, last, verb.i + 1, "participle clause")
    if lemma in SUMMING_UP:
        cut.opening, cut.sums_up, cut.verb = first, True, ","
        return cut if first > main.i else None
    main = main if main.dep_ != "conj" else _with_subject(main)
    subject, finite = _subject(main), _finite_of(main)
    if subject is None or finite is None or subject.i > verb.i:
        return None
    cut.lead = (_phrase(subject, main),)
    tense = "VBD" if finite.i != main.i and finite.lemma_ == "have" else finite.tag_
    plural = subject.tag_ in ("NNS", "NNPS") or subject.lower_ in ("they", "we", "you", "i")
    cut.verb = finite_form(lemma, tense, finite.text, plural=plural)
    return cut


def _relative(verb: Token) -> _Cut | None:
    """As in "…, which employs 300 people, …", "…, whose 300 members …"."""
    first, last = verb.left_edge.i, verb.right_edge.i + 1
    if first == 0 or verb.doc[first - 1].text not in (",", "(", *_DASHES):
        return None
    pronoun, noun = verb.doc[first], verb.head
    if noun.pos_ not in ("NOUN", "PROPN") or not _is_finite(verb):
        return None
    lead = _phrase(noun, verb)
    if not 0 < first - noun.left_edge.i <= _LONGEST_LEAD:
        return None
    cut = _Cut(verb, first, last, first + 1, "relative clause", alone=True, lead=(lead,))
    following = verb.doc[last] if last < len(verb.doc) else None
    cut.idle = following is None or following.text in (",", ".", ")", ";", *_DASHES)
    if pronoun.lower_ in RELATIVE_SUBJECTS and pronoun.dep_ in _SUBJECTS and pronoun.head == verb:
        return cut
    if pronoun.lower_ == "whose":
        cut.verb = "'" if noun.text.endswith("s") else "'s"
        return cut
    return None


def _beside(verb: Token) -> _Cut | None:
    """As in "Exports rose 4%; imports fell 3%", of which a parser hangs one under the other."""
    if not _stands_alone(verb):
        return None
    first, last = verb.left_edge.i, verb.right_edge.i + 1
    behind = verb.i > verb.head.i
    at = first - 1 if behind else last
    mark = verb.doc[at].text if 0 <= at < len(verb.doc) else ""
    if mark not in ((";", ":", *_DASHES) if behind else (";", ",", ":", *_DASHES)):
        return None
    if mark != ";" and verb.head.lemma_.lower() in SAYING:
        return None
    cut = _Cut(verb, first, last, first, "clause beside another")
    cut.alone = cut.idle = mark == ";"
    return cut


_CUTTERS: dict[str, Callable[[Token], _Cut | None]] = {
    "conj": _coordinated,
    "advcl": _adverbial,
    "relcl": _relative,
    "ccomp": _beside,
    "parataxis": _beside,
}


def _subject(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_ in _SUBJECTS), None)


def _with_subject(verb: Token) -> Token:
    return verb if _subject(verb) is not None else _first_of(verb)


def _finite_of(verb: Token) -> Token | None:
    """The finite word of a verb: itself, or its auxiliary."""
    if verb.tag_ in _FINITE:
        return verb
    return next((c for c in verb.children if c.tag_ in _FINITE and c.dep_[:3] == "aux"), None)


def _is_finite(verb: Token) -> bool:
    """Whether a verb is finite; "40 shops closed" is, though a tagger may take it for passive."""
    if _finite_of(verb) is not None:
        return True
    return verb.tag_ == "VBN" and any(child.dep_ == "nsubj" for child in verb.children)


def _phrase(noun: Token, before: Token) -> Span:
    """The noun phrase, without the clauses that hang on it, as far as it stands before a verb."""
    last = noun.right_edge.i
    for child in noun.children:
        if child.i > noun.i and child.dep_ in ("relcl", "acl", "punct", "appos", "cc", "conj"):
            last = min(last, child.left_edge.i - 1)
    last = max(noun.i, min(last, before.i - 1))
    end = noun.doc[last]
    return noun.left_edge.idx, end.idx + len(end)


def _scope_before(first: Token, verb: Token) -> tuple[Span, ...]:
    """The fronted "In 2015," of the first clause, which holds for this one as well."""
    if _fronted(verb):
        return ()
    return tuple(_fronted(first))


def _fronted(verb: Token) -> list[Span]:
    subject = _subject(verb)
    if subject is None:
        return []
    found = []
    for child in verb.children:
        if child.i >= subject.i:
            break
        opener = child.left_edge
        short = child.right_edge.i - opener.i < _LONGEST_LEAD
        if not short or opener.lower_ not in SCOPE_OPENERS:
            continue
        words = verb.doc[opener.i : child.right_edge.i + 1]
        if any(token.lower_ in NO_SCOPE for token in words):
            continue
        end = verb.doc[min(child.right_edge.i + 1, len(verb.doc) - 1)]
        stop = end if end.text == "," else child.right_edge
        found.append((opener.idx, stop.idx + len(stop)))
    return found
