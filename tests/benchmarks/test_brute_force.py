"""Totals and facet counts of random phrases and proximities are what a scan of all texts gives."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from benchmarks.brute_force import Near, Phrase, Texts, compare

import newsfind
from newsfind.article import Article

CORPUS = Path(__file__).parents[2] / "corpus"
corpora = os.environ.get("NEWSFIND_CORPORA")


def test_in_the_sample_corpus_nothing_differs(tmp_path: Path) -> None:
    newsfind.build(CORPUS, tmp_path / "index", jobs=1)
    found, wrong = compare(str(tmp_path / "index"), 150, 6)
    assert found > 300
    assert wrong == []


@pytest.mark.skipif(not corpora, reason="NEWSFIND_CORPORA names no folder with reuters21578/")
def test_in_an_agency_s_feed_nothing_differs(tmp_path: Path) -> None:
    newsfind.build(Path(corpora or "", "reuters21578"), tmp_path / "index", tagger="none")
    found, wrong = compare(str(tmp_path / "index"), 100, 6)
    assert found > 10_000
    assert wrong == []


TEXTS = Texts(
    [
        Article("a", "Talks on trade", "The ferry, at U.S. ports, waits.\n\nA ferry to Varn."),
        Article("b", "Varn", "Ports ports"),
    ]
)


def test_the_scan_sees_order_distance_fields_and_paragraphs() -> None:
    for query, found in (
        (Phrase("us ports"), {0}),
        (Phrase("ports us"), set()),
        (Phrase("waits a"), {0}),
        (Phrase("trade the"), set()),
        (Phrase("varn"), {0, 1}),
        (Phrase("varn", headline=True), {1}),
        (Phrase("talks on", headline=True), {0}),
        (Phrase("ferry", headline=True), set()),
        (Near("ports", "ferry", 3), {0}),
        (Near("ports", "ferry", 2), set()),
        (Near("varn", "ports", 9, ordered=True), set()),
        (Near("varn", "ports", 9), {0}),
        (Near("waits", "varn", 1, paragraph=True), set()),
        (Near("varn", "ferry", 1, paragraph=True), {0}),
        (Near("ports", "ports", 1, paragraph=True), {1}),
    ):
        assert query.found(TEXTS) == found, query.query
