"""Lists of queries, as people write them."""

from __future__ import annotations

import pytest

from newsfind.ui.cli.query_list import ListedQuery, read_queries


@pytest.mark.parametrize(
    ("data", "listed"),
    [
        (b"a b\r\nc\rd\n", [ListedQuery("", "a b"), ListedQuery("", "c"), ListedQuery("", "d")]),
        (b"\xef\xbb\xbfQuery;Label\nx;y\n", [ListedQuery("y", "x")]),
        (b"label\tquery\ny\tx\n", [ListedQuery("y", "x")]),
        (b"M\xfcller\n", [ListedQuery("", "Müller")]),
        (b'query\n"a ""b c"""\n', [ListedQuery("", 'a "b c"')]),
        (b"label,query\nx\n\ny,z\n", [ListedQuery("x", "", "Line 2 has no query."), ListedQuery("y", "z")]),
        (b"", []),
        (b"a, b and c\n", [ListedQuery("", "a, b and c")]),
    ],
)
def test_lists_of_queries_are_read_as_people_write_them(data: bytes, listed: list[ListedQuery]) -> None:
    assert read_queries(data) == listed


def test_a_line_that_cannot_be_read_does_not_stop_the_rest() -> None:
    huge = b'"' + b"x" * 200_000 + b'"'
    listed = read_queries(b"query\na\n" + huge + b"\nb\n")
    assert [task.query for task in listed] == ["a", "", "b"]
    assert "cannot be read" in listed[1].fault


def test_a_quotation_mark_that_is_never_closed_spoils_its_own_line_only() -> None:
    lines = ["label,query", 'a,"one ""two"""', 'bad,"""open (', "c,three", 'd,"date:2024 four"']
    listed = read_queries("\n".join([*lines, 'e,"five', 'six"', 'f,"']).encode())
    assert [(task.label, task.query) for task in listed] == [
        ("a", 'one "two"'),
        ("", ""),
        ("c", "three"),
        ("d", "date:2024 four"),
        ("e", "five\nsix"),
        ("", ""),
    ]
    assert [task.fault.partition(" cannot")[0] for task in listed if task.fault] == ["Line 3", "Line 8"]
