from django.http import Http404


def claim_list(request, **kwargs):
    raise Http404


def history(request, **kwargs):
    raise Http404


def propose_settlement(request, **kwargs):
    raise Http404


def agree_to_settlement(request, **kwargs):
    raise Http404


def draft_verdict(request, **kwargs):
    raise Http404


def confirm_verdict(request, **kwargs):
    raise Http404


def assign(request, **kwargs):
    raise Http404


def take_back(request, **kwargs):
    raise Http404


def adjudicate(request, **kwargs):
    raise Http404


def ask_again(request, **kwargs):
    raise Http404


def sign_off(request, **kwargs):
    raise Http404


def send_back(request, **kwargs):
    raise Http404


def publish(request, **kwargs):
    raise Http404


def schedule(request, **kwargs):
    raise Http404


def hold(request, **kwargs):
    raise Http404


def release(request, **kwargs):
    raise Http404


def close(request, **kwargs):
    raise Http404


def reopen(request, **kwargs):
    raise Http404


def retract(request, **kwargs):
    raise Http404
