"""Mutations of bytes, the same for the same seed: a few of those by which fuzzers find most."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

_TOKENS: tuple[bytes, ...] = (
    *b"< > </ /> <!-- --> <![CDATA[ ]]> &b; &#0; &#1114112; <script> <p> <table> { } [ ] , : \" ' \\u0000".split(),
    *b"\\ud800 null true -1 1e999 0000-00-00 99999-99-99 %s ../../ --b1 =?utf-8?b? = endobj stream <<".split(),
    *(b"<!DOCTYPE a [<!ENTITY b 'cc'>]>", b"Mon, 99 Foo 0000", b"From ", b"0 R", b"PK\x05\x06", b"9" * 40),
    *(b"\0", b"\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3(", b"\r", b"\n\n", b"\n.\n", b"\t", b"\x1b[2J"),
    "\u202e".encode(),
)


def _flip(data: bytearray, random: Random, others: Sequence[bytes]) -> None:
    del others
    for _ in range(random.choice((1, 1, 2, 8, 32))):
        at = random.randrange(len(data))
        data[at] = random.choice((data[at] ^ 1 << random.randrange(8), random.randrange(256), 0, 255))


def _insert(data: bytearray, random: Random, others: Sequence[bytes]) -> None:
    del others
    at = random.randrange(len(data) + 1)
    data[at:at] = random.choice(_TOKENS) * random.choice((1, 1, 1, 1, 3, 50))


def _cut(data: bytearray, random: Random, others: Sequence[bytes]) -> None:
    del others
    begin = random.randrange(len(data))
    del data[begin : begin + random.choice((1, 4, 64, len(data)))]


def _repeat(data: bytearray, random: Random, others: Sequence[bytes]) -> None:
    del others
    begin = random.randrange(len(data))
    piece = data[begin : begin + random.choice((1, 8, 100, 1000))]
    data[begin:begin] = piece * random.choice((1, 2, 20))


def _move(data: bytearray, random: Random, others: Sequence[bytes]) -> None:
    del others
    begin, size = random.randrange(len(data)), random.choice((1, 10, 200))
    piece = data[begin : begin + size]
    del data[begin : begin + size]
    at = random.randrange(len(data) + 1)
    data[at:at] = piece


def _splice(data: bytearray, random: Random, others: Sequence[bytes]) -> None:
    other = random.choice(others)
    begin = random.randrange(len(other))
    at = random.randrange(len(data) + 1)
    data[at:at] = other[begin : begin + random.choice((16, 300, len(other)))]


_WAYS: tuple[Callable[[bytearray, Random, Sequence[bytes]], None], ...] = (
    _flip,
    _insert,
    _cut,
    _repeat,
    _move,
    _splice,
)
_MOST = 20_000


def mutated(content: bytes, seed: str, others: Sequence[bytes]) -> bytes:
    """The content after one to six mutations; `others` are contents of other formats to take pieces of."""
    random = Random(seed)
    data = bytearray(content)
    for _ in range(random.choice((1, 1, 2, 3, 6))):
        if data:
            random.choice(_WAYS)(data, random, others)
    return bytes(data[:_MOST])
