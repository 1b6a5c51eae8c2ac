"""Suggestions, completions, look-alikes and stories are those of the plain engine, whatever is indexed.

NEWSFIND_EXAMPLES sets how many random indexes are tried (60 unless it is set).
"""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engines import strategies
from engines.registry import ENGINES
from engines.strategies import NAMES, Step
from engines.test_engines_agree import ORACLE, apply, opened
from newsfind.index.analysis import fold_value
from newsfind.query.ast import And, Equals, Or, Phrase, Query, Word

EXAMPLES = int(os.environ.get("NEWSFIND_EXAMPLES", "60"))
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
    questions=st.lists(questions, min_size=3, max_size=6),
    beginnings=st.lists(st.tuples(typed, st.integers(0, 12)), min_size=3, max_size=6),
)
def test_suggestions_and_completions_are_those_of_the_plain_engine(
    name: str, commits: list[list[Step]], questions: list[Query], beginnings: list[tuple[str, int]]
) -> None:
    with opened(ORACLE) as plain, opened(name) as fast:
        for steps in commits:
            apply(plain, steps)
            apply(fast, steps)
        for query in questions:
            assert folded(fast.suggest(query)) == folded(plain.suggest(query))
        for beginning, limit in beginnings:
            ours, theirs = plain.complete(beginning, limit), fast.complete(beginning, limit)
            assert [(fold_value(c.text), c.kind, c.articles) for c in theirs] == [
                (fold_value(c.text), c.kind, c.articles) for c in ours
            ]


def folded(query: Query | None) -> str:
    """Values may be written as a removed article wrote them."""
    return fold_value(str(query))
