from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsfind.article import Article
from newsfind.corpus.entities import annotate
from newsfind.corpus.entities.builtin import tagger as tagger_module
from newsfind.corpus.entities.builtin.evidence import flags
from newsfind.corpus.entities.builtin.features import FLAGS, LABELS, OWN_SLOTS, shape
from newsfind.corpus.entities.builtin.lexicon import Entry, Lexicon
from newsfind.corpus.entities.builtin.scan import scan
from newsfind.corpus.entities.builtin.tables import TABLES, read_lexicon, read_model, write_lexicon, write_model
from newsfind.corpus.entities.builtin.tagger import BuiltinTagger
from newsfind.corpus.entities.builtin.vocabulary import Vocabulary
from newsfind.corpus.entities.document import settle

TAGGER = BuiltinTagger()
WORDS = [
    "Ada",
    "Quill",
    "said",
    "in",
    "Oslo",
    "the",
    "Bank",
    "of",
    "England",
    "U.S.",
    "-",
    "(",
    ")",
    "SSCI",
    ".",
    "\n\n",
    "’s",
    "AT&T",
]

texts = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join))


def found(text: str) -> list[tuple[str, str]]:
    """What the tagger and the document pass find, as everybody gets it."""
    return [(text[mention.start : mention.end], mention.type) for mention in settle(text, TAGGER.tag_texts([text])[0])]


def test_people_organisations_and_places_of_a_plain_sentence_are_found() -> None:
    text = "Prime Minister Theresa May met Angela Merkel in Berlin, the Bank of England said on Monday."
    assert found(text) == [
        ("Theresa May", "person"),
        ("Angela Merkel", "person"),
        ("Berlin", "place"),
        ("Bank of England", "organisation"),
    ]


def test_a_country_that_nothing_else_is_called_is_a_place_wherever_it_stands_alone() -> None:
    assert found("For Denmark, the sale removes a difficulty. Britain is happy.") == [
        ("Denmark", "place"),
        ("Britain", "place"),
    ]
    assert found("The sale of Denmark Hill Works Ltd.") != [("Denmark", "place")]
    assert found("They ate turkey from china.") == []


@settings(max_examples=150, deadline=None)
@given(texts)
def test_mentions_of_any_text_are_in_order_inside_it_and_apart(text: str) -> None:
    [mentions] = TAGGER.tag_texts([text])
    edges = [edge for mention in mentions for edge in (mention.start, mention.end)]
    assert edges == sorted(edges)
    assert all(0 <= mention.start < mention.end <= len(text) for mention in mentions)
    assert all(text[mention.start : mention.end].strip() for mention in mentions)


@settings(max_examples=50, deadline=None)
@given(st.lists(texts, max_size=5))
def test_what_is_found_in_a_text_does_not_depend_on_the_others(several: list[str]) -> None:
    assert TAGGER.tag_texts(several) == [BuiltinTagger.tag_texts(TAGGER, [text])[0] for text in several]


@pytest.mark.parametrize("text", ["A " * 20_000, "ADA QUILL " * 5_000, "\x00" * 1_000, "a" * 100_000, "(" * 10_000])
def test_hostile_texts_are_read_in_reasonable_time(text: str) -> None:
    [done] = annotate([Article("a", "", text)], TAGGER)
    assert len(done.entities) <= 25
    assert all(len(entity.name.split()) < 30 for entity in done.entities)


def test_a_tagger_that_has_met_too_many_words_starts_afresh(monkeypatch: pytest.MonkeyPatch) -> None:
    tagger = BuiltinTagger()
    text = "Ada Quill met Angela Merkel in Berlin."
    before = tagger.tag_texts([text])
    monkeypatch.setattr(tagger_module, "MOST_WORDS", 5)
    assert tagger.tag_texts([text]) == before


@pytest.mark.parametrize(
    ("word", "expected"),
    [("Huawei", "Xx+"), ("U.S.", "X.X."), ("5G", "dX"), ("O’Brien", "X’Xx+"), ("été", "x+"), ("", "")],
)
def test_a_shape_tells_how_a_word_is_written(word: str, expected: str) -> None:
    assert shape(word) == expected


def evidence(text: str, phrases: dict[tuple[str, ...], str] | None = None) -> dict[str, set[str]]:
    """By word in a run the flags of its last mention."""
    entries = {"sen": Entry("T"), "ada": Entry("F"), "new": Entry("M"), "oregon": Entry("S")}
    vocabulary = Vocabulary(Lexicon(entries, phrases or {}))
    scanned = scan([text], vocabulary)
    rows = flags(scanned, vocabulary)
    words = [vocabulary.words[number] for number in scanned.words[scanned.positions]]
    return {word: {FLAGS[column] for column in np.flatnonzero(row)} for word, row in zip(words, rows, strict=True)}


@pytest.mark.parametrize(
    ("text", "word", "flag"),
    [
        ("He met Sen. Quill. On Monday Quill left.", "Quill", "after-title"),
        ("He met Ada Quill. On Monday Quill left.", "Quill", "after-first-name"),
        ("He fell in Quill. Then Quill rose.", "Quill", "after-preposition"),
        ("Then Quill said no, and Quill", "Quill", "before-said"),
        ("Shares of Quill Inc. fell, and Quill", "Quill", "before-suffix"),
        ("He lives near Quill, Oregon, and Quill", "Quill", "before-comma-state"),
        ("the panel (QUILL) met Quill", "Quill", "bracketed"),
        ("QUILL SAYS NO\n\nSen. Quill left", "QUILL", "after-title"),
        ("a quill for Quill", "Quill", "small-elsewhere"),
        ("he said. Quill left", "Quill", "start"),
        ("THE QUILL WAR IS OVER", "QUILL", "capitals"),
        ("Five Things to Know of Quill Today", "Quill", "title"),
        ("he went to New Quill", "Quill", "place-goes-on"),
    ],
)
def test_the_article_tells_what_a_word_may_be(text: str, word: str, flag: str) -> None:
    assert flag in evidence(text, {("new", "quill"): "L"})[word]


def test_evidence_stays_in_its_own_text() -> None:
    vocabulary = Vocabulary(Lexicon({"sen": Entry("T")}, {}))
    scanned = scan(["He met Sen. Quill.", "Then Quill left."], vocabulary)
    assert flags(scanned, vocabulary)[:, FLAGS.index("after-title")].tolist() == [False, False, True, False, False]


def test_a_lexicon_is_read_as_it_was_written(tmp_path: Path) -> None:
    lexicon = Lexicon(
        {"oslo": Entry("L", 0, 3, 12, "L2"), "said": Entry("", 4), "quill": Entry()},
        {("new", "york"): "L", ("red", "cross"): "O"},
    )
    write_lexicon(lexicon, tmp_path)
    assert read_lexicon(tmp_path) == lexicon


def test_a_model_is_read_as_it_was_written(tmp_path: Path) -> None:
    width = len(LABELS)
    own = {"w=Oslo": {5: 1.5, width + 2: -0.5}, "w=Ada": {1: 2.0}}
    written = np.arange(width * width, dtype=np.float32).reshape(width, width)
    write_model([own, {}, *[{}] * 10], np.ones((len(FLAGS), width), np.float32), written, tmp_path)
    model = read_model(tmp_path)
    expected = np.zeros((len(OWN_SLOTS), width), np.float32)
    expected[0, 5], expected[1, 2] = 1.5, -0.5
    assert np.allclose(model.own.weights[model.own.rows["w=Oslo"]], expected)
    assert not model.own.weights[0].any()
    assert np.array_equal(model.transitions, written)


def test_the_tables_of_the_package_belong_to_this_code() -> None:
    model = read_model(TABLES)
    assert model.flags.shape == (len(FLAGS), len(LABELS))
    assert model.transitions.shape == (len(LABELS), len(LABELS))
    assert "l=washington" in model.own.rows
