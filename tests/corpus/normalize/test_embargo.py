"""What a publisher sends ahead of its time stays out of an index until then, and comes in by itself afterwards."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

import newsfind
from newsfind.article import Article
from newsfind.corpus.normalize import embargo, explain, normalize
from newsfind.corpus.normalize.embargo import why_embargoed
from newsfind.corpus.raw import RawArticle, Skipped
from newsfind.corpus.readers import read_file

TEXT = "The harbour council will vote on Tuesday to keep the fish market open through the winter, its head says."


@pytest.mark.parametrize(
    ("until", "kept_out"),
    [
        ("2024-05-06T09:00:00+02:00", False),
        ("2024-05-06T09:01:00+02:00", True),
        ("2024-05-06T07:00:00", False),
        ("20240506T090100+0200", True),
        ("", False),
        ("soon", True),
    ],
)
def test_an_embargo_holds_until_its_minute(until: str, kept_out: bool) -> None:
    now = datetime.fromisoformat("2024-05-06T07:00:00+00:00")
    assert bool(why_embargoed(until, now)) is kept_out


def test_an_article_under_embargo_is_left_out_unless_all_is_asked_for() -> None:
    raw = RawArticle(path="a.json", text=TEXT, embargo="2190-01-01T00:00:00Z")
    found = normalize(raw)
    assert isinstance(found, Skipped)
    assert found.passing
    assert found.reason == "It is under embargo until 2190-01-01 00:00+00:00; the first run after that takes it in."
    assert isinstance(normalize(raw, keep_all=True), Article)


def test_an_embargo_that_is_over_is_a_note() -> None:
    made, how = explain(RawArticle(path="a.json", text=TEXT, embargo="2024-05-06T09:00:00Z"))
    assert isinstance(made, Article)
    assert how.warnings == ("It was under embargo until 2024-05-06T09:00:00Z.",)


NITF = f"""<nitf><head><docdata management-status="embargoed"><date.release norm="21900101T000000Z"/></docdata></head>
<body><body.head><hedline><hl1>Vote</hl1></hedline></body.head><body.content><p>{TEXT}</p></body.content></body></nitf>"""
NEWSML = f"""<NewsML><NewsItem><NewsManagement><Status FormalName="Embargoed"/><StatusWillChange>
<FutureStatus FormalName="Usable"/><DateAndTime>21900101T000000Z</DateAndTime></StatusWillChange></NewsManagement>
<NewsComponent><ContentItem><DataContent><p>{TEXT}</p></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"""
NINJS = json.dumps(
    {"uri": "x", "type": "text", "headline": "Vote", "body_text": TEXT, "embargoed": "2190-01-01T00:00:00Z"}
)


@pytest.mark.parametrize(("name", "content"), [("a.nitf", NITF), ("a.xml", NEWSML), ("a.ninjs", NINJS)])
def test_formats_say_until_when(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    [raw] = read_file(tmp_path / name, name)
    assert isinstance(raw, RawArticle)
    assert raw.embargo.startswith("2190")


def test_an_embargo_without_an_end_has_none(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(NEWSML.replace("<DateAndTime>21900101T000000Z</DateAndTime>", ""), encoding="utf-8")
    [raw] = read_file(tmp_path / "a.xml", "a.xml")
    assert isinstance(raw, RawArticle)
    assert isinstance(normalize(raw), Skipped)


def test_a_later_run_takes_it_in_though_its_file_has_not_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "wire").mkdir()
    (tmp_path / "wire" / "a.ninjs").write_text(NINJS, encoding="utf-8")
    first = newsfind.build(tmp_path / "wire", tmp_path / "index", jobs=1)
    assert (first.added, len(first.skipped), first.unreadable) == (0, 1, 0)
    monkeypatch.setattr(embargo, "parse_date", lambda _: datetime(2000, 1, 1))
    assert newsfind.build(tmp_path / "wire", tmp_path / "index", jobs=1).added == 1
    assert newsfind.build(tmp_path / "wire", tmp_path / "index", jobs=1).unchanged == 1
