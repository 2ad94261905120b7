"""Pronouns at the head of a statement, led back to a name where that is certain."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from .lexicons.asserting import UNNAMED_PEOPLE
from .lexicons.clauses import IRREGULAR_PAST
from .reading import Attribution, Mention, ReadClaim, Sentence

_SUBJECT = re.compile(
    r"(?P<before>(?:[A-Z][^,]{1,60}, )?)(?P<pronoun>[Hh]e|[Ss]he|I)(?P<next>[ '’]\S+)"
)
# A name that nobody knows whose it is: of a place, or of someone the reading missed.
_NAME = re.compile(r"\b(?!The |In |On |At |A |But |And )[A-Z][\w’'-]+ [A-Z][\w’'-]+")
_FIRST_PERSON = re.compile(r"\b(?:I|me|my|mine|myself|we|us|our|ours)\b", re.IGNORECASE)
_UNNAMED = re.compile(rf"\b(?:{'|'.join(sorted(UNNAMED_PEOPLE))})\b", re.IGNORECASE)
_PRONOUNS = frozenset({"i", "he", "she", "it", "we", "they", "who"})
# What a verb beside "I" becomes beside a name; all others but past forms are left alone.
_AGREEING = {
    "am": "is",
    "'m": "is",
    "’m": "is",
    "have": "has",
    "'ve": "has",
    "’ve": "has",
    "do": "does",
    **{word: word for word in "was had did will would could can might should must".split()},  # noqa: SIM905
    **{past: past for past in IRREGULAR_PAST.values()},
}


def lead_back(
    text: str,
    claims: Sequence[ReadClaim],
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
) -> tuple[ReadClaim, ...]:
    """The claims, each with a name instead of the "he", "she" or "I" that heads its statement.

    "I" is who is quoted. "He" and "she" are led back only where just one person is named in this
    sentence and the one before, and nobody is there without a name; else the pronoun stays.
    """
    places = _Places(text, sentences, mentions)
    return tuple(_led_back(claim, places) for claim in claims)


class _Places:
    """Who is named where."""

    def __init__(
        self, text: str, sentences: Sequence[Sentence], mentions: Sequence[Mention]
    ) -> None:
        self._text = text
        self._sentences = [sentence.start for sentence in sentences]
        self._people = [mention for mention in mentions if mention.kind == "person"]
        self._starts = [mention.start for mention in self._people]
        self._ends = sorted(mention.end for mention in mentions)

    def only_person_before(self, at: int, speaker: Attribution | None) -> str:
        """The one person named from the sentence before up to here, or as who says it."""
        here = bisect_right(self._sentences, at) - 1
        start = self._sentences[max(0, here - 1)] if self._sentences else 0
        people = self._people[bisect_left(self._starts, start) : bisect_left(self._starts, at)]
        names = {mention.name for mention in people}
        if speaker is not None:
            names.add(speaker.name)
        if len(names) != 1 or _UNNAMED.search(self._text, start, at):
            return ""
        if any(not self._is_known(name) for name in _NAME.finditer(self._text, start, at)):
            return ""
        return names.pop()

    def _is_known(self, name: re.Match[str]) -> bool:
        at = bisect_right(self._ends, name.start())
        return at < len(self._ends) and self._ends[at] <= name.end()


def _led_back(claim: ReadClaim, places: _Places) -> ReadClaim:
    match = _SUBJECT.match(claim.statement)
    if match is None:
        return claim
    following = match["next"]
    if match["pronoun"] == "I":
        name, following = _who_speaks(claim, match)
    else:
        name = _who_is_meant(claim, places)
    named = name[:1].isupper() and name.lower() not in _PRONOUNS
    # "He's" may be "is" or "has".
    if not named or name.startswith("The ") or not following.startswith(" "):
        return claim
    rest = claim.statement[match.end() :]
    return replace(claim, statement=f"{match['before']}{name}{following}{rest}")


def _who_is_meant(claim: ReadClaim, places: _Places) -> str:
    speaker = claim.attribution
    if speaker is None:
        return places.only_person_before(claim.start, None)
    if speaker.kind == "direct" or speaker.source_kind != "person":
        return ""
    return places.only_person_before(claim.start, speaker)


def _who_speaks(claim: ReadClaim, match: re.Match[str]) -> tuple[str, str]:
    """Who is quoted, and the word after "I" as it agrees with a name; empty where in doubt."""
    speaker, word = claim.attribution, match["next"].strip()
    agreeing = word if re.fullmatch(r"[a-z]{2,}ed", word) else _AGREEING.get(word, "")
    others = _FIRST_PERSON.search(claim.statement, match.end("pronoun"))
    if speaker is None or speaker.kind != "direct" or not agreeing or others:
        return "", ""
    return speaker.name, f" {agreeing}"
