"""The Django admin as the desk's console: open to editors and admins, by role.

People sign in and change their password where everybody does; the admin's own pages for that
lead there.
"""

from __future__ import annotations

from typing import Any

from django.contrib.admin import AdminSite, site
from django.contrib.admin.apps import AdminConfig
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache


class DeskAdminSite(AdminSite):
    site_header = "Plumbline"
    site_title = "Plumbline"
    index_title = "The desk’s console"
    site_url = "/"

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_authenticated and request.user.is_staff

    @method_decorator(never_cache)
    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        # Its module has models, and this one is read before any model may be.
        from django.contrib.auth.views import redirect_to_login

        if self.has_permission(request):
            return redirect("admin:index")
        if request.user.is_authenticated:
            raise PermissionDenied("Only editors and admins can use the desk’s console.")
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"))

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return redirect("accounts:password_change")

    def password_change_done(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return redirect("accounts:account")


class DeskAdminConfig(AdminConfig):
    default_site = "config.admin_site.DeskAdminSite"

    def ready(self) -> None:
        """Only the desk's own pages: others' know neither its roles nor that nothing is deleted."""
        super().ready()
        for model in list(site._registry):
            if model._meta.app_label in ("auth", "axes"):
                site.unregister(model)
