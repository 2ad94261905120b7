"""Pronouns at the head of a statement, led back to a name where that is certain."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from .bodies import Bodies
from .lexicons.asserting import OWN_DOINGS, UNNAMED_PEOPLE
from .lexicons.clauses import IRREGULAR_PAST
from .lexicons.worth import IRREGULAR_PASTS
from .reading import Attribution, Mention, ReadClaim, Sentence

_SUBJECT = re.compile(
    r"(?P<before>(?:[A-Z][^,]{1,60}, )?)(?P<pronoun>[Hh]e|[Ss]he|I)(?P<next>[ '’]\S+)"
)
# A name that nobody knows whose it is: of a place, or of someone the reading missed.
_NAME = re.compile(r"\b(?!The |In |On |At |A |But |And )[A-Z][\w’'-]+ [A-Z][\w’'-]+")
_WE = re.compile(r"(?P<before>(?:[A-Z][^,]{1,60}, )?)(?:[Ww]e (?P<next>\S+)|[Oo]ur\b)")
_OURS = re.compile(r"\bour\b")
# "We now employ": what may stand between "we" and its verb.
_BETWEEN = re.compile(r"(?:now|also|already|still|currently|never|just|only|[a-z]{3,}ly)$")
_NO_PAST = frozenset({"need", "feed", "exceed", "proceed", "succeed"})
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
    "are": "is",
    "were": "was",
    **{word: word for word in "was had did will would could can might should must".split()},  # noqa: SIM905
    **{past: past for past in IRREGULAR_PAST.values()},
}


def lead_back(
    text: str,
    claims: Sequence[ReadClaim],
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
) -> tuple[ReadClaim, ...]:
    """The claims, each with a name instead of the "he", "she", "I" or "we" that heads its
    statement.

    "I" is who is quoted, "we" the body that says it or for which somebody says it. "He" and "she"
    are led back only where just one person is named in this sentence and the one before, and
    nobody is there without a name; else the pronoun stays.
    """
    places = _Places(text, sentences, mentions)
    bodies = Bodies(text, sentences, mentions)
    return tuple(_led_back(_by_its_body(claim, bodies), places) for claim in claims)


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


def _by_its_body(claim: ReadClaim, bodies: Bodies) -> ReadClaim:
    """ "We treated 9,000 patients" and "Our staff grew", as the body's that so speaks of itself."""
    match, speaker = _WE.match(claim.statement), claim.attribution
    if match is None or (speaker is not None and not _is_spoken(speaker)):
        return claim
    name = bodies.of(speaker)
    rest = claim.statement[match.end() :]
    if not name or name.lower() in _PRONOUNS or _FIRST_PERSON.search(_OURS.sub("", rest)):
        return claim
    name = name[0].upper() + name[1:]
    if match["next"] is None:
        subject = f"{name}’" if name.endswith("s") else f"{name}’s"
    else:
        verb, rest = _agreeing_with_one(match["next"], rest)
        if not verb:
            return claim
        subject = f"{name} {verb}"
    return replace(claim, statement=f"{match['before']}{subject}{_OURS.sub('its', rest)}")


def _is_spoken(speaker: Attribution) -> bool:
    """Whether "we" are who speaks, and not who reports it: "Ruiz said we had spent £3m"."""
    direct = speaker.kind in ("direct", "mixed")
    return direct or speaker.rule.startswith("speech beside")


def _agreeing_with_one(word: str, rest: str) -> tuple[str, str]:
    """The word behind "we", and what follows, as they agree with a body's name: "now employ 300" is
    "now employs 300"; empty where in doubt."""
    if _BETWEEN.match(word):
        following, _, beyond = rest.lstrip().partition(" ")
        verb, _ = _agreeing_with_one(following, "") if not _BETWEEN.match(following) else ("", "")
        return (f"{word} {verb}", f" {beyond}") if verb else ("", "")
    if word in _AGREEING:
        return _AGREEING[word], rest
    if word in IRREGULAR_PASTS or (re.fullmatch(r"[a-z]{2,}ed", word) and word not in _NO_PAST):
        return word, rest
    return (_third_person(word) if word in OWN_DOINGS else ""), rest


def _third_person(verb: str) -> str:
    if re.search(r"(?:s|x|z|ch|sh|o)$", verb):
        return f"{verb}es"
    return f"{verb[:-1]}ies" if re.search(r"[^aeiou]y$", verb) else f"{verb}s"


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
