from django.http import Http404


def report_list(request, **kwargs):
    raise Http404


def export(request, **kwargs):
    raise Http404
