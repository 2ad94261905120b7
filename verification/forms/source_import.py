"""Uploading a table of sources, and looking through what it would change."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from verification.registry.tables import MOST_BYTES

SHOWN = [
    ("", "everything"),
    ("new", "new"),
    ("changed", "changed"),
    ("renames", "renames"),
    ("refused", "refused"),
    ("overtaken", "overtaken"),
    ("unchanged", "unchanged"),
]


class UploadForm(forms.Form):
    table = forms.FileField(
        label="CSV or XLSX file",
        widget=forms.FileInput({"accept": ".csv,.xlsx"}),
        error_messages={
            "required": "Choose a file first.",
            "empty": "The file is empty.",
        },
    )

    def clean_table(self) -> UploadedFile:
        table = self.cleaned_data["table"]
        if table.size > MOST_BYTES:
            raise ValidationError("The file is larger than 5 MB. Split it and import the parts.")
        return table


class PlanFilter(forms.Form):
    show = forms.ChoiceField(choices=SHOWN, required=False)
    page = forms.IntegerField(min_value=1, max_value=10_000, required=False)
