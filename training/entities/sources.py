"""What is learnt from and what is kept apart to measure on, from one folder of data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from training.entities import gold
from training.entities.gold import Sample

EVERY_FIFTH = 5
OWN_GOLD = Path(__file__).parents[2] / "tests/data/entities/gold.txt"


@dataclass(frozen=True, slots=True)
class Sources:
    """Texts labelled by people, texts labelled by another tagger, and texts without labels."""

    gold: list[Sample]
    silver: list[Sample]
    unlabelled: list[str]


def read_sources(folder: Path) -> Sources:
    """Reads FOLDER/ner-training and, where it is there, FOLDER/news-articles-15k.jsonl."""
    training = folder / "ner-training"
    labelled = [
        *gold.crossner(training / "crossner"),
        *gold.uner(training / "uner-ewt/en_ewt-ud-dev.iob2"),
        *_learnt(gold.wikigold(training / "wikigold")),
    ]
    silver = gold.silver(training / "silver-us-government.jsonl")
    news = list(_bodies(folder / "news-articles-15k.jsonl"))
    return Sources(labelled, silver, news + [sample.text for sample in silver])


def held_out(folder: Path) -> dict[str, list[Sample]]:
    """Sets by name that `read_sources` never gives; the first is our own."""
    tests = folder / "ner"
    return {
        "own hard sentences": gold.marked(OWN_GOLD),
        "UNER-EWT test": gold.uner(tests / "uner-ewt/en_ewt-ud-test.iob2"),
        "wikigold, every fifth article": gold.wikigold(tests / "wikigold")[::EVERY_FIFTH],
        "re3d": gold.re3d(tests / "re3d"),
    }


def _learnt(articles: list[Sample]) -> list[Sample]:
    return [article for number, article in enumerate(articles) if number % EVERY_FIFTH]


def _bodies(file: Path) -> Iterator[str]:
    if file.exists():
        with file.open(encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)["body"]
