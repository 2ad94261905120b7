from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from .operations import mark_seen


@require_POST
def seen(request: HttpRequest) -> HttpResponse:
    """Put one's own notices away."""
    mark_seen(request.user)
    return redirect("desk")
