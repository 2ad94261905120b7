"""Fill an empty desk with the demo newsroom."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from newsroom.accounts.models import User
from verification.demo.telling import tell


class Command(BaseCommand):
    help = "Loads the demo newsroom into an empty desk; a desk with people is left as it is."

    def handle(self, *args: Any, **options: Any) -> None:
        if User.objects.exists():
            self.stdout.write("The desk already has people on it; the demo was not loaded.")
            return
        with transaction.atomic():
            tell()
        self.stdout.write("The demo newsroom is ready.")
