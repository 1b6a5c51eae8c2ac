"""Scores of a tagger on labelled samples, each text an article of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newsfind.article import Article
from newsfind.corpus.entities import Tagger
from newsfind.corpus.entities.document import settle
from newsfind.corpus.entities.mention import BETWEEN
from training.entities.gold import Sample, Score, score

SHORT = {"person": "PER", "organisation": "ORG", "place": "LOC"}


def by_tagger(tagger: Tagger, sets: Mapping[str, Sequence[Sample]]) -> dict[str, dict[str, Score]]:
    """For each set the scores by type and "all", the document pass included."""
    return {name: _scores(tagger, samples) for name, samples in sets.items()}


def report(scores: Mapping[str, Mapping[str, Score]]) -> str:
    """A table: a line a set, F1 for all and by type."""
    lines = [f"{'':32}  F1    P     R     PER   ORG   LOC"]
    for name, by_type in scores.items():
        whole = by_type["all"]
        figures = [whole.f1, whole.precision, whole.recall, *(by_type[kind].f1 for kind in ("PER", "ORG", "LOC"))]
        lines.append(f"{name:32}  " + "  ".join(f"{figure:.3f}"[1:] for figure in figures))
    return "\n".join(lines)


def _scores(tagger: Tagger, samples: Sequence[Sample]) -> dict[str, Score]:
    articles = [Article(id=str(number), headline="", body=sample.text) for number, sample in enumerate(samples)]
    found = []
    for sample, mentions in zip(samples, tagger.tag(articles), strict=True):
        settled = settle(BETWEEN + sample.text, mentions)
        shift = len(BETWEEN)
        found.append([(m.start - shift, m.end - shift, SHORT[m.type]) for m in settled])
    return score([sample.spans for sample in samples], found)
