import pytest
from django.urls import reverse

from claims.models import Document, ExtractionRun
from claims.operations.documents import capture_document
from claims.states import ClaimState, RunState
from newsroom.pulse.models import WORKER, Pulse
from tests.factories import ClaimFactory, DocumentFactory, UserFactory, admin, editor

pytestmark = pytest.mark.django_db
LIST = reverse("claims:documents")
NEW = reverse("claims:document_new")
GIVEN = {"title": "A title", "text": "Some text.\r\n", "purpose": "others_claims"}


@pytest.fixture
def by(client):
    person = editor()
    client.force_login(person)
    return person


def reading(document: Document, state: str, **columns) -> ExtractionRun:
    return ExtractionRun.objects.create(document=document, state=state, **columns)


def test_an_empty_desk_says_what_to_do_first(client, by):
    page = client.get(LIST).content.decode()
    assert "Bring in the first document" in page
    assert f'href="{NEW}"' in page


def test_an_admin_is_not_offered_what_they_may_not_do(client):
    client.force_login(admin())
    page = client.get(LIST).content.decode()
    assert NEW not in page
    assert client.get(NEW).status_code == 403
    assert client.post(NEW, GIVEN).status_code == 403
    assert not Document.objects.exists()


def test_nobody_without_a_role_sees_a_document(client):
    document = DocumentFactory(title="Harbour report")
    client.force_login(UserFactory(roles=[]))
    assert b"Harbour report" not in client.get(LIST).content
    assert client.get(document.get_absolute_url()).status_code == 404
    assert client.get(reverse("claims:document_original", args=[document.pk])).status_code == 404


def test_strangers_are_sent_to_sign_in(client):
    for address in (LIST, NEW, DocumentFactory().get_absolute_url()):
        assert client.get(address).status_code == 302


def test_a_pasted_text_is_kept_as_the_browser_sent_it(client, by):
    answer = client.post(
        NEW,
        {
            **GIVEN,
            "text": "\n One.\r\n\r\nTwo 😀 ",
            "purpose": "own_copy",
            "outlet": "Northern Wire",
            "published_on": "2026-10-16",
            "url": "https://example.org/a",
        },
    )
    document = Document.objects.get()
    assert (answer.status_code, answer.url) == (302, document.get_absolute_url())
    assert document.snapshot.text == "\n One.\r\n\r\nTwo 😀 "
    assert (document.is_own_copy, document.outlet, document.added_by) == (True, "Northern Wire", by)
    assert (str(document.published_on), document.url) == ("2026-10-16", "https://example.org/a")


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("text", "kept\x00words", "This holds a NUL character"),
        ("text", " \r\n ", "Paste the text that is to be read."),
        ("text", "", "Paste the text that is to be read."),
        ("title", "a\x00b", "This holds a NUL character"),
        ("title", "", "Give the document a title"),
        ("title", "long " * 100, "At most 300 characters fit here"),
        ("published_on", "yesterday", "Give a day"),
        ("url", "not an address", "This is not an address"),
        ("url", "https://example.org/\x00", "NUL"),
        ("purpose", "sold", "Select a valid choice"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_its_field_and_the_rest_stays(
    client, by, field, value, sentence
):
    answer = client.post(NEW, {**GIVEN, "outlet": "Northern Wire", field: value})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert any(sentence in error for error in answer.context["form"].errors[field])
    assert 'value="Northern Wire"' in page
    if field != "text":
        assert "Some text." in page
    if field == "text" and value.strip():
        assert "kept" in page
        assert "words" in page
    assert not Document.objects.exists()


def test_the_list_tells_the_state_of_reading_and_of_triage(client, by):
    read, unread, failed, due, running = (DocumentFactory(title=f"Nr {n}") for n in range(5))
    reading(read, RunState.DONE)
    unread.language = "de"
    unread.save()
    reading(unread, RunState.UNREAD)
    reading(failed, RunState.FAILED)
    reading(due, RunState.DUE)
    reading(running, RunState.FAILED)
    reading(running, RunState.RUNNING, done=30, total=120)
    ClaimFactory(document=read)
    ClaimFactory(document=read)
    ClaimFactory(document=read, state=ClaimState.ACCEPTED)
    ClaimFactory(document=due, state=ClaimState.DISMISSED)
    rows = {row["document"]: row for row in client.get(LIST).context["rows"]}
    assert (rows[read]["counts"].to_go, rows[read]["counts"].accepted) == (2, 1)
    assert (rows[due]["counts"].to_go, rows[due]["counts"].dismissed) == (0, 1)
    page = client.get(LIST).content.decode()
    for words in (
        "not read: German",
        "could not be read",
        "waiting to be read",
        "being read, 25 %",
    ):
        assert page.count(words) == 1


def test_documents_are_found_by_title_and_by_kind(client, by):
    harbour = DocumentFactory(title="Harbour report")
    own = DocumentFactory(title="Harbour draft", purpose="own_copy")
    DocumentFactory(title="River pledge")

    def found(**query):
        return [row["document"] for row in client.get(LIST, query).context["rows"]]

    assert found(q="harbour") == [own, harbour]
    assert found(q="harbour", purpose="others_claims") == [harbour]
    assert found(purpose="own_copy") == [own]
    assert found(q="100%_") == []
    assert "No document fits" in client.get(LIST, {"q": "nothing"}).content.decode()


def test_the_list_is_paged_by_key_there_and_back(client, by, monkeypatch):
    monkeypatch.setattr("claims.views.documents.PAGE", 2)
    documents = [DocumentFactory() for _ in range(5)]
    seen, query = [], ""
    while True:
        context = client.get(LIST + query).context
        seen += [row["document"] for row in context["rows"]]
        if not context["older"]:
            break
        query = context["older"]
    assert seen == documents[::-1]
    back = client.get(LIST + context["newer"]).context
    assert [row["document"] for row in back["rows"]] == [documents[2], documents[1]]


@pytest.mark.parametrize(
    "query",
    [
        {"before": "9" * 40},
        {"after": "-1"},
        {"before": "x"},
        {"q": "a\x00b"},
        {"purpose": "\x00"},
        {"q": "x" * 5000},
    ],
)
def test_nonsense_in_the_address_is_no_error(client, by, query):
    DocumentFactory()
    assert client.get(LIST, query).status_code == 200


def test_the_list_asks_as_often_for_three_documents_as_for_one(
    client, by, django_assert_num_queries
):
    for number in (1, 2):
        for _ in range(number):
            document = DocumentFactory()
            reading(document, RunState.DONE)
            ClaimFactory(document=document)
        # session, person, documents, counts, readings; changed figures and the bell for the frame
        with django_assert_num_queries(7):
            client.get(LIST)


def test_the_original_is_sent_to_be_saved_and_never_to_be_opened_here(client, by):
    text = "<script>alert(1)</script>\r\n😀"
    document = capture_document(text, by=by, title="Ships / “left” \r\n port")
    answer = client.get(reverse("claims:document_original", args=[document.pk]))
    assert answer.content == text.encode()
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Content-Disposition"].startswith('attachment; filename="ships-left-port-')
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_a_lost_file_is_said_in_a_sentence(client, by):
    document = DocumentFactory()
    answer = client.get(reverse("claims:document_original", args=[document.pk]))
    assert answer.status_code == 409
    assert "missing from the desk’s store" in answer.content.decode()


def test_progress_is_told_and_the_page_reloads_when_the_reading_is_over(client, by):
    document = DocumentFactory()
    address = reverse("claims:document_progress", args=[document.pk])
    run = reading(document, RunState.RUNNING, done=1200, total=4800)
    Pulse.objects.beat(WORKER, "one")
    page = client.get(address).content.decode()
    assert "1,200 of 4,800 characters" in page
    assert "No worker has been seen" not in page
    ExtractionRun.objects.filter(pk=run.pk).update(state=RunState.DONE)
    answer = client.get(address)
    assert (answer.status_code, answer["HX-Refresh"]) == (204, "true")


def test_a_page_that_waits_in_vain_says_that_no_worker_was_seen(client, by):
    document = DocumentFactory()
    reading(document, RunState.DUE, total=10)
    page = client.get(document.get_absolute_url()).content.decode()
    assert "Waiting to be read" in page
    assert "No worker has been seen for 40 seconds" in page
    assert "<noscript>" in page


def test_a_failed_reading_is_asked_for_again_with_a_button(client, by):
    document = DocumentFactory()
    reading(document, RunState.FAILED, error="The worker stopped 5 times.")
    address = reverse("claims:document_read_again", args=[document.pk])
    page = client.get(document.get_absolute_url()).content.decode()
    assert "The worker stopped 5 times." in page
    assert address in page
    assert client.get(address).status_code == 405
    client.post(address)
    assert document.latest_run.state == RunState.DUE


def test_an_unread_text_says_its_language_and_that_claims_can_be_entered(client, by):
    document = DocumentFactory(language="de")
    reading(document, RunState.UNREAD)
    page = client.get(document.get_absolute_url()).content.decode()
    assert "seems to be in German" in page
    assert reverse("claims:claim_add", args=[document.pk]) in page
