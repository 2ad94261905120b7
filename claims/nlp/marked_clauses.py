"""Clauses by punctuation and joining words alone, where nothing has parsed the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .clauses import Clause, whole, without
from .lexicons.clauses import CONDITIONS, CONTRASTING, FINITE
from .reading import Sentence, Span

_FINITE = re.compile(rf"\b(?:{'|'.join(sorted(FINITE))}|[a-z]{{3,20}}ed)\b")
# A verb with its auxiliaries counts once: "has built", "was founded".
_VERB = re.compile(rf"(?:\b(?:is|are|was|were|has|have|had|been)\s+)*{_FINITE.pattern}")
_CONDITION = re.compile(rf"\b(?:{'|'.join(sorted(CONDITIONS))})\b", re.IGNORECASE)
_CONTRAST = "|".join(sorted(CONTRASTING))
# Where one clause may end and the next begin.
_JOINT = re.compile(
    rf"\s*;\s+(?:(?:and|{_CONTRAST})\s+)?|,?\s+(?P<contrast>{_CONTRAST})\s+|,?\s+(?P<and>and)\s+"
)
_RELATIVE = re.compile(r",\s+(?P<all>(?:which|who)\s+(?P<body>[^,;]+)),?")
# "In 2015," before the first clause holds for the next one as well.
_FRONTED = re.compile(
    r"(?:In|On|During|Since|Between|From|Among|Across|By|At|Over|Last|This)\s[^,;.]{1,50},"
)
_NAME = re.compile(r"[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*){0,3}$")
_NOUN = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur)(?:\s+[\w’'-]+){1,3}$")
# From a joint to its verb lies a subject of its own: a few words, no mark, no clause.
_OWN_SUBJECT = re.compile(r"(?!.*\b(?:who|which|that)\b)(?:[^\s,;:]+\s+){1,7}$")
_OTHER_CLAUSE = re.compile(r"\b(?:who|which|that|as|when)\b")
_LONGEST_SUBJECT = 80


class MarkedClauses:
    """Cuts sentences at the marks and words that join two clauses with a figure and a verb each."""

    def __init__(self, text: str) -> None:
        self._text = text

    def asserts(self, start: int, end: int) -> bool:
        """Whether a passage holds a finite verb behind its first word."""
        verb = _FINITE.search(self._text, start, end)
        return verb is not None and bool(self._text[start : verb.start()].strip(' “"'))

    def cut(self, sentence: Sentence, weighed: Sequence[Span]) -> list[Clause]:
        """The clauses of a sentence with these figures: in order, not overlapping."""
        if len(weighed) < 2 or _CONDITION.search(self._text, sentence.start, sentence.end):
            return [whole(sentence)]
        clauses: list[Clause] = []
        for span, lead, rule in self._stretches(sentence, weighed):
            relatives = list(self._relatives(span, weighed))
            parts = without(span, [hole for hole, _ in relatives])
            clauses.append(Clause(parts, parts, rule, lead))
            clauses.extend(clause for _, clause in relatives)
        if len(clauses) == 1:
            return [whole(sentence)]
        return sorted(clauses, key=lambda clause: clause.parts)

    def _stretches(
        self, sentence: Sentence, weighed: Sequence[Span]
    ) -> Iterator[tuple[Span, tuple[Span, ...], str]]:
        """The sentence cut at its joints: each stretch with the subject it shares, and the rule."""
        start, rule = sentence.start, "clause with a figure"
        lead: tuple[Span, ...] = ()
        fronted = _FRONTED.match(self._text, sentence.start, sentence.end)
        left = list(weighed)
        for joint in _JOINT.finditer(self._text, sentence.start, sentence.end):
            here = [one for one in left if one[1] <= joint.start()]
            beyond = [one for one in left if one[0] >= joint.end()]
            if not here or not beyond or len(here) + len(beyond) < len(left):
                continue
            verb = _FINITE.search(self._text, start, joint.start())
            following = self._verb_after(joint.end(), sentence.end)
            if verb is None or following is None:
                continue
            yield (start, joint.start()), lead, rule
            shares = following == joint.end()
            if shares and not self._is_plain(start, joint.start()):
                continue
            holds_on = (fronted.span(),) if fronted else ()
            lead = (*lead, (start, verb.start())) if shares else holds_on
            rule = "shared subject" if shares else "coordinated clause"
            start, left = joint.end(), beyond
        yield (start, sentence.end), lead, rule

    def _is_plain(self, start: int, end: int) -> bool:
        """Whether a stretch has one verb only, so that what stands before it is the subject."""
        verbs = len(_VERB.findall(self._text, start, end))
        return verbs == 1 and _OTHER_CLAUSE.search(self._text, start, end) is None

    def _verb_after(self, at: int, end: int) -> int | None:
        """Where the verb of a clause starts that opens here; None where none does soon."""
        verb = _FINITE.search(self._text, at, min(end, at + _LONGEST_SUBJECT))
        if verb is None:
            return None
        between = self._text[at : verb.start()]
        return verb.start() if not between or _OWN_SUBJECT.match(between) else None

    def _relatives(self, span: Span, weighed: Sequence[Span]) -> Iterator[tuple[Span, Clause]]:
        """As in "…, which employs 300 people, …", behind a noun phrase that is plain to see."""
        inside = [one for one in weighed if span[0] <= one[0] < span[1]]
        for match in _RELATIVE.finditer(self._text, *span):
            body = match.span("body")
            own = [one for one in inside if body[0] <= one[0] < body[1]]
            noun = self._noun_before(span[0], match.start())
            if (
                not own
                or len(own) == len(inside)
                or noun is None
                or _FINITE.search(self._text, *body) is None
            ):
                continue
            yield match.span(), Clause((match.span("all"),), (body,), "relative clause", (noun,))

    def _noun_before(self, start: int, end: int) -> Span | None:
        start = max(start, end - _LONGEST_SUBJECT)
        before = self._text[start:end]
        match = _NAME.search(before) or _NOUN.search(before)
        if match is None or _FINITE.search(match.group()):
            return None
        return start + match.start(), start + match.end()
