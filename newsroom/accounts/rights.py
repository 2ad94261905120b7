"""The predicates every app's rights are made of, and how an operation asks for one."""

from __future__ import annotations

import rules
from django.core.exceptions import PermissionDenied

from .models import Role, User


@rules.predicate
def is_reviewer(user: User) -> bool:
    return user.is_authenticated and user.has_role(Role.REVIEWER)


@rules.predicate
def is_editor(user: User) -> bool:
    return user.is_authenticated and user.has_role(Role.EDITOR)


@rules.predicate
def is_admin(user: User) -> bool:
    return user.is_authenticated and user.has_role(Role.ADMIN)


works_here = is_reviewer | is_editor | is_admin

rules.add_perm("accounts.read_desk", works_here)
rules.add_perm("accounts.manage_people", is_admin)
rules.add_perm("accounts.see_status", is_admin)


def require(user: User, permission: str, obj: object = None, *, otherwise: str) -> None:
    """Raise ``PermissionDenied`` with the sentence ``otherwise`` unless the user has the right."""
    if not user.has_perm(permission, obj):
        raise PermissionDenied(otherwise)
