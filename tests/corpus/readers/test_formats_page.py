"""The page on formats says what the code does."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsfind.corpus.readers import all_readers
from newsfind.corpus.readers.fields import ALIASES

PAGE = (Path(__file__).parents[3] / "docs" / "formats.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("reader", all_readers(), ids=lambda reader: reader.name)
def test_every_suffix_of_every_reader_is_on_the_page(reader: object) -> None:
    assert [suffix for suffix in reader.suffixes if f"`{suffix}`" not in PAGE] == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("field", ALIASES)
def test_every_name_of_a_field_is_on_the_page(field: str) -> None:
    (row,) = [line for line in PAGE.splitlines() if line.startswith(f"| `{field}` |")]
    assert row == f"| `{field}` | {', '.join(f'`{name}`' for name in ALIASES[field])} |"
