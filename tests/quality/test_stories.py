"""Stories: the planted reprints of the sample corpus, and copies in an agency's full feed.

The feed is other people's and stays outside the project: its folder, reuters21578/, is in that named by
NEWSFIND_CORPORA.
"""

from __future__ import annotations

import os
from collections import defaultdict
from pathlib import Path

import pytest
from benchmarks.copies import measure, stories

import newsfind
from newsfind.index.engine import SearchRequest
from newsfind.index.engines import open_engine

CORPUS = Path(__file__).parents[2] / "corpus"
REPRINTS = [
    "meridian/ransomware-baltic-terminals.txt",
    "harbour-courier/baltic-ports-cyber-attack.txt",
    "lowland-post/Technology/001.txt",
    "orbit-daily/ransomware-baltic-cranes.html",
]

corpora = os.environ.get("NEWSFIND_CORPORA")
needs_corpora = pytest.mark.skipif(not corpora, reason="NEWSFIND_CORPORA names no folder with reuters21578/")


def test_the_planted_reprints_are_the_one_story_of_the_sample_corpus(tmp_path: Path) -> None:
    newsfind.build(CORPUS, tmp_path / "index", tagger="none", jobs=1)
    with newsfind.open_index(tmp_path / "index") as index:
        [story] = index.stories()
        assert story.lead.path.endswith(REPRINTS[0])
        assert {copy.path.partition("/")[2] for copy in story.copies} == set(REPRINTS)
        results = index.search("Balthaven", copies="group", sort="oldest")
        assert [len(hit.copies) for hit in results] == [3, 0]
        final = index.search('"Premier Harbour League"', copies="group")
        assert all(hit.copies == () for hit in final)
        assert final.stories == final.total > 1


@needs_corpora
def test_all_exact_duplicates_of_the_feed_are_grouped(tmp_path: Path) -> None:
    """Of the rest of the feed every tenth story is indexed with them, in two commits."""
    by_body = defaultdict(list)
    feed = list(stories(Path(corpora or "") / "reuters21578"))
    for article in feed:
        by_body[" ".join(article.body.split())].append(article)
    duplicates = [same for same in by_body.values() if len(same) > 1]
    assert sum(len(same) - 1 for same in duplicates) == 281
    engine = open_engine(f"whoosh:{tmp_path / 'index'}", create=True)
    for part in (0, 1):
        with engine.writer() as writer:
            writer.add(feed[5 * part :: 10])
            writer.add(same[part] for same in duplicates)
            writer.add(article for same in duplicates for article in same[2:])
    engine.refresh()
    found = engine.stories(SearchRequest(limit=10_000))
    story = {copy.id: number for number, one in enumerate(found) for copy in one.copies}
    assert [same[0].id for same in duplicates if len({story.get(article.id, -1) for article in same}) > 1] == []
    assert -1 not in {story.get(article.id, -1) for same in duplicates for article in same}
    engine.close()


@needs_corpora
def test_signatures_miss_next_to_no_copy_of_the_feed() -> None:
    feed = list(stories(Path(corpora or "") / "reuters21578"))
    found = measure(feed[:6000])
    assert found.pairs > 50
    assert found.found >= 0.97 * found.pairs
    assert found.compared < 5 * found.pairs
