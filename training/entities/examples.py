"""Samples -> what the trainer learns from: for each run of words the names of its features, and its labels."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from newsfind.corpus.entities.builtin import features
from newsfind.corpus.entities.builtin.evidence import CAPITALS, START, TITLE, flags
from newsfind.corpus.entities.builtin.features import FLAGS, PAIRS
from newsfind.corpus.entities.builtin.lexicon import Lexicon
from newsfind.corpus.entities.builtin.scan import scan
from newsfind.corpus.entities.builtin.vocabulary import Vocabulary
from training.entities.gold import Sample, Span

Run = tuple[list[list[str]], list[str]]
FIELD = "\x1f"  # between slot and name; no text holds it


def examples(samples: Sequence[Sample], lexicon: Lexicon) -> Iterator[list[Run]]:
    """For each sample its runs: the features of each word, and its labels."""
    vocabulary = Vocabulary(lexicon)
    names = _Names(vocabulary)
    for sample in samples:
        scanned = scan([sample.text], vocabulary)
        rows = flags(scanned, vocabulary).tolist()
        words = scanned.words.tolist()
        starts, ends = scanned.starts.tolist(), scanned.ends.tolist()
        runs: list[Run] = []
        row = 0
        for first, last in zip(scanned.first.tolist(), scanned.last.tolist(), strict=True):
            places = range(first, last + 1)
            named = [names.of(words, place, rows[row + at]) for at, place in enumerate(places)]
            runs.append((named, labels([(starts[place], ends[place]) for place in places], sample.spans)))
            row += len(places)
        yield runs


def labels(words: Sequence[tuple[int, int]], spans: Sequence[Span]) -> list[str]:
    """The label of each word of a run; a word that a span only cuts into counts as inside."""
    begins = [span[0] for span in spans]
    found: list[str] = []
    current: Span | None = None
    for start, end in words:
        at = bisect_right(begins, end - 1) - 1
        span = spans[at] if at >= 0 and spans[at][1] > start else None
        found.append(f"{'I' if span and span is current else 'B'}-{span[2]}" if span else "O")
        current = span
    return found


class _Names:
    """The names of features by word number, worked out once a word."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._line_end = vocabulary.line_end
        self._made: dict[int, tuple[list[list[str]], list[list[str]], tuple[str, ...]]] = {}

    def of(self, words: list[int], place: int, row: list[bool]) -> list[str]:
        own, _, parts = self._word(words[place])
        named = list(own[0])
        for slot, column in ((1, START), (2, CAPITALS), (3, TITLE)):
            if row[column]:
                named += own[slot]
        previous, following = words[place - 1], words[place + 1]
        before = self._line_end if previous == self._line_end else words[place - 2]
        behind = self._line_end if following == self._line_end else words[place + 2]
        for slot, number in enumerate((previous, following, before, behind)):
            named += self._word(number)[1][slot]
        left, right = self._word(previous)[2], self._word(following)[2]
        for kind, name in enumerate(PAIRS):
            named.append(f"{name}<{FIELD}{left[kind]}{features.BETWEEN}{parts[kind]}")
            named.append(f"{name}>{FIELD}{parts[kind]}{features.BETWEEN}{right[kind]}")
        named += [f"flag{FIELD}{flag}" for flag, on in zip(FLAGS, row, strict=True) if on]
        return named

    def _word(self, number: int) -> tuple[list[list[str]], list[list[str]], tuple[str, ...]]:
        if number not in self._made:
            word, entry = self._vocabulary.words[number], self._vocabulary.entries[number]
            marked = list(features.marked_features(entry))
            near, far = list(features.near_features(word, entry)), list(features.far_features(word, entry))
            own = [list(features.own_features(word, entry)), marked, marked, marked]
            self._made[number] = (
                [_in(slot, named) for slot, named in zip(features.OWN_SLOTS, own, strict=True)],
                [_in(slot, named) for slot, named in zip(features.NEAR_SLOTS, (near, near, far, far), strict=True)],
                features.pair_parts(word, entry),
            )
        return self._made[number]


def _in(slot: str, named: list[str]) -> list[str]:
    return [slot + FIELD + name for name in named]
