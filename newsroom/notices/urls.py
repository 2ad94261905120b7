from django.urls import path

from . import views

app_name = "notices"
urlpatterns = [
    path("", views.notices, name="list"),
    path("bell/", views.bell, name="bell"),
    path("seen/", views.seen, name="seen"),
    path("undo/", views.undo, name="undo"),
    path("choices/", views.choices, name="choices"),
    path("<int:pk>/", views.open_notice, name="open"),
    path("<int:pk>/put-away/", views.put_away_one, name="put_away"),
]
