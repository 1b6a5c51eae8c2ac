"""A segment: the columns of one file, which of its articles are deleted, and of which stories they are copies."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

import numpy as np

from newsfind.index.analysis import stem
from newsfind.index.engines.whoosh.codec.dates import NO_DATE
from newsfind.index.engines.whoosh.codec.facets import FacetColumn
from newsfind.index.engines.whoosh.codec.file import Array, ColumnFile, Ints
from newsfind.index.engines.whoosh.codec.lists import Lists
from newsfind.index.engines.whoosh.codec.masks import Subset
from newsfind.index.engines.whoosh.codec.stem_lists import StemFrequencies
from newsfind.index.engines.whoosh.codec.stored import StoredArticles
from newsfind.index.engines.whoosh.codec.strings import Strings
from newsfind.index.engines.whoosh.codec.weights import weights_at
from newsfind.index.ranges import ranges
from newsfind.index.ranking import MOST_FREQUENCY

NO_PERIOD = np.iinfo(np.int32).min
_MONDAY = 3
"""Days from a Monday to the first day of 1970, a Thursday."""


class Segment:
    """Reads one segment. Articles have numbers from 0; forms and stems are numbered by their bytes.

    `stories` has a number for each article that only its copies share, 0 where it has none; None: not known yet.
    """

    def __init__(self, path: Path, deleted: Array | None = None, stories: Array | None = None) -> None:
        self.file = ColumnFile(path)
        self.deleted = deleted
        self.stories = stories
        self.forms = Strings(self.file, "form")
        self.stems = Strings(self.file, "stem")
        self.positions = Lists(self.file, "positions")
        self.articles = Lists(self.file, "articles")
        self.stored = StoredArticles(self.file)
        self._frequencies = StemFrequencies(self.file)
        self._facets: dict[str, FacetColumn] = {}
        self._periods: dict[str, Array] = {}

    @property
    def total(self) -> int:
        """Number of articles, the deleted ones included."""
        return self.file.length("body")

    @cached_property
    def live(self) -> Ints:
        """The numbers of the articles that are not deleted."""
        if self.deleted is None:
            return np.arange(self.total, dtype=np.int32)
        return np.flatnonzero(~self.deleted).astype(np.int32)

    @cached_property
    def everything(self) -> Subset:
        """The articles that are not deleted."""
        return Subset(self.live, self.total)

    def only_live(self, articles: Ints) -> Ints:
        """These articles without the deleted ones."""
        return articles if self.deleted is None else articles[~self.deleted[articles]]

    @cached_property
    def starts(self) -> Ints:
        """The position at which each article begins, and the end."""
        return self.file.array("start")

    @cached_property
    def bodies(self) -> Ints:
        """The position at which each article's body begins."""
        return self.file.array("body")

    @cached_property
    def zones(self) -> Ints:
        """The positions at which headlines and bodies begin."""
        return np.sort(np.concatenate((self.starts, self.bodies)), kind="stable")

    @cached_property
    def lengths(self) -> Ints:
        """Each article's weighted length."""
        return self.file.array("length")

    @cached_property
    def dates(self) -> Array:
        """Microseconds since 1970 on the publisher's clock, NO_DATE where there is none."""
        return self.file.array("date")

    def periods(self, field: str) -> Ints:
        """Each article's "year", "month", "week" or "day" as a number: years, months and days since 1970, a week as its
        Monday; NO_PERIOD where it has no date.
        """
        if field not in self._periods:
            unit = {"year": "Y", "month": "M"}.get(field, "D")
            numbers = (self.dates // 1_000_000).view("M8[s]").astype(f"M8[{unit}]").astype(np.int64)
            if field == "week":
                numbers -= (numbers + _MONDAY) % 7
            self._periods[field] = np.where(self.dates == NO_DATE, NO_PERIOD, numbers).astype(np.int32)
        return self._periods[field]

    @cached_property
    def ties(self) -> Array:
        """`tie_break` of each article's id."""
        return self.file.array("id")

    @cached_property
    def sentences(self) -> Ints:
        """The positions at which sentences begin."""
        return Lists(self.file, "sentences").decode(0)

    @cached_property
    def paragraphs(self) -> Ints:
        """The positions at which paragraphs begin."""
        return Lists(self.file, "paragraphs").decode(0)

    def within_paragraphs(self, lows: Array, highs: Array) -> tuple[Ints, Array, Array]:
        """`Lists.within_many` for where paragraphs begin."""
        return Lists(self.file, "paragraphs").within_many([0], lows, highs)

    def facet(self, field: str) -> FacetColumn:
        """The facet column of a field."""
        if field not in self._facets:
            self._facets[field] = FacetColumn(self.file, field)
        return self._facets[field]

    def stem_number(self, form: str) -> int:
        """The number of a form's stem, -1 if no token has it."""
        return self.stems.find(stem(form))

    @cached_property
    def stem_occurrences(self) -> Array:
        """How often each stem occurs, deleted articles included."""
        per_form = self.occurrences(np.arange(len(self.forms)))
        return np.bincount(self.file.array("form.stem"), per_form, len(self.stems)).astype(np.int64)

    def postings(self, start: int, stop: int) -> tuple[Array, Array, Array]:
        """The stem, article and weighted frequency wherever an article has one of the stems [start, stop); each stem's
        articles ascend.
        """
        lists = self.file.part("stem.list", start, stop)
        frequent = (lists >= 0).nonzero()[0]
        articles, counts = self.articles.decode_many(lists[frequent])
        first, stop = (int(lists[frequent[0]]), int(lists[frequent[-1]]) + 1) if len(frequent) else (0, 0)
        weights = self._frequencies.of(first, stop)
        rare = self._rare_postings((lists < 0).nonzero()[0] + start)
        return (
            np.concatenate((np.repeat(frequent + start, counts), rare[0])),
            np.concatenate((articles, rare[1])),
            np.concatenate((weights, rare[2])),
        )

    def _rare_postings(self, stems: Array) -> tuple[Array, Array, Array]:
        """The same for some stems that have no list."""
        forms, of = self._forms_of_stems(stems)
        order = np.argsort(forms)
        positions, occurrences = self.positions.decode_many(forms[order])
        articles = self.articles_at(positions)
        keys = np.repeat(of[order], occurrences) << 40 | articles.astype(np.int64) << 8
        keys |= weights_at(positions, self.bodies[articles])
        keys.sort()
        pairs = keys >> 8
        at = np.diff(pairs, prepend=-1).nonzero()[0]
        sums = np.add.reduceat(keys & 0xFF, at) if len(at) else at
        return pairs[at] >> 32, pairs[at] & 0xFFFFFFFF, np.minimum(sums, MOST_FREQUENCY)

    def _forms_of_stems(self, stems: Array) -> tuple[Array, Array]:
        starts = self.file.array("stem.forms.starts")
        begins, ends = starts[stems], starts[stems + 1]
        return self.file.array("stem.forms")[ranges(begins, ends)], np.repeat(stems, (ends - begins).astype(np.int64))

    def forms_of_stem(self, number: int) -> Array:
        """The numbers of the forms that have a stem."""
        start, stop = self.file.pair("stem.forms.starts", number)
        return self.file.part("stem.forms", start, stop)

    def stem_articles(self, number: int) -> int:
        """How many articles, the deleted ones included, have a stem."""
        return int(self.file.part("stem.articles", number, number + 1)[0])

    def stem_list(self, number: int) -> int:
        """The number of a stem's list in `articles`, -1 if it is not frequent enough to have one."""
        return int(self.file.part("stem.list", number, number + 1)[0])

    def frequencies(self, list_number: int) -> Array:
        """The weighted frequencies that belong to a list in `articles`."""
        return self._frequencies.of(list_number, list_number + 1)

    def occurrences(self, forms: Array) -> Array:
        """How often forms occur, deleted articles included."""
        starts = self.file.array("positions.starts")
        return starts[forms + 1].astype(np.int64) - starts[forms]

    def positions_of(self, forms: Iterable[int], windows: tuple[Array, Array] | None = None) -> Ints:
        """The positions, ascending, of any of these forms; in the windows [low, high) only if there are some."""
        numbers = sorted(forms)
        if windows is not None:
            found = self.positions.within_many(numbers, *windows)[0]
        elif len(numbers) == 1:
            return self.positions.decode(numbers[0])
        else:
            found = self.positions.decode_many(np.array(numbers, np.int64))[0]
        return found if len(numbers) == 1 else np.sort(found, kind="stable")

    def standing(self, forms: Array, positions: Ints) -> Ints:
        """Those of ascending positions at which any of these forms stands."""
        if len(forms) == 1:
            return self.positions.common(int(forms[0]), positions)
        found = self.positions_of(forms.tolist())
        at = np.minimum(np.searchsorted(found, positions), max(len(found) - 1, 0))
        return positions[found[at] == positions] if len(found) else positions[:0]

    def articles_at(self, positions: Array) -> Ints:
        """The number of the article at each of ascending positions."""
        return (np.searchsorted(self.starts, positions, "right") - 1).astype(np.int32)

    def numbers_of(self, ties: Array) -> Ints:
        """The live articles that have any of these tie-breaks, which stand for ids."""
        return self.only_live(np.flatnonzero(np.isin(self.ties, ties)).astype(np.int32))
