"""What can be done with people: invite, change, deactivate."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from newsroom.refusals import Refused

from .models import Role, User
from .rights import require


def set_password_address(user: User) -> str:
    """The address at which the person, and nobody else, can choose a password; it lapses."""
    return settings.PUBLIC_URL + reverse(
        "accounts:password_reset_confirm",
        args=[
            urlsafe_base64_encode(force_bytes(user.pk)),
            default_token_generator.make_token(user),
        ],
    )


def create_first_admin(*, email: str, name: str, password: str) -> User:
    """The first person on an empty desk; also works here as editor until others are invited."""
    return User.objects.create_user(email, name, roles=[Role.ADMIN, Role.EDITOR], password=password)


@transaction.atomic
def invite(email: str, name: str, roles: list[str], *, by: User) -> User:
    """Add a person and send them an address at which to choose a password."""
    require(by, "accounts.manage_people", otherwise="Only admins can invite people.")
    if User.objects.filter(email__iexact=email).exists():
        raise Refused(f"{email} is already on the desk. Open the person to change their roles.")
    user = User.objects.create_user(email, name, roles=roles, invited_at=timezone.now())
    transaction.on_commit(lambda: send_invitation(user, by=by))
    return user


def send_invitation(user: User, *, by: User) -> None:
    send_mail(
        f"{by.name} invites you to {settings.DESK_NAME}",
        render_to_string(
            "accounts/invitation.txt",
            {
                "user": user,
                "by": by,
                "address": set_password_address(user),
                "desk_name": settings.DESK_NAME,
            },
        ),
        None,
        [user.email],
    )
