"""JSON Lines, JSON and tables: field names, field maps, broken records."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.readers.filed import read
from newsfind.article import Article, Entity
from newsfind.corpus.normalize import normalize
from newsfind.corpus.raw import RawArticle, Skipped
from newsfind.corpus.readers.fields import raw_of_record


@pytest.mark.parametrize(
    "record",
    [
        {"headline": "H", "body": "B", "date": "2024-05-01", "authors": ["Ann Lee"], "section": "World", "url": "u"},
        {"title": "H", "text": "B", "published": "2024-05-01", "author": "Ann Lee", "category": "World", "link": "u"},
        {"Title": "H", "Content": "B", "publishDate": "2024-05-01", "byline": "Ann Lee", "sectionName": "World", "webUrl": "u"},
        {"title": {"rendered": "H"}, "content": {"rendered": "B"}, "date": "2024-05-01", "author": {"name": "Ann Lee"},
         "categories": [{"name": "World"}], "link": "u"},
        {"title": "H", "text": "['B']", "date": "2024-05-01", "authors": "['Ann Lee']", "category": '["World"]', "url": "u"},
        {"headline": {"main": "H"}, "lead_paragraph": "B", "pub_date": "2024-05-01", "byline": {"original": "Ann Lee"},
         "section_name": "World", "web_url": "u"},
    ],
)  # fmt: skip
def test_the_usual_names_of_fields_are_understood(record: dict[str, object]) -> None:
    raw = raw_of_record("f", 1, record)
    assert isinstance(raw, RawArticle)
    assert (raw.headline, raw.text, raw.date, raw.authors) == ("H", "B", "2024-05-01", ("Ann Lee",))
    assert (raw.sections, raw.url) == (("World",), "u")


@pytest.mark.parametrize(("items", "read"), [(20_000, True), (40_000, False)])
def test_a_list_in_a_cell_is_read_unless_reading_it_would_take_much_memory(items: int, read: bool) -> None:
    raw = raw_of_record("f", 1, {"title": "H", "text": "B", "authors": str(["A B"] * items)})
    assert isinstance(raw, RawArticle)
    assert (raw.authors[0] == "A B") is read


def test_a_field_map_goes_before_the_usual_names() -> None:
    record = {"title": "Kicker", "kopf": "Headline", "text": "Body"}
    raw = raw_of_record("f", 1, record, {"headline": "kopf"})
    assert isinstance(raw, RawArticle)
    assert raw.headline == "Headline"


def test_html_in_a_text_field_is_taken_for_html() -> None:
    raw = raw_of_record("f", 1, {"body": "<p>One.</p><p>Two &amp; three.</p>", "title": "T"})
    assert isinstance(raw, RawArticle)
    article = normalize(raw)
    assert isinstance(article, Article)
    assert article.body == "One.\n\nTwo & three."


def test_what_wraps_a_record_is_no_field_of_it() -> None:
    raw = raw_of_record("f", 1, {"_id": "7", "_source": {"title": "T", "text": "x", "category": [5, "World"],
                                                         "date": {"$date": {"$numberLong": "1714978800000"}}}})  # fmt: skip
    assert isinstance(raw, RawArticle)
    assert (raw.record, raw.headline, raw.source, raw.sections, raw.date) == ("7", "T", "", ("World",), "1714978800000")


def test_names_that_a_record_gives_become_entities() -> None:
    raw = raw_of_record("f", 1, {"text": "x", "people": [" Ann  Lee", "Ann Lee"], "places": "Lisbon; Porto"})
    assert isinstance(raw, RawArticle)
    assert raw.entities == (
        Entity("Ann Lee", "person", given=True),
        Entity("Lisbon", "place", given=True),
        Entity("Porto", "place", given=True),
    )


def test_a_record_without_text_is_skipped_by_its_name() -> None:
    found = raw_of_record("f", 4, {"title": "Only a title"})
    assert found == Skipped("f#4", "The record has no text (looked for: text, body, content, html ...).")


def test_a_broken_line_is_skipped_and_the_rest_is_read(tmp_path: Path) -> None:
    found = read(tmp_path, "a.jsonl", '{"text": "One."}\n{"text": \n[1]\n\n{"text": "Two."}\n')
    assert [type(item).__name__ for item in found] == ["RawArticle", "Skipped", "Skipped", "RawArticle"]
    assert isinstance(found[1], Skipped)
    assert found[1].path == "a.jsonl#line 2"


def test_a_line_longer_than_the_limit_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsfind.corpus.readers.source.MAX_LINE", 1000)
    found = read(tmp_path, "a.jsonl", json.dumps({"text": "x" * 5000}) + '\n{"text": "Two."}\n')
    assert [type(item).__name__ for item in found] == ["Skipped", "RawArticle"]


@pytest.mark.parametrize(
    "text",
    [
        '[{"text": "One."}, {"text": "Two."}]',
        '{"status": "ok", "articles": [{"text": "One."}, {"text": "Two."}]}',
        '{"hits": {"hits": [{"_id": "1", "_source": {"text": "One."}}, {"_id": "2", "_source": {"text": "Two."}}]}}',
        '{"response": {"docs": [{"text": "One."}, {"text": "Two."}]}}',
        '{"a1": {"text": "One."}, "a2": {"text": "Two."}}',
        '{"text": "One."}\n\n{"text": "Two."}\n',
        '{\n"data": [{"text": "One."},\n{"text": "Two."}]}\n',
    ],
)
def test_json_lists_are_found_where_data_sets_keep_them(tmp_path: Path, text: str) -> None:
    found = read(tmp_path, "a.json", text)
    assert [item.text for item in found if isinstance(item, RawArticle)] == ["One.", "Two."]


def test_a_json_list_in_windows_1252_keeps_its_accents(tmp_path: Path) -> None:
    (found,) = read(tmp_path, "a.json", '[{"text": "Crème brûlée"}]'.encode("cp1252"))
    assert isinstance(found, RawArticle)
    assert found.text == "Crème brûlée"


def test_a_json_list_that_breaks_off_keeps_what_came_before(tmp_path: Path) -> None:
    found = read(tmp_path, "a.json", '[{"text": "One."}, {"text": "Tw')
    assert isinstance(found[0], RawArticle)
    assert isinstance(found[-1], Skipped)


def test_a_long_json_list_is_streamed(tmp_path: Path) -> None:
    found = read(
        tmp_path, "a.json", json.dumps([{"text": f"Story {number}. " + "word " * 300} for number in range(800)])
    )
    assert sum(isinstance(item, RawArticle) for item in found) == 800


def test_deeply_nested_json_is_refused_with_a_reason(tmp_path: Path) -> None:
    found = read(tmp_path, "a.json", '{"a":' * 200_000)
    assert all(isinstance(item, Skipped) for item in found)
    lines = read(tmp_path, "a.jsonl", "[" * 200_000 + '\n{"text": "x"}\n')
    assert [type(item).__name__ for item in lines] == ["Skipped", "RawArticle"]


@pytest.mark.parametrize(("delimiter", "suffix"), [(",", ".csv"), (";", ".csv"), ("\t", ".tsv")])
def test_a_table_is_read_by_its_header(tmp_path: Path, delimiter: str, suffix: str) -> None:
    rows = [["Title", "Text", "Date"], ["Storm", '"Rain,\nwind; and hail."', "3 May 2024"]]
    (found,) = read(tmp_path, f"a{suffix}", "\n".join(delimiter.join(row) for row in rows) + "\n")
    assert isinstance(found, RawArticle)
    assert (found.headline, found.text, found.date) == ("Storm", "Rain,\nwind; and hail.", "3 May 2024")


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig", "utf-16"])
def test_a_table_keeps_its_accents_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    (found,) = read(tmp_path, "a.csv", "title,text\nCafé,“Crème” brûlée\n".encode(encoding))
    assert isinstance(found, RawArticle)
    assert (found.headline, found.text) == ("Café", "“Crème” brûlée")


def test_a_table_that_ends_in_a_quoted_cell_says_where_it_began(tmp_path: Path) -> None:
    first, refused = read(tmp_path, "a.csv", 'title,text\nStorm,Rain.\nFerry,"It runs\nagain,he said\n')
    assert isinstance(first, RawArticle)
    assert (first.headline, first.text) == ("Storm", "Rain.")
    assert refused == Skipped("a.csv#2", "A quotation mark in it is never closed; it and what follows is not read.")


def test_a_table_without_a_known_column_is_refused(tmp_path: Path) -> None:
    (found,) = read(tmp_path, "a.csv", "x,y\n1,2\n")
    assert isinstance(found, Skipped)
    assert "names no known column" in found.reason


@settings(deadline=None)
@given(st.dictionaries(st.text(max_size=12), st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=20),
       lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3), max_leaves=8)))  # fmt: skip
def test_any_record_gives_an_article_or_a_reason(values: dict[str, object]) -> None:
    found = raw_of_record("f", 1, values)
    assert isinstance(found, RawArticle | Skipped)
    if isinstance(found, RawArticle):
        assert isinstance(normalize(found), Article | Skipped)
