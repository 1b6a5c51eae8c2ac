"""Whatever is indexed and asked, a fast engine answers as the plain one does.

NEWSFIND_EXAMPLES sets how many random indexes are tried (50 unless it is set); each is asked several questions.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from engines import strategies
from engines.registry import ENGINES, open_fresh
from engines.strategies import IDS, Step
from newsfind.index.analysis import fold_value
from newsfind.index.engine import Engine, SearchRequest
from newsfind.query.ast import Fuzzy, Wildcard, Word
from newsfind.query.walk import nodes
from newsfind.results.hits import Facet, Results

EXAMPLES = int(os.environ.get("NEWSFIND_EXAMPLES", "50"))
ORACLE = "memory"
TOLERANCE = 1e-4


@pytest.mark.parametrize("name", sorted(set(ENGINES) - {ORACLE}))
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    commits=strategies.steps,
    decisions=strategies.decisions,
    requests=st.lists(strategies.requests, min_size=8, max_size=12),
)
def test_an_engine_answers_as_the_plain_one_does(
    name: str, commits: list[list[Step]], decisions: str, requests: list[SearchRequest]
) -> None:
    with opened(ORACLE) as plain, opened(name) as fast:
        for steps in commits:
            apply(plain, steps)
            apply(fast, steps)
        plain.overrule(decisions)
        fast.overrule(decisions)
        compare_articles(plain, fast)
        for request in requests:
            note(str(request))
            compare(plain, fast, request)


@contextmanager
def opened(name: str) -> Iterator[Engine]:
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        engine = open_fresh(name, Path(folder))
        yield engine
        engine.close()


def apply(engine: Engine, steps: Sequence[Step]) -> None:
    with engine.writer() as writer:
        for kind, what in steps:
            if kind == "add":
                writer.add(what)
            elif kind == "adopt":
                writer.adopt(writer.builder().build(what))
            else:
                writer.remove(what)
    engine.refresh()


def compare_articles(plain: Engine, fast: Engine) -> None:
    assert len(fast) == len(plain)
    assert [fast.get(key) for key in IDS] == [plain.get(key) for key in IDS]
    assert {article.id: article for article in fast.articles()} == {article.id: article for article in plain.articles()}


def compare(plain: Engine, fast: Engine, request: SearchRequest) -> None:
    ours, theirs = plain.search(request), fast.search(request)
    assert theirs.total == ours.total
    assert theirs.notes == ours.notes
    assert {field: folded(facet) for field, facet in theirs.facets.items()} == {
        field: folded(facet) for field, facet in ours.facets.items()
    }
    every_hit = replace(request, offset=0, limit=1000, facets=())
    whole = plain.search(every_hit)
    compare_order(whole, ours, theirs, by_score=request.sort == "relevance")
    compare_order(whole, whole, fast.search(every_hit), by_score=request.sort == "relevance")
    for key in IDS[:4]:
        assert fast.marks(request.query, key) == plain.marks(request.query, key)
    compare_explanations(plain, fast, request, whole)


def compare_explanations(plain: Engine, fast: Engine, request: SearchRequest, whole: Results) -> None:
    for node in nodes(request.query):
        if isinstance(node, Word | Wildcard | Fuzzy):
            assert fast.forms(node) == plain.forms(node)
    for hit in whole.hits[:2] if request.sort == "relevance" else ():
        explained = fast.explain(request, hit.id)
        assert explained is not None
        assert explained.score == pytest.approx(hit.score, rel=TOLERANCE)


def folded(facet: Facet) -> object:
    """A facet but for the spelling of values, in which removed articles may still have a say."""
    return [(fold_value(count.value), count.count, count.type) for count in facet], facet.distinct


def compare_order(whole: Results, ours: Results, theirs: Results, *, by_score: bool) -> None:
    """Hits at one place may differ only where their scores are as good as equal."""
    scores = {hit.id: hit.score for hit in whole}
    assert len(theirs) == len(ours)
    assert len({hit.id for hit in theirs}) == len(theirs)
    for our, their in zip(ours, theirs, strict=True):
        assert (their.score is None) == (our.score is None) == (not by_score)
        if not by_score:
            assert our.id == their.id
            continue
        assert their.score == pytest.approx(scores[their.id], rel=TOLERANCE)
        if our.id != their.id:
            assert their.score == pytest.approx(our.score, rel=TOLERANCE)
            assert their.score != 0
    same = {hit.id: hit for hit in whole}
    for their in theirs:
        assert their.snippets == same[their.id].snippets
        assert their.article == same[their.id].article
