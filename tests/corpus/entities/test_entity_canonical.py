import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfind.article import EntityType
from newsfind.corpus.entities.canonical import Named, name_entities
from newsfind.corpus.entities.canonical.clean import cleaned, without_suffix
from newsfind.corpus.entities.canonical.people import same_person
from newsfind.corpus.entities.mention import Mention

TYPES: dict[str, EntityType] = {"P": "person", "O": "organisation", "L": "place"}


def named(marked: str) -> list[Named]:
    """The values of a text in which mentions are marked as [Name|P], [Name|O] or [Name|L]."""
    text, mentions, at = "", [], 0
    for match in re.finditer(r"\[([^\]|]+)\|([POL])\]", marked):
        text += marked[at : match.start()]
        mentions.append(Mention(len(text), len(text) + len(match[1]), TYPES[match[2]]))
        text += match[1]
        at = match.end()
    return name_entities(text + marked[at:], mentions)


def names(marked: str) -> list[str]:
    return [value.name for value in named(marked)]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[Sen. Mark Warner|P] spoke. [Warner|P] left.", ["Mark Warner"]),
        ("[former President Barack Obama|P] and [Mr. Obama|P] and [OBAMA|P]", ["Barack Obama"]),
        ("[George W. Bush|P] met [George Bush|P] and [George W. Bush|P]", ["George W. Bush"]),
        ("[George W. Bush|P] and [George H. W. Bush|P]", ["George W. Bush", "George H. W. Bush"]),
        ("[Xi Jinping|P] spoke. [Xi|P] left.", ["Xi Jinping"]),
        ("[Ursula von der Leyen|P] and [von der Leyen|P]", ["Ursula von der Leyen"]),
        ("[Bashar al-Assad|P], said [Assad|P]", ["Bashar al-Assad"]),
        ("[Bill Reed|P] and [Ann Reed|P]; [Bill|P] and [Ann|P] sang", ["Bill Reed", "Ann Reed"]),
        ("[Tom Reed Jr.|P] and [Tom Reed|P]", ["Tom Reed Jr.", "Tom Reed"]),
        ("[Ann Reed|P], [Bob Reed|P], [Ann Reed|P], [Reed|P]", ["Ann Reed", "Bob Reed"]),
        ("[MARK WARNER|P] wrote", ["Mark Warner"]),
        ("[Eva Ortega Ruiz|P] sang. [Ortega|P] bowed.", ["Eva Ortega Ruiz"]),
        ("[Kwame Osei-Lund|P] sang. [Lund|P] bowed.", ["Kwame Osei-Lund"]),
        ("[MARK McCOY|P] wrote: [Mark McCoy|P]", ["Mark McCoy"]),
    ],
)
def test_a_person_has_one_value_an_article(marked: str, expected: list[str]) -> None:
    assert names(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "the [Senate Select Committee on Intelligence|O] ([SSCI|O]) met; [SSCI|O] left",
            ["Senate Select Committee on Intelligence"],
        ),
        ("[Federal Harbour Office|O] said. The [FHO|O] was open.", ["Federal Harbour Office"]),
        ("[Huawei Technologies Co|O] sued. [Huawei|O] won.", ["Huawei"]),
        ("[Senate|O] and [Senate Intelligence Committee|O]", ["Senate", "Senate Intelligence Committee"]),
        ("[Bright Foods Inc.|O] and [Bright Foods|O]", ["Bright Foods"]),
        ("[Justice Department|O] or [Department of Justice|O]", ["Justice Department"]),
        ("[Harbour Department|O] or [Department of Harbour|O]", ["Department of Harbour"]),
        ("The [House|O] is the [House of Commons|O]", ["House of Commons"]),
        ("[Labour|O] is the [Labour Party|O]", ["Labour Party"]),
        ("[Fox|O], [Fox News|O] and [Fox College|O]", ["Fox", "Fox News", "Fox College"]),
        ("The [Company|O] paid [GOP|O] and [Republican Party|O]", ["Republican Party"]),
        ("[U.N.|O], [UN|L] and [United Nations|O]", ["United Nations"]),
        ("[Acme Ltd|O] paid", ["Acme"]),
        ("[Korvane|P] is [Korvane Networks|O]", ["Korvane"]),
        ("[China|L] and [China Mobile|O]", ["China", "China Mobile"]),
        ("[NORDBANK|O] fell. [Nordbank|O] rose.", ["Nordbank"]),
        ("[NASA|O] flew", ["NASA"]),
        (
            "[First Union Bank|O] and [Free Users Board|O]; [FUB|O] is both",
            ["First Union Bank", "Free Users Board", "FUB"],
        ),
    ],
)
def test_an_organisation_has_one_value_an_article(marked: str, expected: list[str]) -> None:
    assert names(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("the [U.S.|L], the [US|L], [America|L], the [United States|L]", ["United States"]),
        ("[Britain|L] and the [UK|L]", ["United Kingdom"]),
        ("born in [Fla.|L], lives in [Florida|L]", ["Florida"]),
        ("[CHINA|L] and [China|L]", ["China"]),
        ("[RIO DE JANEIRO|L]", ["Rio de Janeiro"]),
        ("[the Netherlands|L]", ["Netherlands"]),
        ("[Albany|L], [NY|L], and [New York|L]", ["Albany", "New York"]),
    ],
)
def test_a_place_has_one_value_an_article(marked: str, expected: list[str]) -> None:
    assert names(marked) == expected


def test_every_other_form_is_an_alias_and_every_mention_is_counted() -> None:
    [committee] = named("the [Senate Select Committee on Intelligence|O] ([SSCI|O]), and [SSCI|O]")
    assert committee.aliases == ("SSCI",)
    assert len(committee.starts) == 3
    [states] = named("[U.S.|L] and [America|L]")
    assert states.aliases == ("U.S.", "America")


def test_somebody_called_america_stays_a_person() -> None:
    assert [(value.name, value.type) for value in named("[America Ferrera|P] sang, [America|P] danced")] == [
        ("America Ferrera", "person")
    ]


def test_an_agency_that_only_sent_the_article_is_no_value_of_it() -> None:
    assert names("[MOSCOW|L] ([Reuters|O]) - The [Reuters|O] office moved.") == ["Moscow", "Reuters"]
    assert names("[MOSCOW|L] ([Reuters|O]) - It rained.") == ["Moscow"]


@pytest.mark.parametrize(
    ("mention", "kind", "expected"),
    [
        ("Prime Minister Theresa May", "person", "Theresa May"),
        ("U.S. Trade Representative Robert Lighthizer", "person", "Robert Lighthizer"),
        ("the Fed", "organisation", "Fed"),
        ("“Huawei’s", "organisation", "Huawei"),
        ("Dean Baker", "person", "Dean Baker"),
        ("Major League Baseball", "organisation", "Major League Baseball"),
        ("President", "person", "President"),
        ("POPE Francis", "person", "Pope Francis"),
        ("Prince Harry Windsor", "person", "Harry Windsor"),
        ("---", "person", ""),
        ("U.S.-China", "organisation", ""),
    ],
)
def test_a_mention_is_cleaned_of_what_is_not_the_name(mention: str, kind: EntityType, expected: str) -> None:
    assert cleaned(mention, kind) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Bright Foods Co., Ltd.", "Bright Foods"),
        ("Ford Motor Co", "Ford Motor"),
        ("First Co", "First Co"),
        ("The Company", "The Company"),
        ("Harbour Group", "Harbour Group"),
    ],
)
def test_legal_forms_are_taken_off_where_a_name_is_left(name: str, expected: str) -> None:
    assert without_suffix(name) == expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Donald J. Trump", "Donald Trump", True),
        ("John Paul Jones", "John P. Jones", True),
        ("George W. Bush", "George H. W. Bush", False),
        ("Tom Reed Jr.", "Tom Reed", False),
        ("Tom Reed", "Ann Reed", False),
        ("Reed", "Reed", False),
    ],
)
def test_middle_names_may_be_missing_but_not_at_odds(one: str, other: str, same: bool) -> None:
    assert same_person(one, other) is same
    assert same_person(other, one) is same


@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                ["Ada Quill", "Quill", "Ada", "A. Quill Jr.", "QUILL", "U.S.", "Sona Co", "Sona", "SQ", "(SQ)"]
            ),
            st.sampled_from(["person", "organisation", "place"]),
        ),
        max_size=12,
    )
)
def test_no_mention_is_lost_or_counted_twice(tagged: list[tuple[str, EntityType]]) -> None:
    text, mentions = "", []
    for name, kind in tagged:
        mentions.append(Mention(len(text), len(text) + len(name), kind))
        text += name + " "
    values = name_entities(text, mentions)
    starts = sorted(start for value in values for start in value.starts)
    assert starts == [mention.start for mention in mentions]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("The [Hill|P] asked; a spokesman told The [Hill|O].", [("The Hill", "organisation")]),
        ("On the [Hill|L], [Fiona Hill|P] spoke.", [("Hill", "place"), ("Fiona Hill", "person")]),
        ("[Moody|O]'s cut it, [Moody's|O] said.", [("Moody's", "organisation")]),
        ("[U.K. Company|O] news", []),
        ("[U.S.-China|L] talks", []),
        ("[Holdings Inc|O] and [Co|O] and [Group|O]", []),
        ("[DST SYSTEMS INC|O] SAYS SO", [("DST Systems", "organisation")]),
    ],
)
def test_names_are_whole_and_are_names(marked: str, expected: list[tuple[str, str]]) -> None:
    assert [(value.name, value.type) for value in named(marked)] == expected
