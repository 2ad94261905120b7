"""Every page of the desk, as everybody who may see it: axe finds nothing, in the light at a desk
and in the dark on a telephone; the focus shows; enlarged, nothing is cut or scrolls sideways.

The addresses are those of the table of rights, whose own test fails for an address that is not in
it. What looks the same to two people is looked at once: so is a page's own part, and the frame
around it, which is the person's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.rights.test_addresses import PAGES
from tests.scenes import PEOPLE, Scene
from tests.verification.admin.test_rights_in_console import TABLE, console_of, everything

from .looking import be, look, measured, with_eyes

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
TAG = re.compile(r"<([a-z][a-z0-9-]*)([^>]*)>")
LOOKS = re.compile(r'\b(class|type|role|aria-[a-z]+|hidden|open|disabled|checked)\b(="[^"0-9]*)?')
MAIN = re.compile(r"<main.*</main>", re.DOTALL)
# Marks in the frame of where one is, and the console's classes for one model, that no sheet names.
WHERE = re.compile(r' aria-current="page"| ?\bcurrent-(app|model)\b')
OF_A_MODEL = re.compile(r"\b(app|model)-[a-z_]+ ?")
Visit = tuple[str, Scene, str, str]  # its name, the scene, who goes there, and the address


@pytest.fixture
def outside(settings, tmp_path):
    """Letters and files of the scenes stay in the test."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path


def visits_to_the_desk() -> Iterator[Visit]:
    pages_of: dict[Any, list[Any]] = {}
    for page in PAGES:
        if page.data is None:
            pages_of.setdefault(page.scene, []).append(page)
    for make, pages in pages_of.items():
        scene = make()
        for page in pages:
            address = reverse(page.name, args=page.about(scene))
            for who in PEOPLE:
                if who in page.may:
                    yield page.name, scene, who, address

    for address in ("/nowhere/", reverse("verification:status")):
        yield "the refusal of " + address, scene, "own", address


def visits_to_the_console() -> Iterator[Visit]:
    """As an admin, or as an editor where that is who may; the pages hardly differ."""
    scene = everything()
    for line in TABLE:
        name = "admin:" + line.model.replace(".", "_")
        row = console_of(line).model._default_manager.order_by("pk").first()
        opens = line.read if line.opens is None else line.opens
        for page, args, may in (
            ("changelist", [], line.read),
            ("add", [], line.add),
            ("change", [row.pk], opens),
            ("history", [row.pk], opens),
        ):
            for who in sorted(may)[:1]:
                yield f"{name}_{page}", scene, who, reverse(f"{name}_{page}", args=args)


def shape_of(html: str) -> str:
    """What a page looks like whatever it says: its elements, with the attributes that matter."""
    return " ".join(
        tag + "".join(name + value for name, value in LOOKS.findall(more))
        for tag, more in TAG.findall(html)
    )


def shapes_of(html: str) -> set[str]:
    """The shape of the page's own part, with the sheets and scripts it names, and of its frame.
    A frame's mark of where one is is seen with the own parts of each section."""
    head, body = html[: html.index("<body")], html[html.index("<body") :]
    body = OF_A_MODEL.sub("", body)
    main = MAIN.search(body)
    own = main.group() if main else ""
    return {shape_of(head + own), shape_of(WHERE.sub("", body.replace(own, "", 1)))}


def whole_page(client: Client, address: str) -> str:
    """Its HTML, or "" for a file, a fragment, and what only leads somewhere else."""
    response = client.get(address)
    if response.streaming or not response.get("Content-Type", "").startswith("text/html"):
        return ""
    return response.text if "<html" in response.text else ""


def each_shape_once(visits: Iterable[Visit]) -> Iterator[tuple[str, Client, str, str]]:
    """Its name, a client of who goes there, the address, and the HTML."""
    seen: set[str] = set()
    clients: dict[Any, Client] = {}
    for name, scene, who, address in visits:
        user = scene.people[who]
        if user.pk not in clients:
            clients[user.pk] = Client()
            if user.is_authenticated:
                clients[user.pk].force_login(user)
        html = whole_page(clients[user.pk], address)
        if html and not (shapes := shapes_of(html)) <= seen:
            seen |= shapes
            yield f"{name} as {who}", clients[user.pk], address, html


@pytest.fixture
def what_is_found(page, live_server) -> Iterator[Callable[[Iterable[Visit]], dict[str, list[str]]]]:
    """Looks at every visit's page, by its name. The live server answers with its HTML as a client
    has just got it, and with whatever else the page asks for as ever."""
    server = live_server.thread.httpd
    app = server.get_app()
    pages: dict[str, str] = {}

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        asked = environ["REQUEST_METHOD"], environ["QUERY_STRING"]
        if asked != ("GET", "") or environ["PATH_INFO"] not in pages:
            return app(environ, start_response)
        start_response("200 OK", [("Content-Type", "text/html; charset=utf-8")])
        return [pages[environ["PATH_INFO"]].encode()]

    def what_is_found(visits: Iterable[Visit]) -> dict[str, list[str]]:
        found = {}
        for name, client, address, html in each_shape_once(visits):
            pages[address] = html
            be(page, client, live_server.url)
            page.goto(address)
            found[name] = look(page)
        return found

    server.set_app(answer)
    yield what_is_found
    server.set_app(app)


def told(found: dict[str, list[str]]) -> list[str]:
    return [f"{name}: {fault}" for name, faults in found.items() for fault in faults]


def refuse(faults: list[str]) -> None:
    """Fail with every one, each on a line of its own."""
    if faults:
        pytest.fail("\n".join(faults), pytrace=False)


@pytest.fixture
def page(new_page):
    """Axe itself writes inline styles, which the pages' policy would refuse."""
    return with_eyes(new_page(bypass_csp=True))


def test_nothing_is_found_on_any_page_of_the_desk(what_is_found, outside):
    found = what_is_found(visits_to_the_desk())
    refuse(told(found))
    assert len(found) > 80


# What Django's own pages have, and no setting of ours changes; docs/accessibility.md tells of it.
DJANGOS_OWN = {
    "aria-input-field-name": "a field that completes itself is named by its value",
    "aria-prohibited-attr": "the filter of a list to choose from has a tooltip without a role",
    "empty-table-header": "the heading over the names of an inline's rows says nothing",
    "label-title-only": "the search is named by its button only",
    "scrollable-region-focusable": "on a telephone an inline's table scrolls by itself",
    "spacing cuts the words of <button.selector-": "the buttons under a list to choose from",
}


def test_on_the_consoles_pages_only_djangos_own_faults_are_found(what_is_found, outside):
    found = what_is_found(visits_to_the_console())
    faults = told(found)
    refuse([fault for fault in faults if not any(own in fault for own in DJANGOS_OWN)])
    mended = {own for own in DJANGOS_OWN if not any(own in fault for fault in faults)}
    assert mended == set(), "take what Django has mended off the list"
    assert len(found) > 40


SPOILT = {
    "axeFinds": "document.querySelector('main').append(document.createElement('select'))",
    "hidesFocus": """(() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync('*:focus-visible { outline: 0 !important; box-shadow: none !important }');
        document.adoptedStyleSheets = [sheet];
    })()""",
    "faint": "document.querySelector('h1').style.color = 'rgb(128 128 128 / 60%)'",
    "overflows": "document.querySelector('h1').style.width = '2000px'",
    "clipsSpacedText": """(() => {
        const words = document.createElement('p');
        words.textContent = 'Words that somebody spaces';
        document.querySelector('main').append(words);
        Object.assign(words.style, {display: 'inline-block', whiteSpace: 'nowrap'});
        Object.assign(words.style, {width: `${words.offsetWidth + 1}px`, overflow: 'hidden'});
    })()""",
    "moves": "document.querySelector('h1').style.setProperty('transition', 'all 1s', 'important')",
}


@pytest.mark.parametrize("measure", SPOILT)
def test_control_each_measure_finds_what_is_wrong(page, measure):
    page.goto(reverse("accounts:login"))
    page.emulate_media(reduced_motion="reduce")
    page.keyboard.press("Tab")
    page.evaluate("document.activeElement.blur()")
    assert measured(page, measure) == []
    page.evaluate(SPOILT[measure])
    assert measured(page, measure) != []


def test_control_what_lies_under_a_bar_that_sticks_is_found(page):
    page.goto(reverse("accounts:login"))
    page.keyboard.press("Tab")
    page.evaluate("""() => {
        const bar = document.createElement('div');
        Object.assign(bar.style, {position: 'fixed', inset: 0, zIndex: 99, background: 'white'});
        document.body.append(bar);
    }""")
    assert any("lies under <div>" in fault for fault in measured(page, "hidesFocus"))
