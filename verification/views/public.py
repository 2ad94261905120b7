from django.http import Http404


def verdict(request, **kwargs):
    raise Http404


def claim_review(request, **kwargs):
    raise Http404
