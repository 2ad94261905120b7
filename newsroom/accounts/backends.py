"""Signing in by e-mail address and password."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from .models import User

# What proxies write into a request that they pass on.
PASSED_ON = (
    "HTTP_FORWARDED", "HTTP_VIA", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PROTO", "HTTP_X_REAL_IP",
)  # fmt: skip
LONGEST_NAME = 254


def comes_from_this_machine(request: HttpRequest | None) -> bool:
    """True for a request made on the machine itself and not passed on by a proxy."""
    if request is None or any(header in request.META for header in PASSED_ON):
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def name_tried(request: HttpRequest | None, credentials: dict[str, Any] | None) -> str:
    """Under which name failed tries are counted: one person's, however it is written, and no
    longer than an address can be."""
    given = credentials or (request.POST if request else {})
    return str(given.get("username") or "").strip().upper()[:LONGEST_NAME]


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
