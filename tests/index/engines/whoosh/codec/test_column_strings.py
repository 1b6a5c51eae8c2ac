"""A dictionary of strings finds what is in it, as a sorted list in Python does."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from hypothesis import example, given
from hypothesis import strategies as st

from index.engines.whoosh.making import any_text, column_file, many
from newsfind.index.engines.whoosh.codec.strings import Strings, append_strings, letters_of


def utf8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def in_order(texts: Sequence[str]) -> list[str]:
    return sorted(set(texts), key=utf8)


few_letters = st.text("ab é\u0301\udcff\U0010ffff", max_size=5)
"""Few characters, of one to four bytes each, so that strings begin alike."""
dictionaries = st.lists(any_text | few_letters, max_size=25).map(in_order)


@contextmanager
def stored(texts: Sequence[str]) -> Iterator[Strings]:
    with column_file(lambda out: append_strings(out, "some", texts)) as file:
        yield Strings(file, "some")


@many
@given(dictionaries)
@example([])
@example([""])
def test_every_string_comes_back_and_is_found_under_its_number(texts: list[str]) -> None:
    with stored(texts) as found:
        assert len(found) == len(texts)
        assert found.slice(0, len(found)) == texts
        assert [found[number] for number in range(len(found))] == texts
        assert [found.raw(number) for number in range(len(found))] == [utf8(text) for text in texts]
        assert [found.find(text) for text in texts] == list(range(len(texts)))
        assert found.lengths().tolist() == [len(utf8(text)) for text in texts]


@many
@given(dictionaries, st.lists(any_text | few_letters, min_size=1, max_size=8))
def test_what_is_not_there_is_not_found_but_has_its_place(texts: list[str], asked: list[str]) -> None:
    keys = [utf8(text) for text in texts]
    with stored(texts) as found:
        for text in asked:
            assert found.find(text) == (texts.index(text) if text in texts else -1)
            assert found.lower_bound(utf8(text)) == bisect_left(keys, utf8(text))


@many
@given(dictionaries, st.lists(any_text | few_letters, max_size=8))
@example(in_order(["\U0010ffff", "\U0010ffffa", "a"]), ["\U0010ffff", "", "a"])
def test_a_prefix_stands_for_the_strings_that_begin_with_it(texts: list[str], prefixes: list[str]) -> None:
    with stored(texts) as found:
        for prefix in prefixes:
            start, stop = found.starting_with(prefix)
            assert texts[start:stop] == [text for text in texts if text.startswith(prefix)]


@many
@given(dictionaries, st.lists(few_letters.filter(bool), max_size=6), st.data())
def test_a_piece_is_found_in_each_string_that_contains_it(
    texts: list[str], pieces: list[str], data: st.DataObject
) -> None:
    start, stop = sorted(data.draw(st.tuples(st.integers(0, len(texts)), st.integers(0, len(texts)))))
    with stored(texts) as found:
        for piece in pieces:
            expected = [number for number in range(start, stop) if piece in texts[number]]
            assert found.containing(piece, start, stop).tolist() == expected


def test_a_piece_is_not_found_across_the_border_of_two_strings() -> None:
    with stored(["ab", "ca"]) as found:
        assert found.containing("bc", 0, 2).tolist() == []


@many
@given(
    st.lists(st.text("ab -1é\u3000", max_size=6), max_size=12).map(in_order),
    st.lists(st.text("ab1é", min_size=1, max_size=3), max_size=6),
)
def test_a_word_is_found_where_no_letter_stands_before_it(texts: list[str], prefixes: list[str]) -> None:
    with stored(texts) as found:
        for prefix in prefixes:
            expected = [
                number
                for number, text in enumerate(texts)
                if any(text.startswith(prefix, at) and not text[:at][-1:].isalnum() for at in range(len(text)))
            ]
            assert found.with_word(prefix).tolist() == expected


@many
@given(st.lists(any_text.filter(bool) | st.text("abc", min_size=1), max_size=15).map(in_order))
def test_the_letters_of_all_strings_are_the_letters_of_each(texts: list[str]) -> None:
    with stored(texts) as found:
        assert found.letters.tolist() == [letters_of(text) for text in texts]


@many
@given(st.text("abcdefgh", min_size=1, max_size=8), st.integers(0, 8), st.sampled_from("abcdefghxyz"))
def test_one_edit_changes_at_most_two_of_the_letters_of_a_string(text: str, at: int, letter: str) -> None:
    edits = [text[:at] + text[at + 1 :], text[:at] + letter + text[at:], text[:at] + letter + text[at + 1 :]]
    assert all((letters_of(text) ^ letters_of(edited)).bit_count() <= 2 for edited in edits)
