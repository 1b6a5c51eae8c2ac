"""Why articles score as they do, and what words stand for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from newsfind.index.analysis import word_alternatives, word_forms
from newsfind.index.engine import SearchRequest
from newsfind.index.engines.whoosh.codec.file import Array
from newsfind.index.engines.whoosh.codec.segment import Segment
from newsfind.index.engines.whoosh.compile import Plan
from newsfind.index.engines.whoosh.evaluate import Evaluation
from newsfind.index.engines.whoosh.scoring import leaf_weights, rank, recency_lifts
from newsfind.index.engines.whoosh.second_look import lifts_of, stem_idfs
from newsfind.index.engines.whoosh.snapshot import Snapshot
from newsfind.index.explanation import Expandable, FormCount, LeafScore, ScoreExplanation
from newsfind.index.patterns import pattern_parts
from newsfind.index.ranking import SECOND_LOOK, lifted_words
from newsfind.query.ast import Fuzzy, Wildcard, Word


def explain(
    snapshot: Snapshot, plan: Plan, found: Sequence[Evaluation], request: SearchRequest, place: tuple[int, int]
) -> ScoreExplanation | None:
    """The parts of the score of the article with these numbers (its segment's, its own); None if it is not found."""
    number, article = place
    alone = np.array([article], np.int32)
    if not np.isin(article, found[number].articles):
        return None
    weights, norm = leaf_weights(snapshot, plan, found), snapshot.norms(number)[article]
    parts = []
    for leaf in plan.scored:
        matching = sum(evaluation.leaves[leaf.number].count for evaluation in found)
        frequency = int(found[number].leaves[leaf.number].frequencies(alone)[0])
        score = float(weights[leaf.number]) * frequency / (frequency + float(norm))
        parts.append(LeafScore(leaf.query, matching, frequency, score))
    words = lifted_words(request.query)
    exact, near = 0.0, 0.0
    best = rank(snapshot, plan, found, (), "relevance", SECOND_LOOK, request.boost)
    if words and ((best.segments == number) & (best.articles == article)).any():
        exact, near = (
            float(lift[0]) for lift in lifts_of(snapshot.segments[number], alone, stem_idfs(snapshot, words))
        )
    dates = snapshot.segments[number].dates[alone]
    recency = float(recency_lifts(dates, request.boost)[0]) if request.boost else 1.0
    return ScoreExplanation(tuple(parts), exact, near, recency)


def forms(snapshot: Snapshot, part: Expandable) -> tuple[tuple[FormCount, ...], ...]:
    """For each token of the part the forms it stands for, the most frequent first."""
    lexicon = snapshot.lexicon
    several: list[list[Array]]
    match part:
        case Wildcard(pattern):
            several = [lexicon.pattern(piece)[0] for piece in pattern_parts(pattern)]
        case Fuzzy(text, distance):
            several = [lexicon.resembling(form, distance)[0] for form in word_forms(text)]
        case Word(text):
            spellings = word_alternatives(text)
            literal = spellings[0] if spellings else ()
            alike = _inflections if len(literal) == 1 else _itself
            several = [[alike(segment, form) for segment in snapshot.segments] for form in literal]
    return tuple(_counted(snapshot, numbers) for numbers in several)


def _inflections(segment: Segment, form: str) -> Array:
    stem = segment.stem_number(form)
    return segment.forms_of_stem(stem) if stem >= 0 else np.empty(0, np.int64)


def _itself(segment: Segment, form: str) -> Array:
    number = segment.forms.find(form)
    return np.array([number] if number >= 0 else [], np.int64)


def _counted(snapshot: Snapshot, numbers: Sequence[Array]) -> tuple[FormCount, ...]:
    """Forms, given by their numbers in each segment, with the articles that are not deleted."""
    counts: Counter[str] = Counter()
    for segment, found in zip(snapshot.segments, numbers, strict=True):
        for number in found.tolist():
            articles = np.unique(segment.articles_at(segment.positions_of([number])))
            counts[segment.forms[number]] += len(segment.only_live(articles))
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(FormCount(form, count) for form, count in ranked if count)
