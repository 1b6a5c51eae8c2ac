"""Results -> the text that a person reads in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from newsfind.article import Article, format_date
from newsfind.index.engine import PERIODS
from newsfind.results.hits import Copy, Facet, Hit, Results, Snippet
from newsfind.results.render import harmless
from newsfind.ui.cli.terminal import Pen, columns, wrapped
from newsfind.ui.wording import counted

_NO_HEADLINE = Snippet("(no headline)")
_MOST_COPIES = 5
_BAR = 24
"""Columns of the longest bar of a facet."""


def results_as_text(results: Results, pen: Pen, width: int) -> str:
    """Hits with their passages, then the total, then facets; of a command that cannot show a next page."""
    return "".join(results_in_pieces(results, results, pen, width, ""))


def results_in_pieces(
    results: Results, hits: Iterable[Hit], pen: Pen, width: int, following: str = "next: --offset {}"
) -> Iterator[str]:
    """The same in pieces, with other hits than the page's, of which any number may come, one by one.

    `following` says how to have those that come after them.
    """
    shown = 0
    for shown, hit in enumerate(hits, 1):
        yield ("\n\n" if shown > 1 else "") + "\n".join(_hit(hit, results.offset + shown, pen, width))
    blocks = [_total(results, shown, following, pen)] if results.total else []
    blocks += ["\n".join((pen.bold(name), *facet_lines(facet, pen))) for name, facet in results.facets.items()]
    yield ("\n\n" if shown else "") + "\n\n".join(blocks) + "\n" if blocks else ""


def _hit(hit: Hit, number: int, pen: Pen, width: int) -> Iterator[str]:
    label = f"{number}. "
    margin = " " * len(label)
    headline, *_ = hit.snippets.get("headline") or (Snippet(hit.article.headline),)
    for place, line in enumerate(wrapped(headline if headline.text else _NO_HEADLINE, width - len(label))):
        yield (margin if place else pen.dim(label)) + pen.headline(line)
    yield from (margin + pen.dim(text) for text in about(hit.article, width - len(label)))
    if hit.copies:
        yield from (margin + pen.dim(line.text) for line in wrapped(_also(hit.copies), width - len(label)))
    for snippet in hit.snippets.get("body", ()):
        if snippet.text == headline.text:  # of an alert that is nothing but its headline
            continue
        for line in wrapped(snippet, width - len(label) - 2):
            yield f"{margin}  {pen.marked(line)}"


def _also(copies: Sequence[Copy]) -> Snippet:
    """Where else a story is printed."""
    places = []
    for copy in copies[:_MOST_COPIES]:
        day = format_date(copy.date)[:10]
        places.append(f"{copy.source or copy.path or copy.id}{f' ({day})' if day else ''}")
    left = len(copies) - len(places)
    count = counted(len(copies), "copy", "copies")
    return Snippet(f"+ {count}: {', '.join(places)}{f' and {left:,} more' if left else ''}")


def copy_lines(copy: Copy, headline: str, pen: Pen, width: int) -> Iterator[str]:
    """Day, source, file and id of a copy, and its headline where it has another."""
    day = format_date(copy.date)[:10]
    yield from map(pen.dim, _dotted((day, copy.source, _file(copy.path), copy.id), width))
    if copy.headline and copy.headline != headline:
        yield from (f"  {line.text}" for line in wrapped(Snippet(harmless(copy.headline)), width - 2))


def about(article: Article, width: int) -> Iterator[str]:
    """Sections, day, source, length, file and id, in as many lines as they need; none is broken if it fits a line.

    A file of many articles is not named: it would be the same for all.
    """
    day, length = format_date(article.date)[:10], counted(article.words, "word")
    return _dotted((", ".join(article.sections), day, article.source, length, _file(article.path), article.id), width)


def _file(path: str) -> str:
    return "" if "#" in path else path


def _dotted(parts: Iterable[str], width: int) -> Iterator[str]:
    line = ""
    for part in filter(None, parts):
        if line and columns(f"{line} · {part}") > width:
            yield from (piece.text for piece in wrapped(Snippet(line), width))
            line = part
        else:
            line = f"{line} · {part}" if line else part
    yield from (piece.text for piece in wrapped(Snippet(line), width))


def _total(results: Results, shown: int, following: str, pen: Pen) -> str:
    articles = counted(results.total, "article")
    articles = f"at least {articles}" if results.partial else articles
    whole = results.all_hits
    if whole < results.total:
        articles += f" in {counted(whole, 'story', 'stories')}"
    took = f"{results.took_ms:.0f} ms" if results.took_ms < 10_000 else f"{results.took_ms / 1000:.1f} s"
    if shown == whole or not shown:
        return pen.dim(f"{articles} · {took}")
    last = results.offset + shown
    more = f" · {following.format(last)}" if following and last < whole else ""
    first = f"{results.offset + 1}–" if shown > 1 else ""
    return pen.dim(f"{first}{last} of {articles} · {took}{more}")


def facet_lines(facet: Facet, pen: Pen) -> Iterator[str]:
    """One line a value: the value, a bar, the count; and how many values are not shown. Periods in their own order."""
    widest = max((columns(count.value) for count in facet), default=0)
    most = max((count.count for count in facet), default=1)
    digits = len(f"{most:,}")
    in_time = facet.field in PERIODS
    for count in sorted(facet, key=lambda count: count.value) if in_time else facet:
        bar = pen.bar("▇" * max(1, round(_BAR * count.count / most)))
        value = harmless(count.value) + " " * (widest - columns(count.value))
        kind = f"  {pen.dim(count.type)}" if facet.field == "entities" else ""
        yield f"  {value}  {count.count:>{digits},}  {bar}{kind}"
    if facet.distinct > len(facet):
        yield pen.dim(f"  and {facet.distinct - len(facet):,} more")
