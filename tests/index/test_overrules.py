from hypothesis import given
from hypothesis import strategies as st

from newsfind.index.overrules import (
    Decision,
    Overrules,
    Verb,
    format_decision,
    parse_overrules,
    with_decision,
)

names = st.lists(st.text(min_size=1, max_size=12), min_size=2, max_size=4, unique=True)
decisions = st.builds(Decision, st.sampled_from(["person", "organisation", "place"]), names.map(tuple))
overrules = st.builds(Overrules, st.lists(decisions, max_size=3).map(tuple), st.lists(decisions, max_size=3).map(tuple))


def text_of(rules: Overrules) -> str:
    lines = [format_decision("merge", one) for one in rules.merges]
    return "\n".join((*lines, *(format_decision("split", one) for one in rules.splits)))


@given(overrules)
def test_what_is_written_is_read_back(rules: Overrules) -> None:
    assert parse_overrules(text_of(rules)) == (rules, [])


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    rules, notes = parse_overrules(text)
    assert len(rules.merges) + len(rules.splits) + len(notes) <= text.count("\n") + 1


def test_a_file_written_by_hand_is_understood() -> None:
    text = """
# our own decisions
merge person: Bill Clinton = William Jefferson Clinton=William Clinton
split organisation: Apple = "A = B"
"""
    rules, notes = parse_overrules(text)
    assert rules.merges == (Decision("person", ("Bill Clinton", "William Jefferson Clinton", "William Clinton")),)
    assert rules.splits == (Decision("organisation", ("Apple", "A = B")),)
    assert notes == []


def test_a_line_that_says_nothing_is_left_out_with_its_number() -> None:
    text = "merge person: Ada\nmerge ship: A = B\nsplit person: A = A\nfoo\nmerge person: A = \nmerge place: X = Y"
    rules, notes = parse_overrules(text)
    assert rules.merges == (Decision("place", ("X", "Y")),)
    assert [note.split()[1] for note in notes] == ["1", "2", "3", "4", "5"]


@given(overrules, st.sampled_from(["merge", "split"]), decisions)
def test_the_newest_decision_counts_and_contradicts_no_other(rules: Overrules, verb: Verb, newest: Decision) -> None:
    after, notes = parse_overrules(with_decision(text_of(rules), verb, newest))
    assert notes == []
    assert newest in (after.merges if verb == "merge" else after.splits)
    apart = {(one.type, frozenset(pair)) for one in after.splits for pair in one.pairs()}
    merged = {(one.type, frozenset(pair)) for one in after.merges for pair in one.pairs()}
    assert not {(newest.type, frozenset(pair)) for pair in newest.pairs()} & (apart if verb == "merge" else merged)


def test_comments_and_other_decisions_stay() -> None:
    text = "# ours\nmerge person: A = B = C\nsplit place: A = B\n"
    assert with_decision(text, "split", Decision("person", ("A", "B"))) == (
        "# ours\nmerge person: A = C\nsplit place: A = B\nsplit person: A = B\n"
    )
    assert with_decision(text, "merge", Decision("place", ("B", "A"))) == (
        "# ours\nmerge person: A = B = C\nmerge place: B = A\n"
    )
