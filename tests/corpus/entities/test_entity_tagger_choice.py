import subprocess
import sys

import pytest

from newsfind.corpus.entities import open_tagger
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
