from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engines import strategies
from engines.shelf import article
from newsfind.article import Article
from newsfind.index.analysis import forms
from newsfind.index.engines.opensearch.document import (
    LONGEST_TERM,
    DocumentBuilder,
    decode_article,
    document,
    encode_article,
    fit,
)
from newsfind.index.engines.opensearch.stream import decode_stream, encode_stream, form_hash


@given(strategies.articles)
def test_a_stream_has_every_token_in_order(given: Article) -> None:
    head, hashes = decode_stream(encode_stream(given))
    assert head == len(forms(given.headline))
    assert hashes.tolist() == [form_hash(form) for form in [*forms(given.headline), *forms(given.body)]]


@given(strategies.articles, st.text(), st.text())
def test_an_article_comes_back_from_its_json(given: Article, headline: str, body: str) -> None:
    assert decode_article(encode_article(given)) == given
    odd = article("ä\ud800", body, headline=headline, authors=("\x00", "b"))
    assert decode_article(encode_article(odd)) == odd


@given(st.text())
def test_a_document_is_plain_text_that_any_server_takes(body: str) -> None:
    json.dumps(document(article("a", body))).encode("ascii")
    (built,) = DocumentBuilder().build([article("a", body)]).documents()  # type: ignore[attr-defined]
    assert "\n" not in built.json


@pytest.mark.parametrize("length", [1, LONGEST_TERM, LONGEST_TERM + 1, 100_000])
def test_a_term_is_never_too_long_and_tells_different_ones_apart(length: int) -> None:
    one, other = "a" * length, "a" * (length - 1) + "b"
    assert len(fit(one)) <= LONGEST_TERM
    assert fit(one) != fit(other)
    assert fit(one) == fit(one)
