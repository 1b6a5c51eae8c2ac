import pytest

from newsfind.corpus.normalize.language import detect

SENTENCES = {
    "en": "The council said on Monday that it would close two of the four bridges for repairs in the spring.",
    "de": "Der Stadtrat hat am Montag beschlossen, zwei der vier Brücken im Frühjahr für die Sanierung zu sperren.",
    "fr": "Le conseil municipal a décidé lundi de fermer deux des quatre ponts au printemps pour des travaux.",
    "es": "El ayuntamiento anunció el lunes que cerrará dos de los cuatro puentes durante la primavera por obras.",
    "it": "Il consiglio comunale ha deciso lunedì di chiudere due dei quattro ponti in primavera per i lavori.",
    "nl": "De gemeenteraad heeft maandag besloten om twee van de vier bruggen in het voorjaar te sluiten.",
    "pt": "A câmara municipal decidiu na segunda-feira encerrar duas das quatro pontes na primavera para obras.",
    "sv": "Kommunfullmäktige beslutade i måndags att stänga två av de fyra broarna under våren för reparation.",
    "ru": "Городской совет решил в понедельник закрыть на ремонт два из четырёх мостов этой весной.",
    "zh": "市议会星期一决定今年春天关闭四座桥梁中的两座进行维修，工程预计持续到夏天。",
}


@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_is_enough_to_know_its_language(code: str) -> None:
    assert detect(SENTENCES[code]) == code


def test_english_in_capitals_is_english() -> None:
    assert detect(SENTENCES["en"].upper()) == "en"


@pytest.mark.parametrize("text", ["", "   ", "2019", "Huawei", "1-0, 2-1, 3-1", "\x00\x00", "..."])
def test_what_has_too_few_letters_has_no_known_language(text: str) -> None:
    assert detect(text) == ""


def test_a_few_english_words_in_a_german_text_do_not_make_it_english() -> None:
    assert detect("„The Crown“ heißt die Serie, die in Großbritannien gedreht wurde und alle sehen wollen.") == "de"


def test_only_the_beginning_is_looked_at_so_long_texts_cost_no_more() -> None:
    assert detect(SENTENCES["en"] * 8 + SENTENCES["de"] * 10_000) == "en"
