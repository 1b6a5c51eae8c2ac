"""Content made to take forever: it is read in bounded time, or refused."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from newsfind.article import Article
from newsfind.corpus.normalize import normalize
from newsfind.corpus.raw import RawArticle, Skipped
from newsfind.corpus.readers import read_file

SIZE = 300_000
MOST_SECONDS = 6.0  # a hundred times less than what any of these took while its work grew with the square of its size

FILES = {
    "open_comments.md": "<!--" * (SIZE // 4),
    "open_bold.md": "**a " * (SIZE // 4),
    "open_links.md": "[a](" * (SIZE // 4),
    "open_titles.sgm": "<REUTERS NEWID='1'><TEXT>" + "<TITLE>" * (SIZE // 7) + "</TEXT></REUTERS>",
    "open_lists.sgm": "<REUTERS NEWID='1'>" + "<TOPICS><D>" * (SIZE // 11) + "</REUTERS>",
    "open_scripts.jsonl": '{"title": "x", "html": "' + "<script>" * (SIZE // 8) + '"}\n',
    "open_tags.jsonl": '{"title": "x", "text": "<p>' + "<" * SIZE + '"}\n',
    "blank.txt": "Headline\n" + "\n \t" * (SIZE // 3) + "x",
    "shortcodes.txt": "[caption " * (SIZE // 9),
    "braces.txt": "{{ad " * (SIZE // 5),
    "one_word.txt": "a" * SIZE,
    "hyphens.txt": ("word-\n" * 60 + "\n") * (SIZE // 361),
    "wrapped.txt": "a short line of words that ends where a column of a page does\n" * 20_000,
    "capitals.txt": "LONDON, " * (SIZE // 8),
    "byline.txt": "Headline\n\nBy " + "Jane and " * 1000 + "\n\nText.",
    "spaced.html": '<html><script type="application/ld+json">{"a": "b"'
    + " \n" * (SIZE // 2)
    + "x</script><p>Words.</p>",
    "noise.html": "<html><body>" + '<div class="ad sidebar">' * 250 + "<p>Words of text here.</p>" * (SIZE // 26),
    "links.html": "<html><body>" + "<p><a href='x'>" * (SIZE // 15),
    "table.html": "<html><body>" + "<table><tr><td>" * (SIZE // 15),
    "quotes.csv": 'title,text\n"' + '""' * (SIZE // 2),
    "separators.csv": "title,text\n" + "," * SIZE,
    "nested.eml": "Content-Type: multipart/mixed; boundary=a\n\n"
    + "--a\nContent-Type: multipart/mixed; boundary=a\n\n" * 3000,
    "headers.eml": "From: a@b.example\nSubject: " + "=?utf-8?q?a?= " * (SIZE // 14) + "\n\nText",
    "open.rss": "<rss><channel>" + "<item><title>a" * (SIZE // 14),
}


@pytest.mark.parametrize("name", FILES)
def test_hostile_content_takes_bounded_time(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(FILES[name], encoding="utf-8")
    begin = time.process_time()
    found = list(read_file(path, name))
    made = [normalize(item, keep_all=True) for item in found if isinstance(item, RawArticle)]
    assert time.process_time() - begin < MOST_SECONDS
    assert all(isinstance(item, RawArticle | Skipped) for item in found)
    assert all(isinstance(item, Article | Skipped) for item in made)
