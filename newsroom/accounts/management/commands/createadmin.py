"""Make a person who can run the desk: the first thing on an empty one."""

from __future__ import annotations

import getpass
import os
import sys
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from newsroom.accounts.models import User
from newsroom.accounts.operations import create_first_admin


class Command(BaseCommand):
    help = "Adds an admin (asks for e-mail address, name and password)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--email")
        parser.add_argument("--name")
        parser.add_argument(
            "--password-from-env",
            metavar="VARIABLE",
            help="take the password from this environment variable instead of asking",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        email = (options["email"] or self.ask("E-mail address: ")).strip()
        name = (options["name"] or self.ask("Name: ")).strip()
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"{email!r} is not an e-mail address.") from error
        if User.objects.filter(email__iexact=email).exists():
            raise CommandError(f"{email} is already on the desk; nothing was changed.")
        if not name:
            raise CommandError("A person needs a name; nothing was changed.")
        password = self.password(options["password_from_env"], User(email=email, name=name))
        create_first_admin(email=email, name=name, password=password)
        self.stdout.write(f"{name} can now sign in as {email}, as admin and editor.")

    def ask(self, prompt: str) -> str:
        if not sys.stdin.isatty():
            raise CommandError("Nobody is there to ask: give --email and --name.")
        return input(prompt)

    def password(self, variable: str | None, user: User) -> str:
        if variable:
            password = os.environ.get(variable, "")
        elif sys.stdin.isatty():
            password = getpass.getpass("Password (10 characters or more): ")
        else:
            raise CommandError("Nobody is there to ask: give --password-from-env VARIABLE.")
        try:
            validate_password(password, user)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        return password
