"""The source that a form of evidence names: one of the desk's, or a new one, which is proposed."""

from __future__ import annotations

from django.http import HttpRequest

from verification.forms.citing import PassageForm
from verification.models import Source
from verification.operations.domains import propose_for
from verification.operations.sources import add_source
from verification.registry.domain_names import NotADomain, host_of


def source_named(request: HttpRequest, form: PassageForm, *, address: str = "") -> Source:
    """The chosen source, else the new one as named, with the domain of ``address`` if it has
    one."""
    data = form.cleaned_data
    if data["source"]:
        return data["source"]
    named = {"name": data["new_source"], "kind": data["new_kind"], "tier": data["new_tier"]}
    try:
        host_of(address)
    except NotADomain:
        return add_source(by=request.user, to_cite=True, **named)
    return propose_for(address, by=request.user, **named)
