"""Paywalls and tests for robots are told by their signs, and an open article never by chance."""

from __future__ import annotations

import json

import pytest

from newsroom.captures.fetching import Problem
from newsroom.captures.fetching.signs import CHALLENGE_TITLES, LOOKED_AT, Page

from .test_answers import ARTICLE, failure_of, fetched, page


def json_ld(said: str) -> str:
    return f'<script type="application/ld+json">{said}</script>'


# -- tests for robots


@pytest.mark.parametrize(
    ("status", "headers", "content"),
    [
        (403, {"CF-Mitigated": "challenge"}, ""),
        (200, {"cf-mitigated": "challenge"}, page()),
        (202, {"x-amzn-waf-action": "challenge"}, ""),
        (405, {"x-amzn-waf-action": "captcha"}, page()),
        (403, {}, page(title="Just a moment...")),
        (503, {}, page(title="  Checking your browser\n before accessing rain.example")),
        (429, {}, page(body="<form><div class='g-recaptcha' data-sitekey='x'></div></form>")),
        (403, {}, page('<script src="https://ct.captcha-delivery.com/c.js"></script>')),
        (405, {}, page('<script src="https://x.token.awswaf.com/challenge.js"></script>')),
        (200, {}, page("<script>window._cf_chl_opt={}</script>", title="Just a moment...")),
        (200, {}, page(title="Access to this page has been denied", body="<p id=px-captcha>")),
        (200, {}, page(body="<form id=challenge-form><div class=g-recaptcha></div></form>")),
        (200, {}, page(title="Are you human?", body="<form id=challenge-form><p>Tick the box")),
        (200, {}, page(title="Are you human?", body="<p>Tick it.<div class='g-recaptcha'>")),
    ],
)
def test_a_test_for_robots_is_told(status, headers, content, site):
    site.page("/", content, status=status, headers=headers)
    assert failure_of(site.url + "/").problem is Problem.ROBOTS


@pytest.mark.parametrize(
    ("headers", "content"),
    [
        ({}, page(title="Just a moment...", body=ARTICLE)),
        ({}, page("<script>_cf_chl_opt", title="Just a moment...", body="</script>" + ARTICLE)),
        ({}, page(title="Just a moment: how memory works")),
        ({}, page(title="Human verification: a history")),
        ({}, page(body="<form class=g-recaptcha>Write to us</form>")),
        ({}, page(body="<form id=challenge-form>Take the reading challenge: 65 books</form>")),
        ({}, page(title="Are you human? Our robots exhibition, 65 pieces")),
        ({}, page(body=f"{ARTICLE}<form id=challenge-form><p class=g-recaptcha></form>")),
        ({}, page('<script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>')),
        ({"cf-ray": "1", "server": "cloudflare", "cf-mitigated": ""}, page()),
        ({}, "What a captcha is: g-recaptcha, h-captcha and just a moment."),
    ],
)
def test_an_article_is_no_test_for_robots(headers, content, site):
    site.page("/", content, headers=headers)
    assert fetched(site.url + "/").hint is None


def test_titles_are_written_as_they_are_compared():
    assert {title.lower().strip() for title in CHALLENGE_TITLES} == set(CHALLENGE_TITLES)


NOT_FREE = (
    json_ld('{"@type": "NewsArticle", "isAccessibleForFree": false}'),
    json_ld('{"@type": "NewsArticle", "isAccessibleForFree": "False"}'),
    json_ld('{"@type": ["Report", "Thing"], "isAccessibleForFree": "http://schema.org/False"}'),
    json_ld('[{"@type": "WebSite"}, {"@type": "Article", "isAccessibleForFree": "false"}]'),
    json_ld('{"@graph": [{"@type": "WebPage", "isAccessibleForFree": false}]}'),
    json_ld(
        '{"@type": "WebPage", "mainEntity": {"@type": "Article", "isAccessibleForFree":false}}'
    ),
    '<meta itemprop="isAccessibleForFree" content="false">',
    '<link itemprop="isAccessibleForFree" href="https://schema.org/False">',
)
FREE = (
    "",
    json_ld('{"@type": "NewsArticle", "isAccessibleForFree": true}'),
    json_ld('{"@type": "NewsArticle", "isAccessibleForFree": "True"}'),
    json_ld('{"@type": "NewsArticle", "isAccessibleForFree": fal'),
    json_ld('{"@type": "Event", "isAccessibleForFree": false}'),
    json_ld(
        '{"@type": "WebPage", "relatedLink": {"@type":"Article", "isAccessibleForFree":false}}'
    ),
    json_ld(
        '{"@type": "ItemList", "itemListElement": [{"@type": "Article", "isAccessibleForFree": '
        "false}]}"
    ),
    json_ld(
        '[{"@type": "Article", "isAccessibleForFree": false}, '
        '{"@type": "WebPage", "isAccessibleForFree": true}]'
    ),
    json_ld("[" * 5000),
    json_ld("null"),
    "<script>var a = {isAccessibleForFree: false}</script>",
    "<meta name=description content='Subscribe now to read on: paywall'>",
)


@pytest.mark.parametrize("status", [200, 403])
@pytest.mark.parametrize("mark", NOT_FREE)
def test_a_teaser_that_says_itself_that_it_is_not_free_is_a_paywall(mark, status, site):
    site.page("/", page(mark, "<p>It rained 65 mm on ..."), status=status)
    assert failure_of(site.url + "/").problem is Problem.PAYWALL


@pytest.mark.parametrize("mark", NOT_FREE)
def test_one_that_carries_its_article_all_the_same_is_kept_with_a_hint(mark, site):
    site.page("/", page(mark, ARTICLE))
    assert fetched(site.url + "/").hint is Problem.PAYWALL


def test_one_too_long_to_be_looked_through_or_with_its_article_for_machines_is_kept(site):
    carried = {"@type": "Article", "isAccessibleForFree": False, "articleBody": "rain " * 200}
    site.page("/carried", page(json_ld(json.dumps(carried))))
    site.page("/long", page(NOT_FREE[0], "<p>It rained.<!--" + "x" * LOOKED_AT + "-->"))
    for path in ("/carried", "/long"):
        assert fetched(site.url + path).hint is Problem.PAYWALL


@pytest.mark.parametrize("body", ["<p>It rained 65 mm on ...", ARTICLE])
@pytest.mark.parametrize("mark", FREE)
def test_one_that_does_not_say_so_is_open(mark, body, site):
    site.page("/", page(mark, body))
    assert fetched(site.url + "/").hint is None


def test_menus_scripts_and_forms_are_nothing_to_read():
    around = "".join(
        f"<{tag}>{'word ' * 300}</{tag}>"
        for tag in ("nav", "header", "footer", "aside", "form", "script", "style", "noscript")
    )
    read = page(body=around + "<main><p>Five words are <b>read</b> here.</main>")
    assert Page(read.encode()).words == 5
    assert Page(b"").words == 0
    assert Page(page(body=ARTICLE).encode()).is_teaser is False
