"""A piece of evidence's figures beside its excerpt."""

from __future__ import annotations

from django import template

from claims.models import AbstractQuantity
from claims.quantities import said_once
from verification.citing.read_as import read_as
from verification.models import Evidence

register = template.Library()


@register.inclusion_tag("verification/read_as.html")
def read_as_if_otherwise(evidence: Evidence) -> dict[str, list[str]]:
    """A line for the figures that the excerpt alone does not say; nothing where it says all. Uses
    the prefetched figures; of what is withheld or calculated there is nothing to add."""
    if evidence.is_withheld or evidence.is_calculation:
        return {"said": []}
    figures = evidence.figures.all()
    return {"said": read_as(evidence.excerpt, [figure.words for figure in figures])}


@register.filter
def said_beside(figure: AbstractQuantity) -> list[str]:
    """Of whom, where and when it holds, as far as its own words do not say so."""
    return said_once(figure.words, (figure.population, figure.place, figure.as_of))
