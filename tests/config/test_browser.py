"""The browser of the browser tests: found or asked for, and strict with the pages it shows."""

import os
from pathlib import Path

import pytest

from config.embedded import chromium, testing
from config.embedded.places import Var
from config.embedded.speech import Refusal


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without a browser, on which we are not root."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("PLUMBLINE_CHROMIUM", raising=False)
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    return tmp_path


def test_the_browser_is_found_on_the_path_or_where_the_variable_says(nowhere, monkeypatch):
    assert chromium.find() is None
    browser = nowhere / "google-chrome"
    browser.touch(mode=0o644)
    assert chromium.find() is None, "not a program yet"
    browser.chmod(0o755)
    assert chromium.find() == str(browser)
    quicker = nowhere / "chromium-headless-shell"
    quicker.touch(mode=0o755)
    assert chromium.find() == str(quicker)
    monkeypatch.setenv("PLUMBLINE_CHROMIUM", str(nowhere / "not there"))
    assert chromium.find() is None, "a wrong setting is not replaced by a guess"


def test_without_a_browser_its_tests_are_left_out_with_a_sentence(nowhere, capsys):
    assert testing._browser(Var(nowhere)) is None
    said = capsys.readouterr().err
    assert "browser tests (marked `browser`) are left out" in said
    assert "apt install chromium-headless-shell" in said


def test_under_ci_a_missing_browser_is_a_failure(nowhere, monkeypatch):
    monkeypatch.setenv("CI", "true")
    with pytest.raises(Refusal, match="no browser for the browser tests"):
        testing._browser(Var(nowhere))


@pytest.mark.parametrize(
    ("packaged", "got"),
    [
        ("chromium-headless-shell chromium", "chromium-headless-shell"),
        ("chromium", "chromium"),
        ("", None),
    ],
)
def test_root_gets_debians_quickest_browser(nowhere, monkeypatch, packaged, got):
    """With an apt-get that only puts a file where the browser would be."""
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    apt = nowhere / "apt-get"
    program = f'{nowhere}/"$4"'
    apt.write_text(
        f'#!/bin/sh\ncase "$1 $4 {packaged} " in "install $4"*" $4 "*)\n'
        f": > {program}; /bin/chmod +x {program};; esac\n"
    )
    apt.chmod(0o755)
    assert chromium.find_or_install(nowhere / "log") == (got and str(nowhere / got))
    assert [file.name for file in nowhere.glob("chromium*")] == ([got] if got else [])


@pytest.mark.browser
@pytest.mark.slow
def test_two_pages_share_the_server_but_not_their_cookies(new_page):
    first, second = new_page(), new_page()
    for page in (first, second):
        assert page.goto("/healthz").ok
    first.context.add_cookies([{"name": "who", "value": "mara", "url": first.url}])
    assert [cookie["value"] for cookie in first.context.cookies()] == ["mara"]
    assert second.context.cookies() == []


@pytest.mark.browser
@pytest.mark.slow
def test_a_page_that_breaks_the_content_security_policy_is_noticed(browser, served):
    """The control of every browser test: `new_page` fails a test for what is found here."""
    page = browser.new_page()
    page.goto(f"{served.url}/healthz")
    with page.expect_console_message(lambda said: "Content Security Policy" in said.text):
        page.evaluate(
            "() => { const inline = document.createElement('script');"
            " inline.textContent = '1'; document.body.append(inline) }"
        )
    page.close()
