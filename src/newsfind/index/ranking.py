"""How articles are ranked: BM25F in one pass over the fields, then a second look at the best.

First pass. A leaf of the query (a word with all its inflections, a phrase, a proximity, the words that a wildcard
expands to) has a weighted frequency in an article, `tf`: every match counts by the field that it begins in, 8 in the
headline, 2 in the lead, 1 in the rest of the body, up to 255 in all. An article's weighted length, `length`, counts its
tokens in the same way. The score is the sum over leaves of

    idf * tf * (K1 + 1) / (tf + K1 * (1 - B + B * length / average length))
    idf = ln(1 + (N - n + 0.5) / (n + 0.5))

with N articles in the index, n of them matching the leaf. It is BM25F with one length normalisation for all fields,
as Robertson, Zaragoza and Taylor give it ("Simple BM25 extension to multiple weighted fields", CIKM 2004), with
Lucene's idf, which is never negative. A fuzzy leaf counts `FUZZY` of a plain one, a function word (of, what, would)
`FUNCTION_WORD` of another; leaves under a negation and conditions on metadata count nothing.

Second look, at the `SECOND_LOOK` best by score (equal ones by date and `tie_break`). The query's single words (fuzzy
ones too) outside of fields, negations and proximities, in the order typed, w(1) ... w(m), multiply the score by

    1 + EXACT * (the sum of idf over those words that occur in the very form typed) / (the sum over all words)
      + PROXIMITY * (the mean over neighbours w(i), w(i+1) of 1 / d, weighted by the smaller idf of the two)

where idf is that of the word's stem, 0 for a word that is nowhere, and d is the least distance between inflections of
the two in one field: 1 if the second follows the first at once, one more if the order is reversed; a distance beyond
`REACH` counts nothing. So a phrase counts most and a far pair nothing.

K1, the weights, EXACT, PROXIMITY and FUNCTION_WORD were chosen together on four collections of judged queries and on
headlines that should find their own article, each value on a plateau and none for one collection alone
(docs/decisions/ranking.md has the figures; `python -m benchmarks.ranking` measures them anew). K1 looks large because
it is in weighted counts: a word said once in the lead counts 2. B is the usual value.
"""

from __future__ import annotations

from math import log

from newsfind.index.analysis import LEAD_WORDS, word_forms
from newsfind.index.function_words import is_function_word
from newsfind.query.ast import And, Fuzzy, Or, Query, Word

K1 = 3.6
B = 0.75
HEADLINE_WEIGHT = 8
LEAD_WEIGHT = 2
BODY_WEIGHT = 1
FUZZY = 0.5
FUNCTION_WORD = 0.2
MOST_FREQUENCY = 255
SECOND_LOOK = 100
EXACT = 0.2
PROXIMITY = 0.5
REACH = 8
MOST_NEIGHBOURS = 16


def idf(articles: int, matching: int) -> float:
    """The weight of a leaf that `matching` of `articles` articles match; positive."""
    return log(1 + (articles - matching + 0.5) / (matching + 0.5))


def leaf_factor(query: Query) -> float:
    """What a leaf counts of a plain one."""
    match query:
        case Fuzzy():
            return FUZZY
        case Word(text) if is_function_word(text):
            return FUNCTION_WORD
        case _:
            return 1.0


def recency_lift(age: float, half_life: float) -> float:
    """What a score is multiplied with when recent articles are wanted: 2 for an article of `age` 0 (or dated ahead),
    and half as much above 1 for each `half_life` days of age (both in days). An article without a date keeps its score.

    So of two articles that fit equally well the newer comes first, and one that fits twice as well is never passed.
    """
    return 1 + float(0.5 ** (max(age, 0.0) / half_life))


def log_likelihood(count: int, matches: int, in_index: int, articles: int) -> float:
    """Dunning's G2 of a facet value: how surprising it is that `count` of `matches` articles have it when `in_index`
    of all `articles` have it; 0 where they are not more than expected ("Accurate Methods for the Statistics of
    Surprise and Coincidence", 1993, over the table of matching or not by having the value or not).
    """
    if count * articles <= matches * in_index:
        return 0.0
    rest, having_rest = articles - matches, in_index - count
    cells = (
        (count, matches * in_index),
        (matches - count, matches * (articles - in_index)),
        (having_rest, rest * in_index),
        (rest - having_rest, rest * (articles - in_index)),
    )
    return 2 * sum(seen * log(seen * articles / expected) for seen, expected in cells if seen)


def weighted_length(headline_tokens: int, body_tokens: int) -> int:
    """An article's length as ranking counts it."""
    lead = min(body_tokens, LEAD_WORDS)
    return HEADLINE_WEIGHT * headline_tokens + LEAD_WEIGHT * lead + BODY_WEIGHT * (body_tokens - lead)


def lifted_words(query: Query) -> tuple[str, ...]:
    """The forms of the words that the second look goes by, in the order typed, each once, at most 16."""
    found: dict[str, None] = {}
    _collect(query, found)
    return tuple(found)[:MOST_NEIGHBOURS]


def _collect(query: Query, found: dict[str, None]) -> None:
    match query:
        case Word(text) | Fuzzy(text):
            found.update(dict.fromkeys(word_forms(text)))
        case And(parts) | Or(parts):
            for part in parts:
                _collect(part, found)
        case _:
            pass
