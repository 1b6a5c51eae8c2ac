"""`newsfind index`: how files are read, which tagger, waiting for another writer."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

import newsfind as package
from newsfind.index.engines import open_engine
from ui.cli.conftest import Newsfind, assert_golden, settled

TABLE = "kopf,inhalt,tag\nBridge closes,The old bridge closes on Monday for repairs of its pillars.,2024-05-06\n"
SECTION_PAGE = "<html><head><title>All news</title></head><body>" + "<a href='/x'>One</a> <p>Two words</p>" * 3


@pytest.fixture
def table(desk: Path) -> Path:
    path = desk / "tables/a.csv"
    path.parent.mkdir()
    path.write_text(TABLE, encoding="utf-8")
    return path.parent


def test_help_of_index_is_as_it_was(desk: Path, newsfind: Newsfind) -> None:
    assert_golden("index-help.txt", settled(newsfind("index", "-h").out, desk))


def test_a_file_that_was_skipped_is_read_again_with_a_map_and_the_map_is_kept(table: Path, newsfind: Newsfind) -> None:
    assert json.loads(newsfind("index", "tables", "--tagger", "none", "--json").out)["articles"] == 0
    mapped = ("--map", "headline=kopf,text=inhalt", "--map", "date=tag")
    report = json.loads(newsfind("index", "tables", *mapped, "--json").out)
    assert (report["added"], report["articles"]) == (1, 1)
    assert json.loads(newsfind("index", "--json").out)["unchanged"] == 1
    (table / "b.csv").write_text(TABLE, encoding="utf-8")
    assert json.loads(newsfind("index", "--json").out)["articles"] == 2
    hits = json.loads(newsfind("search", "pillars", "--json").out)["hits"]
    assert {(hit["headline"], hit["date"]) for hit in hits} == {("Bridge closes", "2024-05-06")}
    assert json.loads(newsfind("index", "--rebuild", "--json").out)["articles"] == 0


@pytest.mark.parametrize("pair", ["headline", "headline=", "=kopf", "kopf=headline"])
def test_a_map_that_makes_no_sense_is_refused(table: Path, newsfind: Newsfind, pair: str) -> None:
    done = newsfind("index", "tables", "--map", pair)
    assert done.code == 2
    assert "--map" in done.err


def test_build_takes_a_map_too(table: Path) -> None:
    names = {"headline": "kopf", "text": "inhalt"}
    assert package.build(table, "index", tagger="none", field_map=names).articles == 1


def test_pages_that_are_no_articles_are_kept_when_asked_for(desk: Path, newsfind: Newsfind) -> None:
    (desk / "pages").mkdir()
    (desk / "pages/index.html").write_text(SECTION_PAGE, encoding="utf-8")
    assert json.loads(newsfind("index", "pages", "--tagger", "none", "--json").out)["articles"] == 0
    assert json.loads(newsfind("index", "pages", "--keep-all", "--json").out)["articles"] == 1
    assert json.loads(newsfind("index", "pages", "--json").out)["unchanged"] == 1
    assert json.loads(newsfind("index", "pages", "--articles-only", "--json").out)["removed"] == 1


def test_the_tagger_of_the_last_run_is_used_again(indexed: Path, newsfind: Newsfind) -> None:
    (indexed / "news/late.txt").write_text("Late\n\nTomas Reyl spoke.\n", encoding="utf-8")
    newsfind("index")
    assert json.loads(newsfind("status", "--json").out)["tagger"] == "none"
    assert newsfind("facets", "people").code == 1


def test_a_second_writer_waits_as_long_as_it_is_told_to(indexed: Path, newsfind: Newsfind) -> None:
    engine = open_engine("index")
    with engine.writer():
        assert newsfind("index", "news").code == 4
        assert newsfind("index", "news", "--wait", "0.05").code == 4
    writer = engine.writer()
    writer.__enter__()
    timer = threading.Timer(0.3, lambda: writer.__exit__(None, None, None))
    timer.start()
    assert newsfind("index", "news", "--wait", "20").code == 0
    timer.join()
    engine.close()
