"""What people type to correct a figure of their own evidence."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from claims.correction_forms import BLANK, FigureForm, values_of
from claims.forms import text_field
from verification.models import Evidence, EvidenceFigure
from verification.operations.evidence_figures import parts_of
from verification.operations.seen import seen_of


class EvidenceFigureForm(FigureForm):
    """The figure in its parts; ``words`` are those of the excerpt that it was read from."""

    words = text_field(longest=300, required=False, widget=forms.HiddenInput)
    near = None

    @classmethod
    def about(cls, figure: EvidenceFigure, data: QueryDict | None = None) -> EvidenceFigureForm:
        initial: dict[str, Any] = {
            **values_of(figure.value, figure.population, figure.place),
            "quantity": figure.value,
            "words": figure.text,
            "seen": seen_of(parts_of(figure)),
        }
        return cls(data, initial=initial, auto_id=f"figure-{figure.pk}-%s")

    @classmethod
    def missed(cls, evidence: Evidence, data: QueryDict | None = None) -> EvidenceFigureForm:
        return cls(data, initial=BLANK, auto_id=f"missed-{evidence.pk}-%s")
