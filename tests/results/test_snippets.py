import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsfind.results.hits import Snippet
from newsfind.results.render import as_plain
from newsfind.results.snippets import ELLIPSIS, mark_whole, passages
from newsfind.results.spans import Mark, collapse, join_neighbours, merge

STORY = (
    "The harbour board met on Monday. Nobody expected a vote so early in the year.\n\n"
    "Sen. Ada Quill said the tidal plant would “pay for itself by 2031.” She had said so before.\n\n"
    "The port's own figures, which were published late on Friday and run to four hundred pages with annexes, "
    "tables and a long list of contractors who have not been paid, say nothing of the kind about the tidal plant, "
    "nor about the two older ones beside it, and the auditors, asked twice, would not say why that should be so.\n\n"
    "A second vote is due in May. The plant opens in any case."
)


def find(text: str, *patterns: str) -> list[Mark]:
    """Where the patterns match, the number of the pattern as the part of the query."""
    return sorted(
        (match.start(), match.end(), part)
        for part, pattern in enumerate(patterns)
        for match in re.finditer(pattern, text)
    )


def shown(text: str, *patterns: str, count: int = 2, width: int = 120) -> list[str]:
    """The passages with brackets around the marks."""
    found = passages(text, find(text, *patterns), count=count, width=width)
    return [as_plain(snippet, "[", "]") for snippet in found]


def words_of(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("patterns", "expected"),
    [
        (["vote so"], ["Nobody expected a [vote so] early in the year."]),
        (["2031"], ["Sen. Ada Quill said the tidal plant would “pay for itself by [2031].” She had said so before."]),
        (["opens"], ["The plant [opens] in any case."]),
        (
            ["vote"],
            [
                "Nobody expected a [vote] so early in the year.",
                "A second [vote] is due in May. The plant opens in any case.",
            ],
        ),
    ],
)
def test_whole_sentences_are_shown_where_they_fit(patterns: list[str], expected: list[str]) -> None:
    assert shown(STORY, *patterns) == expected


def test_a_sentence_that_is_too_long_is_cut_between_words_with_an_ellipsis() -> None:
    (start,) = shown(STORY, "four hundred")
    assert start.startswith("The port's own figures")
    assert start.endswith("[four hundred] pages with annexes, tables and a…")
    (end,) = shown(STORY, "auditors")
    assert end.startswith("…tidal plant,")
    assert end.endswith("that should be so.")
    assert shown(STORY, "twice", width=40) == ["…auditors, asked [twice], would not say…"]


def test_the_passage_with_more_different_words_wins_over_the_one_with_more_mentions() -> None:
    text = "Trade, trade, trade, trade and trade again. " + "Filler stands here. " * 20 + "Huawei spoke of trade."
    assert shown(text, "Huawei", "[Tt]rade", count=1, width=60)[0].endswith("[Huawei] spoke of [trade].")


def test_the_second_passage_shows_what_the_first_did_not() -> None:
    text = ("Bank and loan and bank and loan. " + "Filler stands here. " * 20) * 2 + "At last a fraud."
    assert shown(text, "[Bb]ank", "loan", "fraud", width=60)[1].endswith("At last a [fraud].")


def test_passages_that_touch_become_one() -> None:
    text = "A bank in the old town is where it began. It ended in the new town with a fraud."
    assert shown(text, "bank", "fraud", width=45) == [text.replace("bank", "[bank]").replace("fraud", "[fraud]")]


def test_a_single_passage_is_enough_when_it_holds_everything() -> None:
    assert len(shown(STORY, "Quill", count=5)) == 1


def test_without_marks_the_beginning_is_shown() -> None:
    assert shown("  \n " + STORY) == ["The harbour board met on Monday. Nobody expected a vote so early in the year."]
    assert shown("Technology\n\nA story of some length begins here.", width=60) == [
        "Technology A story of some length begins here."
    ]


@pytest.mark.parametrize("text", ["", "  ", "\n\n"])
def test_an_empty_text_has_no_passages(text: str) -> None:
    assert passages(text, []) == ()


def test_no_passages_asked_are_no_passages() -> None:
    assert passages(STORY, [], count=0) == ()


@pytest.mark.parametrize("before", ["Mr.", "Sen.", "U.S.", "J.", "Jan.", "No.", "St."])
def test_an_abbreviation_does_not_end_a_sentence(before: str) -> None:
    text = f"It rained all day long. He met {before} Warner there. Then he left the town for good."
    assert shown(text, "Warner", width=45) == [f"He met {before} [Warner] there."]


def test_white_space_is_collapsed_and_the_marks_move_along() -> None:
    (snippet,) = passages("One\u00a0 \ttwo  three\n\nfour.", [(6, 9, 0), (11, 22, 5)])
    assert snippet.text == "One two three four."
    assert [snippet.text[start:end] for start, end in snippet.marks] == ["two", "three four"]


def test_text_without_spaces_is_cut_where_it_must_be() -> None:
    assert shown("x" * 500 + "key" + "y" * 500, "key", width=40) == ["…" + "x" * 18 + "[key]" + "y" * 19 + "…"]
    assert shown("今日は。明日も晴れ。終わり", "晴れ", width=8) == ["明日も[晴れ]。"]


def test_a_match_longer_than_the_width_is_shown_from_its_beginning() -> None:
    (snippet,) = passages("long " * 200, [(0, 999, 0)], width=50)
    assert snippet.text == "long long long long long long long long long long…"
    assert snippet.marks == ((0, len(snippet.text) - 1),)


def test_a_very_long_text_with_very_many_marks_takes_little_time() -> None:
    text = "word huawei and trade. " * 220_000
    marks = find(text, "huawei")[:100_000]
    marks.append((len(text) - 7, len(text) - 2, 1))
    began = time.process_time()
    found = passages(text, marks)
    assert time.process_time() - began < 1
    assert "trade" in {snippet.text[start:end] for snippet in found for start, end in snippet.marks}
    assert max(len(snippet.text) for snippet in found) <= 242


def test_many_marks_of_one_word_do_not_crowd_out_a_rare_one() -> None:
    text = "the " * 50_000 + "Zanzibar"
    assert "Zanzibar]" in " ".join(shown(text, "the", "Zanzibar"))


TEXTS = st.text(st.sampled_from("ab. \n\u00a0?A“”\t。…éß\u3000"), max_size=150)


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    """A text and marks on it, each from one visible character to another."""
    text = draw(TEXTS)
    visible = [place for place, character in enumerate(text) if not character.isspace()]
    if not visible:
        return text, []
    place = st.sampled_from(visible)
    pairs = draw(st.lists(st.tuples(place, place, st.integers(0, 3)), max_size=12))
    return text, sorted((min(one, other), max(one, other) + 1, part) for one, other, part in pairs)


@settings(max_examples=300)
@given(marked_texts(), st.integers(1, 4), st.integers(5, 60))
def test_passages_are_pieces_of_the_text_in_order_and_each_has_a_mark(
    marked: tuple[str, list[Mark]], count: int, width: int
) -> None:
    text, marks = marked
    found = passages(text, marks, count=count, width=width)
    assert len(found) <= count
    at, whole = 0, words_of(text)
    for snippet in found:
        inner = snippet.text.removeprefix(ELLIPSIS).removesuffix(ELLIPSIS)
        at = whole.index(inner, at) + len(inner)
        assert snippet.marks or not marks
        assert len(snippet.text) <= (width + 2) * count


@settings(max_examples=300)
@given(marked_texts(), st.integers(1, 4), st.integers(5, 60))
def test_a_mark_of_a_passage_names_characters_that_were_marked(
    marked: tuple[str, list[Mark]], count: int, width: int
) -> None:
    text, marks = marked
    joined = join_neighbours(text, marks)
    named = [words_of(text[start:end]) for start, end in merge([mark[:2] for mark in joined], 0, len(text))]
    for snippet in passages(text, marks, count=count, width=width):
        assert ordered(snippet)
        for start, end in snippet.marks:
            assert any(snippet.text[start:end] in name for name in named)


def ordered(snippet: Snippet) -> bool:
    borders = [border for mark in snippet.marks for border in mark]
    return borders == sorted(borders) and all(0 <= border <= len(snippet.text) for border in borders)


@given(marked_texts())
def test_collapsing_keeps_every_visible_character_and_its_mark(marked: tuple[str, list[Mark]]) -> None:
    text, marks = marked
    ranges = merge([mark[:2] for mark in marks], 0, len(text))
    collapsed, moved = collapse(text, ranges)
    assert collapsed == words_of(text)
    assert [collapsed[start:end] for start, end in moved] == [words_of(text[start:end]) for start, end in ranges]


@given(marked_texts())
def test_a_whole_text_keeps_its_white_space_and_every_mark(marked: tuple[str, list[Mark]]) -> None:
    text, marks = marked
    snippet = mark_whole(text, marks)
    assert snippet.text == text
    assert ordered(snippet)
    assert {place for start, end in snippet.marks for place in range(start, end)} == {
        place for start, end, _ in marks for place in range(start, end)
    }


def test_marks_that_overlap_become_one_and_those_beyond_the_text_are_cut() -> None:
    assert mark_whole("abcdef", [(0, 2, 0), (1, 3, 1), (5, 99, 0), (50, 60, 0)]).marks == ((0, 3), (5, 6))


def test_words_typed_side_by_side_that_stand_so_are_marked_as_one_with_the_whole_quotation() -> None:
    text = "She offered a “no-spy” agreement to trade, and talks on trade; no agreement followed."
    marks = [(15, 21, 0), (23, 32, 1), (36, 41, 2), (47, 52, 3), (56, 61, 2), (66, 75, 1)]
    shown = [text[start:end] for start, end in mark_whole(text, marks).marks]
    assert shown == ["“no-spy” agreement", "trade", "talks", "trade", "agreement"]


def test_words_typed_apart_or_with_a_full_stop_between_them_are_marked_apart() -> None:
    text = 'They trade. Talks failed: "trade talks" again.'
    assert len(mark_whole(text, [(5, 10, 0), (12, 17, 1)]).marks) == 2
    assert [text[a:b] for a, b in mark_whole(text, [(27, 32, 0), (33, 38, 1)]).marks] == ["trade talks"]
    assert len(mark_whole(text, [(27, 32, 1), (33, 38, 0)]).marks) == 2
