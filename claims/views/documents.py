from django.http import Http404


def document_list(request, **kwargs):
    raise Http404


def document_new(request, **kwargs):
    raise Http404


def document(request, **kwargs):
    raise Http404


def progress(request, **kwargs):
    raise Http404


def original(request, **kwargs):
    raise Http404


def read_again(request, **kwargs):
    raise Http404
