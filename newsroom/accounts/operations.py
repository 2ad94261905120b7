"""What can be done with people: invite, change, deactivate.

Whoever has live reviews to hand over goes through ``verification.operations.people``, which calls
these; this app does not know what a review is.
"""

from __future__ import annotations

from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
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
    require_people(by, "invite people")
    if User.objects.filter(email__iexact=email).exists():
        raise Refused(f"{email} is already on the desk. Open the person to change their roles.")
    user = User.objects.create_user(email, name, roles=roles, invited_at=timezone.now())
    transaction.on_commit(lambda: send_invitation(user, by=by))
    return user


@transaction.atomic
def invite_again(person: User, *, by: User) -> User:
    """Send the invitation once more, to somebody who has not chosen a password yet."""
    require_people(by, "invite people")
    person = lock_person(person)
    if not person.is_active:
        raise Refused(f"{person.name} is deactivated. Take them back first, then invite them.")
    if person.has_usable_password():
        raise Refused(
            f"{person.name} has already chosen a password. Who has forgotten theirs can have a new "
            "one from the sign-in page."
        )
    person.invited_at = timezone.now()
    person.save(update_fields=["invited_at"])
    transaction.on_commit(lambda: send_invitation(person, by=by))
    return person


@transaction.atomic
def change_person(person: User, *, by: User, name: str, email: str, roles: list[str]) -> User:
    """Correct who somebody is and what they do here. The e-mail address is theirs alone once
    they have chosen a password: whoever could change it could sign in as them."""
    require_people(by, "change people")
    person, other_admins = lock_person_and_admins(person)
    if email != person.email and person.has_usable_password():
        raise Refused(
            f"{person.name} signs in as {person.email}, so the address was not changed, nor was "
            "anything else. For a new address, invite the person again and deactivate this one."
        )
    if Role.ADMIN not in roles:
        keep_an_admin(person, other_admins)
    person.name, person.email, person.roles = name, email, list(roles)
    person.save(update_fields=["name", "email", "roles"])
    return person


@transaction.atomic
def deactivate(person: User, *, by: User) -> User:
    """Let somebody in no more. They stay in the history, and can be taken back."""
    require_people(by, "deactivate people")
    person, other_admins = lock_person_and_admins(person)
    if person.pk == by.pk:
        raise Refused("You cannot deactivate yourself; another admin can.")
    if not person.is_active:
        raise Refused(f"{person.name} is already deactivated.")
    keep_an_admin(person, other_admins)
    person.is_active = False
    person.save(update_fields=["is_active"])
    return person


@transaction.atomic
def reactivate(person: User, *, by: User) -> User:
    """Take somebody back, in the roles they had."""
    require_people(by, "take people back")
    person = lock_person(person)
    if person.is_active:
        raise Refused(f"{person.name} is active already.")
    person.is_active = True
    person.save(update_fields=["is_active"])
    return person


def lock_person(person: User) -> User:
    return User.objects.select_for_update().get(pk=person.pk)


def lock_person_and_admins(person: User) -> tuple[User, list[User]]:
    """The person, and the other active admins: all locked in one order, so that two admins who
    deactivate each other at once neither block each other nor both succeed."""
    rows = User.objects.filter(Q(pk=person.pk) | Q(roles__contains=[Role.ADMIN]))
    people = {row.pk: row for row in rows.select_for_update().order_by("pk")}
    person = people.pop(person.pk)
    return person, [admin for admin in people.values() if admin.is_admin]


def keep_an_admin(person: User, other_admins: list[User]) -> None:
    if person.is_admin and not other_admins:
        raise Refused(
            f"{person.name} is the desk’s only admin, so nothing was changed. Make somebody else "
            "an admin first."
        )


def require_people(by: User, to: str) -> None:
    require(by, "accounts.manage_people", otherwise=f"Only admins can {to}.")


def send_invitation(user: User, *, by: User) -> None:
    """Mail the invitation; ``Refused`` where the mail server does, the person is kept."""
    try:
        send_mail(
            " ".join(f"{by.name} invites you to {settings.DESK_NAME}".split()),
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
    except (OSError, SMTPException) as error:
        raise Refused(
            f"{user.name} is on the desk, but the invitation could not be mailed ({error}). "
            "Send it again from the list of people once mail works."
        ) from error
