from django.http import Http404


def workspace(request, **kwargs):
    raise Http404


def save_draft(request, **kwargs):
    raise Http404


def submit(request, **kwargs):
    raise Http404


def decline(request, **kwargs):
    raise Http404


def cite(request, **kwargs):
    raise Http404


def withdraw_evidence(request, **kwargs):
    raise Http404


def ask_for_comment(request, **kwargs):
    raise Http404


def record_answer(request, **kwargs):
    raise Http404
