from django.http import Http404


def source_list(request, **kwargs):
    raise Http404


def source_new(request, **kwargs):
    raise Http404


def source(request, **kwargs):
    raise Http404


def source_edit(request, **kwargs):
    raise Http404


def confirm(request, **kwargs):
    raise Http404


def retire(request, **kwargs):
    raise Http404
