from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from newsfind.corpus.normalize.language_model import LanguageModel

from .test_language import SENTENCES


@cache
def _ours() -> LanguageModel:
    return LanguageModel()


@cache
def _theirs() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([code for code in identifier.nb_classes if len(code) == len("en")])
    return identifier


def _same(text: str) -> None:
    code, probability = _ours().classify(text)
    known, likely = _theirs().classify(text)
    assert probability == pytest.approx(likely, abs=0.002)
    assert code == known


@pytest.mark.parametrize("code", SENTENCES)
def test_a_text_has_the_language_and_the_probability_that_py3langid_gives_it(code: str) -> None:
    _same(SENTENCES[code].lower())


@given(
    st.lists(st.sampled_from([*SENTENCES.values(), "\0\0", "\x00a", "é\u0301", "đž ћ", "𝔸", "\ud800", " "]), min_size=2)
)
def test_a_mixture_of_texts_has_the_language_that_py3langid_gives_it(pieces: list[str]) -> None:
    _same("".join(piece[::2] for piece in pieces).lower())
