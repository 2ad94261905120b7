"""Reading a text: its sentences, figures, names, who says what, and what one could check.

Text in, frozen dataclasses out. No Django here, and spaCy is imported only when a whole text
is read, so that importing this package costs next to nothing.
"""

from __future__ import annotations

from .excerpts import read_figures
from .language import detect_language
from .pipeline import PIPELINE_NAME, PIPELINE_VERSION, load, read
from .reading import (
    Attribution,
    Figure,
    Mention,
    ReadClaim,
    Reading,
    Sentence,
    Span,
    Step,
)
from .worth.scorer import BadScorer, Scorer, load_scorer

__all__ = [
    "PIPELINE_NAME",
    "PIPELINE_VERSION",
    "Attribution",
    "BadScorer",
    "Figure",
    "Mention",
    "ReadClaim",
    "Reading",
    "Scorer",
    "Sentence",
    "Span",
    "Step",
    "detect_language",
    "load",
    "load_scorer",
    "read",
    "read_figures",
]
