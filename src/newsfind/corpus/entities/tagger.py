"""The Tagger protocol, and how a tagger is chosen by name; ours and other people's enter by the same entry points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.metadata import entry_points
from typing import Protocol, cast

from newsfind.article import Article
from newsfind.corpus.entities.mention import Mention
from newsfind.errors import TaggerUnavailable

ENTRY_POINTS = "newsfind.taggers"


class Tagger(Protocol):
    """Finds names in articles.

    `languages` holds the ISO 639-1 codes of the languages it reads; empty means every language. `annotate`
    keeps articles in other languages away from it.
    """

    @property
    def name(self) -> str:
        """What `open_tagger` was asked for."""

    @property
    def languages(self) -> frozenset[str]:
        """ISO 639-1 codes; empty for any language."""

    def tag(self, articles: Sequence[Article]) -> Iterable[Sequence[Mention]]:
        """The mentions of each article, in the order of the articles, sorted by start and never overlapping."""


class TaggerFactory(Protocol):
    """What an entry point of the group `newsfind.taggers` loads."""

    def __call__(self, argument: str) -> Tagger:
        """A tagger; `argument` is what stood behind the colon of its name, "" where nothing did."""


def open_tagger(name: str = "builtin") -> Tagger:
    """The tagger of that name: "builtin", "none", "spacy:MODEL", or one that another package brings.

    Raises:
        TaggerUnavailable: No installed package brings such a tagger, or it misses a model or an extra.
    """
    kind, _, argument = name.partition(":")
    found = {point.name: point for point in entry_points(group=ENTRY_POINTS)}
    if kind not in found:
        raise TaggerUnavailable(f"There is no tagger named {kind!r}. Installed: {', '.join(sorted(found)) or 'none'}.")
    try:
        factory = cast("TaggerFactory", found[kind].load())
    except ImportError as error:
        missing = error.name or str(error)
        raise TaggerUnavailable(
            f"The tagger {kind!r} needs {missing}, which is not installed: pip install 'newsfind[{kind}]'"
        ) from error
    return factory(argument)


class NoTagger:
    """Tags nothing, so that only the entities which publishers name are kept."""

    name = "none"
    languages: frozenset[str] = frozenset()

    def tag(self, articles: Sequence[Article]) -> Iterable[Sequence[Mention]]:
        """No mention for any article."""
        return [()] * len(articles)


def open_none(argument: str) -> Tagger:
    """The entry point of "none"; there is nothing to choose, so `argument` is not looked at."""
    del argument
    return NoTagger()
