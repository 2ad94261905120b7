"""The desk's own gold, to be saved: for editors and admins, since it holds own copy too."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from claims.gold import Record, documents_with_gold, gold_of
from claims.management.lines import written
from newsroom.accounts.rights import require

from .documents import through_rights


@require_GET
def of_document(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    document = through_rights(request, pk)
    require_gold(request)
    return as_lines(gold_of([document]), f"gold-document-{document.pk}.jsonl")


@require_GET
def of_desk(request: HttpRequest) -> StreamingHttpResponse:
    require_gold(request)
    today = timezone.localdate().isoformat()
    return as_lines(gold_of(documents_with_gold()), f"gold-{today}.jsonl")


def require_gold(request: HttpRequest) -> None:
    require(
        request.user,
        "claims.export_gold",
        otherwise="Only editors and admins can save what was corrected: it holds own copy too.",
    )


def as_lines(records: Iterable[Record], name: str) -> StreamingHttpResponse:
    return StreamingHttpResponse(
        map(written, records),
        content_type="application/x-ndjson",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
