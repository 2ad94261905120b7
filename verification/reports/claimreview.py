"""Published verdicts as schema.org ClaimReview in JSON-LD, in a DataFeed.

A ClaimReview tells search engines and platforms "this was rated so". Hence left out, and counted
in the feed's ``description`` at its end:

- retracted verdicts: the newsroom no longer says so;
- unrated ones (forecasts, promises, opinions, what was not said, "What we know so far"): a
  ClaimReview without a rating says nothing;
- own copy: it is never public and has no page to point at.

Of a quoted claim it takes the question "Is it so?", with the evidence on that.

Ratings in the order of the scale carry numbers. schema.org's best rating is the highest, our
position 1 the truest: the truest of five is 5 of 1 to 5. Ratings outside the order have their
word only.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from .evidence_words import details, on_the_saying
from .selection import Envelope, Published

CONTEXT = "https://schema.org"
RETRACTED, NOT_RATED, OWN_COPY = "retracted", "without a rating", "own copy"


def render(envelope: Envelope, verdicts: Iterable[Published]) -> Iterator[str]:
    head: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "DataFeed",
        "name": f"Claims checked by {envelope.desk}",
        "dateModified": envelope.as_of.isoformat(),
        "publisher": organization(envelope),
        "about": [scale_values(scale) for scale in envelope.scales],
    }
    yield as_json(head).removesuffix("}") + ', "dataFeedElement": ['
    held, left_out = 0, Counter[str]()
    for verdict in verdicts:
        if why := why_left_out(verdict):
            left_out[why] += 1
            continue
        held += 1
        yield ("\n" if held == 1 else ",\n") + as_json(feed_item(verdict, envelope))
    yield f'\n], "description": {as_json(described(envelope, held, left_out))}}}\n'


def described(envelope: Envelope, held: int, left_out: Counter[str]) -> str:
    missing = ", ".join(f"{count} {why}" for why, count in sorted(left_out.items())) or "none"
    return (
        f"Filter: {envelope.selection.words}. As of {envelope.as_of.isoformat()}. "
        f"Claim reviews: {held}. Left out: {missing}."
    )


def why_left_out(verdict: Published) -> str:
    """Why this verdict has no ClaimReview, or "" if it has one."""
    if not verdict.url:
        return OWN_COPY
    if verdict.retracted_at:
        return RETRACTED
    return "" if verdict.payload["verdict"]["rating"] else NOT_RATED


def feed_item(verdict: Published, envelope: Envelope) -> dict[str, Any]:
    return {
        "@type": "DataFeedItem",
        "dateCreated": verdict.published_at.isoformat(),
        "item": claim_review(verdict, envelope),
    }


def claim_review(verdict: Published, envelope: Envelope) -> dict[str, Any]:
    """One ClaimReview; the caller has made sure that ``why_left_out`` is empty."""
    report = verdict.payload
    answer = report["verdict"]
    return {
        "@type": "ClaimReview",
        "url": verdict.url,
        "datePublished": verdict.published_at.date().isoformat(),
        "author": organization(envelope),
        "inLanguage": "en",
        "claimReviewed": report["claim"]["statement"],
        "itemReviewed": claim_values(report),
        "reviewRating": rating_values(answer["rating"], report["scale"]["ratings"]),
        "reviewBody": answer["conclusion"],
        "citation": [
            citation_values(item) for item in report["evidence"] if not on_the_saying(item)
        ],
        "version": verdict.version,
    }


def citation_values(item: dict[str, Any]) -> dict[str, str]:
    """A piece of evidence by its publisher, with where it stands; what is confidential is named."""
    values = {"@type": "CreativeWork", "name": item["source"]["name"]}
    if words := details(item):
        values["description"] = words
    if item["url"]:
        values["url"] = item["url"]
    if item["sha256"]:
        values["identifier"] = f"sha256:{item['sha256']}"
    return values


def organization(envelope: Envelope) -> dict[str, str]:
    return {"@type": "Organization", "name": envelope.desk, "url": envelope.home}


def claim_values(report: dict[str, Any]) -> dict[str, Any]:
    """The Claim with who made it and where it appeared. What a document says in its own voice is
    its outlet's claim, and so is what it puts into the mouth of somebody who did not say it, or
    of whom nobody can tell."""
    claim, document = report["claim"], report["document"]
    values: dict[str, Any] = {"@type": "Claim", "text": claim["statement"]}
    if claim["claimant"] and report["was_it_said"] not in ("no", "unknown"):
        kind = "Person" if claim["claimant"]["kind"] == "person" else "Organization"
        values["author"] = {"@type": kind, "name": claim["claimant"]["name"]}
    elif document["outlet"]:
        values["author"] = {"@type": "Organization", "name": document["outlet"]}
    appearance: dict[str, Any] = {"@type": "CreativeWork", "headline": document["title"]}
    if document["url"]:
        appearance["url"] = document["url"]
    if document["outlet"]:
        appearance["publisher"] = {"@type": "Organization", "name": document["outlet"]}
    if document["published_on"]:
        values["datePublished"] = appearance["datePublished"] = document["published_on"]
    values["appearance"] = appearance
    return values


def rating_values(rating: dict[str, Any], scale: list[dict[str, Any]]) -> dict[str, Any]:
    values: dict[str, Any] = {
        "@type": "Rating",
        "alternateName": rating["label"],
        "ratingExplanation": rating["definition"],
    }
    if rating["position"] is not None:
        places = max(value["position"] or 0 for value in scale)
        values |= {
            "ratingValue": places + 1 - rating["position"],
            "bestRating": places,
            "worstRating": 1,
        }
    return values


def scale_values(scale: dict[str, Any]) -> dict[str, Any]:
    return {
        "@type": "DefinedTermSet",
        "name": scale["name"],
        "version": scale["version"],
        "hasDefinedTerm": [
            {
                "@type": "DefinedTerm",
                "termCode": rating["slug"],
                "name": rating["label"],
                "description": rating["definition"],
            }
            for rating in scale["ratings"]
        ],
    }


def as_json(values: Any) -> str:
    return json.dumps(values, ensure_ascii=False)
