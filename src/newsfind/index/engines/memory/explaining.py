"""Why documents score as they do, and what words stand for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence

from newsfind.index.analysis import stem, word_alternatives
from newsfind.index.engine import SearchRequest
from newsfind.index.engines.memory.lexicon import Lexicon
from newsfind.index.engines.memory.scoring import (
    best_of,
    first_pass,
    frequency,
    leaf_scores,
    lifts,
    recency,
    stem_idfs,
)
from newsfind.index.explanation import Expandable, FormCount, LeafScore, ScoreExplanation
from newsfind.index.places.document import Document
from newsfind.index.places.leaves import Leaf
from newsfind.index.ranking import lifted_words
from newsfind.query.ast import Fuzzy, Wildcard, Word


def explain(
    request: SearchRequest,
    document: Document,
    found: Sequence[Document],
    index: Sequence[Document],
    leaves: Sequence[Leaf],
    lexicon: Lexicon,
) -> ScoreExplanation:
    """The parts of a found document's score; `leaves` are those that score."""
    parts = tuple(
        LeafScore(
            leaf.query,
            sum(leaf.matches(other, lexicon) for other in index),
            frequency(leaf, document, lexicon),
            leaf_scores(leaf, [document], index, lexicon).get(document.article.id, 0.0),
        )
        for leaf in leaves
    )
    words = lifted_words(request.query)
    exact, near = 0.0, 0.0
    if words and document in best_of(found, first_pass(found, index, leaves, lexicon, request.boost)):
        exact, near = lifts(stem_idfs(words, index), document)
    return ScoreExplanation(parts, exact, near, recency(document.article, request.boost))


def forms(part: Expandable, index: Sequence[Document], lexicon: Lexicon) -> tuple[tuple[FormCount, ...], ...]:
    """For each token of the part the forms it stands for, the most frequent first."""
    counts = Counter(
        form for document in index for form in {token.form for zone in document.zones for token in zone.tokens}
    )
    several: Sequence[Container[str]]
    match part:
        case Wildcard(pattern):
            several = lexicon.wildcard(pattern)
        case Fuzzy(text, distance):
            several = lexicon.fuzzy(text, distance)
        case Word(text):
            spellings = word_alternatives(text)
            literal = spellings[0] if spellings else ()
            if len(literal) == 1:
                several = [{form for form in counts if stem(form) == stem(literal[0])}]
            else:
                several = [{form} for form in literal]
    return tuple(
        tuple(
            FormCount(form, count)
            for form, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
            if form in wanted
        )
        for wanted in several
    )
