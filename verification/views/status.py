from django.http import Http404


def status(request, **kwargs):
    raise Http404
