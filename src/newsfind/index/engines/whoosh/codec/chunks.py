"""Text -> chunks, that is what stands between white space, by arithmetic on the bytes of many texts at once.

The same as `str.split` for each text, with the places of the line breaks kept. A chunk of up to 16 bytes is two 64-bit
words, its key, so that the table in `chunk_table.py` can compare thousands of chunks with what it knows in a few
operations on arrays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from newsfind.index.engines.whoosh.codec.file import Array
from newsfind.index.ranges import ranges

LONGEST_KEY = 16
"""Bytes of the longest chunk that its key tells apart from all others."""

_SPACE, _NEWLINE, _NUL, _REPLACEMENT = 32, 10, 0, 1
_WIDE_SPACES = (
    "\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
"""White space beyond ASCII, as `str.isspace` knows it; two or three bytes each."""
_WIDE = np.zeros(1 << 16, bool)
_WIDE[[ord(space) for space in _WIDE_SPACES]] = True
_LEADS = np.zeros(256, bool)
_LEADS[[space.encode()[0] for space in _WIDE_SPACES]] = True
_FIRST_LEAD = int(_LEADS.argmax())
_PADDING = 3 * 8
"""White space behind the last text: the words of the last chunk are read without a look at where it ends."""
_MASKS = np.array([(1 << 8 * size) - 1 for size in range(9)], np.uint64)
"""For each number of bytes, the bits of a little-endian word that hold them."""


@dataclass(frozen=True, slots=True)
class Chunks:
    """The chunks of some texts in a row: the bytes [start, end) of `data` each.

    Text n has the chunks up to `stops[n]`, from where the text before it stops. `lines` and `paragraphs` are the
    numbers, ascending, of chunks that have a line break or a blank line before them in their text.
    """

    data: bytes
    starts: Array
    ends: Array
    stops: Array
    lines: Array
    paragraphs: Array

    def texts(self, chunks: Array) -> list[str]:
        """Some of the chunks."""
        places = ranges(self.starts[chunks], self.ends[chunks] + 1)  # with the white space behind each
        return np.frombuffer(self.data, np.uint8)[places].tobytes().decode("utf-8", "surrogatepass").split()

    def keys(self, chunks: Array | None = None) -> tuple[Array, Array]:
        """The two words of each chunk, or of some: its first 16 bytes, zeros behind its end."""
        words = np.frombuffer(self.data, np.uint64)
        starts, ends = (self.starts, self.ends) if chunks is None else (self.starts[chunks], self.ends[chunks])
        at = starts >> 3
        shift = ((starts & 7) << 3).view(np.uint64)
        back = np.uint64(63) - shift  # and one bit more below, since a shift by 64 bits does nothing
        first, second, third = words[at], words[at + 1], words[at + 2]
        one = np.uint64(1)
        low = first >> shift | second << back << one
        high = second >> shift | third << back << one
        return masked(low, high, ends - starts)

    def sizes(self, chunks: Array) -> Array:
        """The bytes of some of the chunks."""
        return self.ends[chunks] - self.starts[chunks]

    def too_long(self) -> Array:
        """The numbers of the chunks that a key does not hold."""
        return (self.ends - self.starts > LONGEST_KEY).nonzero()[0]


def masked(low: Array, high: Array, sizes: Array) -> tuple[Array, Array]:
    """Keys, with zeros behind so many bytes."""
    return low & _MASKS.take(sizes, mode="clip"), high & _MASKS.take(sizes - 8, mode="clip")


def split(texts: Sequence[str]) -> Chunks:
    """The chunks of some texts."""
    encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
    data = bytearray(b" " + b" ".join(encoded))
    data += bytes([_SPACE]) * (_PADDING + -len(data) % 8)
    codes = np.frombuffer(data, np.uint8)
    if not data.isascii():
        _blank_wide_spaces(codes)
    codes[codes == _NUL] = _REPLACEMENT
    inside = _inside(codes)
    borders = (inside[1:] != inside[:-1]).nonzero()[0] + 1
    starts, ends = np.ascontiguousarray(borders.reshape(-1, 2).T)
    text_ends = np.cumsum([1 + len(one) for one in encoded])
    lines, paragraphs = _breaks(codes, starts, text_ends)
    return Chunks(bytes(data), starts, ends, starts.searchsorted(text_ends), lines, paragraphs)


def _inside(codes: Array) -> Array:
    """Which bytes are no white space of ASCII: 9 to 13 and 28 to 32. Numbers of one byte begin anew below 0."""
    return (codes - np.uint8(9) > 13 - 9) & (codes - np.uint8(28) > 32 - 28)


def _blank_wide_spaces(codes: Array) -> None:
    at = (codes >= _FIRST_LEAD).nonzero()[0]
    at = at[_LEADS[codes[at]]]
    lead, second, third = codes[at].astype(np.uint16), codes[at + 1].astype(np.uint16), codes[at + 2]
    three = lead >= 0xE0
    point = np.where(three, lead << 12 | (second & 63) << 6 | third & 63, (lead & 31) << 6 | second & 63)
    wide = _WIDE[point]
    at, three = at[wide], three[wide]
    codes[at] = codes[at + 1] = _SPACE
    codes[at[three] + 2] = _SPACE


def _breaks(codes: Array, starts: Array, text_ends: Array) -> tuple[Array, Array]:
    """The chunks behind line breaks and behind blank lines, those left out that stand in the next text."""
    newlines = (codes == _NEWLINE).nonzero()[0]
    following = starts.searchsorted(newlines)
    limits = starts.searchsorted(text_ends)[text_ends.searchsorted(newlines, "right")]
    inside = following < limits
    blank = codes[newlines + 1] == _NEWLINE
    return following[inside], following[inside & blank]
