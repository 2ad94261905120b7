"""Form and model fields that all apps share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models


class NumericField(models.DecimalField):
    """PostgreSQL's ``numeric`` without a fixed scale: a figure keeps the digits it was given."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.pop("max_digits", None)
        kwargs.pop("decimal_places", None)
        super().__init__(*args, **kwargs)

    def db_type(self, connection: Any) -> str:
        return "numeric"

    def db_type_parameters(self, connection: Any) -> Any:
        return {}

    def check(self, **kwargs: Any) -> list[Any]:
        # Not DecimalField's own checks: they insist on a scale.
        return models.Field.check(self, **kwargs)


class ChoiceArrayField(forms.TypedMultipleChoiceField):
    """Several of a fixed list, as ticks; stored in an ``ArrayField``."""

    widget = forms.CheckboxSelectMultiple
