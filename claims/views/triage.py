from django.http import Http404


def add(request, **kwargs):
    raise Http404


def send(request, **kwargs):
    raise Http404


def triage_list(request, **kwargs):
    raise Http404


def bulk(request, **kwargs):
    raise Http404


def accept(request, **kwargs):
    raise Http404


def dismiss(request, **kwargs):
    raise Http404


def edit(request, **kwargs):
    raise Http404


def merge(request, **kwargs):
    raise Http404


def undo(request, **kwargs):
    raise Http404
