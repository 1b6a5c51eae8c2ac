import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from newsfind.article import Article, Entity, EntityType
from newsfind.corpus.entities import Mention, annotate, full_text, open_tagger
from newsfind.corpus.normalize import normalize
from newsfind.corpus.raw import RawArticle
from newsfind.corpus.readers import read_file


class Listed:
    """A tagger that knows some names, each with its type, and finds them wherever they stand."""

    name = "listed"

    def __init__(self, names: dict[str, EntityType], languages: frozenset[str] = frozenset()) -> None:
        self.names, self.languages = names, languages

    def tag(self, articles: Sequence[Article]) -> Iterable[Sequence[Mention]]:
        for article in articles:
            text = full_text(article)
            starts = [(match.start(), name) for name in self.names for match in re.finditer(re.escape(name), text)]
            yield [Mention(start, start + len(name), self.names[name]) for start, name in sorted(starts)]


def article(body: str, headline: str = "", entities: tuple[Entity, ...] = (), language: str = "") -> Article:
    return Article(id="a", headline=headline, body=body, entities=entities, language=language)


def test_a_person_is_counted_under_the_full_name_with_the_last_name_as_alias() -> None:
    tagger = Listed({"Ada Quill": "person"})
    [done] = annotate([article("Ada Quill spoke. Quill left. Nobody saw Quill again.", "Quill speaks")], tagger)
    assert done.entities == (
        Entity("Ada Quill", "person", mentions=4, in_headline=True, in_lead=True, aliases=("Quill",)),
    )


def test_the_lead_is_the_first_hundred_words() -> None:
    tagger = Listed({"Oslo": "place", "Bergen": "place"})
    [done] = annotate([article("word " * 99 + "Oslo Bergen")], tagger)
    assert {entity.name: entity.in_lead for entity in done.entities} == {"Oslo": True, "Bergen": False}


def test_what_the_publisher_names_wins_and_keeps_the_counts_of_the_text() -> None:
    given = (Entity("Quill, Ada", "person", aliases=("Ada Quill",)), Entity("Chess", "organisation"))
    tagger = Listed({"Ada Quill": "person", "Oslo": "place"})
    [done] = annotate([article("Ada Quill flew to Oslo. Oslo was cold. Quill froze.", entities=given)], tagger)
    assert [(entity.name, entity.mentions, entity.given) for entity in done.entities] == [
        ("Quill, Ada", 2, True),
        ("Chess", 1, True),
        ("Oslo", 2, False),
    ]


def test_a_given_person_takes_in_the_last_name_found_in_the_text() -> None:
    tagger = Listed({"Quill": "person"})
    [done] = annotate([article("Quill left.", entities=(Entity("ada-quill", "person"),))], tagger)
    assert [(entity.name, entity.aliases) for entity in done.entities] == [("ada-quill", ("Quill",))]


def test_a_given_place_takes_in_the_usual_name_of_the_same_place() -> None:
    tagger = Listed({"United States": "place"})
    [done] = annotate([article("The United States agreed.", entities=(Entity("usa", "place"),))], tagger)
    assert [(entity.name, entity.aliases) for entity in done.entities] == [("usa", ("United States",))]


def test_a_given_name_of_another_type_is_another_thing() -> None:
    tagger = Listed({"Chester": "place"})
    [done] = annotate([article("Chester is old.", entities=(Entity("Chester", "organisation"),))], tagger)
    assert [(entity.name, entity.type) for entity in done.entities] == [
        ("Chester", "organisation"),
        ("Chester", "place"),
    ]


def test_an_article_has_at_most_25_entities_and_the_most_mentioned_stay() -> None:
    names: dict[str, EntityType] = {f"Town{letter}": "place" for letter in "abcdefghijklmnopqrstuvwxyzåäö"}
    body = " ".join(f"{name}." for name in names) + " Townö. Townö."
    [done] = annotate([article(body)], Listed(names))
    assert len(done.entities) == 25
    assert done.entities[0].name == "Townö"


def test_articles_in_other_languages_are_not_shown_to_the_tagger() -> None:
    tagger = Listed({"Oslo": "place"}, frozenset({"en"}))
    articles = [article("Oslo", language=code) for code in ("en", "no", "", "en-GB")]
    assert [bool(done.entities) for done in annotate(articles, tagger)] == [True, False, True, True]


def test_the_tagger_none_leaves_only_what_was_given() -> None:
    given = (Entity("Oslo", "place"),)
    done = annotate([article("Bergen"), article("Oslo", entities=given)], open_tagger("none"))
    assert [[(entity.name, entity.given) for entity in each.entities] for each in done] == [[], [("Oslo", True)]]


@pytest.mark.parametrize("body", ["", " ", "\n\n", "no names at all here"])
def test_an_article_without_names_stays_as_it_is(body: str) -> None:
    articles = [article(body)]
    assert annotate(articles, open_tagger()) == articles


def test_no_articles_give_no_articles() -> None:
    assert annotate([], open_tagger()) == []


GERMAN = """Angela Merkel reist nach Paris

Die Kanzlerin Angela Merkel ist am Montag nach Paris gereist, um mit dem Präsidenten über den Haushalt zu sprechen. Am
Abend kehrte sie nach Berlin zurück, wo die Abgeordneten des Bundestags schon auf sie warteten.
"""


def test_a_text_that_is_not_english_is_known_as_such_and_not_tagged_by_an_english_model(tmp_path: Path) -> None:
    (tmp_path / "merkel.txt").write_text(GERMAN, encoding="utf-8")
    [raw] = read_file(tmp_path / "merkel.txt", "merkel.txt")
    assert isinstance(raw, RawArticle)
    article = normalize(raw)
    assert isinstance(article, Article)
    assert article.language == "de"
    assert annotate([article], open_tagger()) == [article]
