from __future__ import annotations

from collections.abc import Iterator

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordResetForm

from .models import User


class AccountForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ("name",)


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": "This e-mail address and password do not fit together. Try again, or set "
        "a new password.",
        "inactive": "This account is no longer active. An admin of the desk can say why.",
    }


class NewLinkForm(PasswordResetForm):
    """Also for somebody who was invited and has not chosen a password yet: their link may have
    lapsed, and a new one does the same."""

    def get_users(self, email: str) -> Iterator[User]:
        return User.objects.filter(email__iexact=email, is_active=True).iterator()
