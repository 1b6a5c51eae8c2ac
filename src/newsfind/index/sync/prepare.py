"""One task -> one batch for the index: read, normalize, tag, build. This is what worker processes run.

Whatever goes wrong with one article stays with that article: it comes back as Skipped, and the others go on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from newsfind.article import Article
from newsfind.corpus.entities import Tagger, annotate
from newsfind.corpus.normalize import article_id, normalize
from newsfind.corpus.raw import RawArticle, Skipped
from newsfind.corpus.readers import reader_for
from newsfind.index.engine import Builder
from newsfind.index.sync.claims import Claim, claim_of
from newsfind.index.sync.outcome import FileOutcome, Outcome
from newsfind.index.sync.state import AS_USUAL, Reading
from newsfind.index.sync.tasks import RecordsTask, Task, expected_bytes, fault, named, records_of, text_bytes

TAGGED_AT_ONCE = 200
"""Articles that a tagger gets in one call; between two calls the run can be stopped."""

MOST_REASONS = 1000
"""Refused records of one file that are remembered one by one; the rest is counted."""


Advance = Callable[[int, int], None]
"""Told how many bytes and articles more are done; raises Stopped when the run should stop."""


@dataclass(slots=True)
class _Pile:
    """What a file, or a part of it, has given so far."""

    file: str
    last: bool
    articles: list[Article] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    claims: dict[str, Claim] = field(default_factory=dict)
    unreadable: int = 0
    more: int = 0
    passing: bool = False

    def note_claim(self, raw: RawArticle, article: Article | Skipped) -> None:
        """What a record says of versions; one that is left out has no say, unless it takes an article back."""
        if isinstance(article, Skipped) and not raw.withdrawn:
            return
        claim = claim_of(raw, article_id(raw.path, raw.record))
        if claim is not None:
            self.claims[claim.id] = claim

    def refuse(self, item: Skipped, *, unreadable: bool = False) -> None:
        """Leave something out."""
        self.unreadable += unreadable
        self.passing |= item.passing
        if len(self.skipped) < MOST_REASONS:
            self.skipped.append(item)
        else:
            self.more += 1

    def outcome(self) -> FileOutcome:
        """What became of it."""
        rest = (Skipped(self.file, f"{self.more} more of its records were left out."),) if self.more else ()
        ids = tuple(dict.fromkeys(article.id for article in self.articles))
        indexed = frozenset(ids)
        claims = tuple(claim for claim in self.claims.values() if claim.withdrawn or claim.id in indexed)
        return FileOutcome(self.file, ids, (*self.skipped, *rest), self.unreadable, self.last, claims, self.passing)


class Preparer:
    """Does tasks. Without a builder nothing is tagged or built: that is how a dry run counts."""

    def __init__(self, builder: Builder | None, tagger: Tagger, advance: Advance, reading: Reading = AS_USUAL) -> None:
        self._builder = builder
        self._tagger = tagger
        self._advance = advance
        self._reading = reading

    def do(self, task: Task) -> Outcome:
        """The outcome of a task; raises Stopped when the run should stop."""
        piles: list[_Pile] = []
        notes: list[str] = []
        found = self._articles(task, piles)
        del task  # its records are let go of before a batch is built, which takes most memory
        while chunk := list(islice(found, TAGGED_AT_ONCE)):
            tagged = self._tag([article for _, article in chunk], notes)
            for (pile, _), article in zip(chunk, tagged, strict=True):
                pile.articles.append(article)
            self._advance(0, len(chunk))
        batch = self._build(piles)
        undated = sum(article.date is None for pile in piles for article in pile.articles)
        return Outcome(batch, tuple(pile.outcome() for pile in piles), undated, tuple(notes))

    def _articles(self, task: Task, piles: list[_Pile]) -> Iterator[tuple[_Pile, Article]]:
        """Each article with the pile it belongs on; what is refused goes on the piles at once."""
        for file, last, known, items in self._opened(task):
            piles.append(pile := _Pile(file, last))
            for item in items:
                article = item if isinstance(item, Skipped) else self._normalized(item)
                if isinstance(item, RawArticle):
                    pile.note_claim(item, article)
                if isinstance(article, Article):
                    yield pile, article
                else:
                    pile.refuse(article, unreadable=isinstance(item, Skipped) and (known or item.passing))

    def _opened(self, task: Task) -> Iterator[tuple[str, bool, bool, Iterator[RawArticle | Skipped]]]:
        """Of each file: its name, whether it ends with the task, whether a reader knows its kind, its records."""
        if isinstance(task, RecordsTask):
            yield task.file, task.last, True, self._counted(task.items, task.size)
            return
        for found in task.files:
            known = reader_for(Path(found.path)) is not None
            yield found.shown, True, known, self._counted(records_of(found, self._reading), expected_bytes(found))

    def _normalized(self, raw: RawArticle) -> Article | Skipped:
        try:
            return normalize(raw, keep_all=self._reading.keep_all)
        except Exception as error:  # one odd article must not lose the others
            return fault(f"{raw.path}#{raw.record}" if raw.record else raw.path, error)

    def _counted(self, items: Iterable[RawArticle | Skipped], size: int) -> Iterator[RawArticle | Skipped]:
        """The same items; tells how much of `size` bytes each makes up, and at the end the rest."""
        left = size
        for item in items:
            part = min(left, text_bytes(item))
            left -= part
            self._advance(part, 0)
            yield item
        self._advance(left, 0)

    def _tag(self, articles: Sequence[Article], notes: list[str]) -> Sequence[Article]:
        """With entities; an article on which the tagger fails keeps those that its publisher gave."""
        if self._builder is None:
            return articles
        try:
            return annotate(articles, self._tagger)
        except Exception as error:  # a tagger may be anyone's: no article is lost to a fault in it
            if len(articles) > 1:
                return [tagged for article in articles for tagged in self._tag([article], notes)]
            notes.append(f"The tagger failed on {articles[0].path} ({named(error)}); it is indexed without names.")
            return articles

    def _build(self, piles: Sequence[_Pile]) -> object | None:
        """A batch of all articles that can be built; each of the others is refused for its own reason.

        What no article is to blame for is raised: a full disk, and whatever befalls all articles alike.
        """
        articles = [article for pile in piles for article in pile.articles]
        if self._builder is None or not articles:
            return None
        try:
            return self._builder.build(articles)
        except (OSError, MemoryError):
            raise
        except Exception as error:  # an engine may be anyone's: the articles that it cannot take are found one by one
            faults = {article.id: why for article in articles if (why := self._fault_of(article))}
            if len(faults) == len(articles) > 1:
                raise error
        for pile in piles:
            for article in pile.articles:
                if article.id in faults:
                    pile.refuse(faults[article.id])
            pile.articles = [article for article in pile.articles if article.id not in faults]
        good = [article for article in articles if article.id not in faults]
        return self._builder.build(good) if good else None

    def _fault_of(self, article: Article) -> Skipped | None:
        """Why this article cannot be built, if it cannot."""
        assert self._builder is not None
        try:
            self._builder.build([article])
        except (OSError, MemoryError):
            raise
        except Exception as error:  # it becomes Skipped with this reason
            return fault(article.path, error)
        return None
