"""What the page about agreement shows. Garbage in an address chooses nothing."""

from __future__ import annotations

from django import forms

from claims.models import Purpose


class AgreementFilter(forms.Form):
    purpose = forms.ChoiceField(label="Of", choices=Purpose.choices, required=False)
    by = forms.ChoiceField(
        label="By", choices=[("quarter", "quarter"), ("month", "month")], required=False
    )

    def chosen(self, name: str) -> str:
        """The valid choice, or else the first one."""
        return self.cleaned_data.get(name) or self.fields[name].choices[0][0]
