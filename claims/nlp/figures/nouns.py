"""What is counted: the noun behind a number with its modifiers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..lexicons.grammar import EMPTY_MODIFIERS
from ..lexicons.numbers import SMALL
from ..lexicons.units import PERIODS, TIMES
from .lemmas import singular
from .lexemes import ADJECTIVE, ADVERB, NOUN, PROPER, VERB, Lexeme, is_plural, low, peek, spelled

FARTHEST = 9
_OWNED = re.compile(r"['’]s?$")
_THESE_DAYS = frozenset({"last", "this", "next"})
_DETERMINERS = frozenset("the its their his her our".split())  # noqa: SIM905
_OPENING = _DETERMINERS | {"a", "an", "each", "every", "this", "that"}


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted: it ends before lexeme ``at``; ``name`` is its lemma with the modifiers that
    say what it is, ``spoken`` all of it as the text says it, ``head`` where its head stands."""

    at: int
    name: str
    spoken: str
    head: int


def counted_after(lexemes: list[Lexeme], at: int, *, of: bool = False) -> Counted | None:
    """The noun phrase that starts at this lexeme.

    ``of`` allows "of (the)" in between, as in "thousands of the city's homes".
    """
    here = at
    if low(lexemes, here) in _OPENING and not of:
        return None  # "3,700 a day" is a rate, "81 the year before" a time
    if low(lexemes, here) == "of":
        owner = low(lexemes, here + 1)
        if not of and owner not in _DETERMINERS and not owner.endswith(("'s", "’s")):
            return None
        here += 1
    if low(lexemes, here) in _THESE_DAYS and singular(low(lexemes, here + 1)) in PERIODS:
        return None  # "6.7 million last night"
    walk = _Walk(lexemes, here, at + FARTHEST)
    walk.go()
    return _models(lexemes, here) or walk.found()


def _models(lexemes: list[Lexeme], first: int) -> Counted | None:
    """As in "63,150 |Model 3s", "two |737s": things called by a name that ends in a number."""
    at = first
    while peek(lexemes, at).kind == "word" and peek(lexemes, at).text[0].isupper():
        at += 1
    digits, ending = peek(lexemes, at), peek(lexemes, at + 1)
    named = at > first or len(digits.text) == 3
    if not (named and digits.text.isdecimal() and ending.text == "s" and ending.glued):
        return None
    return Counted(
        at + 2,
        spelled(lexemes, first, at + 1),
        spelled(lexemes, first, at + 2),
        at,
    )


class _Walk:
    """One walk through a noun phrase, word by word, until something cannot belong to it."""

    def __init__(self, lexemes: list[Lexeme], start: int, stop: int) -> None:
        self._lexemes = lexemes
        self._here = self._start = start
        self._stop = stop
        self._kept: list[int] = []
        self._head = -1

    def go(self) -> None:
        while self._here < min(len(self._lexemes), self._stop) and self._step():
            pass

    def _step(self) -> bool:
        """Take or step over the lexeme here; False where the phrase ends before it."""
        lexeme = self._lexemes[self._here]
        if self._skips(lexeme):
            if lexeme.text == "-":
                self._head = -1  # "flood-related claims": what stands before it is a modifier
            self._here += 1
            return True
        if not self._belongs(lexeme):
            return False
        self._kept.append(self._here)
        self._here += 1
        if lexeme.tag in (NOUN, PROPER) and not lexeme.low.endswith(("'s", "’s", "s'", "s’")):
            self._head = self._kept[-1]
            return not (lexeme.plural and not self._plural_goes_on())
        return True

    def _skips(self, lexeme: Lexeme) -> bool:
        following = peek(self._lexemes, self._here + 1)
        if lexeme.text == "-" and lexeme.glued and self._kept:
            return True
        if lexeme.low in ("and", "or") and self._kept:
            return self._joins(following)
        if self._head >= 0:
            return False
        if lexeme.tag == ADVERB:
            return following.tag in (ADJECTIVE, VERB)
        return lexeme.low in EMPTY_MODIFIERS and lexeme.kind == "word"

    def _joins(self, following: Lexeme) -> bool:
        """Whether an "and" joins modifiers: "civil and military jobs", "Saab and Lada lorries"."""
        before = self._lexemes[self._kept[-1]]
        if before.tag == ADJECTIVE and self._head < 0:
            return following.tag == ADJECTIVE
        if before.tag != PROPER or before.plural or following.tag != PROPER:
            return False
        return self._plural_noun_follows(self._here + 1)

    def _plural_noun_follows(self, at: int) -> bool:
        while peek(self._lexemes, at).tag == PROPER:
            at += 1
        behind = peek(self._lexemes, at)
        return behind.tag == NOUN and behind.plural

    def _belongs(self, lexeme: Lexeme) -> bool:
        if lexeme.kind == "num" and self._head < 0 and self._here > self._start:
            # the number in a name: "six old |125 Otter planes"
            return lexeme.text.isdecimal() and peek(self._lexemes, self._here + 1).tag == PROPER
        if lexeme.kind != "word" or lexeme.low in ("'s", "’s"):
            return False
        if lexeme.low in SMALL and low(self._lexemes, self._here + 1) != "-":
            return False  # the next figure: "membership stood at |840 five years ago"
        if self._head >= 0:
            if lexeme.low in TIMES or lexeme.tag == ADJECTIVE:
                return False
            if lexeme.tag == PROPER and self._lexemes[self._head].plural:
                return False
        if lexeme.tag == VERB:
            hyphenated = low(self._lexemes, self._here - 1) == "-"
            participle = lexeme.low.endswith(("ed", "ing", "en"))
            return self._head < 0 and (participle or hyphenated)
        return lexeme.tag in (NOUN, PROPER, ADJECTIVE)

    def _plural_goes_on(self) -> bool:
        """Whether a plural is only a modifier: "sports clubs", "women drivers"."""
        following = peek(self._lexemes, self._here)
        return following.tag in (NOUN, PROPER) and following.plural and following.kind == "word"

    def found(self) -> Counted | None:
        if self._head < 0:
            return None
        head = self._lexemes[self._head]
        abbreviation = head.text.isupper() and 2 <= len(head.text) <= 5
        plural = head.plural or (head.low.endswith("s") and is_plural(head.low))
        if head.tag == PROPER and not plural and not self._closes_as(abbreviation):
            return None
        if self._lexemes[self._kept[0]].tag == VERB and not head.plural:
            return None  # "a family of |four earning median income"
        words = [self._lexemes[at] for at in self._kept if at < self._head]
        modifiers = [_OWNED.sub("", word.text) for word in words]
        return Counted(
            self._head + 1,
            " ".join([*modifiers, _lemma(head)]),
            spelled(self._lexemes, self._start, self._head + 1),
            self._head,
        )

    def _closes_as(self, abbreviation: bool) -> bool:
        """Whether an abbreviation in capitals closes a bracket or an item: "(0.5 WAR)"."""
        alone = self._head == self._start
        return abbreviation and alone and low(self._lexemes, self._head + 1) in (")", ",", ";")


def _lemma(head: Lexeme) -> str:
    if head.text[:-1].isupper() and head.text.endswith("s") and len(head.text) > 2:
        return head.text[:-1]  # "MPs"
    if head.tag == PROPER and head.plural and head.text.istitle():
        return head.text[0] + singular(head.low)[1:]  # "Americans"
    if head.tag == PROPER:
        return head.lemma or head.text
    if head.lemma and singular(head.low) == head.low and not head.plural:
        return head.low
    return singular(head.low)
