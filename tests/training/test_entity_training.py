from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from training.entities.examples import labels
from training.entities.gold import marked, score, uner, wikigold


def test_tokens_become_text_as_people_type_it_and_spans_follow(tmp_path: Path) -> None:
    folder = tmp_path / "CONLL-format/data"
    folder.mkdir(parents=True)
    tokens = [
        "-DOCSTART- O",
        "",
        "`` O",
        "Ada I-PER",
        "Quill I-PER",
        "'s O",
        "dog O",
        "'' O",
        ", O",
        "( O",
        "Oslo I-LOC",
    ]
    (folder / "wikigold.conll.txt").write_text("\n".join([*tokens, ") O", ". O", "", "Cup I-MISC", "won O"]), "utf-8")
    [sample] = wikigold(tmp_path)
    assert sample.text == '"Ada Quill\'s dog", (Oslo). Cup won'
    named = [(sample.text[start:end], kind) for start, end, kind in sample.spans]
    assert named == [
        ("Ada Quill", "PER"),
        ("Oslo", "LOC"),
    ]


def test_sentences_published_with_their_text_keep_it(tmp_path: Path) -> None:
    rows = [
        "# newdoc id = 1",
        "# text = Hi Ada, it's Oslo",
        "1\tHi\tO",
        "2\tAda\tB-PER",
        "3\t,\tO",
        "4\tit\tO",
        "5\t's\tO",
    ]
    (tmp_path / "x.iob2").write_text("\n".join([*rows, "6\tOslo\tB-LOC", "", "# text = Bye", "1\tBye\tO", ""]), "utf-8")
    [sample] = uner(tmp_path / "x.iob2")
    assert sample.text == "Hi Ada, it's Oslo\nBye"
    named = [(sample.text[start:end], kind) for start, end, kind in sample.spans]
    assert named == [("Ada", "PER"), ("Oslo", "LOC")]


def test_marks_are_read_and_comments_are_not(tmp_path: Path) -> None:
    (tmp_path / "gold.txt").write_text("# comment\n\n[Ada|P] left [Oslo|L].\n", "utf-8")
    [sample] = marked(tmp_path / "gold.txt")
    assert (sample.text, sample.spans) == ("Ada left Oslo.", ((0, 3, "PER"), (9, 13, "LOC")))


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([(0, 9, "PER")], ["B-PER", "I-PER", "O"]),
        ([(0, 3, "PER"), (4, 9, "PER")], ["B-PER", "B-PER", "O"]),
        ([(4, 14, "ORG")], ["O", "B-ORG", "I-ORG"]),
        ([(1, 2, "LOC")], ["B-LOC", "O", "O"]),
        ([], ["O", "O", "O"]),
    ],
)
def test_words_get_the_labels_of_the_spans_that_they_touch(
    spans: list[tuple[int, int, str]], expected: list[str]
) -> None:
    assert labels([(0, 3), (4, 9), (10, 14)], spans) == expected


spans = st.sets(st.tuples(st.integers(0, 3), st.integers(4, 6), st.sampled_from(["PER", "ORG", "LOC"])), max_size=5)


@given(spans, spans)
def test_the_score_is_one_only_for_the_same_spans(
    one: set[tuple[int, int, str]], other: set[tuple[int, int, str]]
) -> None:
    f1 = score([one], [other])["all"].f1
    assert 0 <= f1 <= 1
    assert (f1 == 1) == (one == other and bool(one))
