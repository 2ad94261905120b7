from __future__ import annotations

from django import forms

from .models import Role, User


class AccountForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ("name",)


class InvitationForm(forms.Form):
    """Who is asked to join, and as what."""

    email = forms.EmailField(label="E-mail address")
    name = forms.CharField(max_length=120)
    roles = forms.MultipleChoiceField(
        choices=Role.choices, widget=forms.CheckboxSelectMultiple, initial=[Role.REVIEWER]
    )
