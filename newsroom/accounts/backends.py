"""Signing in by e-mail address and password."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from .models import User


def comes_from_this_machine(request: HttpRequest | None) -> bool:
    """True for a request made on the machine itself and not passed on by a proxy."""
    if request is None or "HTTP_X_FORWARDED_FOR" in request.META:
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


class DeskBackend(BaseBackend):
    """Everybody signs in here; the demo's published logins only from this machine."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> User | None:
        if not username or password is None:
            return None
        user = User.objects.filter(email__iexact=username.strip()).first()
        if user is None:
            User().set_password(password)  # takes as long as a real check: no guessing of names
            return None
        if user.is_demo and not (settings.DEMO_LOGINS and comes_from_this_machine(request)):
            return None
        return user if user.check_password(password) and user.is_active else None

    def get_user(self, user_id: int) -> User | None:
        user = User.objects.filter(pk=user_id, is_active=True).first()
        return None if user and user.is_demo and not settings.DEMO_LOGINS else user
