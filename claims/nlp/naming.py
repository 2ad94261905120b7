"""Names led back to the fullest one in the document: pronouns, short names, "the ministry"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .lexicons.titles import (
    BODIES,
    CALLINGS,
    COMPANY_ENDINGS,
    FEMALE,
    GROUP_PRONOUNS,
    MALE,
    ONLY_SEEN,
    PAPERS,
    PERSON_PRONOUNS,
    TITLES,
)
from .mentions import head_of, key_of, one_kind_per_name
from .reading import Attribution, Mention

LONGEST_NAME = 80
# How many mentions back a pronoun may reach, and how many characters back "the company" may.
MENTIONS_BACK = 30
FURTHEST = 6000
BODIES_BACK = 200
LINES_BACK = 300
_TITLE_BEFORE, _CALLING_BEHIND = 45, 60
_ARTICLE = re.compile(r"^(?:the|this|that|a|an|its|their|our)\s+", re.IGNORECASE)
_DEFINITE = re.compile(r"(?:the|this|that)\s+((?:[a-z][\w-]*\s+){0,2}[a-z][\w-]*)$", re.IGNORECASE)
_DEFINED = re.compile(
    r"((?:[A-Z][\w'’-]*,? (?:(?:of|for|and|the|on|in|to) ){0,2}){2,8})\(([A-Z]{2,8})\)"
)
# Words before a name that make it depend on another noun: "a lawyer for Ruiz".
_DEPENDS = re.compile(
    r"\b(?:of|for|to|with|in|at|from|by|about|on|behind|against)\s+(?:the\s+)?$", re.IGNORECASE
)
# Between "its director" and the name: a comma, and perhaps a title.
_AND_NAME = re.compile(r", (?:[A-Z][a-z]{0,12}\.? )?")
# "The company", "the health ministry" in the lines before an "it".
_BODY_BEFORE = re.compile(
    rf"\b[Tt]he (?:[a-z]+ ){{0,2}}(?:{'|'.join(sorted(BODIES | COMPANY_ENDINGS))})\b"
)
_SENTENCE_END = re.compile(r"(?:^|[.!?”\"]\s+|\n\s*)$")


@dataclass(frozen=True, slots=True)
class Who:
    """Who is meant, by the fullest name, and whether it is a person or an organisation."""

    name: str
    kind: str


class NameBook:
    """All mentions of a document, by the last word of the name."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self._text = text
        self._mentions = one_kind_per_name(sorted(mentions, key=lambda mention: mention.start))
        self._starts = [mention.start for mention in self._mentions]
        self._fullest = _fullest(self._mentions)
        self._acronyms = self._known_acronyms()
        self._gender: dict[str, str] = {}
        # Where a person is given a title or calling, and where a body was named, in order.
        self._callings: dict[str, list[tuple[int, str, frozenset[str]]]] = defaultdict(list)
        self._bodies: list[tuple[int, str]] = []
        for mention in self._mentions:
            self._note(mention)

    def _known_acronyms(self) -> dict[str, str]:
        """By initials of the bodies named, and by what the text itself puts in brackets."""
        known = {
            "".join(word[0] for word in name.split() if word[0].isupper()): name
            for (kind, _), name in self._fullest.items()
            if kind == "organisation" and len(name.split()) > 2
        }
        for match in _DEFINED.finditer(self._text):
            words = match[1].replace(",", "").split()
            for at in range(len(words)):
                initials = "".join(word[0] for word in words[at:] if word[0].isupper())
                if initials == match[2]:
                    known[match[2]] = " ".join(words[at:])
                    break
        return known

    def _note(self, mention: Mention) -> None:
        name = self.full(mention)
        if mention.kind == "organisation":
            self._bodies.append((mention.start, name))
            return
        before = self._text[max(0, mention.start - _TITLE_BEFORE) : mention.start]
        before = re.split(r"[!?\n]|[.,;:] (?=[^.]*$)", before)[-1].lower()
        titles = [word.strip(".,") for word in before.split()][-4:]
        behind = re.match(
            rf",? (?:who is |is )?(?:the|a|an) ([a-z][^,.;:!?\n]{{2,{_CALLING_BEHIND}}})",
            self._text[mention.end : mention.end + _CALLING_BEHIND + 10],
        )
        callings = behind[1].lower().split() if behind else []
        if {*titles[-2:]} & FEMALE or {*callings[:3]} & FEMALE:
            self._gender.setdefault(name, "she")
        elif {*titles[-2:]} & MALE or {*callings[:3]} & MALE:
            self._gender.setdefault(name, "he")
        words = frozenset((*titles, *callings))
        for word in words & CALLINGS:
            self._callings[word].append((mention.start, name, words))

    def full(self, mention: Mention) -> str:
        """The fullest name of this mention's person or organisation."""
        own = mention.name
        if mention.kind == "organisation":
            return self._acronyms.get(own, own)
        fullest = self._fullest[key_of(mention)]
        words = own.lower().split()
        if len(words) > 1 and words[0] not in fullest.lower().split():
            return own
        return fullest

    def resolved(self) -> tuple[Mention, ...]:
        """The mentions in order, each with its fullest name."""
        return tuple(replace(mention, name=self.full(mention)) for mention in self._mentions)

    def inside(self, start: int, end: int) -> list[Mention]:
        """The mentions that lie in a passage."""
        low = bisect_left(self._starts, start)
        return [m for m in self._mentions[low : bisect_left(self._starts, end)] if m.end <= end]

    def name(self, said: Sequence[Attribution]) -> list[Attribution]:
        """Give every attribution the full name of its source."""
        found = []
        speaker: Who | None = None
        spoke_at = 0
        for one in said:
            if not one.source or one.kind == "own":
                found.append(one)
                continue
            start, end = head_of(self._text, *one.source[0])
            surface = " ".join(self._text[start:end].split())[:LONGEST_NAME]
            low = surface.lower()
            if one.name:
                who = self._stood_for(one.name, start)
            elif low in PERSON_PRONOUNS:
                who = self._person(start, PERSON_PRONOUNS[low], speaker, spoke_at)
            elif low in GROUP_PRONOUNS:
                who = self._group(start, low, speaker)
            else:
                who = self._named(start, end, surface)
            kind = "person" if low in PERSON_PRONOUNS else ""
            found.append(
                replace(
                    one,
                    name=who.name if who else (one.name or surface),
                    source_kind=who.kind if who else kind,
                )
            )
            if who:
                speaker, spoke_at = who, start
        return found

    def _stood_for(self, surface: str, at: int) -> Who | None:
        """Whom a "who" or "which" stands for, by the name in the noun phrase before it."""
        low = at - len(surface) - 40
        within = [m for m in self.inside(max(0, low), at) if m.text in surface]
        if within:
            return Who(self.full(within[-1]), within[-1].kind)
        words = surface.lower().split()
        for begin in range(len(words)):
            if name := self._fullest.get(("person", words[begin])):
                return Who(name, "person")
            if name := self._fullest.get(("organisation", " ".join(words[begin:]))):
                return Who(name, "organisation")
        return self._called(at, surface)

    def _named(self, start: int, end: int, surface: str) -> Who:
        """A person named in the noun phrase, else an organisation, else the phrase itself."""
        inside = [m for m in self.inside(start, end) if self._is_head(m, start, end, surface)]
        people = [mention for mention in inside if mention.kind == "person"]
        if people:
            return Who(self.full(people[0]), "person")
        if inside and not set(_words(surface)) & (TITLES | {"a", "an"} - {"executive"}):
            return Who(self.full(inside[0]), "organisation")
        if behind := self._named_behind(end):
            return behind
        papers = self._whose_paper(start, end, surface)
        return papers or self._called(start, surface) or _by_its_words(surface)

    def _named_behind(self, end: int) -> Who | None:
        """Of "its chief executive, Paul Winter," the name behind the comma."""
        at = bisect_left(self._starts, end)
        if at == len(self._starts):
            return None
        mention = self._mentions[at]
        between = self._text[end : mention.start]
        follows = mention.kind == "person" and _AND_NAME.fullmatch(between[:30])
        return Who(self.full(mention), "person") if follows else None

    def _is_head(self, mention: Mention, start: int, end: int, surface: str) -> bool:
        """Whether the phrase is about this one, not about its lawyer or its report."""
        if self._text[mention.end : mention.end + 2] in ("'s", "’s"):
            return False
        if mention.kind == "organisation" and mention.end < end:
            return False
        return not _DEPENDS.search(self._text[start : mention.start])

    def _whose_paper(self, start: int, end: int, surface: str) -> Who | None:
        """Of "a poll by X" and "data from X", X."""
        words = _words(surface)
        at = next((n for n, word in enumerate(words) if word in ("by", "from")), 0)
        if not at or words[at - 1] in ONLY_SEEN or not set(words[:at]) & PAPERS:
            return None
        offset = re.search(r"\b(?:by|from)\s+", self._text[start:end])
        if offset is None:
            return None
        begin = start + offset.end()
        rest = " ".join(self._text[begin:end].split())
        inside = [m for m in self.inside(begin, end) if m.end == end]
        if inside:
            return Who(self.full(inside[0]), inside[0].kind)
        return self._called(begin, rest) or _by_its_words(rest) if rest else None

    def _called(self, at: int, surface: str) -> Who | None:
        """Whom "the mayor", "the ministry" or "the company" means."""
        match = _DEFINITE.match(surface)
        if match is None:
            return None
        words = frozenset(match[1].lower().split())
        last = match[1].lower().split()[-1]
        callings = self._callings.get(last, [])
        until = bisect_left(callings, (at,))
        for _, name, known in callings[max(0, until - MENTIONS_BACK) : until][::-1]:
            if words <= known:
                return Who(name, "person")
        by_kind = last in BODIES and len(words) == 1
        nearest = ""
        until = bisect_left(self._bodies, (at, ""))
        for place, name in self._bodies[max(0, until - BODIES_BACK) : until][::-1]:
            if words <= set(name.lower().split()) and len(name.split()) > len(words):
                return Who(name, "organisation")
            if by_kind and not nearest and at - place < FURTHEST:
                nearest = name
        return Who(nearest, "organisation") if nearest else None

    def _person(self, at: int, wanted: str, speaker: Who | None, spoke_at: int) -> Who | None:
        """Whom "he" or "she" means: a person who opened a sentence since the last speaker, the
        last speaker, or the last person before."""

        def fits(name: str) -> bool:
            return self._gender.get(name, wanted) == wanted

        low = bisect_right(self._starts, at)
        nearby = self._mentions[max(0, low - MENTIONS_BACK) : low][::-1]
        people = [m for m in nearby if m.kind == "person" and fits(self.full(m))]
        opening = next((m for m in people if self._opens_sentence(m)), None)
        spoke = speaker is not None and speaker.kind == "person" and fits(speaker.name)
        name = ""
        if opening and not (spoke and opening.start <= spoke_at):
            name = self.full(opening)
        elif speaker and spoke:
            name = speaker.name
        elif people:
            name = self.full(people[0])
        if not name:
            return None
        self._gender.setdefault(name, wanted)
        return Who(name, "person")

    def _opens_sentence(self, mention: Mention) -> bool:
        before = self._text[max(0, mention.start - 30) : mention.start]
        return bool(_SENTENCE_END.search(before.rstrip(" ") + " " if before.strip() else ""))

    def _group(self, at: int, pronoun: str, speaker: Who | None) -> Who | None:
        """What "it" or "they" means: the last speaker if no person, else the last body named."""
        if speaker and speaker.kind != "person":
            return speaker
        if pronoun not in ("it", "its"):
            return None
        place = bisect_left(self._bodies, (at, "")) - 1
        if place >= 0 and at - self._bodies[place][0] < FURTHEST // 4:
            return Who(self._bodies[place][1], "organisation")
        named = list(_BODY_BEFORE.finditer(self._text, max(0, at - LINES_BACK), at))
        return _by_its_words(named[-1].group()) if named else None


def _fullest(mentions: Sequence[Mention]) -> dict[tuple[str, str], str]:
    """The longest name of each, and of equally long ones the most frequent."""
    counts: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for mention in mentions:
        counts[key_of(mention)][mention.name] += 1
    return {
        key: max(names, key=lambda name: (len(name.split()), names[name]))
        for key, names in counts.items()
    }


def _words(surface: str) -> list[str]:
    return [word.lower().strip(".,") for word in surface.split()]


def _by_its_words(surface: str) -> Who:
    """A phrase that names nobody, as it stands: an organisation by its last word, a person by
    a title, else neither."""
    words = _words(surface)
    if words and words[-1] in COMPANY_ENDINGS:
        return Who(_ARTICLE.sub("", surface), "organisation")
    return Who(surface, "person" if words and words[-1] in TITLES else "")
