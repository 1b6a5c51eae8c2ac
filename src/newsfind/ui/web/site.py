"""What every page needs: readers of the index, templates, how it is served."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import cast
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from newsfind.results.hits import Snippet
from newsfind.results.render import as_html
from newsfind.ui import wording
from newsfind.ui.web.readers import Readers
from newsfind.ui.web.state import SearchState

STATIC = Path(__file__).parent / "static"
THEMES = ("light", "dark")


@dataclass(frozen=True, slots=True)
class ServeOptions:
    """How an index is served. `hosts` are further names that requests may come under; `token` is asked of everyone
    (None: of nobody); `may_save`: whether searches can be saved beside the index.
    """

    hosts: frozenset[str] = frozenset()
    token: str | None = None
    may_save: bool = True


def environment() -> Environment:
    """Templates, which escape all that is put into them, and what they may call."""
    made = Environment(
        loader=PackageLoader("newsfind.ui.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters |= {
        "number": lambda number: f"{number:,}",
        "counted": wording.counted,
        "day": wording.day_in_words,
        "clock": wording.time_in_words,
        "took": wording.took_in_words,
        "marked": _marked,
        "iso": date.isoformat,
    }
    made.globals |= {"static": _versioned(), "article_url": _article_url}
    return made


def _marked(snippet: Snippet) -> Markup:
    return Markup(as_html(snippet))  # noqa: S704 - as_html escapes


def _article_url(article_id: str, state: SearchState) -> str:
    """The page of an article, with the words of a search to mark."""
    return SearchState(state.q, any_word=state.any_word).url(f"/article/{quote(article_id, safe='', errors='replace')}")


def _versioned() -> dict[str, str]:
    """The addresses of the files that pages load; each changes with its file, so that browsers may keep it for good."""
    return {
        file.name: f"/static/{file.name}?v={blake2b(file.read_bytes(), digest_size=6).hexdigest()}"
        for file in sorted(STATIC.iterdir())
    }


@dataclass(frozen=True, slots=True)
class Site:
    """The readers, the options, and a way to make pages."""

    readers: Readers
    options: ServeOptions = field(default_factory=ServeOptions)
    templates: Environment = field(default_factory=environment)

    def page(self, request: Request, template: str, status: int = 200, **values: object) -> HTMLResponse:
        """A page made of a template."""
        text = self.templates.get_template(template).render(
            path=request.url.path,
            address=_address(request),
            theme=_theme(request),
            may_save=self.options.may_save,
            **values,
        )
        return HTMLResponse(text.encode("utf-8", "replace"), status)


def site_of(request: Request) -> Site:
    """The site that a request came to."""
    return cast(Site, request.app.state.site)


def _address(request: Request) -> str:
    """The path with its query, for coming back to."""
    query = request.url.query
    return f"{request.url.path}?{query}" if query else request.url.path


def _theme(request: Request) -> str:
    theme = request.cookies.get("theme", "")
    return theme if theme in THEMES else ""
