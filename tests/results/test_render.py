import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfind.results.hits import Snippet
from newsfind.results.render import BOLD_YELLOW, RESET, as_ansi, as_html, as_plain, harmless
from newsfind.results.snippets import mark_whole


@st.composite
def snippets(draw: st.DrawFn) -> Snippet:
    text = draw(st.text() | st.text(st.sampled_from("a<>&\"'\n\t\x1b[31m\x9b\u202e\u2066\r\0")))
    borders = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(borders, borders), max_size=5))
    return mark_whole(text, sorted((min(pair), max(pair), 0) for pair in pairs))


def test_html_escapes_everything_and_marks_with_mark() -> None:
    snippet = Snippet('<b>A & "B"</b>', ((3, 4), (7, 10)))
    assert as_html(snippet) == "&lt;b&gt;<mark>A</mark> &amp; <mark>&quot;B&quot;</mark>&lt;/b&gt;"


@given(snippets())
def test_html_without_its_marks_unescapes_to_the_text(snippet: Snippet) -> None:
    html = as_html(snippet)
    assert unescape(re.sub("</?mark>", "", html)) == snippet.text
    assert re.sub("</?mark>", "", html).count("<") == 0
    assert html.count("<mark>") == html.count("</mark>") == len(snippet.marks)


@given(snippets())
def test_html_marks_hold_the_marked_characters(snippet: Snippet) -> None:
    held = [unescape(piece) for piece in re.findall("<mark>(.*?)</mark>", as_html(snippet), re.DOTALL)]
    assert held == [snippet.text[start:end] for start, end in snippet.marks]


def test_ansi_styles_the_matches() -> None:
    assert as_ansi(Snippet("a bank b", ((2, 6),))) == f"a {BOLD_YELLOW}bank{RESET} b"


def test_an_ansi_style_ends_with_its_line() -> None:
    assert as_ansi(Snippet("one\n\ntwo", ((0, 8),)), style="\x1b[4m") == "\x1b[4mone\x1b[0m\n\n\x1b[4mtwo\x1b[0m"


@given(snippets())
def test_ansi_holds_no_sequences_but_its_own_and_otherwise_the_plain_text(snippet: Snippet) -> None:
    bare = as_ansi(snippet).replace(BOLD_YELLOW, "").replace(RESET, "")
    assert "\x1b" not in bare
    assert bare == as_plain(snippet)


@given(st.text(st.characters()))
def test_harmless_text_has_the_same_length_and_nothing_that_steers_a_terminal(text: str) -> None:
    clean = harmless(text)
    assert len(clean) == len(text)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", clean)
    clean.encode("utf-8")


@pytest.mark.parametrize("steering", ["\x1b]0;title\x07", "\x9b31m", "\r", "\x08", "\u202e", "\u2067", "\ud800"])
def test_what_steers_a_terminal_is_replaced(steering: str) -> None:
    assert steering[0] not in as_plain(Snippet(f"a{steering}b"))
    assert as_plain(Snippet(f"a{steering}b"))[1] == "\ufffd"


def test_half_a_character_never_reaches_a_page() -> None:
    assert as_html(Snippet("a\ud800b")) == "a\ufffdb"


def test_paragraphs_and_tabs_stay() -> None:
    assert as_plain(Snippet("a\tb\n\nc")) == "a\tb\n\nc"


def test_plain_text_can_show_the_matches_between_signs() -> None:
    assert as_plain(Snippet("a bank b", ((2, 6),)), "**", "**") == "a **bank** b"
