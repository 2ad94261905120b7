from django.contrib import admin
from django.urls import include, path

from newsroom.pulse.views import healthz
from verification.views.desk import desk

urlpatterns = [
    path("", desk, name="desk"),
    path("", include("claims.urls")),
    path("", include("verification.urls")),
    path("copies/", include("newsroom.captures.urls")),
    path("account/", include("newsroom.accounts.urls")),
    path("notices/", include("newsroom.notices.urls")),
    path("admin/", admin.site.urls),
    path("healthz", healthz, name="healthz"),
]

handler400 = "newsroom.accounts.views.bad_request"
handler403 = "newsroom.accounts.views.forbidden"
handler404 = "newsroom.accounts.views.not_found"
handler500 = "newsroom.accounts.views.broken"
