"""What is asked of notices, and how somebody wants mail."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from newsroom.zones import zones_offered

from .models import HEADINGS, RHYTHMS, Letterbox, NoticeKind
from .models.letterbox import zones_known

LARGEST_KEY = 2**62
HOURS = [(hour, f"{hour}:00") for hour in range(24)]


class SeenForm(forms.Form):
    """Which to put away: those up to the newest that the page showed, of one kind or of any."""

    up_to = forms.IntegerField(min_value=0, max_value=LARGEST_KEY)
    kind = forms.ChoiceField(choices=NoticeKind.choices, required=False)


class WantedForm(forms.Form):
    """The filter over the list."""

    kind = forms.ChoiceField(
        label="About",
        required=False,
        choices=[("", "anything"), *((kind, words) for kind, words in HEADINGS.items())],
    )


class ChoicesForm(forms.Form):
    """How often, and about what. ``by_mail`` are the kinds that are mailed."""

    rhythm = forms.ChoiceField(label="How often", choices=RHYTHMS, widget=forms.RadioSelect)
    hour = forms.TypedChoiceField(label="At what hour, if once a day", choices=HOURS, coerce=int)
    time_zone = forms.ChoiceField(label="On the clock of", required=False)
    by_mail = forms.MultipleChoiceField(
        label="About what",
        required=False,
        choices=NoticeKind.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="The page of what you are told always has all of it.",
    )

    def __init__(self, box: Letterbox, data: Any = None) -> None:
        initial = {
            "rhythm": box.rhythm,
            "hour": box.hour,
            "time_zone": box.time_zone,
            "by_mail": [kind for kind in NoticeKind.values if kind not in box.not_by_mail],
        }
        super().__init__(data, initial=initial)
        known = zones_known([box.person_id]).get(box.person_id, "")
        own = known or timezone.get_default_timezone_name()
        of_whom = "as for your working hours" if known else "the desk’s own"
        self.fields["time_zone"].choices = [("", f"{own}, {of_whom}"), *zones_offered()]

    @property
    def choice(self) -> dict[str, Any]:
        """As ``choose_mail`` takes it."""
        wanted = self.cleaned_data["by_mail"]
        return {
            "rhythm": self.cleaned_data["rhythm"],
            "hour": self.cleaned_data["hour"],
            "time_zone": self.cleaned_data["time_zone"],
            "not_by_mail": [kind for kind in NoticeKind.values if kind not in wanted],
        }
