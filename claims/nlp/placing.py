"""What was read in a text whose wrapped lines were joined, put back to where the text has it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from .lines import Unwrapped
from .reading import Attribution, Figure, Mention, ReadClaim, Reading, Sentence, Span, Step


def placed(reading: Reading, lines: Unwrapped, text: str) -> Reading:
    """The reading of ``lines`` as one of the text they come from; the same one where none was
    joined."""
    if not lines.starts:
        return reading
    figures = {id(one): placed_figure(one, lines, text) for one in reading.figures}
    said = {id(one): _attribution(one, lines) for one in reading.attributions}

    def claim(one: ReadClaim) -> ReadClaim:
        return replace(
            one,
            start=lines.start(one.start),
            end=lines.end(one.end),
            figures=tuple(figures[id(figure)] for figure in one.figures),
            attribution=said[id(one.attribution)] if one.attribution else None,
            chain=tuple(said[id(link)] for link in one.chain),
        )

    return replace(
        reading,
        sentences=tuple(_sentence(one, lines) for one in reading.sentences),
        figures=tuple(figures.values()),
        mentions=tuple(_mention(one, lines, text) for one in reading.mentions),
        attributions=tuple(said.values()),
        claims=tuple(claim(one) for one in reading.claims),
    )


def placed_figure(figure: Figure, lines: Unwrapped, text: str) -> Figure:
    """The figure with its places in the text, and with the words that stand there."""
    start, end = _span((figure.start, figure.end), lines)
    quantity = replace(figure.quantity, text=text[start:end])
    steps = _steps(figure.steps, lines)
    return replace(figure, start=start, end=end, quantity=quantity, steps=steps)


def _sentence(one: Sentence, lines: Unwrapped) -> Sentence:
    start, end = _span((one.start, one.end), lines)
    return replace(one, start=start, end=end, steps=_steps(one.steps, lines))


def _mention(one: Mention, lines: Unwrapped, text: str) -> Mention:
    start, end = _span((one.start, one.end), lines)
    return replace(one, start=start, end=end, text=text[start:end])


def _attribution(one: Attribution, lines: Unwrapped) -> Attribution:
    return replace(
        one,
        content=tuple(_span(span, lines) for span in one.content),
        source=tuple(_span(span, lines) for span in one.source),
        cue=_span(one.cue, lines) if one.cue else None,
    )


def _steps(steps: Iterable[Step], lines: Unwrapped) -> tuple[Step, ...]:
    return tuple(Step(one.rule, *_span((one.start, one.end), lines)) for one in steps)


def _span(span: Span, lines: Unwrapped) -> Span:
    start, end = span
    return lines.start(start), max(lines.start(start), lines.end(end))
