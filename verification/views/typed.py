"""What a person wrote into a form, to be shown to them again."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms

WRITTEN_INTO = (forms.TextInput, forms.URLInput, forms.Textarea)


@dataclass(frozen=True, slots=True)
class Words:
    """What was typed into a field, under the field's label."""

    label: str
    text: str


def words_typed(form: forms.BaseForm) -> list[Words]:
    """What a person wrote; what they chose or ticked is quickly done again."""
    fields = [f for f in form.visible_fields() if isinstance(f.field.widget, WRITTEN_INTO)]
    typed = [(str(field.label), str(field.value() or "")) for field in fields]
    return [Words(label, text) for label, text in typed if text.strip()]
