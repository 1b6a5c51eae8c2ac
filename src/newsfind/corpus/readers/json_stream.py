"""The elements of a JSON list of any length, one by one, in memory bounded by the largest element."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import BinaryIO

from newsfind.corpus.readers.source import MAX_LINE, Unreadable

_CHUNK = 1 << 18
_SPACE = " \t\r\n"


class _Window:
    """Decoded text with a position; what lies before the position is dropped when more is read."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")
        self.text = ""
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
    """Yields each element of the list that `stream` holds; Unreadable from where it is no JSON any more."""
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
