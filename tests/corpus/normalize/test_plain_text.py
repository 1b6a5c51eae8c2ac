"""Plain text in the layouts that wires, exports and folders have."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsfind.article import Article
from newsfind.corpus.normalize import article_id, explain, normalize
from newsfind.corpus.normalize.bylines import split_authors
from newsfind.corpus.raw import RawArticle, Skipped

FIRST = "The port authority said on Monday that the old bridge would stay closed until the autumn."
SECOND = "“We will not take risks,” said its head, Ann Lee, who took office in March."


def article(text: str, **more: str) -> Article:
    made = normalize(RawArticle(path="wire/a.txt", text=text, **more))
    assert isinstance(made, Article), made
    return made


def test_a_section_line_a_headline_and_paragraphs() -> None:
    made = article(
        f"Technology\n\nHarbour bridge closes for repairs\n\n{FIRST}\n\n{{mosads}}Then came the storm.\n\n{SECOND}\n"
    )
    assert (made.section, made.headline) == ("Technology", "Harbour bridge closes for repairs")
    assert made.body == f"{FIRST}\n\nThen came the storm.\n\n{SECOND}"


def test_a_section_is_known_in_other_languages() -> None:
    assert article(f"economía\n\nEl puente se cierra\n\n{FIRST}\n\n{SECOND}\n").section == "economía"


def test_a_headline_and_the_folder_as_section() -> None:
    made = article(f"Harbour bridge closes for repairs\n\n{FIRST}\n\n{SECOND}\n", folder="business")
    assert (made.section, made.headline) == ("Business", "Harbour bridge closes for repairs")
    assert made.body == f"{FIRST}\n\n{SECOND}"


def test_text_with_neither_keeps_all_of_it_and_borrows_a_headline() -> None:
    made = article(f"{FIRST}\n\n{SECOND}\n")
    assert made.body == f"{FIRST}\n\n{SECOND}"
    assert FIRST.startswith(made.headline.removesuffix(" …"))
    assert made.section == ""


def test_a_short_headline_is_not_taken_for_a_section() -> None:
    made = article(f"Storm hits coast\n\n{FIRST}\n\n{SECOND}\n")
    assert (made.section, made.headline) == ("", "Storm hits coast")


@pytest.mark.parametrize("folder", ["", "2024", "2024-05", "txt", "articles", "data"])
def test_a_folder_without_meaning_is_no_section(folder: str) -> None:
    assert article(f"Headline here\n\n{FIRST}\n\n{SECOND}", folder=folder).section == ""


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Jane Doe", ("Jane Doe",)),
        ("By Łukasz Żuk", ("Łukasz Żuk",)),
        ("By Şebnem Arsu and Jiří Šlégr", ("Şebnem Arsu", "Jiří Šlégr")),
        ("By Jane Doe and John O’Neill", ("Jane Doe", "John O’Neill")),
        ("By Jane Doe, Political Correspondent", ("Jane Doe",)),
        ("BY JANE DOE", ("JANE DOE",)),
        ("Von Karla Müller", ("Karla Müller",)),
    ],
)
def test_a_byline_gives_the_authors_and_leaves_the_body(line: str, authors: tuple[str, ...]) -> None:
    made = article(f"Harbour bridge closes for repairs\n\n{line}\n\n{FIRST}\n\n{SECOND}")
    assert made.authors == authors
    assert line not in made.body


def test_a_line_may_name_the_source() -> None:
    made = article(
        f"Harbour bridge closes\n\nBy Jane Doe\nSource: The Varn Post\nPublished: 2 May 2024\n\n{FIRST}\n\n{SECOND}"
    )
    assert (made.source, made.authors, made.body) == ("The Varn Post", ("Jane Doe",), f"{FIRST}\n\n{SECOND}")


@pytest.mark.parametrize(
    "line", ["Source: it was a minister, who did not want to be named.", "Sources: two", "Source:"]
)
def test_a_sentence_about_a_source_is_text(line: str) -> None:
    made = article(f"Harbour bridge closes\n\n{line}\n\n{FIRST}")
    assert (made.source, line in made.body) == ("", True)


@pytest.mark.parametrize("line", ["By Monday the town had given up hope.", "By 2030 all will be well"])
def test_a_sentence_that_begins_with_by_is_no_byline(line: str) -> None:
    made = article(f"Harbour bridge closes for repairs\n\n{line}\n\n{FIRST}")
    assert made.authors == ()
    assert line in made.body


def test_a_labelled_date_is_the_date_and_one_in_the_body_is_not() -> None:
    text = f"Harbour bridge closes\n\nPublished: 6 June 2023\n\n{FIRST}\n\nIt was built on 4 May 1911 and opened on 3 March 1912."
    made = article(text)
    assert made.date is not None
    assert made.date.isoformat() == "2023-06-06T00:00:00"
    assert article(text.replace("Published: 6 June 2023\n\n", "")).date is None


@pytest.mark.parametrize(
    ("dateline", "agency"),
    [
        ("BRUSSELS, June 6 (Reuters) - ", "Reuters"),
        ("WASHINGTON (AP) — ", "AP"),
        ("Berlin (dpa) - ", "dpa"),
        ("BERLIN (dpa/bb) - ", "dpa"),
        ("Frankfurt (dpa-AFX) - ", "dpa"),
        ("(Reuters) - ", "Reuters"),
        ("(Amnesty) - ", ""),
        ("PARIS, Sept. 3, 2023 (AFP) – ", "AFP"),
        ("BRUSSELS, June 6 (Meridian) - ", "Meridian"),
        ("GDAŃSK, Poland, Oct. 3 (Meridian) - ", "Meridian"),
        ("BRUSSELS, June 6 - ", ""),
        ("The group (Amnesty) said that ", ""),
    ],
)
def test_the_agency_in_a_dateline_becomes_a_field_and_the_dateline_stays(dateline: str, agency: str) -> None:
    made = article(f"Harbour bridge closes\n\n{dateline}{FIRST}\n\n{SECOND}")
    assert made.agency == agency
    assert made.body.startswith(dateline.strip()[:8])


def test_hard_wrapped_lines_are_joined_and_hyphens_undone_where_the_word_is_known() -> None:
    wrapped = (
        "Telecommunications are a matter of national concern, the minister said,\n"
        "and the govern-\nment would act; the well-\nknown firm denied this. Its telecom-\nmunications arm said\n"
        "that the government was wrong about all of the telecommunications deals\nit had made in the past year.\n"
    )
    body = article(f"Minister speaks of telecoms\n\n{wrapped}").body
    assert "the government would act" in body
    assert "well-known firm" in body
    assert "Its telecommunications arm" in body
    assert "\n" not in body


def test_an_indented_line_begins_a_paragraph_in_wrapped_text() -> None:
    wrapped = "\n".join(
        [
            "    The first paragraph of the story runs over more than one line of",
            "sixty to seventy characters, as the wires of the last century had it.",
            "    The second paragraph begins with an indent and runs on in the same",
            "way until the end of the story, which comes quite soon, as one sees.",
        ]
    )
    assert article(f"Title of the story\n\n{wrapped}").body.count("\n\n") == 1


def test_rows_of_a_table_stay_rows() -> None:
    table = "Team      Played   Points\nHarbour   10       25\nHilltown  10       19"
    assert "Harbour 10 25\nHilltown 10 19" in article(f"League standings\n\n{FIRST}\n\n{table}").body


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement", "ADVERTISEMENT", "Read more: Ten bridges that you should see", "Share this article",
        "Sign up for our newsletter", "Story continues below", "Follow us on Twitter", "[caption id=1]A bridge[/caption]",
        "[embed]https://video.example/1[/embed]", "{mosads}", "Lesen Sie auch: Zehn Brücken", "Lire aussi : dix ponts",
        "© 2024 Harbour News. All rights reserved.",
    ],
)  # fmt: skip
def test_furniture_is_taken_out_of_text(line: str) -> None:
    made, how = explain(RawArticle(path="a.txt", headline="H", text=f"{FIRST}\n\n{line}\n\n{SECOND}"))
    assert isinstance(made, Article)
    assert made.body == f"{FIRST}\n\n{SECOND}"
    assert how.removed


@pytest.mark.parametrize("line", ["Harbour bridge “closed”", "HARBOUR BRIDGE 'CLOSED'", "Harbour News", "Ann Lee"])
def test_a_line_at_the_head_that_repeats_what_the_format_says_is_taken_out(line: str) -> None:
    raw = RawArticle(
        path="a.jsonl", headline="Harbour bridge “closed”", source="Harbour News", authors=("Ann Lee",),
        text=f"{line}\n\n{FIRST}\n\n{SECOND}",
    )  # fmt: skip
    made, how = explain(raw)
    assert isinstance(made, Article)
    assert made.body == f"{FIRST}\n\n{SECOND}"
    assert how.removed == (line,)


def test_a_text_that_is_nothing_but_its_headline_is_kept() -> None:
    assert article("Bridge closed", headline="Bridge closed").body == "Bridge closed"


@pytest.mark.parametrize(
    "sentence",
    [
        "Read more books, the minister told the pupils, and you will go far in life, as she herself had done.",
        "Share prices fell after the announcement, and the company’s advertisement was withdrawn.",
        "The newsletter that the party sends to members had said so before.",
        "Related parties were not informed, the court found.",
    ],
)
def test_a_sentence_that_only_mentions_furniture_stays(sentence: str) -> None:
    assert sentence in article(f"Headline of it\n\n{FIRST}\n\n{sentence}\n\n{SECOND}").body


def test_the_origin_of_each_field_is_told() -> None:
    _, how = explain(
        RawArticle(path="a.txt", text=f"World\n\nBridge closes\n\nBy Ann Lee\n\n{FIRST}\n\n{SECOND}", date="x")
    )
    assert how.origins == {
        "section": "the first line",
        "headline": "the line after the section",
        "authors": "the byline",
        "language": "the text",
    }
    assert how.warnings == ("“x” is no date.",)


def test_an_empty_text_is_skipped() -> None:
    assert normalize(RawArticle(path="a.txt", text=" \n\u200b\n")) == Skipped("a.txt", "There is no text in it.")


def test_a_withdrawn_item_is_skipped() -> None:
    assert isinstance(normalize(RawArticle(path="a", text=FIRST, withdrawn=True)), Skipped)


def test_an_id_is_stable_short_and_apart_for_each_record() -> None:
    assert article_id("a/b.txt") == article_id("a/b.txt")
    assert len(article_id("a/b.txt")) == 13
    assert article_id("a.jsonl", "1") != article_id("a.jsonl", "2")
    assert article_id("a.txt").isalnum()


def test_the_path_names_the_record() -> None:
    made = normalize(RawArticle(path="a.jsonl", record="7", headline="H", text=FIRST))
    assert isinstance(made, Article)
    assert made.path == "a.jsonl#7"


@settings(deadline=None)
@given(st.text())
def test_any_text_gives_an_article_or_a_reason(text: str) -> None:
    made = normalize(RawArticle(path="a.txt", text=text))
    if isinstance(made, Article):
        assert made.headline
        assert "\n\n\n" not in made.body
        assert made.body == made.body.strip()


def test_the_agency_behind_a_name_is_no_part_of_it() -> None:
    assert split_authors("Ann Lee/TT") == ("Ann Lee", "TT")
    assert split_authors("Ann Lee/Reuters") == ("Ann Lee", "Reuters")
    assert split_authors("AC/DC") == ("AC/DC",)


def test_authors_of_a_format_may_stand_in_lines_of_their_own() -> None:
    made = normalize(RawArticle(path="a.json", text=FIRST, headline="Bridge", authors=("By Ann Lee\nBo Chan\n",)))
    assert isinstance(made, Article)
    assert made.authors == ("Ann Lee", "Bo Chan")


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("May 6, 2024", "2024-05-06T00:00:00"),
        ("Montag, 6. Mai 2024, 14:30 Uhr", "2024-05-06T14:30:00"),
        ("mardi 7 mai 2024 à 17h05", "2024-05-07T17:05:00"),
        ("6 May 2024 14:30 GMT", "2024-05-06T14:30:00+00:00"),
        ("2024-05-06T07:08:09Z", "2024-05-06T07:08:09+00:00"),
    ],
)
@pytest.mark.parametrize("byline", ["", "By Ann Lee\n"])
def test_a_date_alone_in_a_line_under_the_headline_is_the_date(line: str, iso: str, byline: str) -> None:
    made = article(f"Harbour bridge closes\n\n{byline}{line}\n\n{FIRST}\n\n{SECOND}")
    assert (made.headline, made.body, made.section) == ("Harbour bridge closes", f"{FIRST}\n\n{SECOND}", "")
    assert made.date is not None
    assert made.date.isoformat() == iso


@pytest.mark.parametrize(
    "line", ["Deadline 6 May 2024", "6 May 2024 and after", "Storm of 6 May 2024", "6 May 2024 - 7 May 2024"]
)
def test_a_line_that_holds_more_than_a_date_is_text(line: str) -> None:
    made = article(f"Harbour bridge closes\n\n{FIRST}\n\n{line}\n\n{SECOND}")
    assert (made.date, made.body) == (None, f"{FIRST}\n\n{line}\n\n{SECOND}")
