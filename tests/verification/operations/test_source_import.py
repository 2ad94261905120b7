"""Importing sources from a table: what is shown first, and that exactly this is done."""

from __future__ import annotations

from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.at_once import Begun, at_once, barrier, somebody_waits_for_us, until
from tests.factories import SourceFactory, TopicFactory, editor, reviewer
from verification.errors import NotReady, Overtaken
from verification.models import Source, SourceEvent, SourceImport
from verification.operations import source_import
from verification.operations.source_import import apply_import, keep_import
from verification.operations.source_merge import merge_sources
from verification.operations.sources import add_source, change_source, retire_source, said_of
from verification.registry import languages
from verification.registry.tables import write_csv, write_xlsx
from verification.views.source_import import cells_of

pytestmark = pytest.mark.django_db


def kept(table: str, by=None) -> SourceImport:
    return keep_import(table.encode(), "sources.csv", by=by or editor())


def lines(upload: SourceImport) -> list[tuple]:
    return [(line["row"], line["action"], line["name"]) for line in upload.plan]


def problems(table: str) -> list[str]:
    (line,) = kept(table).plan
    return [f"{header}: {sentence}" for header, sentence in line["problems"]]


def test_a_table_is_shown_line_by_line_and_changes_nothing_yet():
    register = SourceFactory(name="Register", kind="data", tier="3_reliable", owner="The state")
    SourceFactory(name="Census", kind="data", tier="3_reliable")
    noise = SourceFactory(name="Not in the table")
    upload = kept(
        "Name,Kind,Tier,Owner\n"
        "REGISTER,data,authoritative,–\n"
        "Census,data,reliable,\n"
        "New office,official,primary record,The town\n"
        "Nonsense,oficial,reliable,\n"
    )
    assert lines(upload) == [
        (2, "changed", "REGISTER"), (3, "unchanged", "Census"), (4, "new", "New office"),
        (5, "refused", "Nonsense"),
    ]  # fmt: skip
    assert upload.plan[0]["changes"] == [
        ["name", "Register", "REGISTER"],
        ["tier", "3_reliable", "2_authoritative"],
        ["owner", "The state", ""],
    ]
    register.refresh_from_db()
    assert (register.name, Source.objects.count()) == ("Register", 3)
    assert noise.events.count() == SourceEvent.objects.count() == 0


def test_exactly_what_was_shown_is_imported_with_its_history():
    boss = editor()
    TopicFactory(name="Ports"), TopicFactory(name="Ships")
    register = SourceFactory(name="Register", kind="data", tier="3_reliable")
    change_source(register, by=boss, domains={"old.example": True, "stays.example": False})
    first_look = register.domains.get(domain="stays.example").pk
    upload = kept(
        "Name,Kind,Tier,Languages,Topics,Domains,Notes\n"
        'Register,data,reliable,"German; fr",Ports,stays.example (not verified); new.example,\n'
        'Harbour,official,authoritative,,"ships;Ports",harbour.example,"Two\nlines"\n'
        "Wrong,,reliable,,,,\n",
        by=boss,
    )
    done = apply_import(upload, by=boss)
    assert [line["action"] for line in done.plan] == ["changed", "new", "refused"]
    assert said_of(Source.objects.get(pk=register.pk)) | {"interest": ""} == {
        **said_of(register), "languages": ["de", "fr"], "topics": ["Ports"],
        "domains": ["new.example", "stays.example (not verified)"], "interest": "",
    }  # fmt: skip
    assert register.domains.get(domain="stays.example").pk == first_look
    assert register.domains.get(domain="new.example").verified_by == boss
    line = register.events.last()
    assert (line.verb, line.actor, line.note) == ("changed", boss, "From sources.csv, row 2.")
    assert line.data["before"]["domains"] == ["old.example", "stays.example (not verified)"]
    assert line.data["after"]["languages"] == ["de", "fr"]
    harbour = Source.objects.get(name="Harbour")
    assert (harbour.state, harbour.added_by, harbour.notes) == ("active", boss, "Two\nlines")
    assert said_of(harbour)["topics"] == ["Ports", "Ships"]
    assert [(e.verb, e.note, e.data) for e in harbour.events.all()] == [
        ("added", "From sources.csv, row 3.", {})
    ]
    with pytest.raises(NotReady, match="already imported"):
        apply_import(upload, by=boss)


def test_what_changed_on_the_desk_since_is_left_out_and_said():
    boss = editor()
    register = SourceFactory(name="Register", kind="data", tier="3_reliable")
    upload = kept(
        "Name,Kind,Tier\nRegister,data,authoritative\nCensus,data,reliable\nOffice,data,reliable\n"
    )
    change_source(register, by=boss, tier="4_care")
    add_source(by=boss, name="census", kind="news", tier="4_care")
    done = apply_import(upload, by=boss)
    assert [line["action"] for line in done.plan] == ["overtaken", "overtaken", "new"]
    register.refresh_from_db()
    assert register.tier == "4_care"
    assert Source.objects.get(name__iexact="census").kind == "news"
    again = kept("Name,Kind,Tier\nRegister,data,authoritative\n")
    assert apply_import(again, by=boss).plan[0]["action"] == "changed"  # control


def test_an_empty_cell_leaves_what_the_desk_says_and_a_dash_empties_it():
    said = {"owner": "The state", "licence": "CC", "notes": "–", "languages": ["cy"]}
    register = SourceFactory(name="Register", **said)
    register.topics.add(TopicFactory(name="Ports"))
    (line,) = kept(
        "Name,Kind,Tier,Owner,Licence,Languages,Topics,Notes\nRegister,,,,–,,-, – \n"
    ).plan
    assert (line["action"], line["changes"]) == (
        "changed", [["licence", "CC", ""], ["topics", ["Ports"], []]],
    )  # fmt: skip
    assert problems("Name,Kind,Tier\nRegister,–,\n") == [
        f"Kind: It is missing. Choose one of: {KINDS}."
    ]


def test_a_row_that_would_rename_a_source_is_left_out_unless_it_is_meant():
    boss = editor()
    office, bureau = (
        SourceFactory(name=name, kind="data", tier="1_primary") for name in ("Office", "Bureau")
    )
    change_source(office, by=boss, domains={"office.example": True})
    change_source(bureau, by=boss, domains={"bureau.example": True})
    table = (
        "Name,Kind,Tier,Domains\nSteals Domain,news,reliable,office.example\n"
        "The Bureau,data,primary record,bureau.example\nNew,data,reliable,new.example\n"
    )
    upload = kept(table, by=boss)
    assert [line["action"] for line in upload.plan] == ["renames", "renames", "new"]
    done = apply_import(upload, by=boss, renames=[3])
    assert [line["action"] for line in done.plan] == ["renames", "changed", "new"]
    office.refresh_from_db(), bureau.refresh_from_db()
    assert (office.name, office.kind, office.tier) == ("Office", "data", "1_primary")
    assert bureau.name == "The Bureau"
    with pytest.raises(NotReady, match="No row is ticked"):
        apply_import(kept(table, by=boss), by=boss, renames=[3])
    apply_import(kept(table, by=boss), by=boss, renames=[2])  # control
    office.refresh_from_db()
    assert (office.name, office.kind) == ("Steals Domain", "news")


def test_a_source_that_changed_since_is_not_renamed_though_ticked():
    boss = editor()
    office = SourceFactory(name="Office", kind="data", tier="1_primary")
    change_source(office, by=boss, domains={"office.example": True})
    upload = kept("Name,Kind,Tier,Domains\nOther,data,reliable,office.example\n", by=boss)
    change_source(office, by=boss, tier="2_authoritative")
    with pytest.raises(Overtaken, match="Nothing of this table is left"):
        apply_import(upload, by=boss, renames=[2])


def test_where_nothing_is_left_to_import_nothing_is():
    boss = editor()
    upload = kept("Name,Kind,Tier\nCensus,data,reliable\n")
    add_source(by=boss, name="Census", kind="data", tier="3_reliable")
    with pytest.raises(Overtaken, match="Nothing of this table is left"):
        apply_import(upload, by=boss)


def test_the_next_upload_takes_the_place_of_the_last():
    boss = editor()
    first = kept("Name,Kind,Tier\nCensus,data,reliable\n", by=boss)
    other = kept("Name,Kind,Tier\nOther,data,reliable\n")
    second = kept("Name,Kind,Tier\nOffice,data,reliable\n", by=boss)
    assert set(SourceImport.objects.all()) == {other, second}
    with pytest.raises(Overtaken, match="Another table was uploaded in its place"):
        apply_import(first, by=boss)
    assert not Source.objects.exists()


def test_only_keepers_import():
    with pytest.raises(PermissionDenied):
        kept("Name\nCensus\n", by=reviewer())
    upload = kept("Name,Kind,Tier\nCensus,data,reliable\n")
    with pytest.raises(PermissionDenied):
        apply_import(upload, by=reviewer())
    with pytest.raises(NotReady, match=r"no column “Name”.*Nothing was imported"):
        kept("Kind\nnews\n")


def imported_while_somebody_changes_the_same() -> list[str]:
    """An editor has changed a source and not yet committed when another imports the table."""
    source = SourceFactory(name="Register", kind="data", tier="3_reliable")
    boss, other = editor(), editor()
    upload = kept("Name,Kind,Tier\nRegister,data,authoritative\nNew,data,reliable\n", by=boss)
    with transaction.atomic():
        change_source(source, by=other, tier="4_care")
        importing = Begun(partial(apply_import, upload, by=boss))
        until(somebody_waits_for_us)  # it has looked at the desk first, if it is let
    return [line["action"] for line in importing.answer().plan]


@pytest.mark.django_db(transaction=True)
def test_an_import_waits_for_whoever_is_changing_a_source():
    assert imported_while_somebody_changes_the_same() == ["overtaken", "new"]
    assert Source.objects.get(name="Register").tier == "4_care"


@pytest.mark.django_db(transaction=True)
def test_control_without_the_lock_it_overwrites_what_it_has_not_seen(monkeypatch):
    monkeypatch.setattr(source_import, "keep_others_off_sources", lambda: None)
    assert imported_while_somebody_changes_the_same() == ["changed", "new"]
    assert Source.objects.get(name="Register").tier == "2_authoritative"


KINDS = "official, data, research, news, advocacy, person"
TIERS = "primary record, authoritative, reliable, use with care"


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("Name,Kind,Tier\n,data,reliable", ["Name: It is missing."]),
        ("Name,Kind,Tier\nA,,reliable", ["Kind: A new source needs it."]),
        ("Name,Kind,Tier\nA,data,best",
         [f"Tier: “best” is no tier of ours. Choose one of: {TIERS}."]),
        ("Name\nA", ["Kind: A new source needs it.", "Tier: A new source needs it."]),
        ("Name,Kind,Tier,Homepage\nA,data,reliable,not an address",
         ["Homepage: “not an address” is not a web address."]),
        ("Name,Kind,Tier,Homepage\nA,data,reliable,javascript:alert(1)",
         ["Homepage: “javascript:alert(1)” is not a web address."]),
        ("Name,Kind,Tier,Languages\nA,data,reliable,Germn",
         ["Languages: “Germn” is no language we know by name or code. Did you mean German?"]),
        ("Name,Kind,Tier,Topics\nA,data,reliable,Prots",
         ["Topics: The desk has no topic “Prots”. Did you mean Ports?"]),
        ("Name,Kind,Tier,Domains\nA,data,reliable,co.uk",
         ["Domains: co.uk is shared by many publishers. Give the whole name, such as name.co.uk."]),
        ("Name,Kind,Tier,Domains\nA,data,reliable,taken.example; free.example",
         ["Domains: taken.example is a domain of Taken."]),
        (f"Name,Kind,Tier,Owner\nA,data,reliable,{'x' * 201}",
         ["Owner: It is longer than 200 characters."]),
        ("Name,Kind,Tier\nMerged,data,reliable",
         ["Name: It was merged into Taken. Use that name."]),
    ],
)  # fmt: skip
def test_each_refused_row_says_why_in_words(table, expected):
    TopicFactory(name="Ports")
    taken, merged = SourceFactory(name="Taken"), SourceFactory(name="Merged")
    change_source(taken, by=editor(), domains={"taken.example": True})
    SourceFactory(name="A") if "taken.example" in table else None
    merge_sources(merged, taken, by=editor(), reason="The same.")
    assert problems(table) == expected


def test_rows_that_meet_each_other_are_refused_but_the_first():
    change_source(SourceFactory(name="Old"), by=editor(), domains={"old.example": True})
    upload = kept(
        "Name,Kind,Tier,Domains\n"
        "A,data,reliable,a.example\n"
        "a,news,reliable,\n"
        "B,data,reliable,a.example\n"
        "Renamed,official,reliable,old.example\n"
        "Old,official,reliable,\n"
    )
    assert [line["action"] for line in upload.plan] == [
        "new", "refused", "refused", "renames", "refused",
    ]  # fmt: skip
    said = [line["problems"][0][1] for line in upload.plan if line["problems"]]
    assert said == [
        "Row 2 has the same name.", "Row 2 has a.example as well.",
        "Row 5 is about the same source.",
    ]  # fmt: skip
    assert upload.plan[3]["changes"][0] == ["name", "Old", "Renamed"]


def test_a_retired_source_stays_retired():
    source = SourceFactory(name="Old", kind="data", tier="3_reliable")
    retire_source(source, by=editor(), reason="It closed.")
    apply_import(kept("Name,Tier\nOld,authoritative\n"), by=editor())
    source.refresh_from_db()
    assert (source.tier, source.state) == ("2_authoritative", "retired")


def test_names_of_languages_can_stand_in_a_list():
    assert [code for code in languages.names() if "," in languages.in_words(code)] == []
    assert {languages.code_of(languages.in_words(code)) for code in languages.names()} == set(
        languages.names()
    )


words = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
    | st.sampled_from("=+-@'\t\n;,\" "),
    max_size=30,
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(
    texts=st.fixed_dictionaries(
        dict.fromkeys(("owner", "country", "licence", "contact", "interest", "notes"), words)
    ),
    name=words.filter(lambda text: any(c.isalnum() for c in text)),
    spoken=st.lists(st.sampled_from(sorted(languages.names())), max_size=3, unique=True),
    domains=st.dictionaries(
        st.sampled_from(["a.example", "xn--mller-kva.example", "b.co.uk"]), st.booleans()
    ),
)
def test_what_is_exported_and_imported_again_changes_nothing(texts, name, spoken, domains):
    with transaction.atomic():
        source = SourceFactory(name=name, languages=spoken, **texts)
        source.topics.set([TopicFactory(), TopicFactory(name=f"Trade, money and {source.pk}")])
        for domain, is_verified in domains.items():
            verified_at = source.added_at if is_verified else None
            source.domains.create(domain=domain, verified_at=verified_at)
        rows = [cells_of(source)]
        for table in (write_csv(rows), write_xlsx(rows, choices={})):
            upload = keep_import(table, "again", by=editor())
            assert [(line["action"], line["problems"]) for line in upload.plan] == [
                ("unchanged", [])
            ]
        transaction.set_rollback(True)


def big_table(what: str, count: int, word: str) -> str:
    return "Name,Kind,Tier,Owner,Topics,Domains\n" + "".join(
        f"{what} {n},official,{word},Owner {n},Ports,{what}{n}.example\n" for n in range(count)
    )


def queries_of(count: int) -> list[int]:
    """For looking at, adding, looking again at and changing that many sources."""
    boss = editor()
    counts = []
    added = big_table(f"office-{count}", count, "reliable")
    for table in (added, added.replace("reliable", "authoritative").replace("Ports", "–")):
        with CaptureQueriesContext(connection) as look:
            upload = kept(table, by=boss)
        with CaptureQueriesContext(connection) as apply:
            apply_import(upload, by=boss)
        counts += [len(look), len(apply)]
    assert Source.objects.filter(tier="2_authoritative").count() >= count
    return counts


def test_thirty_rows_take_the_queries_of_one():
    source = SourceFactory()
    source.topics.add(TopicFactory(name="Ports"))
    change_source(source, by=editor(), domains={"noise.example": True})
    assert queries_of(1) == queries_of(30)


# -- names that two take for one ------------------------------------------------------------------


def postgres_takes_for_one(one: str, other: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT lower(%s) = lower(%s)", [one, other])
        return cursor.fetchone()[0]


def pair_that_only_postgres_takes_for_one() -> tuple[str, str]:
    """İ is the letter; how it is made small depends on the database's own rules."""
    pairs = [("İSTANBUL", "iSTANBUL"), ("İSTANBUL", "i\u0307stanbul"), ("ẞAAR", "ßaar")]
    told = [p for p in pairs if postgres_takes_for_one(*p) and p[0].lower() != p[1].lower()]
    if not told:
        pytest.skip("this PostgreSQL makes letters small as Python does")
    return told[0]


def test_a_row_whose_name_only_postgres_takes_for_one_above_is_named_and_the_rest_imported():
    one, other = pair_that_only_postgres_takes_for_one()
    boss = editor()
    upload = kept(
        f"Name,Kind,Tier\n{one},data,reliable\n{other},data,reliable\nAro,data,reliable\n", by=boss
    )
    assert lines(upload) == [(2, "new", one), (3, "refused", other), (4, "new", "Aro")]
    assert upload.plan[1]["problems"] == [["Name", "Row 2 has the same name."]]
    apply_import(upload, by=boss)
    assert sorted(Source.objects.values_list("name", flat=True)) == sorted([one, "Aro"])


def test_a_row_whose_name_only_postgres_takes_for_a_source_is_about_that_source():
    one, other = pair_that_only_postgres_takes_for_one()
    boss, source = editor(), SourceFactory(name=one, kind="data", tier="3_reliable")
    for name in (other, one):
        upload = kept(f"Name,Kind,Tier\n{name},data,authoritative\n", by=boss)
        assert [(line["action"], line["source"]) for line in upload.plan] == [
            ("changed", source.pk)
        ]
    apply_import(upload, by=boss)
    source.refresh_from_db()
    assert source.tier == "2_authoritative"


@pytest.mark.django_db(transaction=True)
def test_of_uploads_at_once_by_one_person_the_last_one_is_kept(monkeypatch):
    boss, ready = editor(), barrier(4)
    planned = source_import.planned

    def all_at_once(*arguments):
        plan = planned(*arguments)
        ready.wait()
        return plan

    monkeypatch.setattr(source_import, "planned", all_at_once)

    tables = [f"Name,Kind,Tier\nSource {number},data,reliable\n" for number in range(4)]
    answers = at_once(*[partial(kept, table, by=boss) for table in tables])
    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    assert SourceImport.objects.filter(uploaded_by=boss).count() == 1
