"""Which words of a sentence belong to which figure, by the dependency parse."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from .holding import Phrase
from .lexicons.holding import BODIES, EVENT_OPENERS
from .reading import Figure, Span

_PLACE_KINDS = ("GPE", "LOC")
# Links of the tree that lead out of a clause.
_OUT_OF_A_CLAUSE = frozenset(
    ("relcl", "acl", "advcl", "ccomp", "pcomp", "csubj", "parataxis", "appos")
)
# "In United States taxes" is no place, and "in 2015 dollars" no date.
_MODIFYING = ("compound", "nmod", "amod", "poss", "nummod")
_NARROWING_LINKS = ("prep", "acl", "amod", "advmod")
# How far a look up the tree goes, so that a sentence without end costs no more than its length.
_FARTHEST = 25


class ParsedBonds:
    """Answers for all sentences of one parsed Doc."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._starts = [token.idx for token in doc]
        self._places = [
            (ent.start_char, ent.end_char) for ent in doc.ents if ent.label_ in _PLACE_KINDS
        ]

    def places(self, start: int, end: int) -> list[Span]:
        """The names of places in a passage."""
        low, high = bisect_left(self._places, (start, 0)), bisect_left(self._places, (end, 0))
        return self._places[low:high]

    def together(self, phrase: Phrase, figure: Figure) -> bool:
        """Whether both belong to one clause; a fronted phrase also holds for the clauses that are
        joined to the one it opens."""
        last = self._token(phrase.end - 1)
        if last.dep_ in _MODIFYING and last.head.i > last.i:
            return False
        opener = self._head(phrase.start, phrase.end)
        named = opener.dep_ == "prep" and opener.head.pos_ == "PROPN" and opener.head.i < opener.i
        if named and not figure.start <= opener.head.idx < figure.end:
            # "The University in Albany", whatever it counts; but "-5 °C in Varn" is no name.
            return False
        above = self._up(opener.head if opener.dep_ != "ROOT" else opener)
        meeting = {token.i: at for at, token in enumerate(above)}
        counted = self._up(self._head(figure.start, figure.end))
        for at, token in enumerate(counted):
            if token.i in meeting:
                own, others = counted[:at], above[: meeting[token.i]]
                if any(step.lower_ in EVENT_OPENERS for step in others):
                    return False
                return not any(_leaves(step, fronted=phrase.fronted) for step in own) and not any(
                    _leaves(step, fronted=False) for step in others
                )
        return False

    def reach(self, at: int, noun: int) -> int:
        """Where a phrase ends that opens at ``at`` and hangs on the noun that ends at ``noun``."""
        opener = self._token(at)
        if opener.idx != at or opener.dep_ not in _NARROWING_LINKS:
            return at
        head = opener.head
        if not (head.idx < at and head.idx + len(head) == noun):
            return at
        last = max([opener.right_edge.i, *(one.right_edge.i for one in _joined_places(head))])
        for token in self._doc[opener.i : last + 1]:
            if token.dep_ == "relcl" or token.text in (",", ";", "–", "—", "("):
                last = max(opener.i, min(last, token.left_edge.i, token.i) - 1)
                break
        if last == opener.i:
            return at
        end = self._doc[last]
        return end.idx + len(end)

    def _token(self, at: int) -> Token:
        return self._doc[max(0, bisect_right(self._starts, at) - 1)]

    def _head(self, start: int, end: int) -> Token:
        """The token of a passage that hangs on one outside it."""
        first = self._token(start)
        here = first
        for _ in range(_FARTHEST):
            above = here.head
            if above.i == here.i or not (start <= above.idx < end):
                return here
            here = above
        return here

    def _up(self, token: Token) -> list[Token]:
        """A token and what it hangs on, up to the root."""
        path = [token]
        while len(path) < _FARTHEST and path[-1].dep_ != "ROOT":
            path.append(path[-1].head)
        return path


def _joined_places(noun: Token) -> Iterator[Token]:
    """What a parser joins to "people" in "people from Russia and states of the Union"."""
    for child in noun.children:
        if child.dep_ == "conj" and (
            child.lemma_.lower() in BODIES or child.ent_type_ in _PLACE_KINDS
        ):
            yield child


def _leaves(token: Token, *, fronted: bool) -> bool:
    """Whether a step up from this token leaves its clause."""
    if token.dep_ == "conj":
        return not fronted and token.pos_ in ("VERB", "AUX")
    if token.dep_ == "advcl" and fronted:
        return False
    return token.dep_ in _OUT_OF_A_CLAUSE
