"""Importing sources from a table: first what it would change, then exactly that.

Applied, the plan is made again under a lock that keeps everybody else's hands off the sources; a
line that comes out otherwise than it was shown is "overtaken" and left out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import asdict
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models.functions import Lower
from django.utils import timezone

from claims.models import Topic
from newsroom.accounts.models import User
from verification.errors import NotReady, Overtaken
from verification.models import Source, SourceEvent, SourceImport, SourceState
from verification.registry.planning import Desk, planned
from verification.registry.tables import NotATable, Row, read_table
from verification.registry.values import domains_of, one_name

from .source_domains import set_domains
from .sources import COLUMNS, require_sources, said_of

BATCH = 500
Line = dict[str, Any]


def keep_import(content: bytes, filename: str, *, by: User) -> SourceImport:
    """Read an uploaded table and keep it with what it would change. It takes the place of what the
    same person uploaded before. Raises ``NotReady`` for what is no table of sources."""
    require_sources(by)
    try:
        rows = read_table(content)
    except NotATable as wrong:
        raise NotReady(f"{wrong} Nothing was imported.") from None
    plan = planned(rows, desk_now(rows))
    with transaction.atomic():
        User.objects.select_for_update().get(pk=by.pk)  # two uploads at once take turns
        SourceImport.objects.filter(uploaded_by=by).delete()
        return SourceImport.objects.create(
            uploaded_by=by,
            filename=filename[:200],
            rows=[asdict(row) for row in rows],
            plan=plan,
        )


@transaction.atomic
def apply_import(upload: SourceImport, *, by: User, renames: Collection[int] = ()) -> SourceImport:
    """Add and change what the plan shows; its lines then say what came of them. Of the lines that
    would give a source another name, those of the rows in ``renames`` are done."""
    require_sources(by)
    waiting = SourceImport.objects.select_for_update().filter(pk=upload.pk).first()
    if waiting is None:
        raise Overtaken("Another table was uploaded in its place. Nothing was imported.")
    upload = waiting
    if upload.applied_at is not None:
        raise NotReady("This table is already imported.")
    keep_others_off_sources()
    rows = [Row(**row) for row in upload.rows]
    lines = [
        outcome(shown, now, renames)
        for shown, now in zip(upload.plan, planned(rows, desk_now(rows)), strict=True)
    ]
    if not having(lines, "new", "changed"):
        if having(lines, "renames"):
            raise NotReady("No row is ticked, so there is nothing to import. Tick what is meant.")
        raise Overtaken("Nothing of this table is left to import. Upload it again to see why.")
    topics = {topic.name: topic for topic in Topic.objects.all()}
    try:
        with transaction.atomic():
            add(having(lines, "new"), topics, upload.filename, by)
            change(having(lines, "changed"), topics, upload.filename, by)
    except IntegrityError:  # two names that only PostgreSQL takes for the same
        raise Overtaken(
            "Two of the sources would have the same name or domain. Nothing was imported."
        ) from None
    upload.plan, upload.applied_at = lines, timezone.now()
    upload.save(update_fields=["plan", "applied_at"])
    return upload


def outcome(shown: Line, now: Line, renames: Collection[int]) -> Line:
    if shown != now:
        return {**shown, "action": "overtaken"}
    is_meant = shown["action"] == "renames" and shown["row"] in renames
    return {**shown, "action": "changed"} if is_meant else shown


def having(lines: list[Line], *actions: str) -> list[Line]:
    return [line for line in lines if line["action"] in actions]


# -- steps ---------------------------------------------------------------------------------------


def keep_others_off_sources() -> None:
    """Until the transaction ends, nobody locks, adds, changes or cites a source: they wait. As
    every verb on sources begins with their table, none can hold what this one waits for."""
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {Source._meta.db_table} IN EXCLUSIVE MODE")


def desk_now(rows: Iterable[Row]) -> Desk:
    """All sources, in five queries, and how PostgreSQL writes the rows' names in lower case."""
    sources = Source.objects.select_related("merged_into").prefetch_related("topics", "domains")
    names = Topic.objects.values_list("name", flat=True)
    desk = Desk(topics={name.casefold(): name for name in names}, lowered=lowered(rows))
    for source in sources.annotate(lowered=Lower("name")):
        desk.add(
            source.pk,
            said_of(source),
            lowered=source.lowered,
            merged_into=source.merged_into.name if source.merged_into else "",
        )
    return desk


def lowered(rows: Iterable[Row]) -> dict[str, str]:
    """The rows' names that are not ASCII, as PostgreSQL writes them in lower case: it decides
    which names are one, and knows some letters otherwise than Python (İ)."""
    names = {one_name(row.cells.get("Name", "")) for row in rows}
    foreign = [name for name in names if not name.isascii()]
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, lower(name) FROM unnest(%s::text[]) AS name", [foreign])
        return dict(cursor.fetchall())


def add(lines: list[Line], topics: dict[str, Topic], origin: str, by: User) -> None:
    sources = Source.objects.bulk_create(
        [
            Source(
                added_by=by,
                state=SourceState.ACTIVE,
                **{name: line["values"][name] for name in COLUMNS if name in line["values"]},
            )
            for line in lines
        ],
        batch_size=BATCH,
    )
    made = list(zip(sources, lines, strict=True))
    set_topics({source: line["values"].get("topics", []) for source, line in made}, topics)
    set_domains(
        {source: domains_of(line["values"].get("domains", [])) for source, line in made}, by=by
    )
    SourceEvent.objects.bulk_create(
        [event_of(source, "added", line, origin, by) for source, line in made], batch_size=BATCH
    )


def change(lines: list[Line], topics: dict[str, Topic], origin: str, by: User) -> None:
    known = Source.objects.in_bulk([line["source"] for line in lines])
    made = [(known[line["source"]], line) for line in lines]
    new = {source: {name: value for name, _, value in line["changes"]} for source, line in made}
    for source, values in new.items():
        for name in values.keys() & set(COLUMNS):
            setattr(source, name, values[name])
    if columns := {name for values in new.values() for name in values} & set(COLUMNS):
        Source.objects.bulk_update(known.values(), sorted(columns), batch_size=BATCH)
    set_topics({s: values["topics"] for s, values in new.items() if "topics" in values}, topics)
    set_domains(
        {s: domains_of(values["domains"]) for s, values in new.items() if "domains" in values},
        by=by,
    )
    SourceEvent.objects.bulk_create(
        [event_of(source, "changed", line, origin, by) for source, line in made], batch_size=BATCH
    )


def set_topics(wanted: dict[Source, list[str]], topics: dict[str, Topic]) -> None:
    through = Source.topics.through
    through.objects.filter(source__in=wanted).delete()
    through.objects.bulk_create(
        [
            through(source=source, topic=topics[name])
            for source, names in wanted.items()
            for name in names
        ],
        batch_size=BATCH,
    )


def event_of(source: Source, verb: str, line: Line, origin: str, by: User) -> SourceEvent:
    data = {
        "before": {name: old for name, old, _ in line["changes"]},
        "after": {name: new for name, _, new in line["changes"]},
    }
    return SourceEvent(
        source=source,
        verb=verb,
        actor=by,
        note=f"From {origin}, row {line['row']}.",
        data=data if line["changes"] else {},
    )
