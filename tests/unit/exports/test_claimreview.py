from __future__ import annotations

import copy
import json

import schemas
from exports import claimreview
from exports.options import Losses, Writing

FULL = schemas.examples("valid")["article.full"]


def of(*records, **how):
    data = b"".join(claimreview.write(records, Losses(), Writing(**how)))
    return json.loads(data)["@graph"]


def checked(**more):
    record = copy.deepcopy(FULL)
    record["fact_checks"][0] |= more
    return record


def test_a_review_has_all_that_is_required_and_recommended():
    [found] = of(FULL, publisher="The Desk", pages="https://desk.example/fact-checks")
    assert found["@type"] == "ClaimReview"
    assert found["url"].startswith("https://desk.example/fact-checks/")
    assert found["claimReviewed"] == FULL["fact_checks"][0]["claim"]
    assert found["author"] == {"@type": "Organization", "name": "The Desk"}
    assert found["reviewRating"] == {
        "@type": "Rating", "ratingValue": 6, "worstRating": 1, "bestRating": 6, "alternateName": "True",
    }  # fmt: skip
    claim = found["itemReviewed"]
    assert claim["@id"].startswith("urn:uuid:")
    assert claim["appearance"][0]["url"] == claim["firstAppearance"]["url"] == FULL["url"]
    assert claim["author"]["name"] == "Riverside Engineers’ Union"


def test_a_claim_in_two_articles_is_one_review_with_both():
    other = {**FULL, "id": "b", "url": "https://news.example/2", "published": "2024-01-01"}
    [found] = of(FULL, other)
    assert [one["url"] for one in found["itemReviewed"]["appearance"]] == [FULL["url"], other["url"]]
    assert found["itemReviewed"]["firstAppearance"]["url"] == other["url"]


def test_missing_context_is_said_in_the_words_of_the_review():
    assert claimreview.MISSING_CONTEXT in of(checked(missing_context=True))[0]["reviewBody"]
    assert claimreview.MISSING_CONTEXT not in of(checked(missing_context=False))[0]["reviewBody"]


def test_a_verdict_without_a_place_in_the_order_has_a_name_alone():
    assert of(checked(verdict="not_enough_evidence", rating=None))[0]["reviewRating"] == {
        "@type": "Rating", "alternateName": "Not enough evidence",
    }  # fmt: skip


def test_a_rating_is_given_on_its_scale():
    entries = [{"id": name, "label": {"en": name.title()}, "order": n} for n, name in enumerate(["no", "yes"], 1)]
    scheme = {**schemas.scheme(), "scales": {"mine": {"entries": entries}}}
    [found] = of(checked(rating={"scale": "mine", "id": "no"}), scheme=scheme)
    assert (found["reviewRating"]["ratingValue"], found["reviewRating"]["alternateName"]) == (1, "No")


def test_what_nobody_checked_is_counted_and_left_out():
    losses = Losses()
    data = b"".join(claimreview.write([checked(verdict="not_checked")], losses, Writing()))
    assert json.loads(data)["@graph"] == []
    assert losses.counts["fact-checks without a verdict"] == 1
