"""Suggestions, completions, look-alikes and stories are those of the plain engine, whatever is indexed.

NEWSFIND_EXAMPLES sets how many random indexes are tried (25 unless it is set).
"""

from __future__ import annotations

import os
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engines import strategies
from engines.registry import ENGINES
from engines.strategies import IDS, NAMES, Step
from engines.test_engines_agree import ORACLE, TOLERANCE, apply, opened
from newsfind.article import Article
from newsfind.index.analysis import fold_value
from newsfind.index.engine import Filter, SearchRequest
from newsfind.query.ast import And, Equals, Everything, Not, Or, Phrase, Query, Word

EXAMPLES = int(os.environ.get("NEWSFIND_EXAMPLES", "25"))
OTHERS = sorted(set(ENGINES) - {ORACLE})

misspelt = st.sampled_from(["huawie", "traed", "tlaks", "tradign", "talkz", "xalks", "Mullr", "spyy", "zzz", "trade"])
leaves = st.one_of(
    st.builds(Word, misspelt),
    st.builds(Phrase, st.tuples(misspelt, misspelt).map(" ".join)),
    st.builds(Equals, st.sampled_from(["entity", "person", "section", "source"]), st.sampled_from([*NAMES, "Wrold"])),
    st.builds(Equals, st.just("entity"), st.sampled_from(["Marco Rubbio", "Mullr", "huawie", "bon"])),
)
questions: st.SearchStrategy[Query] = leaves | st.lists(leaves, min_size=2, max_size=3).map(
    lambda several: And(tuple(several)) if len(several) == 2 else Or(tuple(several))
)
typed = st.sampled_from(["t", "tr", "tra", "h", "m", "Mar", "mül", "w", "s", "ru", "rubio", "a", "g", "中"])


@pytest.mark.parametrize("name", OTHERS)
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    commits=strategies.steps,
    decisions=strategies.decisions,
    questions=st.lists(questions, min_size=3, max_size=6),
    beginnings=st.lists(st.tuples(typed, st.integers(0, 12)), min_size=3, max_size=6),
)
def test_suggestions_and_completions_are_those_of_the_plain_engine(
    name: str, commits: list[list[Step]], decisions: str, questions: list[Query], beginnings: list[tuple[str, int]]
) -> None:
    with opened(ORACLE) as plain, opened(name) as fast:
        for steps in commits:
            apply(plain, steps)
            apply(fast, steps)
        plain.overrule(decisions)
        fast.overrule(decisions)
        for query in questions:
            assert folded(fast.suggest(query)) == folded(plain.suggest(query))
        for beginning, limit in beginnings:
            ours, theirs = plain.complete(beginning, limit), fast.complete(beginning, limit)
            assert [(fold_value(c.text), c.kind, c.articles) for c in theirs] == [
                (fold_value(c.text), c.kind, c.articles) for c in ours
            ]


TEXTS = [[f"{name}{n}" for n in range(180)] for name in ("alpha", "beta")]
cuts = st.tuples(st.integers(0, 170), st.integers(1, 40))
printed = st.builds(
    lambda text, cut, put: " ".join([*text[: cut[0]], *put, *text[cut[0] + cut[1] :]]),
    st.sampled_from(TEXTS),
    cuts,
    st.lists(st.sampled_from(["trade", "talks", *TEXTS[0][:9], *TEXTS[1][90:99]]), max_size=30),
)
reprints = st.builds(
    Article,
    id=st.sampled_from(IDS),
    headline=st.sampled_from(["", "Trade"]),
    body=st.one_of(st.sampled_from([" ".join(text) for text in TEXTS]), printed, printed, strategies.bodies),
    date=st.none() | st.builds(lambda days: strategies.DAY + timedelta(days=days), st.integers(0, 12)),
    source=st.sampled_from(strategies.SOURCES),
)
printings = st.lists(
    st.lists(
        st.one_of(
            st.tuples(st.just("add"), st.lists(reprints, min_size=1, max_size=6)),
            st.tuples(st.just("adopt"), st.lists(reprints, max_size=4)),
            st.tuples(st.just("remove"), st.lists(st.sampled_from(IDS), max_size=2)),
        ),
        min_size=1,
        max_size=3,
    ),
    min_size=1,
    max_size=4,
)
asked = st.builds(
    SearchRequest,
    query=st.sampled_from([Everything(), Everything(), Word("trade"), Word("beta50"), Not(Word("talks"))]),
    filters=st.sampled_from([(), (), (Filter("source", ("Hill",)),)]),
    offset=st.sampled_from([0, 0, 1]),
    limit=st.sampled_from([10, 10, 2]),
    sort=st.sampled_from(["relevance", "newest", "oldest"]),
    passages=st.just(0),
    copies=st.sampled_from(["group", "hide"]),
)


@pytest.mark.parametrize("name", OTHERS)
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(commits=printings, requests=st.lists(asked, min_size=2, max_size=4))
def test_stories_are_those_of_the_plain_engine(
    name: str, commits: list[list[Step]], requests: list[SearchRequest]
) -> None:
    with opened(ORACLE) as plain, opened(name) as fast:
        for steps in commits:
            apply(plain, steps)
            apply(fast, steps)
        for request in requests:
            assert fast.stories(request) == plain.stories(request)
            ours, theirs = plain.search(request), fast.search(request)
            assert (theirs.total, theirs.stories) == (ours.total, ours.stories)
            assert {hit.id: hit.copies for hit in fast.scan(request)} == {
                hit.id: hit.copies for hit in plain.scan(request)
            }
            if request.sort != "relevance":
                assert [hit.id for hit in theirs] == [hit.id for hit in ours]


@pytest.mark.parametrize("name", OTHERS)
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(commits=strategies.steps, others=st.lists(strategies.articles, max_size=2), limit=st.integers(0, 9))
def test_articles_like_another_are_those_of_the_plain_engine(
    name: str, commits: list[list[Step]], others: list[Article], limit: int
) -> None:
    with opened(ORACLE) as plain, opened(name) as fast:
        for steps in commits:
            apply(plain, steps)
            apply(fast, steps)
        for like in [*plain.articles(), *others]:
            whole, theirs = plain.similar(like, 99, passages=0), fast.similar(like, limit, passages=0)
            scores = {hit.id: hit.score for hit in whole}
            assert (theirs.total, theirs.parsed) == (whole.total, whole.parsed)
            assert len(theirs) == min(limit, len(whole))
            for our, their in zip(whole, theirs, strict=False):
                assert their.score == pytest.approx(our.score, rel=TOLERANCE)
                assert scores.get(their.id, our.score) == pytest.approx(our.score, rel=TOLERANCE)


def folded(query: Query | None) -> str:
    """Values may be written as a removed article wrote them."""
    return fold_value(str(query))
