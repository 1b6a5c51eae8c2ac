"""The librarian's desk: export, all hits, numbers of hits, opening, batches, help, explanations."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import click
import pytest

from newsfind import Article, open_index
from newsfind.query.syntax import SYNTAX
from newsfind.ui.as_json import results_as_json
from newsfind.ui.cli.last_search import remembering
from newsfind.ui.origin import source_file
from ui.cli.conftest import Newsfind, settled


@pytest.mark.parametrize(
    "output", ["--csv", "--jsonl", "--ids", "--format=ris", "--format=markdown", "--format=bibtex"]
)
def test_all_hits_stream_as_a_page_of_all_would_be(indexed: Path, newsfind: Newsfind, output: str) -> None:
    everything = newsfind("search", "varn", output, "-n", "all")
    assert everything.code == 0
    assert everything.out == newsfind("search", "varn", output, "-n", "100").out
    assert (
        newsfind("search", "varn", "--ids", "-n", "all", "--offset", "1").out.splitlines()
        == (newsfind("search", "varn", "--ids").out.splitlines()[1:])
    )


def test_all_hits_for_people_and_as_one_object_are_those_of_a_page_of_all(indexed: Path, newsfind: Newsfind) -> None:
    for output in ((), ("--json",), ("--explain",), ("--facet", "year"), ("--json", "--facet", "year")):
        page = newsfind("search", "varn", "-n", "100", *output)
        everything = newsfind("search", "varn", "-n", "all", *output)
        assert settled(everything.out, indexed) == settled(page.out, indexed)
        assert everything.err == page.err
    assert len(json.loads(everything.out)["hits"]) == 3


@pytest.mark.parametrize("query", ["varn", "zeppelin"])
def test_one_object_is_the_same_whether_its_hits_stream_or_not(
    indexed: Path, newsfind: Newsfind, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    shown = newsfind("search", query, "--json", "-n", "2").out
    with open_index("index") as index:
        whole = results_as_json(index.search(query, limit=2))
    assert settled(shown, indexed) == settled(json.dumps(whole, ensure_ascii=False, indent=2) + "\n", indexed)
    monkeypatch.setattr("newsfind.ui.cli.search.MOST_AT_ONCE", 1)
    assert settled(newsfind("search", query, "--json", "-n", "2").out, indexed) == settled(shown, indexed)


def test_the_numbers_of_all_hits_work_as_ids_also_when_only_some_were_read(indexed: Path, newsfind: Newsfind) -> None:
    newsfind("search", "varn", "-n", "all")
    ids = newsfind("search", "varn", "--ids").out.split()
    assert json.loads(newsfind("show", "3", "--json").out)["id"] == ids[2]
    taken = remembering("index", ids, str, first=5)
    next(taken)
    del taken
    assert json.loads(newsfind("show", "5", "--json").out)["id"] == ids[0]
    assert newsfind("show", "6").err == "There is no article 6 in the index.\n"


def test_a_number_of_hits_is_a_number_or_all(indexed: Path, newsfind: Newsfind) -> None:
    for wrong in ("-1", "many"):
        assert newsfind("search", "varn", "-n", wrong).code == 2


def test_recent_articles_can_be_lifted(indexed: Path, newsfind: Newsfind) -> None:
    plain, boosted = (
        {hit["headline"]: hit["score"] for hit in json.loads(newsfind("search", "ferry", "--json", *more).out)["hits"]}
        for more in ((), ("--boost", "recent"))
    )
    newest, older = "Rowers of Varn win the spring cup", "Ferry to Varn halts after “no-spy” agreement fails"
    assert boosted[newest] == pytest.approx(2 * plain[newest], rel=1e-4)
    assert boosted[older] == pytest.approx(plain[older], rel=1e-2)


def test_the_numbers_of_the_last_search_work_as_ids(indexed: Path, newsfind: Newsfind) -> None:
    newsfind("search", "rowing")
    assert newsfind("show", "1").out.startswith("Rowers of Varn")
    newsfind("search", "varn", "-n", "1", "--offset", "2")
    third = newsfind("search", "varn", "--ids", "-n", "all").out.split()[2]
    assert json.loads(newsfind("show", "3", "--json").out)["id"] == third
    gone = newsfind("show", "1")
    assert (gone.code, gone.err) == (1, "There is no article 1 in the index.\n")


def test_numbers_stay_when_a_program_searches_or_nothing_is_found(indexed: Path, newsfind: Newsfind) -> None:
    newsfind("search", "rowing")
    newsfind("search", "ferry", "--json")
    newsfind("search", "zeppelin")
    assert newsfind("show", "1").out.startswith("Rowers of Varn")


def test_each_index_has_its_own_numbers(indexed: Path, newsfind: Newsfind) -> None:
    newsfind("search", "rowing")
    newsfind("index", "news/ferry.txt", "--index", "other", "--tagger", "none", "-q")
    newsfind("search", "ferry", "--index", "other")
    assert newsfind("show", "1").out.startswith("Rowers of Varn")
    assert newsfind("show", "1", "--index", "other").out.startswith("Ferry to Varn")


def test_a_cache_that_cannot_be_written_does_no_harm(
    indexed: Path, newsfind: Newsfind, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("XDG_CACHE_HOME", "HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(indexed / "news/ferry.txt"))
    assert newsfind("search", "rowing").code == 0
    assert newsfind("show", "1").code == 1


@pytest.fixture
def launched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What would have been opened: no program is started in a test."""
    opened: list[str] = []

    def note(target: str) -> int:
        opened.append(target)
        return 0

    monkeypatch.setattr(click, "launch", note)
    return opened


def test_an_article_opens_in_its_own_file(indexed: Path, newsfind: Newsfind, launched: list[str]) -> None:
    newsfind("search", "rowing")
    assert newsfind("open", "1").code == 0
    assert launched == [str(indexed / "news/rowing.txt")]
    assert newsfind("open", "1", "--print").out.strip() == launched[0]
    assert len(launched) == 1


def test_one_of_many_in_a_file_opens_on_the_web(desk: Path, newsfind: Newsfind, launched: list[str]) -> None:
    story = {"id": "7", "title": "A story", "text": "Words of it. " * 20, "url": "https://news.example/7"}
    odd = {"id": "8", "title": "Another", "text": "More words. " * 20, "url": "javascript:alert(8)"}
    (desk / "news/many.jsonl").write_text(f"{json.dumps(story)}\n{json.dumps(odd)}\n", encoding="utf-8")
    newsfind("index", "news", "--tagger", "none", "-q")
    for article, options in (("story", ()), ("story", ("--file",)), ("another", ())):
        newsfind("search", f"headline:{article}")
        assert newsfind("open", "1", *options).code == 0
    assert launched == ["https://news.example/7", *[str(desk / "news/many.jsonl")] * 2]
    assert newsfind("open", "1", "--url").code == 1


@pytest.mark.parametrize(("name", "known"), [("news.txt", True), ("news.html", True), ("run.exe", False)])
def test_only_files_that_a_reader_knows_are_opened_whatever_an_index_says(
    tmp_path: Path, name: str, known: bool
) -> None:
    (tmp_path / name).write_bytes(b"MZ\x90\0" + bytes(range(256)) * 20)
    source = source_file(Article("a", "", "", path=f"news/{name}"), {"news": str(tmp_path)})
    assert (source is not None) == known


def test_what_is_gone_cannot_be_opened(indexed: Path, newsfind: Newsfind, launched: list[str]) -> None:
    newsfind("search", "rowing")
    (indexed / "news/rowing.txt").unlink()
    done = newsfind("open", "1")
    assert (done.code, launched) == (1, [])
    assert "Neither a file nor an address" in done.err
    assert newsfind("open", "nobody").code == 1


def test_what_is_shown_by_its_number_is_marked_as_the_search_was(indexed: Path, newsfind: Newsfind) -> None:
    newsfind("search", "supporters")
    assert "\x1b[1;33msupporters\x1b[0m" in newsfind("show", "1", "--color", "always").out
    assert "\x1b[1;33m" not in newsfind("show", "1", "--query", "", "--color", "always").out
    assert "marks" not in newsfind("show", "1", "--json").out


def test_numbers_are_those_of_whatever_list_was_shown_last(indexed: Path, newsfind: Newsfind) -> None:
    newsfind("search", "supporters")
    alike = newsfind("similar", "1").out
    assert newsfind("similar", "9").code == 1
    second = alike.splitlines()[0].removeprefix("1. ")
    assert second != "Rowers of Varn win the spring cup"
    assert newsfind("show", "1").out.startswith(second)


def test_a_batch_writes_a_row_for_each_query(indexed: Path, newsfind: Newsfind) -> None:
    (indexed / "list.csv").write_text(
        'label,query\nF,ferry\n,"""no-spy"" agreement"\nZ,zeppelin\nB,(((\n', encoding="utf-8"
    )
    done = newsfind("batch", "list.csv", "-o", "out.csv", "-n", "1")
    assert done.code == 0
    assert "4 queries: 2 found something." in done.err
    rows = list(csv.DictReader((indexed / "out.csv").read_text(encoding="utf-8").splitlines()))
    assert [(row["label"], row["query"], row["total"], row["error"]) for row in rows] == [
        ("F", "ferry", "2", ""),
        ("", '"no-spy" agreement', "1", ""),
        ("Z", "zeppelin", "0", ""),
        ("B", "(((", "0", ""),
    ]
    assert "bracket" in rows[3]["notes"]
    assert rows[1]["hit 1 headline"].startswith("Ferry to Varn")
    assert "“no-spy” agreement" in rows[1]["hit 1 snippet"]


def test_one_query_a_line_goes_through_a_pipe_with_filters(indexed: Path, newsfind: Newsfind) -> None:
    (indexed / "names.txt").write_text("varn\n\nspring cup\n", encoding="utf-8")
    rows = list(csv.DictReader(newsfind("batch", "names.txt", "--section", "Sport", "--phrase").out.splitlines()))
    assert [(row["query"], row["total"]) for row in rows] == [("varn", "1"), ("spring cup", "1")]


def test_a_batch_that_finds_nothing_exits_with_1(indexed: Path, newsfind: Newsfind) -> None:
    (indexed / "names.txt").write_text("zeppelin\n", encoding="utf-8")
    assert newsfind("batch", "names.txt").code == 1


def test_help_syntax_shows_every_row_and_help_of_a_command_is_its_help(indexed: Path, newsfind: Newsfind) -> None:
    shown = newsfind("help", "syntax").out
    assert all(row.example in shown for group in SYNTAX for row in group.rows)
    assert newsfind("help", "search").out == newsfind("search", "-h").out
    assert "newsfind help syntax" in newsfind("help").out
    assert newsfind("help", "nonsense").code == 2


def test_an_explanation_has_the_tree_the_forms_the_counts_and_the_scores(indexed: Path, newsfind: Newsfind) -> None:
    done = newsfind("search", "rowing OR headline:(ferry varn) OR brid*", "--explain", "-n", "1")
    tree = [
        "query: rowing OR headline:(ferry AND varn) OR brid*",
        "any of  3 articles",
        "  word rowing  1 article: rowing",
        "  in the headline  1 article",
        "    all of  1 article",
        "      word ferry  1 article",
        "      word varn  2 articles",
        "  pattern brid*  1 article: bridge 1",
    ]
    lines = done.err.splitlines()
    assert [line.split(": rowing")[0] for line in lines[:8] if "query" not in line] == [
        line.split(": rowing")[0] for line in tree[1:]
    ]
    assert lines[0] == tree[0]
    assert lines[8].startswith("1. ")
    assert " = (" in lines[8]


def test_a_long_article_needs_no_pager_where_nobody_looks_at_a_terminal(indexed: Path, newsfind: Newsfind) -> None:
    newsfind("search", "ferry")
    assert newsfind("show", "1").out == newsfind("show", "1", "--no-pager").out
