"""The comparison of speed: that it runs, draws its questions honestly, and that the page says what the runs say."""

import json
from importlib.util import find_spec
from pathlib import Path

import pytest
from benchmarks.speed.__main__ import main
from benchmarks.speed.figures import percentile, times
from benchmarks.speed.goals import Reached
from benchmarks.speed.page import PAGE, README, RUNS, SHOWN, newest, page, sentence
from benchmarks.speed.questions import KINDS, Question, draw

from newsfind.article import Article

ARTICLES = [
    Article(
        str(number), f"Ship {number}", f"All of the ships left port {number % 7} at dawn, the wind being fair. {word}"
    )
    for number, word in enumerate(["Herring was cheap.", "Cod was dear.", "Nobody bought eels."] * 40)
]


@pytest.mark.skipif(find_spec("tantivy") is None, reason="needs the extra bench: tantivy")
def test_one_run_compares_engines_on_invented_articles(tmp_path: Path) -> None:
    peers = "newsfind,tantivy,SQLite FTS5"
    options = ["--invented", "120", "--rounds", "1", "--builds", "1", "--peers", peers, "--runs", str(tmp_path)]
    main(["invented", *options])
    (file,) = tmp_path.glob("*/speed-invented.json")
    run = json.loads(file.read_text(encoding="utf-8"))
    assert run["articles"] == 120
    assert list(run["peers"]) == peers.split(",")
    assert len(run["questions"]) == 40
    for question in run["questions"]:
        assert question["top"]["newsfind"]["total"] > 0
        assert question["page"]["tantivy"]["total"] == question["top"]["tantivy"]["total"]
    assert "times as fast" in file.with_suffix(".md").read_text(encoding="utf-8")


def test_a_seed_draws_the_same_questions_again_and_another_seed_others() -> None:
    assert draw(ARTICLES, 1) == draw(ARTICLES, 1) != draw(ARTICLES, 2)


def test_every_kind_of_question_is_drawn_from_what_the_articles_say() -> None:
    questions = draw(ARTICLES, 1)
    texts = [f"{article.headline} {article.body}".lower() for article in ARTICLES]
    assert len(questions) == 40
    assert {question.kind for question in questions} == set(KINDS)
    assert all(any(str(one).strip('"') in text for text in texts) for one in questions if one.kind == "phrase")
    assert all(any(word in text for text in texts) for one in questions for word in one.words)


def test_a_question_is_shown_as_it_is_joined() -> None:
    assert str(Question("or", ("cod", "eels"), ())) == "cod OR eels"
    assert str(Question("phrase", ("fair", "wind"), ())) == '"fair wind"'


@pytest.mark.parametrize(("share", "expected"), [(0, 1.0), (0.5, 2.5), (1, 4.0), (0.9, 3.7)])
def test_a_percentile_lies_between_its_two_nearest_ranks(share: float, expected: float) -> None:
    assert percentile([1.0, 2.0, 3.0, 4.0], share) == pytest.approx(expected)


def test_a_ratio_is_the_geometric_mean_over_questions_that_both_answer() -> None:
    answers = [_answer(ours=1.0, theirs=8.0), _answer(ours=2.0, theirs=1.0), _answer(ours=2.0)]
    found = times(answers, "top", "other")
    assert found is not None
    assert found.questions == 2
    assert found.ours == pytest.approx(2.0)
    assert times([_answer(ours=2.0)], "top", "other") is None


def _answer(**walls: float) -> dict[str, object]:
    names = {"ours": "newsfind", "theirs": "other"}
    return {"kind": "word", "top": {names[key]: {"wall": [value], "cpu": [value]} for key, value in walls.items()}}


@pytest.mark.parametrize(
    ("value", "more", "verdict"),
    [
        (2.1, True, "aim reached"),
        (1.0, True, "bar reached"),
        (0.9, True, "**falls short**"),
        (1.1, False, "**falls short**"),
    ],
)
def test_a_shortfall_is_called_one(value: float, more: bool, verdict: str) -> None:
    aim = 2.0 if more else 0.5
    assert Reached("a goal", "a corpus", value, 1.0, aim, more).verdict() == verdict


def test_the_page_in_the_docs_is_that_of_the_newest_runs() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(newest(RUNS))
    assert sentence(newest(RUNS)[SHOWN]) in README.read_text(encoding="utf-8")
