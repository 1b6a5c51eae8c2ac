"""What a search page shows, as a value that is written in its address and read from it again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import cast, get_args
from urllib.parse import urlencode

from newsfind.index.analysis import fold_value
from newsfind.index.engine import FacetField, Sort
from newsfind.index.request import Narrowing
from newsfind.ui.web.limits import MOST_VALUES, PAGE_SIZE, TooMuch, checked_offset, checked_text


@dataclass(frozen=True, slots=True)
class FilterField:
    """One thing to filter by: its name in an address, as a keyword of `Index.search`, as a facet, and for people."""

    param: str
    keyword: str
    facet: FacetField
    heading: str
    one: str


FILTER_FIELDS: tuple[FilterField, ...] = (
    FilterField("section", "sections", "section", "Sections", "section"),
    FilterField("source", "sources", "source", "Sources", "source"),
    FilterField("author", "authors", "author", "Authors", "author"),
    FilterField("person", "people", "people", "People", "person"),
    FilterField("org", "organisations", "organisations", "Organisations", "organisation"),
    FilterField("place", "places", "places", "Places", "place"),
)
BY_PARAM: Mapping[str, FilterField] = {field.param: field for field in FILTER_FIELDS}
SORTS: tuple[Sort, ...] = get_args(Sort)


@dataclass(frozen=True, slots=True)
class SearchState:
    """A search with all that narrows it, its order and its page (from 1)."""

    q: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    since: str = ""
    until: str = ""
    sort: Sort | None = None
    page: int = 1
    any_word: bool = False

    @property
    def order(self) -> Sort:
        """The order asked for; where there is nothing to be relevant to, the newest come first."""
        return self.sort or ("relevance" if self.q.strip() else "newest")

    @property
    def offset(self) -> int:
        """Hits before this page."""
        return (self.page - 1) * PAGE_SIZE

    @property
    def narrowed(self) -> bool:
        """Whether anything but the query narrows the search."""
        return bool(self.since or self.until or any(self.chosen.values()))

    def narrowing(self) -> Narrowing:
        """What narrows the search, for the library."""
        filters = {known.keyword: self.chosen.get(known.param, ()) for known in FILTER_FIELDS}
        given = {name: values for name, values in filters.items() if values}
        return cast(
            "Narrowing",
            {**given, "since": self.since or None, "until": self.until or None, "any_word": self.any_word},
        )

    def has(self, param: str, value: str) -> bool:
        """Whether a value is chosen, however its capitals and accents are written."""
        return fold_value(value) in map(fold_value, self.chosen.get(param, ()))

    def toggled(self, param: str, value: str) -> SearchState:
        """With a value chosen that was not, or the other way round; on the first page."""
        values = self.chosen.get(param, ())
        if self.has(param, value):
            values = tuple(known for known in values if fold_value(known) != fold_value(value))
        else:
            values = (*values, value)
        return replace(self, chosen={**self.chosen, param: values}, page=1)

    def between(self, since: str, until: str) -> SearchState:
        """Published between two dates; on the first page."""
        return replace(self, since=since, until=until, page=1)

    def asking(self, q: str) -> SearchState:
        """Another query, narrowed in the same way."""
        return replace(self, q=q, page=1)

    def on_page(self, page: int) -> SearchState:
        """Another page."""
        return replace(self, page=page)

    def sorted(self, sort: Sort) -> SearchState:
        """In another order; on the first page."""
        return replace(self, sort=sort, page=1)

    def any(self) -> SearchState:
        """Any of the words instead of all; on the first page."""
        return replace(self, any_word=True, page=1)

    def export_url(self, name: str) -> str:
        """The address of all hits in a format, in this order."""
        pairs = [("sort", self.sort)] if self.sort else []
        return self.url_with(f"/export/{name}", pairs)

    def without_filters(self) -> SearchState:
        """The query alone."""
        return SearchState(q=self.q, sort=self.sort, any_word=self.any_word)

    def pairs(self, *, paging: bool = True) -> list[tuple[str, str]]:
        """Names and values of the address; what is as usual is left out."""
        pairs = [("q", self.q)] if self.q else []
        pairs += [(known.param, value) for known in FILTER_FIELDS for value in self.chosen.get(known.param, ())]
        pairs += [(name, value) for name, value in (("since", self.since), ("until", self.until)) if value]
        pairs += [("any", "1")] if self.any_word else []
        if paging:
            pairs += [("sort", self.sort)] if self.sort else []
            pairs += [("page", str(self.page))] if self.page > 1 else []
        return pairs

    def url(self, path: str = "/search", **more: str) -> str:
        """The address of this state on a page; `more` is added to it."""
        query = urlencode([*self.pairs(paging=path == "/search"), *more.items()], errors="replace")
        return f"{path}?{query}" if query else path

    def url_with(self, path: str, pairs: Iterable[tuple[str, str]]) -> str:
        """The address of this state on a page that has names of its own."""
        query = urlencode([*pairs, *self.pairs(paging=False)], errors="replace")
        return f"{path}?{query}" if query else path


def read_state(pairs: Iterable[tuple[str, str]]) -> SearchState:
    """The state that an address describes; names it does not know are passed over.

    Raises:
        TooMuch: Something is longer, or there is more of it, than the server takes.
    """
    single: dict[str, str] = {}
    chosen: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        if name in BY_PARAM:
            text = checked_text(value)
            if text and text not in chosen.get(name, ()):
                chosen[name] = (*chosen.get(name, ()), text)
        else:
            single[name] = checked_text(value)
    if any(len(values) > MOST_VALUES for values in chosen.values()):
        raise TooMuch(f"More than {MOST_VALUES} filters of a kind are set. Take some away.")
    sort = single.get("sort", "")
    page = single.get("page", "")
    number = max(int(page), 1) if page.isascii() and page.isdigit() and len(page) < 10 else 1
    checked_offset((number - 1) * PAGE_SIZE)
    return SearchState(
        single.get("q", ""),
        chosen,
        single.get("since", ""),
        single.get("until", ""),
        sort if sort in SORTS else None,
        number,
        single.get("any", "") not in ("", "0"),
    )
