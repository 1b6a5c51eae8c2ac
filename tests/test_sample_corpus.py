"""The sample corpus is what docs/sample-corpus.md says: read here without newsfind, by the simplest means."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from itertools import combinations
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup

from sample_corpus import CORPUS, LIST, ROOT, read, records


def holds(text: str, planted: str) -> bool:
    """Whether `planted` stands in `text` as a word or words of its own, in just these letters."""
    before = r"(?<![^\W_])" if planted[0].isalnum() else ""
    after = r"(?![^\W_])" if planted[-1].isalnum() else ""
    return re.search(before + re.escape(planted) + after, text) is not None


def shingles(path: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", " ".join(read(path).paragraphs).lower())
    return {tuple(words[at : at + 6]) for at in range(len(words) - 5)}


def test_the_list_names_every_file_and_every_file_is_in_the_list() -> None:
    on_disk = {path.relative_to(CORPUS).as_posix() for path in CORPUS.rglob("*") if path.is_file()}
    assert on_disk == {path.partition("#")[0] for path in LIST["articles"]}
    assert set(records()) == {path.partition("#")[2] for path in LIST["articles"]} - {""}


def test_there_are_articles_enough_of_each_kind() -> None:
    kinds = Counter(entry["layout"] for entry in LIST["articles"].values())
    assert kinds == {"wire": 21, "folder": 22, "page": 17, "jsonl": 6}


def test_each_of_eight_sections_has_seven_articles_or_more() -> None:
    sections = Counter(entry["section"] for entry in LIST["articles"].values())
    names = ("Politics", "World", "Business", "Technology", "Science", "Health", "Sport", "Culture")
    assert set(sections) == set(names)
    assert min(sections.values()) >= 7


def test_every_month_of_two_years_has_news() -> None:
    months = {entry["date"][:7] for entry in LIST["articles"].values() if entry["date"]}
    assert months == {f"{year}-{month:02}" for year in (2023, 2024) for month in range(1, 13)}


@pytest.mark.parametrize("path", LIST["articles"])
def test_an_article_has_the_section_headline_and_date_of_the_list(path: str) -> None:
    entry, found = LIST["articles"][path], read(path)
    assert found.section == entry["section"]
    assert found.headline.replace("\u00a0", " ") == entry["headline"]
    if entry["layout"] in ("page", "jsonl"):
        assert found.published == entry["date"]
    else:
        assert found.published in published_lines(entry["date"])


def published_lines(day: str | None) -> tuple[str, ...]:
    """The ways in which the outlets write a day of publication."""
    if day is None:
        return ("",)
    when = date.fromisoformat(day)
    return tuple(
        f"Published: {text}" for text in (day, f"{when.day} {when:%B %Y}", f"{when:%B} {when.day}, {when.year}")
    )


def test_articles_are_as_long_as_news_is() -> None:
    lengths = [read(path).words for path in LIST["articles"]]
    assert min(lengths) >= 150
    assert max(lengths) <= 900
    assert 300 <= sum(lengths) / len(lengths) <= 400


@pytest.mark.parametrize("planted", LIST["planted"])
def test_a_planted_word_stands_in_the_articles_of_the_list_and_in_no_other(planted: str) -> None:
    expected = LIST["planted"][planted]
    assert expected
    assert [path for path in sorted(LIST["articles"]) if holds(read(path).folded, planted)] == expected


def test_one_article_is_about_a_no_spy_agreement_in_curly_quotes() -> None:
    (path,) = LIST["planted"]["no-spy"]
    assert "“no-spy” agreement" in "\n".join(read(path).paragraphs)
    assert read(path).section == "Technology"
    rest = [other for other in LIST["articles"] if other != path]
    assert sum(holds(read(other).folded.lower(), "no spy") for other in rest) == 1
    assert sum("agreement" in read(other).folded.lower() for other in rest) == 1


def test_quotes_are_curly_in_most_articles_and_straight_in_some() -> None:
    for path, entry in LIST["articles"].items():
        text = "\n".join((read(path).headline, *read(path).paragraphs))
        wrong = "\"'" if entry["quotes"] == "curly" else "“”‘’"
        assert not set(wrong) & set(text), path
    assert Counter(entry["quotes"] for entry in LIST["articles"].values())["straight"] == 4


def test_some_text_has_no_break_spaces_and_a_page_has_a_soft_hyphen() -> None:
    spaced = [path for path in LIST["articles"] if "\u00a0" in "".join(read(path).paragraphs)]
    assert len(spaced) >= 10
    assert [path for path in LIST["articles"] if "\u00ad" in "".join(read(path).paragraphs)] == LIST["soft_hyphens"]


def test_a_shortcode_is_glued_to_the_word_behind_it() -> None:
    for path in LIST["planted"]["{adslot}"]:
        assert re.search(r"^\{adslot\}\w", "\n".join(read(path).paragraphs), re.MULTILINE)


def test_a_reprint_has_its_own_headline_and_nearly_all_of_the_words() -> None:
    original, copies = LIST["reprints"]["original"], LIST["reprints"]["copies"]
    paths = [original, *(copy["path"] for copy in copies)]
    assert len({read(path).headline for path in paths}) == 4
    assert len({path.partition("/")[0] for path in paths}) == 4
    for copy in copies:
        shared = shingles(original) & shingles(copy["path"])
        assert len(shared) / len(shingles(original)) > 0.8


def test_a_reprint_differs_where_the_list_says() -> None:
    original, copies = LIST["reprints"]["original"], LIST["reprints"]["copies"]
    assert any(copy["cut"] for copy in copies)
    assert any(copy["added"] for copy in copies)
    for copy in copies:
        text = "\n".join(read(copy["path"]).paragraphs)
        if copy["cut"]:
            assert copy["cut"] in "\n".join(read(original).paragraphs)
            assert copy["cut"] not in text
        if copy["added"]:
            assert copy["added"] in text
            assert copy["added"] not in "\n".join(read(original).paragraphs)


def test_no_other_two_articles_share_their_wording() -> None:
    reprints = {LIST["reprints"]["original"], *(copy["path"] for copy in LIST["reprints"]["copies"])}
    sets = {path: shingles(path) for path in LIST["articles"]}
    for one, other in combinations(sets, 2):
        if not {one, other} <= reprints:
            assert len(sets[one] & sets[other]) <= 8, (one, other)


def test_two_reports_of_one_final_name_the_same_people_in_different_words() -> None:
    one, other = LIST["same_event"]
    for name in ("De Wispelaere", "Arrais-Keogh", "Cork Lightermen", "Ostend"):
        assert holds(read(one).folded, name)
        assert holds(read(other).folded, name)
    assert len(shingles(one) & shingles(other)) <= 2


def test_the_running_story_is_listed_in_the_order_of_its_dates() -> None:
    story = LIST["running_story"]
    dates = [LIST["articles"][path]["date"][:10] for path in story]
    assert dates == sorted(dates)
    assert all(holds(read(path).folded, "Korvane") for path in story)


def test_what_stands_around_the_articles_of_a_page_stands_in_no_article() -> None:
    pages = [(CORPUS / path).read_bytes().decode("latin-1") for path in LIST["articles"] if path.endswith(".html")]
    for furniture in LIST["furniture"]:
        assert sum(furniture in page for page in pages) >= 1
        assert not [path for path in LIST["articles"] if furniture in read(path).folded]


def test_each_kind_of_page_metadata_is_where_the_list_says() -> None:
    kinds = {path: kind for kind, paths in LIST["metadata"].items() for path in paths}
    pages = [path for path in LIST["articles"] if path.endswith(".html")]
    assert sorted(kinds) == sorted(pages)
    assert {path: _metadata_kind(path) for path in pages} == kinds


def _metadata_kind(path: str) -> str:
    page = (CORPUS / path).read_text(encoding=LIST["articles"][path]["encoding"])
    found = BeautifulSoup(page, "html.parser").select_one('script[type="application/ld+json"]')
    if found is None:
        return "meta_only"
    try:
        data = json.loads(found.get_text())
    except ValueError:
        return "json_ld_broken"
    return "json_ld_graph" if "@graph" in data else "json_ld"


def test_all_files_but_two_are_utf_8() -> None:
    other = {path: entry["encoding"] for path, entry in LIST["articles"].items() if entry["encoding"] != "utf-8"}
    assert sorted(other.values()) == ["iso-8859-1", "windows-1252"]
    for path in LIST["articles"]:
        raw = (CORPUS / path.partition("#")[0]).read_bytes()
        if path in other:
            assert raw.decode(other[path])
            with pytest.raises(UnicodeDecodeError):
                raw.decode("utf-8")
        else:
            assert "\ufffd" not in raw.decode("utf-8")


def test_every_address_is_of_a_domain_reserved_for_examples() -> None:
    for path in CORPUS.rglob("*.*"):
        if path.is_file():
            for address in re.findall(r"https?://[^\s\"'<>\\]+", path.read_bytes().decode("latin-1")):
                host = urlsplit(address).hostname or ""
                assert host.endswith(".example") or host == "schema.org", (path, address)


def test_the_description_names_every_outlet_and_only_files_that_exist() -> None:
    text = (ROOT / "docs/sample-corpus.md").read_text(encoding="utf-8")
    outlets = {path.partition("/")[0] for path in LIST["articles"]}
    assert {outlet for outlet in outlets if f"`corpus/{outlet}/`" in text} == outlets
    named = re.findall(rf"`((?:{'|'.join(outlets)})/[^`]+)`", text)
    assert len(named) >= 20
    assert [path for path in named if path not in LIST["articles"]] == []


def test_the_description_names_every_planted_word_with_the_number_of_its_articles() -> None:
    text = (ROOT / "docs/sample-corpus.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`.+?`) \| ([\d, ]+) \|", text, re.MULTILINE)
    told = {
        word: int(n) for words, ns in rows for word, n in zip(re.findall("`(.+?)`", words), ns.split(", "), strict=True)
    }
    assert told == {word: len(paths) for word, paths in LIST["planted"].items()}
