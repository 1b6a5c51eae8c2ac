"""What every engine offers for misspelt words and values, and as completions of what is being typed."""

from __future__ import annotations

import pytest

from engines.shelf import Shelf, article
from newsfind.article import Entity
from newsfind.index.spelling import in_the_words_of, tolerance
from newsfind.query.ast import And, AtLeast, Equals, Near, Not, Or, Phrase, Query, Scope, Wildcard, Word
from newsfind.results.hits import Completion

HUAWEI = "Huawei Technologies of China said on Tuesday that Huawei sells to Chinese governments."


@pytest.fixture
def desk(shelf: Shelf) -> Shelf:
    rubio = Entity("Marco Rubio", "person", aliases=("Rubio", "MR"))
    return shelf.put(
        article("a", HUAWEI, section="World", entities=(rubio, Entity("Huawei", "organisation"))),
        article("b", "Trade talks with huawei, traded and trading.", section="world", entities=(rubio,)),
        article("c", "Müller’s trade talks, and the trader's", section="Würzburg", source="Hua Post"),
        article("d", "A hawaii trip. Hawaii!", headline="O’Brien", entities=(Entity("Hué", "place"),)),
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("huawie", "huawei"),
        ("Huawie", "Huawei"),
        ("HUAWIE", "HUAWEI"),
        ("huawie’s", "huawei’s"),
        ("Mueler", "Muller"),
        ("tlaks", "talks"),
        ("xrade", "trade"),
        ("chinesse-trad", "chinese-trade"),
    ],
)
def test_a_word_that_no_article_has_becomes_a_near_one(desk: Shelf, typed: str, meant: str) -> None:
    assert desk.engine.suggest(Word(typed)) == Word(meant)


@pytest.mark.parametrize("typed", ["huawei", "trades", "müller", "hu", "5G", "2019", "zzzzzz", "…", "", "中"])
def test_a_word_that_is_known_short_a_number_or_like_no_other_stays(desk: Shelf, typed: str) -> None:
    assert desk.engine.suggest(Word(typed)) is None


def test_a_near_word_with_the_same_first_letter_goes_before_a_commoner_one(shelf: Shelf) -> None:
    shelf.put(a="cable fable fable fable fable fable fable fable")
    assert shelf.engine.suggest(Word("cablle")) == Word("cable")


def test_fewer_edits_win_unless_the_other_word_is_far_commoner(shelf: Shelf) -> None:
    shelf.put(a="governmental " + "government " * 20 + "governer")
    assert shelf.engine.suggest(Word("governerr")) == Word("governer")
    shelf.put(b="meeting " * 40 + "meetnigs")
    assert shelf.engine.suggest(Word("meetnng")) == Word("meeting")


def test_a_word_that_few_articles_have_becomes_a_near_one_that_is_far_commoner(shelf: Shelf) -> None:
    shelf.put(a="goverment " + "government " * 50, b="governmnt " + "government " * 50, c="minster " + "minister " * 99)
    assert shelf.engine.suggest(Word("goverment")) == Word("government")
    assert shelf.engine.suggest(Word("minster")) is None
    assert shelf.engine.suggest(Word("government")) is None


@pytest.mark.parametrize(
    ("query", "better"),
    [
        (And((Word("huawie"), Word("trade"))), And((Word("huawei"), Word("trade")))),
        (Or((Word("trade"), Phrase("trade tlaks"))), Or((Word("trade"), Phrase("trade talks")))),
        (Near(Word("tradde"), Word("talks"), 3), Near(Word("trade"), Word("talks"), 3)),
        (Scope("headline", AtLeast(2, Word("huawie"))), Scope("headline", AtLeast(2, Word("huawei")))),
        (Equals("entity", "marco rubbio"), Equals("entity", "Marco Rubio")),
        (Equals("person", "Macro Rubio"), Equals("person", "Marco Rubio")),
        (Equals("section", "wrold"), Equals("section", "World")),
        (Equals("source", "Hua Pots"), Equals("source", "Hua Post")),
        (Equals("section", "Vürzburg"), Equals("section", "Würzburg")),
    ],
)
def test_what_is_misspelt_is_put_right_where_it_stands(desk: Shelf, query: Query, better: Query) -> None:
    assert desk.engine.suggest(query) == better


@pytest.mark.parametrize(
    "query", [Not(Word("huawie")), Wildcard("huawie*"), Equals("person", "Rubio"), Equals("place", "Marco Rubbio")]
)
def test_what_is_negated_a_pattern_or_known_by_an_alias_stays(desk: Shelf, query: Query) -> None:
    assert desk.engine.suggest(query) is None


def test_words_of_removed_articles_are_not_offered(desk: Shelf) -> None:
    with desk.engine.writer() as writer:
        writer.remove(["a", "b"])
    desk.engine.refresh()
    assert desk.engine.suggest(Word("huawie")) is None
    assert desk.engine.suggest(Equals("person", "Marco Rubbio")) is None
    assert desk.engine.complete("huaw", 5) == ()
    assert desk.engine.complete("rub", 5) == ()
    assert desk.engine.complete("trade", 1) == (Completion("trade", "word", 1),)


def test_words_are_completed_to_their_commonest_form_and_counted_by_articles(desk: Shelf) -> None:
    assert desk.engine.complete("hua", 9) == (
        Completion("huawei", "word", 2),
        Completion("Huawei", "organisation", 1),
    )
    assert desk.engine.complete("trad", 9) == (Completion("trade", "word", 2), Completion("trader", "word", 1))
    assert desk.engine.complete("tradi", 9) == (Completion("trading", "word", 2),)


@pytest.mark.parametrize("typed", ["Mar", "rub", "MARCO R", "marco  rubio", "mr"])
def test_names_are_completed_from_any_of_their_words_and_their_aliases(desk: Shelf, typed: str) -> None:
    assert Completion("Marco Rubio", "person", 2) in desk.engine.complete(typed, 9)


def test_sections_are_completed_whatever_the_case_and_accents(desk: Shelf) -> None:
    assert desk.engine.complete("WOR", 9) == (Completion("World", "section", 2),)
    assert Completion("Würzburg", "section", 1) in desk.engine.complete("wu", 9)
    assert Completion("Hué", "place", 1) in desk.engine.complete("hue", 9)


@pytest.mark.parametrize("typed", ["", " ", "…", "zzz", "ubio", "arco r"])
def test_nothing_typed_or_nothing_that_begins_so_gives_nothing(desk: Shelf, typed: str) -> None:
    assert desk.engine.complete(typed, 9) == ()


def test_the_commonest_are_first_and_half_of_the_places_are_for_names(shelf: Shelf) -> None:
    names = tuple(Entity(f"Ta{n}", "person") for n in range(4))
    shelf.put(
        article("a", "take tale tall", entities=names),
        article("b", "take tale", entities=names[:2]),
        article("c", "take", entities=names[:1]),
    )
    assert [each.text for each in shelf.engine.complete("ta", 4)] == ["Ta0", "take", "Ta1", "tale"]
    assert [each.text for each in shelf.engine.complete("ta", 1)] == ["Ta0"]
    assert shelf.engine.complete("ta", 0) == ()
    assert [each.text for each in shelf.engine.complete("ta", 99)] == [
        *("Ta0", "take", "Ta1", "tale", "Ta2", "Ta3", "tall")
    ]


def test_completion_looks_beyond_the_best_of_each_segment(shelf: Shelf) -> None:
    """A word that is nowhere among the commonest of a segment may be so of the whole index."""
    for part in "ab":
        only_here = [article(f"{part}{n}", " ".join(f"q{part}{n}{k}x" for k in range(9))) for n in range(2)]
        shelf.put(*only_here, article(f"{part}both", f"qmiddle {only_here[0].body}"))
    first = shelf.engine.complete("q", 1)
    assert [each.articles for each in first] == [2]
    assert first == shelf.engine.complete("q", 99)[:1]


def test_short_words_may_differ_in_one_letter_and_shorter_ones_numbers_and_signs_in_none() -> None:
    words = ("", "hu", "the", "word", "words", "5gee", "covid19", "at&t")
    assert [tolerance(word) for word in words] == [0, 0, 1, 1, 2, 0, 0, 0]


def test_a_correction_is_written_into_what_was_typed() -> None:
    before = And((Word("huawie"), Phrase("trade tlaks"), Equals("entity", "Marco Rubbio")))
    after = And((Word("huawei"), Phrase("trade talks"), Equals("entity", "Marco Rubio")))
    assert in_the_words_of('huawie “trade tlaks” entity:"Marco Rubbio"', before, after) == (
        'huawei “trade talks” entity:"Marco Rubio"'
    )
