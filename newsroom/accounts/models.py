"""Who works here. A right comes from a role, never from being a superuser."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone


class Role(models.TextChoices):
    REVIEWER = "reviewer", "reviewer"
    EDITOR = "editor", "editor"
    ADMIN = "admin", "admin"


class UserManager(BaseUserManager["User"]):
    def create_user(
        self,
        email: str,
        name: str,
        *,
        roles: list[str] | tuple[str, ...] = (),
        password: str | None = None,
        **fields: Any,
    ) -> User:
        """A person of the desk; without a password they can only come in by an invitation."""
        user = self.model(
            email=self.normalize_email(email).strip(), name=name, roles=list(roles), **fields
        )
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)

    def with_role(self, role: Role) -> models.QuerySet[User]:
        return self.filter(is_active=True, roles__contains=[role])


class User(AbstractBaseUser):
    """A person of the newsroom. People are deactivated, never deleted: history names them."""

    email = models.EmailField("e-mail address", max_length=254)
    name = models.CharField(max_length=120)
    roles = ArrayField(
        models.CharField(max_length=20, choices=Role.choices), default=list, blank=True
    )
    is_active = models.BooleanField("active", default=True)
    is_demo = models.BooleanField(
        default=False, editable=False, help_text="Has a published password: loopback only."
    )
    date_joined = models.DateTimeField(default=timezone.now, editable=False)
    invited_at = models.DateTimeField(null=True, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "people"
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(
                Lower("email"),
                name="one_person_per_email",
                violation_error_message="Somebody with this e-mail address is already here.",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split()[0] if self.name else self.email

    @property
    def initials(self) -> str:
        parts = self.name.split()
        return "".join(part[0] for part in (parts[:1] + parts[1:][-1:])).upper() or "?"

    def has_role(self, *roles: str) -> bool:
        return self.is_active and any(role in self.roles for role in roles)

    @property
    def is_reviewer(self) -> bool:
        return self.has_role(Role.REVIEWER)

    @property
    def is_editor(self) -> bool:
        return self.has_role(Role.EDITOR)

    @property
    def is_admin(self) -> bool:
        return self.has_role(Role.ADMIN)

    @property
    def is_staff(self) -> bool:
        """May enter the Django admin."""
        return self.has_role(Role.EDITOR, Role.ADMIN)

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Ask the rules (``rights.py`` of each app); nothing else grants a right."""
        from rules import has_perm

        return self.is_active and has_perm(perm, self, obj)

    def has_perms(self, perms: list[str], obj: object = None) -> bool:
        return all(self.has_perm(perm, obj) for perm in perms)

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_staff
