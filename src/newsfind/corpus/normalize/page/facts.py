"""The places of a page that metadata come from, each read once: JSON-LD, meta tags, address, names of the site."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import SplitResult, urlsplit

from selectolax.lexbor import LexborHTMLParser

from newsfind.corpus.normalize.characters import letters, plain_line
from newsfind.corpus.normalize.page import jsonld

SOURCE_METAS = ("og:site_name", "application-name", "publisher", "dc.publisher", "article:publisher", "copyright")
_NOBODY = frozenset(
    "admin redaktion editor staff author administrator webmaster unknown none autor home root".split()  # noqa: SIM905
)
_MONTH_FIRST = ("en", "en-us", "en-ph")
_DAY_FIRST_HOSTS = (".uk", ".au", ".nz", ".ie", ".in", ".za", ".pk", ".ng", ".ke", ".sg", ".my", ".gh")


class PageFacts:
    """The places of a page that metadata come from, each read once."""

    def __init__(self, tree: LexborHTMLParser, url: str = "") -> None:
        self.tree = tree
        self.objects, self.broken = jsonld.objects(tree)
        self.article = jsonld.article_of(self.objects)
        self.metas = _metas(tree)
        self.url = self._url() or url
        self.host = host_of(self.url)
        self.site_names = self._site_names()
        self.day_first = self._is_day_first()

    def meta(self, *names: str) -> Iterator[tuple[str, str]]:
        """(name, value) of each meta tag of these names, in the order of the names."""
        for name in names:
            for value in self.metas.get(name, ()):
                yield name, value

    def _is_day_first(self) -> bool:
        """Whether `5/6/2024` is the fifth of June on this page, by its language and its host."""
        root = self.tree.css_first("html")
        language = (root.attributes.get("lang") or "").lower().replace("_", "-") if root is not None else ""
        locale = next((value.lower().replace("_", "-") for _, value in self.meta("og:locale")), "")
        if language in ("", "en") and locale:
            language = locale
        if language == "en" and self.host.endswith(_DAY_FIRST_HOSTS):
            return True
        return language not in _MONTH_FIRST

    def _site_names(self) -> frozenset[str]:
        """Letters of the names that the site goes by: its own, its publisher's, its host's with and without the end."""
        host = self.host
        names = [value for _, value in self.meta(*SOURCE_METAS)] + jsonld.strings(self.article.get("publisher"))
        names += [host, host.rpartition(".")[0]]
        return frozenset(letters(name) for name in names if name)

    def _url(self) -> str:
        link = self.tree.css_first('link[rel="canonical" i][href]')
        candidates = [link.attributes.get("href") or ""] if link is not None else []
        candidates += [value for _, value in self.meta("og:url")]
        candidates += jsonld.strings(self.article.get("url"), "@id")
        return next((url.strip() for url in candidates if url.strip().startswith(("http://", "https://"))), "")


def _metas(tree: LexborHTMLParser) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for node in tree.css("meta[content]"):
        attributes = node.attributes
        value = attributes.get("content")
        if not value or len(value) > 2000:
            continue
        for key in ("property", "name", "itemprop"):
            if name := attributes.get(key):
                found.setdefault(name.strip().lower(), []).append(plain_line(value))
    return found


def host_of(url: str) -> str:
    """The host of an address, without `www.`; "" where there is none."""
    return (_split(url).hostname or "").removeprefix("www.")


def path_of(url: str) -> str:
    """The path of an address; "" where there is none."""
    return _split(url).path


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:  # an address like http://[
        return urlsplit("")


def is_site(name: str, facts: PageFacts) -> bool:
    """Whether a name is that of the site, or one that systems give to nobody (`admin`): neither is an author."""
    plain = letters(name)
    if plain in _NOBODY:
        return True
    return bool(plain) and plain in facts.site_names


def is_site_part(part: str, facts: PageFacts) -> bool:
    """Whether a part of a title is the site's name, or begins or continues it."""
    plain = letters(part)
    if not plain:
        return True
    return any(
        plain == name or (len(plain) > 4 and plain in name) or (len(name) > 4 and name in plain)
        for name in facts.site_names
    )
