"""Plain text as wires and exports give it -> its parts: section line, headline, byline, dates, paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from newsfind.corpus.normalize.boilerplate import is_boilerplate, strip_shortcodes
from newsfind.corpus.normalize.bylines import byline_authors
from newsfind.corpus.normalize.characters import repair
from newsfind.corpus.normalize.paragraphs import split_paragraphs
from newsfind.corpus.normalize.wire import named_source, stamp, starts_with_dateline

_SECTIONS = frozenset(
    (
        "politics", "world", "business", "technology", "tech", "science", "health", "sport", "sports", "culture",
        "arts", "entertainment", "opinion", "editorial", "national", "international", "local", "lifestyle", "travel",
        "education", "environment", "climate", "economy", "finance", "markets", "money", "media", "style", "food",
        "weather", "crime", "law", "justice", "defense", "defence", "security", "obituaries", "features", "letters",
        "analysis", "us", "uk", "europe", "asia", "africa", "americas", "football", "cricket", "tennis", "motoring",
        "books", "music", "film", "tv", "television", "theatre", "policy", "energy", "transportation", "cybersecurity",
        "news", "nation", "metro", "region", "campaign", "senate", "house", "administration", "politik", "wirtschaft",
        "kultur", "wissen", "panorama", "ausland", "inland", "wissenschaft", "gesellschaft", "économie", "société",
        "monde", "sciences", "economía", "política", "deportes", "mundo", "cultura",
    )
)  # fmt: skip
_SECTION_LINE = 40
_HEADLINE_LINE = 220
_ENDS = re.compile(r"[.!?…]['\"”’)\]]*$")
_FULL_STOP = re.compile(r"(?<!\.)\.['\"”’)\]]*$")
_SENTENCE = re.compile(r"^.{20,}?[.!?](?=['\"”’)]*\s)")
_FALLBACK_HEADLINE = 100
_HEAD_LINES = 4


@dataclass(slots=True)
class TextParts:
    """What was found in a text. `origins` says for each field how; `removed` what was taken out."""

    paragraphs: list[str]
    headline: str = ""
    section: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    source: str = ""
    origins: dict[str, str] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)


def read_text(text: str, *, has_headline: bool) -> TextParts:
    """The parts of a text; with `has_headline` the format gave the headline, so that the text is body alone."""
    text, codes = strip_shortcodes(repair(text))
    parts = TextParts(split_paragraphs(text), removed=codes)
    if not has_headline:
        _take_title(parts)
    _take_credits(parts)
    _drop_boilerplate(parts)
    if not parts.headline and not has_headline and parts.paragraphs:
        parts.headline = first_sentence(parts.paragraphs[0])
        parts.origins["headline"] = "the first sentence"
    return parts


def _is_section(line: str) -> bool:
    if len(line) > _SECTION_LINE or len(line.split()) > 4 or _ENDS.search(line):
        return False
    return line[:1].isupper() or line.lower() in _SECTIONS


def _is_headline(line: str) -> bool:
    if len(line) > _HEADLINE_LINE or "\n" in line or _FULL_STOP.search(line):
        return False
    credit = byline_authors(line) is not None or stamp(line) is not None or named_source(line)
    return not credit and not starts_with_dateline(line)


def _take_title(parts: TextParts) -> None:
    """Section line and headline, or a headline, where the first lines look like them and a body follows."""
    lines = parts.paragraphs
    while lines and is_boilerplate(lines[0]):
        parts.removed.append(lines.pop(0))
    if len(lines) > 2 and _is_section(lines[0]) and _is_headline(lines[1]):
        known = lines[0].lower() in _SECTIONS or any(word in _SECTIONS for word in lines[0].lower().split())
        if known or len(lines[1].split()) > 2:
            parts.section, parts.origins["section"] = lines.pop(0), "the first line"
    if len(lines) > 1 and _is_headline(lines[0]):
        parts.headline = lines.pop(0)
        parts.origins["headline"] = "the line after the section" if parts.section else "the first line"


def _take_credits(parts: TextParts) -> None:
    """Byline, source and labelled dates among the first lines."""
    at = 0
    for _ in range(_HEAD_LINES):
        if at >= len(parts.paragraphs):
            return
        line = parts.paragraphs[at]
        if (authors := byline_authors(line)) is not None:
            parts.authors = parts.authors or authors
            parts.origins.setdefault("authors", "the byline")
        elif (found := stamp(line)) is not None:
            if not parts.date or not found.updated:
                parts.date = found.date
                parts.origins["date"] = "the line that says when it was published"
        elif source := named_source(line):
            parts.source = parts.source or source
            parts.origins.setdefault("source", "the line that names it")
        else:
            at += 1
            continue
        parts.removed.append(parts.paragraphs.pop(at))


def _drop_boilerplate(parts: TextParts) -> None:
    kept: list[str] = []
    for paragraph in parts.paragraphs:
        (parts.removed if is_boilerplate(paragraph) else kept).append(paragraph)
    parts.paragraphs = kept


def first_sentence(paragraph: str) -> str:
    """A paragraph's first sentence, or as many whole words of it as fit a headline."""
    match = _SENTENCE.match(paragraph[: _FALLBACK_HEADLINE + 20])
    sentence = match.group() if match else paragraph
    if len(sentence) <= _FALLBACK_HEADLINE:
        return " ".join(sentence.split())
    return " ".join(sentence[:_FALLBACK_HEADLINE].split()[:-1]) + " …"
