"""The site: `make docs` builds it, with warnings as errors."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from pygments.lexers.special import TextLexer

from newsfind import __version__

project = "newsfind"
author = "The newsfind developers"
project_copyright = author
release = version = __version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build", "generate", "samples"]
default_role = "literal"

myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
python_use_unqualified_type_names = True

html_theme = "furo"
html_title = f"newsfind {__version__}"
html_show_sphinx = False
html_copy_source = False

_DOCS = Path(__file__).parent
_PLACES = {"ARCHITECTURE.md": "architecture", "CHANGELOG.md": "changes", "CONTRIBUTING.md": "contributing"}
"""Files of the project that other files of it point to, and the page that each is on the site."""
_SHOWN_AS_THEY_ARE = ("bytes", "columns", "commit", "folder", "lists", "packed", "phrase", "stream")
"""Kinds of blocks of the page on the index's format, which a test fills."""


def setup(app: Any) -> None:  # noqa: ANN401 - Sphinx calls it
    """Lets blocks of our own kinds stand as they are."""
    for name in _SHOWN_AS_THEY_ARE:
        app.add_lexer(name, TextLexer)
    app.connect("source-read", _stand_in)


def _stand_in(app: Any, page: str, source: list[str]) -> None:  # noqa: ANN401
    """Puts a file of the project in the place of the page that only points to it, with links that hold on the site."""
    del app
    found = re.search(r"On the site this page is \[.*\]\((.*)\)\.", source[0])
    if found:
        text = (_DOCS / found[1]).read_text(encoding="utf-8").replace("](docs/", "](")
        for name, instead in _PLACES.items():
            text = text.replace(f"]({name})", f"]({instead}.md)")
        source[0] = text
