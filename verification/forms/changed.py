"""What is asked of the list of changed figures."""

from django import forms


class ChangedFilter(forms.Form):
    decided = forms.BooleanField(required=False)
    before = forms.IntegerField(required=False, min_value=1)
    after = forms.IntegerField(required=False, min_value=0)
