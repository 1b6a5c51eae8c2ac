import subprocess
import sys
from pathlib import Path

import pytest

from newsfind.article import Article
from newsfind.corpus.entities import annotate, open_tagger
from newsfind.errors import TaggerUnavailable


def test_the_built_in_tagger_is_the_default() -> None:
    assert open_tagger().name == "builtin"


def test_an_unknown_tagger_is_refused_with_the_names_of_those_there_are() -> None:
    with pytest.raises(TaggerUnavailable, match=r"no tagger named 'nobody'.*builtin.*none.*spacy"):
        open_tagger("nobody")


def test_what_a_tagger_needs_is_loaded_only_when_it_is_opened() -> None:
    code = "import sys, newsfind.corpus.entities; print('newsfind.corpus.entities.builtin' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


LOUD = """
import re
from newsfind.corpus.entities import Mention, full_text

class Loud:
    languages = frozenset()

    def __init__(self, argument):
        self.name = f"loud:{argument}"

    def tag(self, articles):
        for article in articles:
            found = re.finditer(self.name[5:], full_text(article))
            yield [Mention(match.start(), match.end(), "organisation") for match in found]
"""


def test_another_package_brings_a_tagger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "loud.py").write_text(LOUD, encoding="utf-8")
    info = tmp_path / "loud-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: loud\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[newsfind.taggers]\nloud = loud:Loud\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    [done] = annotate([Article("a", "", "A NOISE, then quiet.")], open_tagger("loud:NOISE"))
    assert [(entity.name, entity.type) for entity in done.entities] == [("NOISE", "organisation")]
