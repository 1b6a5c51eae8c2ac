"""Exports, read back by the rules of each format."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfind.article import Article
from newsfind.results.hits import Hit, Snippet
from newsfind.ui.formats import FORMATS, format_of
from newsfind.ui.formats.citation import cite_key, family_first

ARTICLE = Article(
    id="town/1",
    headline='R&D: 50% off, "A_B" {costs} $5 #1 ~ \\ ^ <b>',
    body="Some text.",
    section="Business",
    other_sections=("World",),
    date=datetime(2024, 3, 9, 8, 30),
    source="The Courier & Post",
    authors=("Ana de la Cruz", "Newsroom Staff", "Plato", "O'Brien, Siobhán"),
    url="https://news.example/a_b?x=1&y={2}",
    path="news/a.html",
    language="en",
)
BARE = Article(id="2", headline="", body="x")
texts = st.text(max_size=30)
hits = st.builds(
    lambda a, b, c, d, e: Hit(Article(id=a, headline=b, body=c, authors=(d, "x"), url=e, source=b), 1.0), *[texts] * 5
)


def written(name: str, *articles: Article) -> str:
    return "".join(
        format_of(name)([Hit(article, 1.5, {"body": (Snippet("a *b* c", ((2, 5),)),)}) for article in articles])
    )


@pytest.mark.parametrize("name", FORMATS)
@given(several=st.lists(hits, max_size=3))
def test_any_article_can_be_written(name: str, several: list[Hit]) -> None:
    text = "".join(format_of(name)(several))
    if name == "csv":
        rows = list(csv.reader(io.StringIO(text, newline="")))
        assert [row[0] for row in rows[1:]] == [hit.id for hit in several]
    elif name == "jsonl":
        assert [json.loads(line)["id"] for line in text.splitlines()] == [hit.id for hit in several]
    elif name == "ris":
        lines = text.split("\r\n")
        assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - [^\r\n]*", line) for line in lines if line)
        assert lines.count("TY  - NEWS") == lines.count("ER  - ") == len(several)
    elif name == "bibtex":
        assert text.count("@article{") >= len(several)
        assert _balanced(text)
    else:
        assert len(re.findall(r"(?m)^\d+\. \*\*", text)) >= len(several)


def _balanced(text: str) -> bool:
    """Braces that TeX does not see as letters pair up and never close too early."""
    depth = 0
    for sign in re.sub(r"\\[{}]", "", text):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth < 0:
            return False
    return depth == 0


def test_bibtex_escapes_what_tex_acts_on_and_keeps_capitals() -> None:
    text = written("bibtex", ARTICLE)
    title = r'R\&D: 50\% off, "A\_B" \{costs\} \$5 \#1 \textasciitilde{} \textbackslash{} \textasciicircum{} <b>'
    assert f"title = {{{{{title}}}}}," in text
    assert r"journal = {The Courier \& Post}," in text
    assert "url = {https://news.example/a_b?x=1&y=%7B2%7D}," in text
    assert "date = {2024-03-09}," in text
    assert "month = mar," in text


def test_bibtex_takes_family_names_of_people_only() -> None:
    assert "author = {de la Cruz, Ana and {Newsroom Staff} and {Plato} and {O'Brien, Siobhán}}," in written(
        "bibtex", ARTICLE
    )


def test_an_article_of_which_little_is_known_is_still_an_entry() -> None:
    assert written("bibtex", BARE) == (
        "@article{news-undated-" + cite_key(BARE).rpartition("-")[2] + ",\n  title = {{(no headline)}},\n}\n\n"
    )
    assert written("ris", BARE) == "TY  - NEWS\r\nTI  - (no headline)\r\nID  - 2\r\nER  - \r\n\r\n"


def test_keys_are_ascii_stable_and_different() -> None:
    keys = {cite_key(ARTICLE), cite_key(BARE), cite_key(Article(id="3", headline="Æ ö", body="", authors=("Łukasz",)))}
    assert len(keys) == 3
    assert all(re.fullmatch(r"[A-Za-z0-9-]+", key) for key in keys)
    assert cite_key(ARTICLE).startswith("cruz-2024-costs-")


def test_ris_has_one_tag_a_line() -> None:
    lines = written("ris", ARTICLE).split("\r\n")
    assert lines[:2] == ["TY  - NEWS", f"TI  - {ARTICLE.headline}"]
    assert [line for line in lines if line.startswith("AU")] == [
        "AU  - de la Cruz, Ana",
        "AU  - Newsroom Staff,",
        "AU  - Plato,",
        "AU  - O'Brien, Siobhán,",
    ]
    assert {"PY  - 2024", "DA  - 2024/03/09", "KW  - Business", "KW  - World", "LA  - en"} <= set(lines)


def test_markdown_escapes_what_it_acts_on_and_links_only_to_the_web() -> None:
    text = written("markdown", ARTICLE)
    assert r"R\&D: 50% off, \"" not in text
    assert r'**[R\&D: 50% off, "A\_B" \{costs\} \$5 \#1 \~ \\ ^ \<b\>](<https://news.example/a_b?x=1&y={2}>)**' in text
    assert r"> a **\*b\*** c" in text
    assert "javascript" not in written("markdown", Article(id="1", headline="h", body="", url="javascript:alert(1)"))


def test_a_family_name_keeps_its_particles() -> None:
    assert family_first("Ursula von der Leyen") == "von der Leyen, Ursula"
    assert family_first("Ada Lindqvist") == "Lindqvist, Ada"
    assert family_first("Smith and Sons") is None


def test_a_table_has_its_head_line_even_without_hits() -> None:
    assert "".join(format_of("csv")([])).startswith("id,headline,section,")
