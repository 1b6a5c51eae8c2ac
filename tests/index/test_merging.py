import pytest

from newsfind.article import EntityType
from newsfind.index.merging import Candidate, merge
from newsfind.index.overrules import Decision, Overrules


def merged(kind: EntityType, *names: str | tuple[str, ...], overrules: Overrules | None = None) -> dict[str, str]:
    """Candidates in falling frequency; in a tuple the aliases follow the name."""
    candidates = []
    for rank, name in enumerate(names):
        first, *aliases = (name,) if isinstance(name, str) else name
        candidates.append(Candidate(first, kind, 100 - rank, tuple(aliases)))
    return {name: kept for (_, name), kept in merge(candidates, overrules).items()}


@pytest.mark.parametrize(
    ("kind", "names", "expected"),
    [
        ("person", ("José Mourinho", "Jose Mourinho"), {"Jose Mourinho": "José Mourinho"}),
        ("place", ("Port-au-Prince", "PORT AU PRINCE"), {"PORT AU PRINCE": "Port-au-Prince"}),
        ("organisation", ("Huawei", "Huawei Technologies Co"), {"Huawei Technologies Co": "Huawei"}),
        ("organisation", ("Huawei Technologies Co", "Huawei"), {"Huawei Technologies Co": "Huawei"}),
        ("organisation", ("Norda", "Norda Corp.", "Norda Bank"), {"Norda Corp.": "Norda"}),
        ("place", ("west-germany", "West Germany"), {"west-germany": "West Germany"}),
        ("person", ("JFK", ("John F. Kennedy", "JFK")), {"JFK": "John F. Kennedy"}),
        (
            "organisation",
            ("Justice Department", "Department of Justice"),
            {"Department of Justice": "Justice Department"},
        ),
        ("organisation", ("FHO", "Federal Harbour Office"), {"FHO": "Federal Harbour Office"}),
        ("organisation", ("SSCI", ("Senate Intelligence Panel", "SSCI")), {"SSCI": "Senate Intelligence Panel"}),
        ("person", ("Donald Trump", ("Donald J. Trump", "Donald Trump")), {"Donald J. Trump": "Donald Trump"}),
    ],
)
def test_safe_cases_are_joined(
    kind: EntityType, names: tuple[str | tuple[str, ...], ...], expected: dict[str, str]
) -> None:
    assert merged(kind, *names) == expected


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("person", ("Ann Smith", "Bob Smith", "Smith")),
        ("person", ("Smith", ("Ann Smith", "Smith"))),
        ("person", ("John Smith", "John A. Smith")),
        ("person", ("George Bush", ("George W. Bush", "George Bush"), ("George H. W. Bush", "George Bush"))),
        ("person", ("Tom Reed", ("Tom Reed Jr.", "Tom Reed"))),
        ("person", ("John Adams", ("John Quincy Adams", "John Adams"))),
        ("organisation", ("FUB", "First Union Bank", "Free Users Board")),
        ("organisation", ("Senate", "Senate Intelligence Committee")),
        ("organisation", ("General", "General Group")),
        ("organisation", ("Norda", "Norda Group", "Norda Motors")),
        ("organisation", ("Norda", "Norda Bank")),
        ("organisation", ("Senate", "Senate Group")),
        ("organisation", ("CBI", "Coastal Bank International", "CBI Industries")),
        ("organisation", ("BONN", ("Bonn Ministry", "BONN"))),
        ("organisation", ("FHO", *(f"Other{n}" for n in range(60)), "Federal Harbour Office")),
        ("place", ("Georgia", "Georgia Group")),
    ],
)
def test_unsafe_cases_are_not(kind: EntityType, names: tuple[str | tuple[str, ...], ...]) -> None:
    assert merged(kind, *names) == {}


def test_names_of_different_types_stay_apart() -> None:
    assert merge([Candidate("Chelsea", "organisation", 5), Candidate("CHELSEA", "place", 2)]) == {}


def test_a_person_can_merge_what_no_rule_would() -> None:
    rules = Overrules(merges=(Decision("person", ("Bill Clinton", "William Jefferson Clinton")),))
    assert merged("person", "Bill Clinton", "William Jefferson Clinton", overrules=rules) == {
        "William Jefferson Clinton": "Bill Clinton"
    }


def test_the_name_a_person_put_first_is_kept_however_rare() -> None:
    rules = Overrules(merges=(Decision("organisation", ("Acme", "Acme Works")),))
    found = merged("organisation", "Acme Works", "ACME WORKS", "Acme", overrules=rules)
    assert found == {"Acme Works": "Acme", "ACME WORKS": "Acme"}


def test_what_a_person_split_stays_apart_even_through_a_third_name() -> None:
    rules = Overrules(splits=(Decision("organisation", ("Apple Corps", "Apple Inc")),))
    found = merged("organisation", "Apple", "Apple Inc", "Apple Corp", "Apple Corps", overrules=rules)
    assert found["Apple Inc"] == "Apple"
    assert "Apple Corps" not in found


def test_an_acronym_that_is_hardly_ever_written_out_is_shown_itself() -> None:
    bureau = Candidate("Federal Harbour Bureau", "organisation", 2, ("FHB",))
    assert merge([Candidate("FHB", "organisation", 90), bureau]) == {("organisation", "Federal Harbour Bureau"): "FHB"}


def test_nothing_gives_nothing() -> None:
    assert merge([]) == {}
