from newsfind.article import EntityType
from newsfind.corpus.entities.document import settle
from newsfind.corpus.entities.mention import Mention


def settled(text: str, *tagged: tuple[str, int, EntityType]) -> list[tuple[int, str, EntityType]]:
    """Tags the nth place of each name, and gives back (start, name, type) after the pass."""
    mentions = []
    for name, nth, kind in tagged:
        start = -1
        for _ in range(nth):
            start = text.index(name, start + 1)
        mentions.append(Mention(start, start + len(name), kind))
    done = settle(text, sorted(mentions, key=lambda mention: mention.start))
    return [(mention.start, text[mention.start : mention.end], mention.type) for mention in done]


def test_the_majority_decides_what_a_name_is() -> None:
    text = "Sona won. Sona lost. Sona drew."
    tagged: list[tuple[str, int, EntityType]] = [
        ("Sona", 1, "organisation"),
        ("Sona", 2, "place"),
        ("Sona", 3, "place"),
    ]
    assert {kind for _, _, kind in settled(text, *tagged)} == {"place"}


def test_a_last_name_alone_is_the_person_whatever_it_was_tagged() -> None:
    text = "Ada Quill spoke. Quill left."
    assert settled(text, ("Ada Quill", 1, "person"), ("Quill", 2, "organisation"))[1] == (17, "Quill", "person")


def test_untagged_repeats_of_a_full_name_and_its_last_name_are_tagged() -> None:
    text = "Ada Quill spoke. Quill left; Ada Quill came back."
    assert settled(text, ("Ada Quill", 1, "person")) == [
        (0, "Ada Quill", "person"),
        (17, "Quill", "person"),
        (29, "Ada Quill", "person"),
    ]


def test_repeats_inside_other_words_or_other_names_are_left_alone() -> None:
    text = "New Sona Bank grew. Sona, Sona and Sonata met; New Sona Bank fell."
    names = [name for _, name, _ in settled(text, ("New Sona Bank", 1, "organisation"), ("Sona", 2, "place"))]
    assert names == ["New Sona Bank", "Sona", "New Sona Bank"]


def test_a_single_word_tagged_once_is_not_spread() -> None:
    text = "May spoke. In May it rained."
    assert settled(text, ("May", 1, "person")) == [(0, "May", "person")]


def test_junior_is_no_last_name() -> None:
    text = "Tom Reed Jr. spoke to Jr. Smith"
    assert settled(text, ("Tom Reed Jr", 1, "person")) == [(0, "Tom Reed Jr", "person")]


def test_a_name_cut_at_a_particle_is_one_person() -> None:
    text = "Willy de Clercq met Omar al-Bashir and Ada of Oslo."
    tagged: list[tuple[str, int, EntityType]] = [
        (name, 1, "person") for name in ("Willy", "Clercq", "Omar", "Bashir", "Ada", "Oslo")
    ]
    assert [name for _, name, _ in settled(text, *tagged)] == ["Willy de Clercq", "Omar al-Bashir", "Ada", "Oslo"]


def test_a_headline_in_capitals_follows_the_text_below() -> None:
    text = "MARO SAYS NO. Maro said no on Monday."
    assert {kind for _, _, kind in settled(text, ("MARO", 1, "organisation"), ("Maro", 1, "person"))} == {"person"}
    text = "QUILL SAYS NO. Ada Quill said no."
    assert {kind for _, _, kind in settled(text, ("QUILL", 1, "place"), ("Ada Quill", 1, "person"))} == {"person"}


def test_a_last_name_that_is_a_month_belongs_to_the_person() -> None:
    text = "Prime Minister Theresa May met Ada. June fell."
    assert [name for _, name, _ in settled(text, ("Theresa", 1, "person"), ("Ada", 1, "person"))] == [
        "Theresa May",
        "Ada",
    ]
    tagged: list[tuple[str, int, EntityType]] = [("Theresa", 1, "person"), ("May", 1, "place")]
    assert [name for _, name, _ in settled(text, *tagged)] == ["Theresa May"]
    text = "Trump May Visit Oslo. He saw Ada May 5 times."
    assert [name for _, name, _ in settled(text, ("Trump", 1, "person"), ("Ada", 1, "person"))] == ["Trump", "Ada"]


def test_codes_of_shares_days_and_states_of_parties_are_no_names() -> None:
    text = "Quill Corp <QLC.O> (QLC.N) of <Nord Bank> fell on Monday, said Ada Reed (R-Ohio). We’ve seen R-Ohio."
    tagged: list[tuple[str, int, EntityType]] = [
        ("Quill Corp", 1, "organisation"),
        ("QLC", 1, "organisation"),
        ("QLC", 2, "organisation"),
        ("Nord Bank", 1, "organisation"),
        ("Monday", 1, "person"),
        ("Ada Reed", 1, "person"),
        ("R-Ohio", 2, "organisation"),
        ("We’ve", 1, "person"),
    ]
    assert [name for _, name, _ in settled(text, *tagged)] == ["Quill Corp", "Nord Bank", "Ada Reed"]


def test_a_headline_in_capitals_is_cut_down_to_the_name_that_the_text_has() -> None:
    text = "NORD BANK TEAMS STUDYING LOAN\n\nTeams of Nord Bank came."
    tagged: list[tuple[str, int, EntityType]] = [
        ("NORD BANK TEAMS STUDYING LOAN", 1, "organisation"),
        ("Nord Bank", 1, "organisation"),
    ]
    assert settled(text, *tagged)[0] == (0, "NORD BANK", "organisation")


def test_an_arabic_article_belongs_to_the_name_behind_it() -> None:
    text = "In Oslo al-Qaeda (al-Shabab) met Omar al-Bashir; equal-Qaeda."
    tagged: list[tuple[str, int, EntityType]] = [
        ("Qaeda", 1, "organisation"),
        ("Shabab", 1, "organisation"),
        ("Omar", 1, "person"),
        ("Bashir", 1, "person"),
    ]
    assert [name for _, name, _ in settled(text, *tagged)] == ["al-Qaeda", "al-Shabab", "Omar al-Bashir"]


def test_a_name_that_runs_into_its_full_form_and_the_next_headline_is_the_name() -> None:
    for text, name in (
        ("Ada Quill Ada Maria Quill2020 hopefuls", "Ada Quill"),
        ("Quill Ada Maria QuillSenate votes", "Quill"),
        ("Ada Quill Ada Maria", "Ada Quill"),
        ("Ada Moore Quill Ada Maria Moore QuillSenate", "Ada Moore Quill"),
        ("Ford Madox Ford", "Ford Madox Ford"),
        ("William Carlos Williams Smith", "William Carlos Williams Smith"),
    ):
        whole = text.removesuffix(" hopefuls").removesuffix(" votes")
        assert settled(text, (whole, 1, "person"))[0] == (0, name, "person")
