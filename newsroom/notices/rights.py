"""Who may look after webhooks. What one was told oneself needs no right."""

from __future__ import annotations

import rules
from django.core.exceptions import PermissionDenied

from newsroom.accounts.models import User
from newsroom.accounts.rights import is_admin

rules.add_perm("notices.manage_webhooks", is_admin)


def require_signed_in(by: User) -> None:
    """All it takes for what is one's own, also for somebody without a role."""
    if not by.is_authenticated:
        raise PermissionDenied("Sign in first: what you were told is yours alone.")
