from django.conf import settings
from django.http import HttpRequest

THEMES = ("light", "dark", "system")


def desk(request: HttpRequest) -> dict[str, object]:
    """What every page knows: the desk's name and the chosen theme."""
    theme = request.COOKIES.get("theme", "system")
    return {"desk_name": settings.DESK_NAME, "theme": theme if theme in THEMES else "system"}
