from django.urls import path

from . import views

app_name = "captures"
urlpatterns = [
    path("<int:pk>/", views.copy, name="copy"),
    path("<int:pk>/file/", views.file, name="file"),
    path("captures/<int:pk>/progress/", views.progress, name="progress"),
    path("captures/<int:pk>/again/", views.again, name="again"),
]
