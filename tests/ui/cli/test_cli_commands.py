"""What each command does with its options, its exit codes, and what goes where."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsfind.index.engines import open_engine
from newsfind.ui.cli import COMMANDS, run
from ui.cli.conftest import Newsfind


def test_found_is_0_and_nothing_found_is_1(indexed: Path, newsfind: Newsfind) -> None:
    assert newsfind("search", "ferry").code == 0
    done = newsfind("search", "zebra")
    assert (done.code, done.out) == (1, "")
    assert "Nothing found." in done.err


def test_nothing_found_says_what_any_of_the_words_would_find(indexed: Path, newsfind: Newsfind) -> None:
    done = newsfind("search", "bridge", "supporters")
    assert done.err == (
        "note: Nothing matches all of it; 2 articles have at least one of the words.\n"
        "Nothing found. --any finds articles with any of the words.\n"
    )
    assert newsfind("search", "bridge", "supporters", "--any", "--count").out == "2\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ("search", "ferry", "--facet", "colour"),
        ("search", "ferry", "--since", "the day before"),
        ("search", "ferry", "--sectoin", "Sport"),
        ("search", "ferry", "-n", "many"),
        ("facets", "colour"),
        ("facets",),
        ("fly",),
        ("index", "news", "--tagger", "nobody"),
        ("search", "ferry", "--index", "clay:tablet"),
    ],
)
def test_a_wrong_use_is_2_and_one_sentence_on_stderr(
    indexed: Path, newsfind: Newsfind, arguments: tuple[str, ...]
) -> None:
    done = newsfind(*arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.strip()
    assert "Traceback" not in done.err


def test_no_index_is_3_and_says_how_to_make_one(desk: Path, newsfind: Newsfind) -> None:
    for command in (("search", "x"), ("show", "x"), ("facets", "section"), ("status",), ("check",)):
        done = newsfind(*command)
        assert (done.code, done.out) == (3, "")
        assert "newsfind index" in done.err


def test_a_locked_index_is_4(indexed: Path, newsfind: Newsfind) -> None:
    engine = open_engine(indexed / "index")
    with engine.writer():
        done = newsfind("index", "news")
    engine.close()
    assert (done.code, done.out) == (4, "")
    assert newsfind("index", "news").code == 0


def test_a_damaged_index_is_4_and_check_or_search_names_the_fault(indexed: Path, newsfind: Newsfind) -> None:
    largest = max((indexed / "index").iterdir(), key=lambda path: path.stat().st_size)
    largest.write_bytes(largest.read_bytes()[:100])
    done = newsfind("check")
    assert done.code == 4
    assert largest.name in done.out + done.err
    assert newsfind("search", "ferry").code == 4


def test_a_source_that_cannot_be_read_is_5_and_the_rest_is_indexed(desk: Path, newsfind: Newsfind) -> None:
    (desk / "news/broken.txt.gz").write_bytes(b"no gzip at all")
    done = newsfind("index", "news", "missing", "--tagger", "none", "--json")
    assert done.code == 5
    report = json.loads(done.out)
    assert (report["added"], report["articles"]) == (3, 3)
    assert {item["path"] for item in report["skipped"]} == {"missing", "news/broken.txt.gz"}
    assert "skipped: missing: There is no such file or folder." in done.err
    assert newsfind("index", "news", "-q").code == 0  # it has not changed, so it is not tried again
    assert "broken.txt.gz" in newsfind("status").out


def test_nothing_to_read_at_all_is_5(desk: Path, newsfind: Newsfind) -> None:
    assert newsfind("index", "missing").code == 5
    assert newsfind("index").code == 5


def test_a_second_run_says_that_nothing_changed(indexed: Path, newsfind: Newsfind) -> None:
    done = newsfind("index", "news", "--tagger", "none")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("index/ has 3 articles: 3 unchanged; ")
    assert newsfind("index", "-q") == newsfind("index", "news", "-q")


def test_quiet_says_nothing(desk: Path, newsfind: Newsfind) -> None:
    done = newsfind("index", "news", "-q", "--tagger", "none")
    assert (done.code, done.out, done.err) == (0, "", "")


def test_the_index_is_the_one_named_then_index_here_then_the_environments(
    indexed: Path, newsfind: Newsfind, monkeypatch: pytest.MonkeyPatch
) -> None:
    (indexed / "other.txt").write_text("Tram derails\n\nThe tram to Oslund derailed on Monday.\n")
    assert newsfind("index", "other.txt", "--index", "second", "-q", "--tagger", "none").code == 0
    monkeypatch.setenv("NEWSFIND_INDEX", "second")
    assert newsfind("search", "tram").code == 1
    assert newsfind("search", "tram", "--index", "second").code == 0
    (indexed / "index").rename(indexed / "elsewhere")
    assert newsfind("search", "tram").code == 0
    (indexed / "index").mkdir()
    (indexed / "index/.gitkeep").touch()
    assert newsfind("search", "tram").code == 0


def test_filters_and_order_reach_the_search(indexed: Path, newsfind: Newsfind) -> None:
    def count(*arguments: str) -> str:
        return newsfind("search", *arguments, "--count").out.strip()

    assert count("varn") == "3"
    assert count("varn", "--section", "Sport") == "1"
    assert count("varn", "--section", "Sport", "--section", "Shipping") == "2"
    assert count("varn", "--author", "Ada Lindqvist") == "1"
    assert count("varn", "--since", "2024") == "1"
    assert count("varn", "--until", "2023-06-06") == "1"
    assert count("near is bridge", "--phrase") == "0"
    assert count("to", "varn", "is", "near", "--phrase") == "1"
    assert (
        newsfind("search", "varn", "--sort", "oldest", "--ids").out.split()[0]
        in newsfind("search", "reyl", "--ids").out
    )


def test_a_word_with_a_minus_is_not_wanted(indexed: Path, newsfind: Newsfind) -> None:
    assert newsfind("search", "varn", "-harbour", "--count").out == "2\n"
    assert newsfind("search", "-n", "1", "varn", "-ferry", "--ids").out.count("\n") == 1
    assert newsfind("search", "--count", "--", "varn", "-ferry").out == "1\n"


def test_json_lines_and_csv_hold_the_same_hits(indexed: Path, newsfind: Newsfind) -> None:
    whole = json.loads(newsfind("search", "varn", "--json").out)
    lines = [json.loads(line) for line in newsfind("search", "varn", "--jsonl").out.splitlines()]
    table = list(csv.DictReader(io.StringIO(newsfind("search", "varn", "--csv").out)))
    ids = newsfind("search", "varn", "--ids").out.split()
    assert whole["hits"] == lines
    assert [row["id"] for row in table] == [hit["id"] for hit in lines] == ids
    for hit in lines:
        for snippet in hit["snippets"]["body"]:
            assert all(snippet["text"][start:end].lower() == "varn" for start, end in snippet["marks"])


def test_notes_go_to_stderr_and_leave_the_data_alone(indexed: Path, newsfind: Newsfind) -> None:
    done = newsfind("search", '"ferry to varn', "--json")
    assert done.err.startswith("note: ")
    assert json.loads(done.out)["notes"]


@pytest.mark.parametrize(
    "command",
    [
        ("search", "ferry OR agre*"),
        ("search", "ferry OR agre*", "-n", "all", "--csv"),
        ("facets", "section", "ferry OR agre*"),
        ("stories", "ferry OR agre*"),
        ("trend", "ferry OR agre*"),
    ],
    ids=" ".join,
)
def test_an_answer_for_which_there_was_no_time_says_so_once(
    indexed: Path, newsfind: Newsfind, command: tuple[str, ...]
) -> None:
    assert "stopped" not in newsfind(*command, "--time-limit", "60").err
    done = newsfind(*command, "--time-limit", "0")
    assert done.err.count("note: The search was stopped after 0 seconds") == 1


@pytest.mark.parametrize("command", [("facets", "section"), ("stories",), ("trend",)], ids=" ".join)
def test_a_program_is_told_whether_an_answer_is_partial(
    indexed: Path, newsfind: Newsfind, command: tuple[str, ...]
) -> None:
    for limit, partial in (("0", True), ("60", False)):
        assert json.loads(newsfind(*command, "ferry", "--json", "--time-limit", limit).out)["partial"] == partial


@pytest.mark.parametrize("command", [("facets", "section"), ("stories",)], ids=" ".join)
def test_facets_and_stories_say_what_of_the_query_was_not_understood(
    indexed: Path, newsfind: Newsfind, command: tuple[str, ...]
) -> None:
    assert "note: " in newsfind(*command, "ferry AND (").err


def test_explain_shows_the_query_as_understood(indexed: Path, newsfind: Newsfind) -> None:
    done = newsfind("search", "ferry OR bridge", "-n", "0", "--explain")
    assert "query: ferry OR bridge" in done.err
    assert "any of  3 articles\n  word ferry  2 articles\n  word bridge  1 article" in done.err


def test_colour_is_as_asked_and_as_the_environment_says(
    indexed: Path, newsfind: Newsfind, monkeypatch: pytest.MonkeyPatch
) -> None:
    def colored(*arguments: str) -> bool:
        return "\x1b[" in newsfind("search", "ferry", *arguments).out

    assert not colored()
    assert colored("--color", "always")
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert colored()
    assert not colored("--color", "never")
    monkeypatch.setenv("NO_COLOR", "1")
    assert not colored()
    assert colored("--color", "always")


@pytest.mark.parametrize("width", [24, 40, 80, 100])
def test_lines_fit_the_terminal(indexed: Path, newsfind: Newsfind, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    for line in newsfind("search", "ferry").out.splitlines():
        assert len(line) <= width


def test_control_characters_of_an_article_do_not_reach_the_terminal(desk: Path, newsfind: Newsfind) -> None:
    (desk / "news/evil.txt").write_text("Evil \x1b[31mheadline\n\nA basilisk \x1b]0;owned\x07 and \u202e reversed.\n")
    newsfind("index", "news", "-q", "--tagger", "none")
    [article_id] = newsfind("search", "basilisk", "--ids").out.split()
    for shown in (newsfind("search", "basilisk"), newsfind("show", article_id)):
        assert not {"\x1b", "\x07", "\u202e"} & set(shown.out)


def test_an_unknown_id_is_1(indexed: Path, newsfind: Newsfind) -> None:
    done = newsfind("show", "nobody")
    assert (done.code, done.out, done.err) == (1, "", "There is no article nobody in the index.\n")


def test_facets_without_values_are_1(indexed: Path, newsfind: Newsfind) -> None:
    assert newsfind("facets", "section", "--prefix", "zz").code == 1
    assert newsfind("facets", "section", "-n", "1").out.splitlines()[-1].strip() == "and 2 more"


def test_a_fault_of_ours_is_70_and_says_so(indexed: Path, newsfind: Newsfind, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(place: str) -> None:
        raise ZeroDivisionError(f"at {place}")

    monkeypatch.setattr("newsfind.ui.cli.status.open_index", broken)
    done = newsfind("status")
    assert (done.code, done.out) == (70, "")
    assert "A fault in newsfind itself (ZeroDivisionError: at index/)" in done.err


def test_every_command_has_a_help_with_its_options(newsfind: Newsfind) -> None:
    for name in COMMANDS:
        done = newsfind(name, "-h")
        assert (done.code, done.err) == (0, "")
        assert f"Usage: newsfind {name}" in done.out
        assert "--index" in done.out or name in (
            "copy",
            "inspect",
            "saved",
            "entities",
            "help",
            "config",
            "completion",
        )  # these need none, or have it one level down
    assert newsfind("--version").out.startswith("newsfind")


@pytest.fixture(scope="module")
def hostile_place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = tmp_path_factory.mktemp("hostile")
    (top / "one.txt").write_text("Ferry sails\n\nIt sails at noon.\n")
    assert run(["index", str(top / "one.txt"), "--index", str(top / "index"), "-q", "--tagger", "none"]) == 0
    return top / "index"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=40))
def test_any_string_is_a_query(query: str, hostile_place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["search", "--index", str(hostile_place), "--", query])
    assert code in (0, 1)
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("query", ['"', "NOT OR", ". -", "😀", "x" * 10_000, "(" * 5000, "\x00", "-", "--", "\udce9"])
def test_hostile_queries_are_answered(query: str, hostile_place: Path) -> None:
    assert run(["search", "--index", str(hostile_place), "--", query]) in (0, 1)


def test_start_up_leaves_out_what_a_search_does_not_need(indexed: Path) -> None:
    script = (
        "import sys; from newsfind.ui.cli import run; run(['search', 'ferry']); print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    heavy = {"bs4", "selectolax", "concurrent.futures", "rich", "asyncio", "multiprocessing", "newsfind.index.sync.run"}
    heavy |= {"rapidfuzz", "hashlib", "html", "traceback", "csv", "newsfind.ui.formats.table"}
    heavy |= {f"newsfind.index.{name}" for name in ("trends", "deciding", "explaining", "explanation", "similar")}
    heavy |= {f"newsfind.index.engines.whoosh.{name}" for name in ("writer", "naming", "similar", "completion")}
    assert "newsfind.ui.cli.search" in loaded
    assert loaded & heavy == set()


def test_start_up_compiles_no_kind_of_value_before_there_is_one(indexed: Path) -> None:
    script = """
import sys
from dataclasses import is_dataclass
from newsfind.ui.cli import run
run(["search", "ferry"])
kinds = {
    kind for name, module in list(sys.modules.items()) if name.startswith("newsfind.")
    for kind in vars(module).values() if isinstance(kind, type) and is_dataclass(kind)
}
print(len(kinds), *(kind.__qualname__ for kind in kinds if kind.__dataclass_params__.init), file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    count, *compiled = done.stderr.split()
    assert int(count) > 40
    assert set(compiled) == {"Limit", "Problems"}  # which are not frozen


def test_a_run_with_nothing_to_do_loads_nothing_that_reads_or_writes_articles(indexed: Path) -> None:
    script = "import sys; from newsfind.ui.cli import run; run(['index']); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "unchanged" in done.stdout
    loaded = set(done.stderr.split())
    heavy = {"whoosh", "selectolax", "numpy.ma", "multiprocessing", "importlib.metadata", "newsfind.corpus.readers"}
    heavy |= {"newsfind.corpus.normalize", "newsfind.corpus.entities", "newsfind.index.engines.whoosh.writer"}
    assert "newsfind.index.sync.run" in loaded
    assert loaded & heavy == set()
