"""The Python API: from a folder of files to answers."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import newsfind
from newsfind.query.ast import Phrase, Word

ARTICLES = {
    "news/Technology/spy.txt": (
        "Minister offers a “no-spy” agreement",
        "Published: 6 June 2023\n\nIngrid Aasland offered Korvane a “no-spy” agreement in Copenhagen. Aasland said so.",
    ),
    "news/Technology/masts.txt": ("Korvane builds masts", "Published: 2 May 2024\n\nKorvane builds masts in Oslo."),
    "news/Business/trade.txt": ("Trade talks resume", "Published: 9 May 2024\n\nThe trade talks resumed in Oslo."),
    "news/Sport/rowing.txt": ("Rowers win", "The rowers won the agreement cup.\n\nThey rowed well."),
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = tmp_path_factory.mktemp("api")
    for name, (headline, body) in ARTICLES.items():
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_text(f"{headline}\n\n{body}\n", encoding="utf-8")
    assert newsfind.build(top / "news", top / "index").added == 4
    return top / "index"


@pytest.fixture
def index(place: Path) -> Iterator[newsfind.Index]:
    with newsfind.open_index(place) as index:
        yield index


def found(results: newsfind.Results) -> set[str]:
    return {hit.article.path.rpartition("/")[2] for hit in results}


def test_a_search_finds_marks_and_says_what_it_understood(index: newsfind.Index) -> None:
    results = index.search("no-spy agreement", facets=["section", "entities:5"])
    [hit] = results
    assert hit.article.headline == "Minister offers a “no-spy” agreement"
    assert [hit.snippets["headline"][0].text[start:end] for start, end in hit.snippets["headline"][0].marks]
    assert (results.total, results.query, results.parsed) == (1, "no-spy agreement", "no-spy AND agreement")
    assert [(count.value, count.count) for count in results.facets["section"]] == [("Technology", 1)]
    assert "Ingrid Aasland" in {count.value for count in results.facets["entities"]}
    assert results.took_ms > 0


def test_filters_keep_any_of_their_values_and_may_be_one_string(index: newsfind.Index) -> None:
    assert found(index.search(sections="Sport")) == {"rowing.txt"}
    assert found(index.search(sections=["sport", "business"])) == {"rowing.txt", "trade.txt"}
    assert found(index.search("korvane", sections="Sport")) == set()
    assert found(index.search(entities="Ingrid Aasland")) == {"spy.txt"}


def test_dates_include_the_time_they_name(index: newsfind.Index) -> None:
    assert found(index.search(since="2024-05-09")) == {"trade.txt"}
    assert found(index.search(until="2023")) == {"spy.txt"}
    assert found(index.search(since=date(2024, 5, 2), until=date(2024, 5, 9))) == {"masts.txt", "trade.txt"}
    assert found(index.search("oslo", since=datetime(2024, 5, 3, tzinfo=UTC))) == {"trade.txt"}


def test_a_date_that_is_none_is_refused_in_a_sentence(index: newsfind.Index) -> None:
    with pytest.raises(newsfind.NewsfindError, match=r"“the day before” is not understood as a date \(since\)"):
        index.search(since="the day before")


def test_any_word_and_phrase_change_what_is_asked(index: newsfind.Index) -> None:
    assert found(index.search("masts talks", any_word=True)) == {"masts.txt", "trade.txt"}
    assert found(index.search("talks trade")) == {"trade.txt"}
    assert found(index.search("talks trade", phrase=True)) == set()
    assert index.search("trade talks", phrase=True).parsed == '"trade talks"'


def test_a_query_can_be_a_tree(index: newsfind.Index) -> None:
    assert found(index.search(Phrase("trade talks"))) == {"trade.txt"}
    assert index.search(Word("masts")).query == "masts"
    assert newsfind.format_query(newsfind.parse("a OR b")) == "a OR b"


def test_nothing_found_says_how_many_have_all_or_any_of_the_words(index: newsfind.Index) -> None:
    results = index.search("masts talks")
    assert (results.total, results.notes) == (
        0,
        ("Nothing matches all of it; 2 articles have at least one of the words.",),
    )
    results = index.search('"talks trade"', sections="Business", since="2024")
    assert results.notes == ("Nothing matches all of it; 1 article has all of the words, but not as asked.",)
    assert index.search("zebra").notes == ()


def test_nothing_found_says_what_narrows_too_much(index: newsfind.Index) -> None:
    assert index.search("talks", sections="Buisness").notes == (
        "No article is in a section “Buisness”; perhaps “Business” is meant.",
    )
    assert index.search("talks", authors="Nobody At All").notes == ("No article is by an author “Nobody At All”.",)
    total = index.search("talks").total
    assert index.search("talks", until="1999").notes == (
        f"Nothing matches in that time; {total} article{'s do' if total > 1 else ' does'} at another time.",
    )
    assert index.search(until="1999").notes == ("Nothing matches in that time; 4 articles do at another time.",)
    assert (
        index.search("masts", sections="Business")
        .notes[0]
        .startswith("Nothing matches with these filters; 1 article does")
    )


def test_what_is_not_understood_comes_back_as_a_note(index: newsfind.Index) -> None:
    assert index.search('"masts').notes
    assert index.search("\0 NOT OR ( 😀").hits == ()


def test_pages_do_not_change_totals(index: newsfind.Index) -> None:
    first, second = index.search(limit=3), index.search(limit=3, offset=3)
    assert (first.total, second.total, len(first), len(second)) == (4, 4, 3, 1)
    assert not found(first) & found(second)
    assert index.search(limit=0).hits == ()


def test_sorting_by_date_puts_the_undated_last(index: newsfind.Index) -> None:
    newest = [hit.article.path for hit in index.search(sort="newest")]
    assert newest[0].endswith("trade.txt")
    assert newest[-1].endswith("rowing.txt")


def test_facets_are_asked_by_any_of_their_names(index: newsfind.Index) -> None:
    sections = index.facet("sections", limit=None)
    assert [(count.value, count.count) for count in sections] == [("Technology", 2), ("Business", 1), ("Sport", 1)]
    assert [count.value for count in index.facet("section", "oslo", prefix="te")] == ["Technology"]
    assert set(index.search(facets="person").facets) == {"people"}
    assert len(index.search(facets=["section:1"]).facets["section"]) == 1


def test_an_unknown_facet_is_refused_with_those_there_are(index: newsfind.Index) -> None:
    with pytest.raises(newsfind.UnknownFacet, match="section, entities, people"):
        index.search(facets=["colour"])
    with pytest.raises(ValueError, match="colour"):
        index.facet("colour")
    with pytest.raises(newsfind.NewsfindError, match="how many values"):
        index.search(facets=["section:many"])


def test_one_article_comes_by_its_id(index: newsfind.Index) -> None:
    [hit] = index.search("masts")
    assert index.get(hit.id) == hit.article
    assert hit.id in index
    assert index.get("nobody") is None
    assert "nobody" not in index
    assert len(index) == 4


def test_marks_say_where_a_query_matches_in_a_whole_article(index: newsfind.Index) -> None:
    [hit] = index.search("masts")
    headline, body = index.marks("mast -talks", hit.id)
    assert [headline.text[start:end] for start, end in headline.marks] == ["masts"]
    assert body.text == hit.article.body
    assert [body.text[start:end] for start, end in body.marks] == ["masts"]
    with pytest.raises(KeyError):
        index.marks("masts", "nobody")


def test_the_status_tells_what_is_there(index: newsfind.Index) -> None:
    status = index.status()
    assert (status.articles, status.files, status.undated, status.skipped) == (4, 4, 1, ())
    assert (status.oldest, status.newest) == (datetime(2023, 6, 6), datetime(2024, 5, 9))
    assert status.run is not None
    assert status.run.added == 4
    assert list(status.roots) == ["news"]
    assert index.check() == []


def test_refresh_sees_what_another_run_committed(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news/one.txt").write_text("Ferry sails\n\nIt sails at noon.\n")
    newsfind.build(tmp_path / "news", tmp_path / "index")
    with newsfind.open_index(tmp_path / "index") as index:
        (tmp_path / "news/two.txt").write_text("Ferry halts\n\nIt halts at noon.\n")
        newsfind.build(str(tmp_path / "news"), str(tmp_path / "index"))
        assert len(index) == 1
        assert index.refresh()
        assert len(index) == 2
        assert not index.refresh()


def test_a_dry_run_leaves_no_index_behind(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Ferry sails\n\nIt sails at noon.\n")
    assert newsfind.build([tmp_path / "one.txt"], tmp_path / "index", dry_run=True).added == 1
    assert not (tmp_path / "index").exists()
    with pytest.raises(newsfind.IndexNotFound):
        newsfind.open_index(tmp_path / "index")


def test_a_dry_run_says_that_there_is_no_such_tagger(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Harbour bridge closes\n\nIt will stay closed.", encoding="utf-8")
    with pytest.raises(newsfind.TaggerUnavailable, match="no tagger named 'nobody'"):
        newsfind.build([tmp_path / "one.txt"], tmp_path / "index", tagger="nobody", dry_run=True)


def test_every_public_name_can_be_had_and_nothing_else() -> None:
    for name in newsfind.__all__:
        assert getattr(newsfind, name) is not None
    assert set(newsfind.__all__) <= set(dir(newsfind))
    with pytest.raises(AttributeError, match="nobody"):
        _ = newsfind.nobody  # type: ignore[attr-defined]


def test_searching_does_not_load_what_only_indexing_needs(place: Path) -> None:
    script = f"""
import sys, newsfind
with newsfind.open_index({str(place)!r}) as index:
    index.search("masts", facets=["section"])
heavy = {{"bs4", "selectolax", "concurrent.futures", "asyncio", "multiprocessing", "newsfind.corpus.readers",
          "newsfind.corpus.normalize", "newsfind.corpus.entities", "newsfind.index.sync.run"}}
print(sorted(heavy & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
