"""Floors under the quality and speed of the built-in tagger. Lowering one takes an edit here, on purpose.

The figures that the floors stand a little under are in docs/entities.md.
"""

import os
from pathlib import Path

import pytest
from benchmarks.entities import load, speed
from benchmarks.entities_reuters import people_found
from training.entities.gold import marked
from training.entities.measure import by_tagger
from training.entities.sources import OWN_GOLD, held_out

from newsfind.corpus.entities import open_tagger
from newsfind.corpus.entities.builtin.tables import TABLES

FLOORS = {"all": 0.88, "PER": 0.86, "ORG": 0.87, "LOC": 0.895}
HELD_OUT_FLOORS = {"UNER-EWT test": 0.665, "wikigold, every fifth article": 0.76, "re3d": 0.295}
PEOPLE_FLOOR = 0.988
SPEED_FLOOR = 200  # half of what the slowest machine we know reached, for other work runs beside the tests
MOST_BYTES = 1_500_000

corpora = os.environ.get("NEWSFIND_CORPORA")
needs_corpora = pytest.mark.skipif(not corpora, reason="NEWSFIND_CORPORA names no folder of labelled corpora")


def test_hard_sentences_of_our_own_stay_above_their_floor() -> None:
    samples = marked(OWN_GOLD)
    assert len(samples) >= 200
    scores = by_tagger(open_tagger(), {"own": samples})["own"]
    assert {kind: score.f1 for kind, score in scores.items() if score.f1 < FLOORS[kind]} == {}


def test_the_tables_are_small() -> None:
    """How quickly they are read, `benchmarks/entities.py` says."""
    assert sum(file.stat().st_size for file in TABLES.iterdir()) < MOST_BYTES


@needs_corpora
@pytest.mark.parametrize("name", HELD_OUT_FLOORS)
def test_held_out_gold_stays_above_its_floor(name: str) -> None:
    samples = held_out(Path(str(corpora)))[name]
    assert by_tagger(open_tagger(), {name: samples})[name]["all"].f1 >= HELD_OUT_FLOORS[name]


@needs_corpora
def test_people_whom_an_agency_indexed_are_found() -> None:
    found, wanted = people_found(Path(str(corpora)) / "reuters21578", open_tagger())
    assert wanted > 1_000
    assert found / wanted >= PEOPLE_FLOOR


@needs_corpora
def test_annotating_is_no_slower_than_its_floor() -> None:
    assert speed(load(Path(str(corpora)) / "news-articles-15k.jsonl", 400), open_tagger()) > SPEED_FLOOR
