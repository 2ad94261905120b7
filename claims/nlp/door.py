"""Readings as plain records for other programs: one JSON object per text, its keys documented
in docs/reading.md."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from .reading import Attribution, Figure, ReadClaim, Reading, Sentence

Number = int | float | None
Record = dict[str, Any]
Numbers = dict[int, int]


def record_of(reading: Reading) -> Record:
    """Everything that was read, with offsets in code points of the text and without the text."""
    figures, said = _numbers(reading.figures), _numbers(reading.attributions)
    return {
        "score": max((sentence.score for sentence in reading.sentences), default=0.0),
        "quantities": [_quantity(figure) for figure in reading.figures],
        "claims": [_claim(claim, figures, said) for claim in reading.claims],
        "attributions": [_attribution(one) for one in reading.attributions],
        "sentences": [_sentence(sentence) for sentence in reading.sentences],
        "pipeline": f"{reading.pipeline} {reading.version}",
        "model": reading.model,
        "scorer": reading.scorer,
    }


def number_of(value: Decimal | None) -> Number:
    """A JSON number: whole where the value is, else the nearest double."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _quantity(figure: Figure) -> Record:
    quantity = figure.quantity
    return {
        "start": figure.start,
        "end": figure.end,
        "text": quantity.text,
        "low": number_of(quantity.low),
        "high": number_of(quantity.high),
        "comparator": quantity.comparator.value,
        "nature": quantity.nature.value,
        "change": quantity.change.value,
        "unit": quantity.unit,
        "unit_norm": _measure(figure),
        "counted": quantity.counted,
        "per": quantity.per,
        "as_of": quantity.as_of,
        "population": figure.population,
        "place": figure.place,
        "steps": [[step.rule, step.start, step.end] for step in figure.steps],
    }


def _measure(figure: Figure) -> str:
    """The unit, or what is counted, as the text says it, and its denominator in one phrase:
    "US dollar per barrel", "people", "swimming metres"."""
    quantity = figure.quantity
    top = figure.spoken or quantity.unit or quantity.counted
    if not quantity.per:
        return top
    if not top[-1:].isalpha():
        top = quantity.unit
    return f"{top} per {quantity.per}" if top else ""


def _claim(claim: ReadClaim, figures: Numbers, said: Numbers) -> Record:
    return {
        "start": claim.start,
        "end": claim.end,
        "statement": claim.statement,
        "kind": claim.kind,
        "mood": claim.mood,
        "score": claim.score,
        "reasons": list(claim.reasons),
        "quantities": [figures[id(one)] for one in claim.figures if id(one) in figures],
        "attributions": [said[id(one)] for one in claim.chain if id(one) in said],
        "rule": claim.rule,
    }


def _numbers(listed: Iterable[object]) -> Numbers:
    """Where each stands in the record's own list, from 0, by its identity."""
    return {id(one): number for number, one in enumerate(listed)}


def _attribution(one: Attribution) -> Record:
    return {
        "content": [list(span) for span in one.content],
        "source": [list(span) for span in one.source],
        "cue": list(one.cue) if one.cue else None,
        "kind": one.kind,
        "name": one.name,
        "source_kind": one.source_kind,
        "rule": one.rule,
    }


def _sentence(sentence: Sentence) -> Record:
    return {
        "start": sentence.start,
        "end": sentence.end,
        "score": sentence.score,
        "reasons": list(sentence.reasons),
        "steps": [[step.rule, step.start, step.end] for step in sentence.steps],
    }
