"""Token stream -> the columns by which words are found: dictionaries, positions of forms, articles of stems.

A stable sort of the tokens by their form, which leaves each form's positions in order, and another by their stem.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from newsfind.index.analysis import LEAD_WORDS
from newsfind.index.engines.whoosh.codec.file import Array, ColumnFileWriter
from newsfind.index.engines.whoosh.codec.lists import ListsWriter
from newsfind.index.engines.whoosh.codec.stem_lists import StemListsWriter
from newsfind.index.engines.whoosh.codec.strings import append_strings
from newsfind.index.engines.whoosh.codec.vocabulary import GAP, TokenStream, Vocabulary
from newsfind.index.ranking import BODY_WEIGHT, HEADLINE_WEIGHT, LEAD_WEIGHT

_WEIGHT_BITS = 4
"""Bits that hold any of the three weights, below the number of an article."""


def append_index(out: ColumnFileWriter, stream: TokenStream, vocabulary: Vocabulary) -> None:
    """Write the words of a batch."""
    occurrences = np.bincount(stream.forms, minlength=len(vocabulary.forms))
    occurrences[GAP] = 0
    forms, names = _by_name(occurrences.nonzero()[0], list(vocabulary.forms))
    known_stems, known_stem_names = vocabulary.stems()
    stems, stem_names = _by_name(np.unique(known_stems[forms]), known_stem_names)
    stem_of = _ranks(stems, len(known_stem_names))[known_stems[forms]]
    append_terms(out, names, stem_names, stem_of)
    tokens = _ranks(forms, len(occurrences))[stream.forms]
    ListsWriter(out, "positions").append(_by_key(tokens, len(forms)), occurrences[forms])
    _append_stem_lists(out, stream, np.append(stem_of, len(stems))[tokens], len(stems))


def _by_name(numbers: Array, names: Sequence[str]) -> tuple[Array, list[str]]:
    """Numbers in the order of their names, which is that of their UTF-8, and these names."""
    order = sorted(numbers.tolist(), key=names.__getitem__)
    return np.array(order, np.int64), [names[number] for number in order]


def _ranks(order: Array, total: int) -> Array:
    """The place in `order` of each number below `total`; `len(order)` for those that are not in it."""
    ranks = np.full(total, len(order), np.int32)
    ranks[order] = np.arange(len(order), dtype=np.int32)
    return ranks


def _by_key(keys: Array, distinct: int) -> Array:
    """The places of all keys below `distinct`, in their order and for equal keys ascending; `distinct` marks a gap."""
    order = stable_order(keys, distinct + 1)
    return order[: len(keys) - int(np.count_nonzero(keys == distinct))]


def stable_order(keys: Array, distinct: int) -> Array:
    """`argsort`, stable, of numbers in [0, distinct): by 16 bits at a time, which numpy sorts by radix."""
    low = np.argsort((keys & 0xFFFF).astype(np.uint16), kind="stable")
    if distinct <= 1 << 16:
        return low
    return low[np.argsort((keys >> 16).astype(np.uint16)[low], kind="stable")]


def append_terms(out: ColumnFileWriter, forms: Sequence[str], stems: Sequence[str], stem_of: Array) -> None:
    """Write the dictionaries of forms and stems, and which form has which stem."""
    append_strings(out, "form", forms)
    append_strings(out, "stem", stems)
    out.append("form.stem", stem_of, "<u4")
    out.append("stem.forms", stable_order(stem_of, len(stems)), "<u4")
    counts = np.bincount(stem_of, minlength=len(stems))
    out.append("stem.forms.starts", np.concatenate((np.zeros(1, np.int64), np.cumsum(counts))), "<u4")


def _append_stem_lists(out: ColumnFileWriter, stream: TokenStream, stems: Array, distinct: int) -> None:
    """Given the stem of each token, `distinct` at a gap."""
    matches = _weighted_articles(stream)[_by_key(stems, distinct)]
    occurrences = np.bincount(stems, minlength=distinct + 1)[:-1]
    ends = np.cumsum(occurrences)
    articles = matches >> _WEIGHT_BITS
    new = np.ones(len(matches), bool)
    new[1:] = articles[1:] != articles[:-1]
    new[ends[:-1]] = True
    at = new.nonzero()[0]
    weights = np.add.reduceat(matches & (1 << _WEIGHT_BITS) - 1, at) if len(at) else at
    counts = np.diff(at.searchsorted(ends), prepend=0)
    writer = StemListsWriter(out)
    writer.append(articles[at], weights, counts, occurrences)
    writer.finish()


def _weighted_articles(stream: TokenStream) -> Array:
    """For each token, its article and what it counts there, in one number."""
    spans = np.diff(stream.starts)
    headlines = stream.bodies - stream.starts[:-1]
    leads = np.minimum(spans - headlines, LEAD_WORDS)
    lengths = np.stack((headlines, leads, spans - headlines - leads), axis=1)
    articles = np.arange(len(spans), dtype=np.int32)[:, None] << _WEIGHT_BITS
    weights = np.array([HEADLINE_WEIGHT, LEAD_WEIGHT, BODY_WEIGHT], np.int32)
    return np.repeat((articles + weights).ravel(), lengths.ravel())
