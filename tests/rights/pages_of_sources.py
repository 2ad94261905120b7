"""Sources, what the watch noticed of them, and what was published."""

from __future__ import annotations

from tests import scenes
from tests.factories import SourceFactory
from tests.rights.inputs import (
    a_table,
    an_upload,
    change,
    nothing,
    source,
    source_columns,
    why,
)
from tests.rights.kinds import (
    ASKER,
    EDITORS,
    EVERYBODY,
    HERE,
    KEEPERS,
    NONE,
    Page,
)

PAGES = [
    # sources
    Page("verification:sources", HERE, shows=lambda s: s.source.name),
    Page("verification:source", HERE, about=source),
    Page("verification:source_new", HERE),
    Page("verification:source_new", HERE, data=source_columns),
    Page("verification:source_edit", KEEPERS, about=source),
    Page("verification:source_edit", KEEPERS, about=source, data=source_columns),
    Page("verification:source_confirm", KEEPERS, about=source, data=nothing),
    Page("verification:source_retire", KEEPERS, scenes.in_use, source, why),
    Page("verification:source_merge", KEEPERS, about=source),
    Page("verification:source_merge", KEEPERS, about=source,
         data=lambda s: {"into": SourceFactory().pk, **why(s)}),
    Page("verification:source_verify_domain", KEEPERS,
         about=lambda s: [s.source.pk, s.domain.pk], data=nothing),
    Page("verification:sources_import", KEEPERS),
    Page("verification:sources_import", KEEPERS, data=a_table),
    Page("verification:source_import", KEEPERS, scenes.with_import, an_upload),
    Page("verification:source_import_apply", KEEPERS, scenes.with_import, an_upload, nothing),
    *(Page(f"verification:source_{what}", HERE, about=lambda s, kind=kind: [kind])
      for what in ("export", "template") for kind in ("csv", "xlsx")),
    # changed figures
    Page("verification:changed", HERE, scenes.changed, shows=lambda s: s.evidence.source.name),
    Page("verification:change", HERE, scenes.changed, change),
    Page("verification:change_take_up", EDITORS, scenes.changed, change, why),
    Page("verification:change_no_matter", ASKER, scenes.changed, change, why),
    Page("verification:change_again", ASKER, scenes.change_decided, change, nothing),
    # what was published
    Page("verification:reports", HERE, scenes.published),
    *(Page("verification:export", HERE, scenes.published, lambda s, kind=kind: [kind])
      for kind in ("csv", "json", "claimreview")),
    Page("verification:verdict", EVERYBODY, scenes.published, lambda s: [s.review.pk]),
    Page("verification:verdict_claimreview", EVERYBODY, scenes.published,
         lambda s: [s.review.pk]),
    Page("verification:verdict", NONE, scenes.signed, lambda s: [s.review.pk]),
    Page("verification:verdict_claimreview", NONE, scenes.signed, lambda s: [s.review.pk]),
]  # fmt: skip
