"""Two paragraphs of a story, and files of any format that are written and read back."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from newsfind.article import Article
from newsfind.corpus.normalize import normalize
from newsfind.corpus.raw import RawArticle, Skipped
from newsfind.corpus.readers import read_file

STORY = "The port authority said on Monday that the old bridge would stay closed until the autumn, for repairs of its pillars."
MORE = "“We will not take risks,” said its head, Ann Lee, who took office in March after a long quarrel in the council."


def read(
    folder: Path, name: str, content: str | bytes, field_map: Mapping[str, str] | None = None
) -> list[RawArticle | Skipped]:
    """What is found in a file of this content."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read_file(path, name, field_map))


def articles(found: list[RawArticle | Skipped]) -> list[Article]:
    """What became an article, normalized."""
    made = [normalize(item) for item in found if isinstance(item, RawArticle)]
    return [item for item in made if isinstance(item, Article)]


def one(found: list[RawArticle | Skipped]) -> Article:
    """The only one, which is an article."""
    (raw,) = found
    assert isinstance(raw, RawArticle), raw
    made = normalize(raw)
    assert isinstance(made, Article), made
    return made


def zipped(members: dict[str, bytes]) -> bytes:
    """A zip file of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, data in members.items():
            opened.writestr(name, data)
    return out.getvalue()
