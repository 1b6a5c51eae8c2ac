"""Scan -> flags: what the rest of the article, the run and the line tell about each word in a run.

What is seen at one mention counts for every mention of the same word in the text, however capitalised: once
"Sen. Warner" was met, "Warner" and "WARNER" are behind a title too.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from newsfind.corpus.entities.builtin import vocabulary as v
from newsfind.corpus.entities.builtin.features import FLAGS
from newsfind.corpus.entities.builtin.scan import Flags, Scan
from newsfind.corpus.entities.builtin.vocabulary import Numbers, Vocabulary

START: Final = FLAGS.index("start")
CAPITALS: Final = FLAGS.index("capitals")
TITLE: Final = FLAGS.index("title")

_FIRST_SHARED: Final = FLAGS.index("after-preposition")
_LAST_SHARED: Final = FLAGS.index("before-possessive")
_SHORT_RUN: Final = 2
_FEW: Final = 3  # a line of fewer capitalised words is no headline
_LONGEST_PHRASE: Final = 6
_PHRASES: Final = {"L": FLAGS.index("place-starts"), "O": FLAGS.index("body-starts")}  # the next flag is "goes on"


def flags(scan: Scan, vocabulary: Vocabulary) -> Flags:
    """One row a word in a run, one column each of `FLAGS`."""
    classes = vocabulary.classes[scan.words]
    found = np.zeros((len(scan.positions), len(FLAGS)), np.bool_)
    if len(scan.positions):
        _shape_of_runs(scan, found)
        _phrases(scan, vocabulary, classes, found)
        _seen_here(scan, classes, found)
        _share(scan, vocabulary, classes, found)
        _lines(scan, classes, found)
    return found


def _shape_of_runs(scan: Scan, found: Flags) -> None:
    first = scan.positions == scan.first[scan.runs]
    last = scan.positions == scan.last[scan.runs]
    for name, column in (("first-of-one", first & last), ("first", first & ~last), ("last", last)):
        found[:, FLAGS.index(name)] = column


def _phrases(scan: Scan, vocabulary: Vocabulary, classes: Numbers, found: Flags) -> None:
    """Places and organisations of several words that the lexicon lists; the longest wins."""
    phrases = vocabulary.lexicon.phrases
    last = scan.last[scan.runs]
    may_start = ((classes[scan.positions] & v.STARTS_PHRASE) != 0) & (scan.positions < last)
    for row in np.flatnonzero(may_start).tolist():
        begin, end = int(scan.positions[row]), int(last[row]) + 1
        numbers = scan.words[begin : min(end, begin + _LONGEST_PHRASE)].tolist()
        words = tuple(vocabulary.words[number].lower() for number in numbers)
        for length in range(len(words), 1, -1):
            if words[:length] in phrases:
                starts = _PHRASES[phrases[words[:length]]]
                found[row, starts] = True
                found[row + 1 : row + length, starts + 1] = True
                break


def _seen_here(scan: Scan, classes: Numbers, found: Flags) -> None:
    """What the neighbours say, for this mention alone; `_share` then takes it to the others."""

    def put(name: str, rows: Flags) -> None:
        found[:, FLAGS.index(name)] = rows

    def has(positions: Numbers, bits: int) -> Flags:
        answer: Flags = (classes[positions] & bits) != 0
        return answer

    first, last, here = scan.first, scan.last, scan.positions
    before, after = first - 1, last + 1
    put("after-preposition", (has(before, v.PREPOSITION) & (last - first < _SHORT_RUN))[scan.runs])
    put("before-said", has(after, v.SAID)[scan.runs])
    put("before-has", has(after, v.HAS)[scan.runs])
    put("after-title", has(here - 1, v.TITLE))
    put("after-first-name", has(here - 1, v.FIRST_NAME) & has(here - 1, v.CAPITAL) & (here > first[scan.runs]))
    put("before-suffix", has(here + 1, v.SUFFIX) & (here < last[scan.runs]))
    put("before-comma-state", (here == last[scan.runs]) & has(here + 1, v.COMMA) & has(here + 2, v.REGION_NAME))
    alone = first == last
    put("bracketed", (alone & has(before, v.OPENS) & has(after, v.CLOSES) & has(first, v.ALL_CAPITALS))[scan.runs])
    put("after-the", (here == first[scan.runs]) & has(here - 1, v.ARTICLE))
    put("before-possessive", (here == last[scan.runs]) & has(here + 1, v.POSSESSIVE))


def _share(scan: Scan, vocabulary: Vocabulary, classes: Numbers, found: Flags) -> None:
    small = vocabulary.small
    keys = scan.texts * len(small) + small[scan.words]
    distinct, which = np.unique(keys[scan.positions], return_inverse=True)
    shared = slice(_FIRST_SHARED, _LAST_SHARED + 1)
    table = np.zeros((len(distinct), _LAST_SHARED + 1 - _FIRST_SHARED), np.bool_)
    rows, columns = np.nonzero(found[:, shared])
    table[which[rows], columns] = True
    found[:, shared] = table[which]
    written_small = np.isin(distinct, keys[(classes & v.SMALL) != 0])
    found[:, FLAGS.index("small-elsewhere")] = written_small[which]


def _lines(scan: Scan, classes: Numbers, found: Flags) -> None:
    """Starts of sentences, and lines in capitals or in Title Case."""
    before = scan.positions - 1
    opens = (classes[before] & (v.LINE | v.SENTENCE_END)) != 0
    found[:, START] = opens & (scan.positions == scan.first[scan.runs])
    lines = np.cumsum((classes & v.LINE) != 0)

    def count(bits: int) -> Numbers:
        return np.bincount(lines, (classes & bits) == bits).astype(np.int64)

    shouted, small, capital = count(v.ALL_CAPITALS), count(v.SMALL), count(v.CAPITAL)
    in_capitals = (shouted >= _FEW) & (shouted > 3 * small)
    in_title = ~in_capitals & (capital > _FEW) & (capital > 6 * count(v.SMALL | v.LONG))
    here = lines[scan.positions]
    found[:, CAPITALS] = in_capitals[here]
    found[:, TITLE] = in_title[here]
