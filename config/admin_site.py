"""The Django admin as the desk's console: open to editors and admins, by role."""

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest


class DeskAdminSite(AdminSite):
    site_header = "Plumbline"
    site_title = "Plumbline"
    index_title = "The desk"
    site_url = "/"

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_authenticated and request.user.is_staff


class DeskAdminConfig(AdminConfig):
    default_site = "config.admin_site.DeskAdminSite"
