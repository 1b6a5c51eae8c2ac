"""Newsletters as mail: `.eml` files and mbox folders; the HTML part where there is one, else the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr

from newsfind.corpus.raw import RawArticle, Skipped
from newsfind.corpus.readers.encodings import decode, decode_html
from newsfind.corpus.readers.source import MAX_WHOLE, Source

_HEADERS = (
    b"from:",
    b"to:",
    b"subject:",
    b"date:",
    b"received:",
    b"return-path:",
    b"message-id:",
    b"mime-version:",
    b"delivered-to:",
)

_LONGEST_HEADER = 2000
_MBOX_LINE = re.compile(rb"From \S.*\d:\d\d")
"""What each mail of an mbox begins with: a sender and a time. A sentence that begins with "From" has none."""
_ESCAPED = re.compile(rb">+From ")


class _Mail:
    name = "mail"
    suffixes = (".eml", ".mbox", ".mbx")
    many = True

    def sniff(self, head: bytes) -> bool:
        """An mbox's first line, or three of the headers that mails begin with."""
        if _MBOX_LINE.match(head):
            return True
        begins = [line.lower() for line in head.split(b"\n")[:40]]
        return sum(any(line.startswith(name) for line in begins) for name in _HEADERS) >= 3

    def read(self, source: Source) -> Iterator[RawArticle | Skipped]:
        """One article a mail."""
        messages = list(_first_two(source))
        if len(messages) == 1:
            yield _article(source.path, "", messages[0])
            return
        for number, data in enumerate(_messages(source), 1):
            yield _article(source.path, str(number), data)


def _first_two(source: Source) -> Iterator[bytes]:
    for number, message in enumerate(_messages(source), 1):
        yield message
        if number == 2:
            return


def _messages(source: Source) -> Iterator[bytes]:
    """The mails of an mbox, each begun by a line `From ...` after a blank one; any other file is one mail."""
    is_mbox = _MBOX_LINE.match(source.head()) is not None
    waiting: list[bytes] = []
    size = 0
    blank = True
    for line in source.lines():
        line = line or b""
        if is_mbox and blank and _MBOX_LINE.match(line):
            if size:
                yield b"\n".join(waiting)
            waiting, size = [], 0
        elif size < MAX_WHOLE:
            waiting.append(line[1:] if is_mbox and _ESCAPED.match(line) else line)
            size += len(line) + 1
        blank = not line.strip()
    if size:
        yield b"\n".join(waiting)


def _article(path: str, record: str, data: bytes) -> RawArticle | Skipped:
    where = f"{path}#{record}" if record else path
    try:
        message = message_from_bytes(data)
        html, text = _part(message, "html"), _part(message, "plain")
        subject, sender = _header(message, "subject"), _header(message, "from")
        date, name = _header(message, "date"), _header(message, "message-id").strip("<> ")
    except (ValueError, LookupError, TypeError, AttributeError, IndexError, RecursionError) as error:
        return Skipped(where, f"The mail cannot be read ({error}).")
    if not html.strip() and not text.strip():
        return Skipped(where, "The mail has no text.")
    return RawArticle(
        path=path,
        record=(name or record) if record else "",
        html=html,
        text="" if html else text,
        headline=subject,
        date=date,
        source=parseaddr(sender)[0] or parseaddr(sender)[1].rpartition("@")[2],
        url=_header(message, "archived-at").strip("<> "),
    )


def _header(message: Message, name: str) -> str:
    """A header's text, decoded; no longer than any that is meant to be read."""
    value = str(message.get(name) or "")[:_LONGEST_HEADER]
    try:
        return str(make_header(decode_header(" ".join(value.split()))))
    except (ValueError, LookupError, MessageError):
        return value


def _part(message: Message, kind: str) -> str:
    """The text of the first part of a kind, decoded by what the part declares where it fits."""
    for part in message.walk():
        if part.get_content_type() == f"text/{kind}" and not part.get_filename():
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                charset = part.get_content_charset() or ""
                return decode_html(payload, charset) if kind == "html" else decode(payload, charset)
    return ""


reader = _Mail()
