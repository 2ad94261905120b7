from django.urls import path

from . import views

app_name = "notices"
urlpatterns = [path("seen/", views.seen, name="seen")]
