"""A sorted dictionary of strings: one blob of UTF-8 and where each string ends."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

import numpy as np

from newsfind.index.engines.whoosh.codec.file import Array, ColumnFile, ColumnFileWriter

_REMEMBERED = 4096
"""Look-ups and strings that are remembered: a query asks for each of its words several times, and pages show the same
names again and again.
"""


class Strings:
    """Reads what `append_strings` wrote under the same prefix. A string's number is its rank by its bytes."""

    def __init__(self, file: ColumnFile, prefix: str) -> None:
        self._file = file
        self._text, self._ends = f"{prefix}.text", f"{prefix}.ends"
        self._found: dict[str, int] = {}
        self._read: dict[int, str] = {}

    def __len__(self) -> int:
        return self._file.length(self._ends) - 1

    def raw(self, number: int) -> bytes:
        """One string as its bytes."""
        return self._file.bytes(self._text, *self._file.pair(self._ends, number))

    def __getitem__(self, number: int) -> str:
        text = self._read.get(number)
        if text is None:
            if len(self._read) >= _REMEMBERED:
                self._read.clear()
            text = self._read[number] = self.raw(number).decode("utf-8", "surrogatepass")
        return text

    def slice(self, start: int, stop: int) -> list[str]:
        """The strings [start, stop)."""
        ends = self._file.part(self._ends, start, stop + 1).tolist()
        text = self._file.bytes(self._text, ends[0], ends[-1])
        base = ends[0]
        return [text[a - base : b - base].decode("utf-8", "surrogatepass") for a, b in pairwise(ends)]

    def lower_bound(self, key: bytes) -> int:
        """The number of the first string that is not before `key`."""
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self.raw(middle) < key:
                low = middle + 1
            else:
                high = middle
        return low

    def find(self, text: str) -> int:
        """The number of a string, -1 if it is not there."""
        number = self._found.get(text)
        if number is None:
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            number = self._found[text] = self._find(text.encode("utf-8", "surrogatepass"))
        return number

    def _find(self, key: bytes) -> int:
        at = self.lower_bound(key)
        return at if at < len(self) and self.raw(at) == key else -1

    def starting_with(self, prefix: str) -> tuple[int, int]:
        """The range [start, stop) of the strings that begin with `prefix`."""
        key = prefix.encode("utf-8", "surrogatepass")
        after = _next_key(key)
        return self.lower_bound(key), len(self) if after is None else self.lower_bound(after)

    def containing(self, piece: str, start: int, stop: int) -> Array:
        """Numbers, ascending, of those of the strings [start, stop) that contain `piece` (not empty)."""
        ends = self._file.part(self._ends, start, stop + 1).astype(np.int64)
        text = self._file.bytes(self._text, int(ends[0]), int(ends[-1]))
        key = piece.encode("utf-8", "surrogatepass")
        found, at = [], text.find(key)
        while at >= 0:
            found.append(at)
            at = text.find(key, at + 1)
        begins = np.asarray(found, np.int64) + ends[0]
        numbers = np.searchsorted(ends, begins, "right") - 1
        inside = begins + len(key) <= ends[numbers + 1]
        return np.unique(numbers[inside]) + start

    def with_word(self, prefix: str) -> Array:
        """Numbers, ascending, of the strings in which `prefix` (not empty) stands at the start or behind no letter."""
        text, ends = self._file.array(self._text), self._file.array(self._ends)
        key = prefix.encode("utf-8", "surrogatepass")
        at = self._word_starts[: np.searchsorted(self._word_starts, len(text) - len(key), "right")]
        for offset, byte in enumerate(key):
            at = at[text[at + offset] == byte]
        numbers = np.searchsorted(ends, at, "right") - 1
        first, inside = ends[numbers] == at, at + len(key) <= ends[numbers + 1]
        before = text[np.maximum(at, 1) - 1] if len(at) else text[:0]
        sure = inside & (first | _SEPARATES[before])
        unsure = inside & ~first & (before >= 128)
        asked = [n for n in numbers[unsure].tolist() if _begins_word(prefix, self[n])]
        return np.union1d(numbers[sure], np.array(asked, np.int64)).astype(np.int64)

    @cached_property
    def _word_starts(self) -> Array:
        """Where a word may begin: with a string, or behind what separates words or is not ASCII. Kept for typing on."""
        text, ends = self._file.array(self._text), self._file.array(self._ends)
        may = np.ones(len(text), bool)
        may[1:] = _SEPARATES[text[:-1]] | (text[:-1] >= 128)
        begins = ends[:-1]
        may[begins[begins < len(text)]] = True
        return np.flatnonzero(may)

    @cached_property
    def letters(self) -> Array:
        """The set of the bytes of each string as 32 bits (a byte's last five), which `letters_of` also gives.

        Bit 0 is set where a string is not ASCII: then the others do not tell much.
        """
        text = self._file.array(self._text)
        bits = np.where(text < 128, np.uint32(1) << (text & 31).astype(np.uint32), np.uint32(1))
        begins = self._file.array(self._ends)[:-1]
        return np.bitwise_or.reduceat(bits, begins) if len(begins) else bits

    def lengths(self) -> Array:
        """Bytes of each string."""
        return np.diff(self._file.array(self._ends).astype(np.int64))


_SEPARATES = np.array([byte < 128 and not chr(byte).isalnum() for byte in range(256)])
"""Bytes that are characters but neither letters nor digits."""


def _begins_word(prefix: str, text: str) -> bool:
    return any(text.startswith(prefix, at) and not text[at - 1].isalnum() for at in range(1, len(text)))


def _next_key(key: bytes) -> bytes | None:
    """The least byte string after all that begin with `key`; None if there is none."""
    stripped = key.rstrip(b"\xff")
    return stripped[:-1] + bytes([stripped[-1] + 1]) if stripped else None


def letters_of(text: str) -> int:
    """The set of a string's bytes as 32 bits; strings one edit apart differ in at most two, if both are ASCII."""
    mask = 0
    for byte in text.encode("utf-8", "surrogatepass"):
        mask |= 1 << (byte & 31) if byte < 128 else 1
    return mask


def append_strings(out: ColumnFileWriter, prefix: str, strings: Sequence[str]) -> None:
    """Write strings as two columns; sorted by their UTF-8 bytes and different if they are to be looked up."""
    text = "".join(strings).encode("utf-8", "surrogatepass")
    ends = np.cumsum([0, *map(len, strings)])
    if len(text) > ends[-1]:  # some characters take several bytes, of which the first is none of 128 to 191
        begins = np.flatnonzero(np.frombuffer(text, "u1") & 0xC0 != 0x80)
        ends = np.append(begins, len(text))[ends]
    out.append(f"{prefix}.ends", ends, "<u4")
    out.append(f"{prefix}.text", text)
