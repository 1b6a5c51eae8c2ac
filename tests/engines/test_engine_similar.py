"""Articles like a given one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engines.shelf import Shelf, article
from newsfind.article import Article
from newsfind.index.similar import MOST_TERMS, strongest_terms

FERRY = article(
    "ferry", "The ferry to Varn stopped after the harbour master closed the harbour.", headline="Ferry stops"
)
FILLER = [
    article(f"filler{n}", f"The council of town {n} said that it was about this and that of number {n}.")
    for n in range(8)
]
LONG = " ".join(f"w{n}x" for n in range(120))


@pytest.fixture
def town(shelf: Shelf) -> Shelf:
    return shelf.put(
        FERRY,
        article("harbour", "A storm closed the harbour, and ferries waited.", headline="Harbour closed"),
        article("ferries", "Two ferries collided off Oslo."),
        article("boat", "A boat of Varn won the cup."),
        article("chess", "Chess players met in a library."),
        *FILLER,
    )


def alike(shelf: Shelf, like: Article, limit: int = 10) -> list[str]:
    return [hit.id for hit in shelf.engine.similar(like, limit, passages=0)]


def test_the_articles_that_share_the_strongest_terms_come_first(town: Shelf) -> None:
    results = town.engine.similar(FERRY, 10)
    assert [hit.id for hit in results] == ["harbour", "ferries", "boat"]
    assert results.total == 3
    assert sorted(results.parsed.split(" OR ")) == ["closed", "ferry", "harbour", "varn"]
    assert results.hits[0].score > results.hits[1].score > results.hits[2].score > 0


def test_passages_show_what_is_shared(town: Shelf) -> None:
    first = town.engine.similar(FERRY, 1, passages=1).hits[0]
    (snippet,) = first.snippets["body"]
    assert [snippet.text[start:end] for start, end in snippet.marks] == ["closed", "harbour", "ferries"]
    assert town.engine.similar(FERRY, 1, passages=0).hits[0].snippets == {}


def test_an_article_that_is_not_in_the_index_may_be_asked_about(town: Shelf) -> None:
    assert alike(town, article("", "Ferries off Oslo")) == ["ferries", "ferry", "harbour"]
    assert alike(town, article("", "Nothing in common whatsoever", headline="Zebra")) == []
    assert alike(town, article("", "")) == []


def test_a_headline_says_more_than_the_lead_and_this_more_than_the_rest(shelf: Shelf) -> None:
    shelf.put(article("a", "apple"), article("b", "birch"), article("c", "cedar"), *FILLER)
    rest = "oak " * 100
    assert alike(shelf, article("", f"birch {rest} cedar", headline="Apple")) == ["a", "b", "c"]


def test_numbers_and_words_that_hold_sentences_together_say_nothing(town: Shelf) -> None:
    assert alike(town, article("", "It was about this, and that of number 3.")) == [f"filler{n}" for n in ordered(town)]
    assert alike(town, article("", "It was about this, and of 3.")) == []


def ordered(shelf: Shelf) -> list[str]:
    return [key.removeprefix("filler") for key in shelf.ids("number")]


def test_the_article_itself_and_its_copies_are_left_out(shelf: Shelf) -> None:
    body = f"{'ferry ' * 12}{LONG}"
    shelf.put(
        article("a", body),
        article("same", body),
        article("longer", body + " and more of it"),
        article("like", "The ferry left the harbour."),
        article("like-too", "the ferry left the harbour"),
        article("far", "A ferry."),
        *FILLER,
    )
    assert set(alike(shelf, article("a", body))) in ({"like", "far"}, {"like-too", "far"})
    assert set(alike(shelf, article("", body))) in ({"like", "far"}, {"like-too", "far"})
    assert len(alike(shelf, article("far", "A ferry."))) == 2


def test_copies_do_not_crowd_out_the_others(shelf: Shelf) -> None:
    shelf.put(
        *(article(f"copy{n}", f"{LONG} {LONG} number{n}") for n in range(60)),
        article("far", "w3x"),
    )
    assert alike(shelf, article("", LONG), limit=1) == []
    found = alike(shelf, article("", "w3x w4x"), limit=2)
    assert (len(found), "far" in found) == (2, True)


def test_removed_articles_count_for_nothing(town: Shelf) -> None:
    with town.engine.writer() as writer:
        writer.remove(["harbour", *(one.id for one in FILLER)])
    town.engine.refresh()
    assert alike(town, FERRY) == ["ferries", "boat"] or alike(town, FERRY) == ["boat", "ferries"]
    assert "closed" not in town.engine.similar(FERRY, 9).parsed


def test_an_article_that_has_changed_is_still_itself(town: Shelf) -> None:
    assert "ferry" not in alike(town, replace(FERRY, body="Ferry to Varn."))


def test_no_more_than_so_many_terms_count() -> None:
    many = article("a", " ".join(f"term{n}x" for n in range(99)))
    terms = strongest_terms(many, 10, lambda stem: 2, indexed=True)
    assert len(terms) == MOST_TERMS
    assert [term.weight for term in terms[:2]] == [1.0, 1.0]
    assert strongest_terms(many, 10, lambda stem: 1, indexed=True) == []
    assert len(strongest_terms(many, 10, lambda stem: 1, indexed=False)) == MOST_TERMS
