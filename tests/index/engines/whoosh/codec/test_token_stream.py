"""Fast reading of tokens agrees with the plain definition in `index/analysis.py`, for any text."""

from __future__ import annotations

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from index.engines.whoosh.making import any_text, many, news_text
from newsfind.article import Article
from newsfind.index.analysis import breaks, forms, tokens
from newsfind.index.engines.whoosh.codec.chunk_table import ChunkTable
from newsfind.index.engines.whoosh.codec.chunks import split
from newsfind.index.engines.whoosh.codec.vocabulary import GAP, TokenStream, Vocabulary, read_tokens

odd = st.text(
    "aZé\u0301Iİß.,&+#-'’\"”)] \t\n\r\v\f\x1c\x1d\x1e\x1f\x85\u00a0\u2028\u2029\u3000\0\x01P1²½Ⅻ٣中ー"
    "\u00ad\u200b…。!?¿",
    max_size=40,
)
"""Characters that words, numbers, abbreviations, sentences, lines and paragraphs turn on."""
texts = any_text | news_text | odd
batches = st.lists(st.tuples(texts, texts), max_size=5)

NOTHING = TokenStream(*(np.array(numbers, int) for numbers in ([], [0], [], [], [], [])))
"""The stream of no articles."""


def plainly(batch: list[tuple[str, str]]) -> tuple[list[str], list[int], list[int], list[int], list[int]]:
    """Forms ("" for a gap), where articles and bodies begin, and where sentences and paragraphs do."""
    row: list[str] = []
    starts, bodies, sentences, paragraphs = [0], [], [], []
    for headline, body in batch:
        sentences.append(len(row))
        paragraphs.append(len(row))
        row += [*forms(headline), ""]
        bodies.append(len(row))
        found = breaks(body)
        sentences += [len(row) + at for at in found.sentences]
        paragraphs += [len(row) + at for at in found.paragraphs]
        row += [*forms(body), ""]
        starts.append(len(row))
    return row, starts, bodies, sentences, paragraphs


def without_ends(found: list[int], row: list[str], expected: list[int]) -> list[int]:
    """A line without a token also begins one, at the gap where nothing is, if it is the last of its body."""
    return [position for position in found if row[position] or position in expected]


@many
@given(st.lists(batches, min_size=1, max_size=3))
@example([[]])
@example([[("", "")], [("\0P", "\0L \0 P")]])
@example([[("A. B", "One.\n\nTwo.\nthree. Four"), ("", "\n\n\n\n a. \0B")]])
@example([[("Long", "0123456789abcdef 0123456789abcdefg 0123456789abcdef, 0123456789abcdefg")]])
@example([[("U.S. AT&T", "He said.” “No.”\n\n \n\nYes")]])
@example([[("O’Brien’s 1,000 10,00 3.5 3.5.1 <X>", "$1,234,567% 1,000.5 1,0000 4.0-l x1.5 {a}")]])
@example(
    [[("“Talks”", '‘Bonn’ (Bonn). "Mr. Mr. No. U. A $5. 5. Why?" Oh! “So.” It. ((((((((eight (((((((((Nine ¿Qué?')]]
)
@example(
    [[("(fourteenthwords) abcdefghijklmno.", "abcdefghijklmnop a\ufeffb St. “St. <St. <A. -A. ”A “’B ’C. D’ é “é")]]
)
def test_a_stream_is_what_the_definition_says(several: list[list[tuple[str, str]]]) -> None:
    """Batches one after the other, since a vocabulary remembers."""
    vocabulary = Vocabulary()
    for batch in several:
        [stream] = read_tokens(batch, vocabulary) or [NOTHING]
        names = list(vocabulary.forms)
        row, starts, bodies, sentences, paragraphs = plainly(batch)
        assert [names[number] for number in stream.forms.tolist()] == row
        assert stream.starts.tolist() == starts
        assert stream.bodies.tolist() == bodies
        assert without_ends(stream.sentences.tolist(), row, sentences) == sentences
        assert without_ends(stream.paragraphs.tolist(), row, paragraphs) == paragraphs
        assert stream.words.tolist() == [Article("", "", body).words for _, body in batch]


@many
@given(texts)
def test_what_a_chunk_means_does_not_depend_on_what_stands_beside_it(text: str) -> None:
    assert [token.form for token in tokens(text)] == [form for chunk in text.split() for form in forms(chunk)]


@many
@given(texts, st.integers(0, 40))
@example("0一\u200b0", 2)
def test_text_may_be_analysed_from_the_start_of_any_token_on(text: str, skip: int) -> None:
    found = list(tokens(text))
    for number, token in enumerate(found):
        if number >= skip:
            assert list(tokens(text, token.start)) == found[number:]
            break


def test_gaps_stand_behind_every_headline_and_every_body() -> None:
    [stream] = read_tokens([("one two", "three"), ("", "")], Vocabulary())
    assert [position for position, form in enumerate(stream.forms.tolist()) if form == GAP] == [2, 4, 5, 6]


def test_long_texts_are_read_a_few_at_a_time_each_of_them_whole() -> None:
    long = "word " * 40_000
    streams = read_tokens([("one", long), ("two", long), ("three", "")], Vocabulary())
    assert [stream.starts.tolist() for stream in streams] == [[0, 40_003, 80_006], [0, 3]]
    assert [len(stream.forms) for stream in streams] == [80_006, 3]


def test_a_vocabulary_is_full_when_it_has_grown_far() -> None:
    vocabulary = Vocabulary()
    assert not vocabulary.full
    read_tokens([("", " ".join(map(str, range(400_001))))], vocabulary)
    assert vocabulary.full


def test_chunks_are_what_str_split_gives_for_every_white_space() -> None:
    spaces = [chr(code) for code in range(0x110000) if chr(code).isspace()]
    texts = [space.join(["a", "bé", "中文", ""]) for space in spaces]
    chunks = split(texts)
    found = chunks.texts(np.arange(len(chunks.starts)))
    assert found == [chunk for text in texts for chunk in text.split()]


def test_a_table_that_grows_tells_all_chunks_apart() -> None:
    table = ChunkTable()
    names = [f"{number:x}" * (1 + number % 5) for number in range(150_000)]
    met: list[str] = []
    for begin in range(0, len(names), 10_000):
        chunks = split([" ".join(names[begin : begin + 10_000])])
        met += chunks.texts(table.numbers(chunks)[1])
    assert sorted(met) == sorted(set(names))
    numbers, new = table.numbers(split([" ".join(names)]))
    assert [met[number - 1] for number in numbers.tolist()] == names
    assert not len(new)
