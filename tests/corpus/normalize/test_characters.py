"""Text as people should see it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsfind.corpus.normalize.characters import one_line, repair


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("one\u00a0two\u2009three", "one two three"),
        ("soft\u00adhyphen zero\u200bwidth", "softhyphen zerowidth"),
        ("e\ufb03cient \ufb01rm", "efficient firm"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("page one\fpage two", "page one\n\npage two"),
        ("cafe\u0301", "café"),
        ("cafÃ© and â€œquotesâ€\u009d", "café and “quotes”"),
        ("It\u0092s \u0093so\u0094", "It’s “so”"),
        ("bell\x07 and \x1b[31mred", "bell and [31mred"),
        ("“curly” – dashes — stay", "“curly” – dashes — stay"),
        ("Ã la carte is not touched without need: São Paulo", "Ã la carte is not touched without need: São Paulo"),
    ],
)
def test_characters_are_repaired(raw: str, clean: str) -> None:
    assert repair(raw) == clean


def test_joiners_that_a_script_needs_stay() -> None:
    assert repair("می\u200cخواهم") == "می\u200cخواهم"


# Signs of double encoding are left out: what was encoded three times takes two repairs.
SINGLE = st.text(alphabet=st.characters(exclude_characters="ÂÃÅâ", exclude_categories=("Cs", "Mn", "Mc")))


@settings(deadline=None)
@given(SINGLE)
def test_repairing_twice_changes_nothing_more(text: str) -> None:
    assert repair(repair(text)) == repair(text)


def test_one_line_has_single_spaces() -> None:
    assert one_line("  a \n\n b\u00a0 c ") == "a b c"
