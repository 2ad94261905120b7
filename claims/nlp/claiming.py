"""From sentences, figures and attributions to claims: one checkable assertion each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from .ages import Age, ages_of_sources
from .clauses import SENTENCE_RULE, Clause, Cutter, whole, within
from .denials import is_denial
from .kinds import QUESTION, WISH, Said, asks, kind_of, mood_of, plainly_checkable, superlative_in
from .reading import Attribution, Figure, ReadClaim, Sentence, Span
from .statements import ABBREVIATION, EDGE, statement_of

OBJECT_RULE = "object of a verb of saying"
# What is so read is all an assertion, though its verb may be left out: "300 Jobs Lost".
WHOLE_RULES = ("headline: who says", "speech that another passes on")
# What a question or a wish is worth of its sentence's score: it asserts nothing.
WORTH_OF_NO_ASSERTION = 0.25
# Nobody passes on more often what somebody said; a text of nothing but "he said that" might.
LONGEST_CHAIN = 6


@dataclass(slots=True)
class _Heard:
    """An attribution with what of its content lies in one sentence."""

    one: Attribution
    spans: list[Span] = field(default_factory=list)

    @property
    def size(self) -> int:
        return sum(end - start for start, end in self.one.content)

    def holds(self, at: int) -> bool:
        return any(start <= at < end for start, end in self.spans)


@dataclass(slots=True)
class _Group:
    """Figures that one verdict answers: of one clause, and said by the same."""

    clause: Clause
    bounds: list[Span]
    speaker: Attribution | None
    figures: list[Figure] = field(default_factory=list)
    chain: list[Attribution] = field(default_factory=list)


def claims_of(
    text: str,
    sentences: Sequence[Sentence],
    figures: Sequence[Figure],
    said: Sequence[Attribution],
    quotes: Sequence[Span],
    clauses: Cutter,
) -> list[ReadClaim]:
    """The claims of a text, in order.

    Every clause with a figure gives one for each who is given as saying it, and every figure
    belongs to one; a sentence without a figure gives one for a superlative, a cause, or a full
    clause that somebody asserts. A denial is a claim of who denies, the age of who speaks one of
    the document's own.
    """
    starts = [figure.start for figure in figures]
    ages = ages_of_sources(text, figures, said)
    found: list[ReadClaim] = []
    for sentence, heard in zip(sentences, _heard(sentences, said), strict=True):
        inside = figures[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        if inside:
            found.extend(_with_figures(text, sentence, inside, heard, quotes, clauses, ages))
        if all(figure.start in ages for figure in inside) and (
            claim := _without_figure(text, sentence, heard, quotes, clauses)
        ):
            found.append(claim)
    return found


def _heard(sentences: Sequence[Sentence], said: Sequence[Attribution]) -> Iterator[list[_Heard]]:
    """For each sentence, what is attributed of it, the smallest content first."""
    spans = sorted(
        (start, end, order) for order, one in enumerate(said) for start, end in one.content
    )
    coming = iter(spans)
    upcoming = next(coming, None)
    running: list[tuple[int, int, int]] = []
    for sentence in sentences:
        while upcoming is not None and upcoming[0] < sentence.end:
            running.append(upcoming)
            upcoming = next(coming, None)
        running = [span for span in running if span[1] > sentence.start]
        here: dict[int, _Heard] = {}
        for start, end, order in running:
            if start < sentence.end:
                heard = here.setdefault(order, _Heard(said[order]))
                heard.spans.append((max(start, sentence.start), min(end, sentence.end)))
        yield sorted(here.values(), key=lambda heard: heard.size)


def _with_figures(
    text: str,
    sentence: Sentence,
    figures: Sequence[Figure],
    heard: list[_Heard],
    quotes: Sequence[Span],
    clauses: Cutter,
    ages: Mapping[int, Age],
) -> list[ReadClaim]:
    weighed = [(figure.start, figure.end) for figure in figures]
    cut = [whole(sentence)] if asks(text, sentence) else clauses.cut(sentence, weighed)
    asserting = [one for one in heard if _is_clause(one) and _asserts(one, sentence, clauses)]
    groups = _grouped(sentence, figures, cut, heard, {id(one) for one in asserting})
    found = [
        _age(text, sentence, group, ages[group.figures[0].start])
        if group.speaker is None and all(figure.start in ages for figure in group.figures)
        else _claim(text, sentence, group, quotes)
        for group in groups
    ]
    return sorted(found, key=lambda claim: (claim.start, -claim.end))


def _grouped(
    sentence: Sentence,
    figures: Sequence[Figure],
    cut: Sequence[Clause],
    heard: list[_Heard],
    asserting: set[int],
) -> list[_Group]:
    """The figures by their clause, and by the nearest who asserts them."""
    starts = [figure.start for figure in figures]
    covering: list[list[_Heard]] = [[] for _ in figures]
    for one in heard:
        for at in _within(one.spans, starts):
            if len(covering[at]) < LONGEST_CHAIN:
                covering[at].append(one)
    groups: dict[tuple[int, int], _Group] = {}
    for figure, at, over in zip(figures, _homes(cut, starts), covering, strict=True):
        speaker = next((one for one in over if id(one) in asserting), None)
        key = at, id(speaker)
        if key not in groups:
            bounds = speaker.spans if speaker else [(sentence.start, sentence.end)]
            groups[key] = _Group(cut[at], bounds, speaker.one if speaker else None)
        groups[key].figures.append(figure)
        groups[key].chain += [one.one for one in over]
    return list(groups.values())


def _homes(clauses: Sequence[Clause], starts: Sequence[int]) -> list[int]:
    """For each figure, by where it starts, the number of its clause."""
    home = [0] * len(starts)
    for number, clause in enumerate(clauses):
        for at in _within(clause.parts, starts):
            home[at] = number
    return home


def _within(spans: Sequence[Span], starts: Sequence[int]) -> Iterator[int]:
    """Which of the starts, in order, lie in one of the spans."""
    for start, end in spans:
        yield from range(bisect_left(starts, start), bisect_left(starts, end))


def _is_clause(heard: _Heard) -> bool:
    """Whether what is said is an assertion by itself: not only the object of "reported", and not
    what its source denies."""
    return not heard.one.rule.startswith(OBJECT_RULE) and not is_denial(heard.one)


def _asserts(heard: _Heard, sentence: Sentence, clauses: Cutter) -> bool:
    """Whether it stands alone, as "40 percent" does where it opens a sentence in full."""
    opens = heard.one.kind == "direct" and heard.spans[0][0] - sentence.start <= 1
    opens = opens or heard.one.rule.startswith(WHOLE_RULES)
    return opens or any(clauses.asserts(start, end) for start, end in heard.spans)


def _claim(text: str, sentence: Sentence, group: _Group, quotes: Sequence[Span]) -> ReadClaim:
    clause, figures = group.clause, tuple(group.figures)
    start, end = _passage(text, group)
    lead = within(clause.lead, group.bounds)
    if clause.lead and not lead:
        # The subject is somebody else's words: all that this one says stands together.
        statement = statement_of(text, group.bounds)
    elif text[start : start + 7].lower() == "whether":
        statement = statement_of(text, [(sentence.start, sentence.end)])
    else:
        statement = statement_of(text, [*lead, *_told(clause, group.bounds)])
    chain = _chain(_passed_on(group))
    said = Said(text, sentence, (start, end), statement, group.speaker, bool(figures))
    mood = mood_of(said, quotes)
    kind = kind_of(said, mood)
    little = mood in (QUESTION, WISH)
    return ReadClaim(
        start=start,
        end=end,
        statement=statement or text[start:end],
        kind=kind,
        score=_little(sentence.score) if little else sentence.score,
        reasons=(*sentence.reasons, f"a {mood}") if little else sentence.reasons,
        figures=figures,
        attribution=chain[0] if chain else None,
        chain=chain,
        mood=mood,
        rule=_rule(group, kind, mood),
    )


def _rule(group: _Group, kind: str, mood: str) -> str:
    if group.speaker is None and any(is_denial(one) for one in group.chain):
        return "denial"
    if not group.figures and kind != "quote":
        return kind
    if mood in (QUESTION, WISH):
        return f"{mood} with a figure"
    reported = group.speaker is not None and group.speaker.kind == "indirect"
    if group.speaker and (group.clause.rule == SENTENCE_RULE or not group.figures):
        return "reported assertion" if reported else "quoted assertion"
    return group.clause.rule


def _little(score: float) -> float:
    return round(score * WORTH_OF_NO_ASSERTION, 3)


def _told(clause: Clause, bounds: list[Span]) -> list[Span | str]:
    told: list[Span | str] = []
    for piece in clause.told:
        told.extend([piece] if isinstance(piece, str) else within([piece], bounds))
    return told


def _passage(text: str, group: _Group) -> Span:
    """From the first to the last word of a claim, without a "Ruiz said" where it can be."""
    marks = [figure.start for figure in group.figures]
    bound = max(group.bounds, key=lambda span: (len(list(_within([span], marks))), _length(span)))
    together = len(list(_within([bound], marks))) == len(marks)
    parts = within(group.clause.parts, [bound] if together else group.bounds)
    parts = [part for part in parts if any(char.isalnum() for char in text[slice(*part)])]
    start, end = (parts[0][0], parts[-1][1]) if parts else bound
    if group.figures:
        start, end = min(start, marks[0]), max(end, group.figures[-1].end)
    return trimmed(text, (start, end), group.figures)


def trimmed(text: str, span: Span, figures: Sequence[Figure]) -> Span:
    """Without marks at the edges; never cutting into a figure."""
    start, end = span
    limit = figures[0].start if figures else end
    while start < min(limit, end) and text[start] in EDGE:
        start += 1
    floor = figures[-1].end if figures else start
    end = max(end, floor)
    while end > max(floor, start) and (text[end - 1] in EDGE + "." or text[end - 2 : end] == "''"):
        if ABBREVIATION.search(text, max(start, end - 8), end):
            break
        end -= 1
    return start, end


def _age(text: str, sentence: Sentence, group: _Group, age: Age) -> ReadClaim:
    """As in "Mayor Ana Ruiz is 44.": seldom worth a check, whatever she says."""
    chain = _chain(group.chain)
    return ReadClaim(
        start=age.name[0],
        end=max(age.told[1], group.figures[-1].end),
        statement=statement_of(text, [age.name, "is", age.told]),
        kind="number",
        score=_little(sentence.score),
        reasons=("an age",),
        figures=tuple(group.figures),
        attribution=chain[0] if chain else None,
        chain=chain,
        rule="age beside a name",
    )


def _passed_on(group: _Group) -> list[Attribution]:
    """Whoever denies a claim passes it on to nobody; but a denial is a claim of who denies."""
    denials = [one for one in group.chain if is_denial(one)]
    if not denials:
        return group.chain
    if group.speaker is not None:
        return [one for one in group.chain if not is_denial(one)]
    inmost = min(map(_extent, denials))
    return [one for one in group.chain if _extent(one) >= inmost]


def _extent(one: Attribution) -> int:
    return sum(map(_length, one.content))


def _chain(said: list[Attribution]) -> tuple[Attribution, ...]:
    """From the inside out; the same content counts once, for whom it was read first, and so does
    the same mention of a source."""
    chain: list[Attribution] = []
    for one in sorted(said, key=_extent):
        if all(one.content != known.content and one.source != known.source for known in chain):
            chain.append(one)
    return tuple(chain)


def _without_figure(
    text: str, sentence: Sentence, heard: list[_Heard], quotes: Sequence[Span], clauses: Cutter
) -> ReadClaim | None:
    """A superlative, a cause, or what somebody says, where it is worth a check."""
    if asks(text, sentence):
        return None
    spoken = [one for one in heard if _is_clause(one)]
    speaker = max(spoken, key=lambda one: max(map(_length, one.spans)), default=None)
    bounds = speaker.spans if speaker else [(sentence.start, sentence.end)]
    start, end = max(bounds, key=_length)
    clause = whole(sentence)
    if mark := superlative_in(text, start, end):
        cut = clauses.cut(sentence, [mark])
        clause = cut[_homes(cut, [mark[0]])[0]]
    group = _Group(clause, bounds, speaker.one if speaker else None)
    group.chain = [one.one for one in heard if one.holds(start)][:LONGEST_CHAIN]
    claim = _claim(text, sentence, group, quotes)
    asserted = claim.mood not in (QUESTION, WISH)
    by = speaker.one if speaker else None
    full = claim.kind != "quote" or clauses.asserts(start, end)
    return claim if asserted and full and plainly_checkable(claim, by) else None


def _length(span: Span) -> int:
    return span[1] - span[0]
