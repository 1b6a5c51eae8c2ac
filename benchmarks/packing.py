"""What the packing of an index saves and costs: python -m benchmarks.packing INDEX

The figures of docs/decisions/0010-half-bytes.md, of the largest segment: the bytes of its gaps and frequencies in the
widths that are used and in others, those of its articles with smaller and larger dictionaries and more compression, and
what unpacking takes. INDEX is a folder of `newsfind index`, best one of more than 10,000 articles.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import perf_counter, process_time

import numpy as np
import zstandard

from newsfind.index.engines.whoosh import open_whoosh
from newsfind.index.engines.whoosh.codec.blocks import BLOCK, block_lengths
from newsfind.index.engines.whoosh.codec.file import Array
from newsfind.index.engines.whoosh.codec.gaps import Gaps, unpack_pairs
from newsfind.index.engines.whoosh.codec.lists import Lists
from newsfind.index.engines.whoosh.codec.segment import Segment
from newsfind.index.engines.whoosh.codec.storing import learn_dictionary

_WIDTHS: Mapping[str, Sequence[int]] = {
    "whole bytes": (2, 4, 6, 8),
    "and 4 bits": (1, 2, 4, 6, 8),
    "and 20 bits (as it is)": (1, 2, 4, 5, 6, 8),
    "and 12 bits": (1, 2, 3, 4, 5, 6, 8),
}
"""Half-bytes that a gap can take."""
_SOME_BLOCKS = 100
_TIMES = 200


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.packing")
    parser.add_argument("index", type=Path, metavar="INDEX")
    segment = max(open_whoosh(str(parser.parse_args().index), create=False).segments, key=lambda one: one.total)
    print(f"{segment.total:,} articles, {segment.file.nbytes / 1e6:.1f} MB")
    for name in ("positions", "articles"):
        most, lengths = _widest_gaps(segment, name)
        for what, widths in _WIDTHS.items():
            print(f"gaps of {name}, {what}: {_gap_bytes(most, lengths, widths) / 1e6:.2f} MB")
    small = unpack_pairs(1, segment.file.array("articles.tf"))
    large = segment.file.length("articles.large")
    print(f"frequencies: {small.nbytes / 1e6:.2f} MB in bytes, {(small.nbytes / 2 + large) / 1e6:.2f} in half-bytes")
    print(f"of them 16 or more: {large / small.size:.1%}")
    _print_articles(segment)
    _print_times(segment)


def _widest_gaps(segment: Segment, name: str) -> tuple[Array, Array]:
    """Of each block of some lists the widest gap, and its length."""
    lists = Lists(segment.file, name)
    values, counts = lists.decode_range(0, len(lists))
    lengths = block_lengths(counts)
    gaps = np.diff(values, prepend=values[:1])
    gaps[(np.cumsum(counts) - counts)[counts > 0]] = 0
    return np.maximum.reduceat(gaps, np.cumsum(lengths) - lengths), lengths


def _gap_bytes(most: Array, lengths: Array, widths: Sequence[int]) -> float:
    limits = np.array([1 << 4 * width for width in widths[:-1]], np.int64)
    return float((np.array(widths)[limits.searchsorted(most, "right")] / 2 * lengths).sum())


def _print_articles(segment: Segment) -> None:
    articles = list(segment.stored.raw(segment.live.tolist()))
    samples: list[bytes | bytearray | memoryview] = [one[: 1 << 13] for one in articles[:: -(-len(articles) // 600)]]
    ways: Mapping[str, Callable[[], bytes]] = {
        "64 KB": lambda: zstandard.train_dictionary(1 << 16, samples).as_bytes(),
        "256 KB, parameters looked for": lambda: zstandard.train_dictionary(1 << 18, samples).as_bytes(),
        "at most 256 KB (as it is)": lambda: learn_dictionary(articles),
    }
    for what, learn in ways.items():
        began = process_time()
        content = learn()
        print(f"to learn a dictionary of {what}: {process_time() - began:.2f} s")
        for level in (3, 6):
            compressor = zstandard.ZstdCompressor(level=level, dict_data=zstandard.ZstdCompressionDict(content))
            began = process_time()
            size = sum(len(compressor.compress(one)) for one in articles)
            took = process_time() - began
            print(f"articles, one by one, dictionary of {what}, level {level}: {size / 1e6:.2f} MB in {took:.2f} s")


def _print_times(segment: Segment) -> None:
    packed = np.random.default_rng(0).integers(0, 256, 30_000).astype(np.uint8)
    for width in (1, 3, 5):
        took = _best(lambda width=width: unpack_pairs(width, packed))  # type: ignore[misc]
        print(f"a gap of {4 * width} bits: {took / (2 * len(packed) / width) * 1e9:.1f} ns to unpack")
    column, gaps = segment.file.array("positions.gaps4"), Gaps(segment.file, "positions")
    begins = np.sort(np.random.default_rng(1).integers(0, len(column) // 20, _SOME_BLOCKS))
    rows = _best(lambda: gaps.rows(4, begins, BLOCK))
    items = _best(lambda: column.take(begins[:, None] + np.arange(BLOCK)))
    print(f"{_SOME_BLOCKS} blocks: {rows * 1e6:.0f} µs as rows, {items * 1e6:.0f} µs item by item")


def _best(work: Callable[[], object]) -> float:
    """The least of many times."""
    took = []
    for _ in range(_TIMES):
        began = perf_counter()
        work()
        took.append(perf_counter() - began)
    return min(took)


if __name__ == "__main__":
    main()
