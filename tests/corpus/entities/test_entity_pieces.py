import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfind.corpus.entities.builtin.pieces import DASH, LINE_END, pieces, word_of


def words(text: str) -> list[str]:
    return [word for word in map(word_of, pieces(text)) if word]


@given(st.text())
def test_pieces_joined_are_the_text_again(text: str) -> None:
    assert "".join(pieces(text)) == text


@given(st.text(alphabet="aZ.-'’& \n(D5é", max_size=40))
def test_a_word_is_the_beginning_of_its_piece_or_a_dash(text: str) -> None:
    assert all(piece.startswith(word_of(piece)) or piece.rstrip() == "-" for piece in pieces(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("U.S.-China talks", ["U.S.", "-", "China", "talks"]),
        ("Mr. O’Brien's 5G don't", ["Mr.", "O’Brien", "'s", "5G", "don't"]),
        ("OSLO - Shares", ["OSLO", DASH, "Shares"]),
        ("J. K. Rowling", ["J.", "K.", "Rowling"]),
        ("Plan B. Then", ["Plan", "B.", "Then"]),
        ("AT&T, Amazon.com", ["AT&T", ",", "Amazon.com"]),
        ("the end.Next", ["the", "end", ".", "Next"]),
        ("(D-Va.)", ["(", "D-Va.", ")"]),
        ("Al-Qaeda and al-Assad", ["Al-Qaeda", "and", "al", "-", "Assad"]),
        ("one\n\n  two", ["one", LINE_END, "two"]),
        ("iPhone Éric\xa0Zemmour", ["iPhone", "Éric", "Zemmour"]),
    ],
)
def test_words_are_cut_as_names_are_written(text: str, expected: list[str]) -> None:
    assert words(text) == expected
