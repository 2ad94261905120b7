"""What sort of assertion a claim is: its kind, and whether it asserts anything yet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .lexicons import asserting
from .passages import overlapping
from .reading import Attribution, ReadClaim, Sentence, Span

ASSERTION, QUESTION, WISH, PREDICTION = "assertion", "question", "wish", "prediction"
SHORTEST_CLAIM = 5  # words, of a claim without a figure


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_KINDS = {
    name: _compiled(getattr(asserting, name.upper()))
    for name in ("promise", "forecast", "opinion", "superlative", "cause")
}
_QUESTION = _compiled(asserting.QUESTION)
_QUOTED_QUESTION = re.compile(r"\?[”\"]")
_WISH = _compiled(asserting.WISH)
_TOLD_WISH = _compiled(asserting.TOLD_WISH)
_WOULD = _compiled(asserting.WOULD)
_IF = _compiled(r"\b(?:if|unless)\b")
_WHETHER = _compiled(r"\bwhether\W*$")
_PAST_CUE = _compiled(asserting.PAST_CUE)
_ASSERTS = _compiled(f"{asserting.PAST}|{asserting.HAVE}|\\b(?:is|are)\\b")
_LEANS = _compiled(asserting.LEANING)
_CUES = {
    name: _compiled(rf"^(?:{words})$")
    for name, words in (
        ("promise", asserting.PROMISING_CUE),
        ("forecast", asserting.FORECASTING_CUE),
        ("wish", asserting.WISHING_CUE),
    )
}


@dataclass(frozen=True, slots=True)
class Said:
    """A claim in the making: where it stands, as it stands alone, and who says just that.

    ``speaker`` is None for the own voice, and where the statement tells that somebody said it.
    """

    text: str
    sentence: Sentence
    span: Span
    statement: str
    speaker: Attribution | None
    has_figure: bool

    @property
    def cue(self) -> str:
        """The word of saying, "predicted"; empty where none is known."""
        return self.text[slice(*self.speaker.cue)] if self.speaker and self.speaker.cue else ""

    def cued(self, name: str) -> bool:
        """Whether who says it predicts, promises, or wishes it."""
        return bool(_CUES[name].match(self.cue))


def asks(text: str, sentence: Sentence) -> bool:
    return bool(_QUESTION.search(text, max(sentence.start, sentence.end - 10), sentence.end))


def mood_of(said: Said, quotes: Sequence[Span]) -> str:
    """Assertion, question, wish or prediction."""
    if _is_asked(said, quotes):
        return QUESTION
    if _WISH.search(_TOLD_WISH.sub("", said.statement)) or said.cued("wish"):
        return WISH
    if _KINDS["promise"].search(said.statement) or said.cued("promise"):
        return ASSERTION
    if _is_forecast(said):
        return PREDICTION
    return ASSERTION


def _is_asked(said: Said, quotes: Sequence[Span]) -> bool:
    start, end = said.span
    text, sentence = said.text, said.sentence
    if (
        text[end - 1] == "?"
        or text[end : end + 1] == "?"
        or _QUOTED_QUESTION.search(text, start, end)
    ):
        return True
    if text[start : start + 7].lower() == "whether":
        return True
    if _WHETHER.search(text, max(sentence.start, start - 12), start):
        return True
    if not asks(text, sentence):
        return False
    mark = text.rfind("?", sentence.start, sentence.end)
    quoted = overlapping(list(quotes), mark, mark + 1)
    return not quoted or quoted[0][0] <= start


def _is_forecast(said: Said) -> bool:
    if _KINDS["forecast"].search(said.statement) or said.cued("forecast"):
        return True
    # "Ruiz said exports would rise": what will be, seen from when it was said.
    indirect = said.speaker is not None and said.speaker.kind == "indirect"
    would = _WOULD.search(said.statement) and not _IF.search(said.statement)
    return bool(indirect and would and _PAST_CUE.search(said.cue))


def kind_of(said: Said, mood: str) -> str:
    """The claim's kind: ``forecast`` for all that is predicted, and for nothing else."""
    if mood == PREDICTION:
        return "forecast"
    if mood == ASSERTION and (_KINDS["promise"].search(said.statement) or said.cued("promise")):
        return "promise"
    if said.has_figure:
        return "number"
    for kind in ("opinion", "superlative", "cause"):
        if _KINDS[kind].search(said.statement):
            return kind
    by_another = said.speaker is not None and said.speaker.kind != "own"
    return "quote" if by_another else "number"


def superlative_in(text: str, start: int, end: int) -> Span | None:
    match = _KINDS["superlative"].search(text, start, end)
    return match.span() if match else None


def plainly_checkable(claim: ReadClaim, speaker: Attribution | None) -> bool:
    """Whether a claim without a figure is plainly one to check.

    What is said in other words is one where it says of whom or what; of the words somebody chose,
    those that tell what is or was.
    """
    if len(claim.statement.split()) < SHORTEST_CLAIM:
        return False
    if claim.kind in ("superlative", "cause"):
        return True
    if claim.kind == "quote":
        leans = speaker is None or speaker.kind == "direct" or _LEANS.match(claim.statement)
        told = speaker is None or speaker.kind != "indirect"
        return not leans or (told and bool(_ASSERTS.search(claim.statement)))
    return speaker is not None and claim.kind in ("promise", "forecast", "opinion")
