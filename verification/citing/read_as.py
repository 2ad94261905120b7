"""What the figures of a piece of evidence say beyond the words of its excerpt. No Django."""

from __future__ import annotations

from collections.abc import Iterable

from claims.nlp import read_figures
from claims.quantities import figure_words


def read_as(excerpt: str, words: Iterable[str]) -> list[str]:
    """The figures, each in its words, that the excerpt alone does not say: "7 percent" for a cell
    with "7.0" under a head with a per cent sign, or because somebody corrected it."""
    words = list(dict.fromkeys(words))
    if not words:
        return []
    alone = {figure_words(figure.quantity) for figure in read_figures(excerpt)}
    return [said for said in words if said not in alone and said != excerpt.strip()]
