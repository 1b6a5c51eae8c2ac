"""JSON out of bytes: a value as a whole, or the elements of a list of any length, one by one.

Control characters inside of strings are let pass, as most programs do.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import BinaryIO, Final

from newsfind.corpus.readers.encodings import decode, encoding_of
from newsfind.corpus.readers.source import MAX_LINE, Unreadable

SPACE: Final = codecs.BOM_UTF8 + b" \r\n\t"
"""What may stand before JSON, byte by byte."""
_CHUNK = 1 << 18
_SPACE = "\ufeff \t\r\n"


def opening(head: bytes) -> bytes:
    """The first two signs of the JSON that a file begins with, without white space: `[{` of a list of objects."""
    start = head.lstrip(SPACE)
    return start[:1] + start[1:].lstrip()[:1]


def parsed(data: bytes) -> object:
    """The value that `data` holds, in whatever encoding; Unreadable where it is no JSON."""
    try:
        found: object = json.loads(decode(data).lstrip("\ufeff"), strict=False)
    except RecursionError as error:
        raise Unreadable("The JSON is nested too deeply.") from error
    except ValueError as error:
        raise Unreadable(f"The file is no JSON ({error}).") from error
    return found


class _Window:
    """Decoded text with a position; what lies before the position is dropped when more is read."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        first = stream.read(_CHUNK)
        self._decoder = codecs.getincrementaldecoder(encoding_of(first))("replace")
        self.text = self._decoder.decode(first)
        self.at = 0
        self.ended = False

    def more(self, size: int) -> bool:
        data = self._stream.read(size)
        self.ended = not data
        self.text = self.text[self.at :] + self._decoder.decode(data, final=self.ended)
        self.at = 0
        return not self.ended

    def next_sign(self) -> str:
        """The next character that is no white space, "" at the end."""
        while True:
            while self.at < len(self.text) and self.text[self.at] in _SPACE:
                self.at += 1
            if self.at < len(self.text):
                return self.text[self.at]
            if not self.more(_CHUNK):
                return ""


def elements(stream: BinaryIO) -> Iterator[object]:
    """Each element of the list that `stream` holds, in memory bounded by the largest of them.

    Raises:
        Unreadable: It is no JSON list, or from here on it is none any more.
    """
    window = _Window(stream)
    if window.next_sign() != "[":
        raise Unreadable("The file is no JSON list.")
    window.at += 1
    decoder = json.JSONDecoder(strict=False)
    while (sign := window.next_sign()) not in ("]", ""):
        if sign == ",":
            window.at += 1
            continue
        yield _element(window, decoder)
    if sign == "":
        raise Unreadable("The JSON list ends in the middle; what came before is read.")


def _element(window: _Window, decoder: json.JSONDecoder) -> object:
    """One element; each failed try doubles what is read, so the work stays linear."""
    size = _CHUNK
    while True:
        try:
            value, end = decoder.raw_decode(window.text, window.at)
        except RecursionError as error:
            raise Unreadable("The JSON is nested too deeply.") from error
        except ValueError as error:
            if len(window.text) - window.at > MAX_LINE:
                raise Unreadable("An element of the JSON list is no JSON, or too long for one article.") from error
            if not window.more(size):
                raise Unreadable(f"The file is no JSON ({error}).") from error
            size *= 2
            continue
        if end < len(window.text) or window.ended or isinstance(value, dict | list | str):
            window.at = end
            return value
        window.more(size)
