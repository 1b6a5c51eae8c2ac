import pytest

from newsfind.article import EntityType
from newsfind.corpus.entities.merging import Candidate, merge
from newsfind.corpus.entities.overrules import Decision, Overrules


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
        ("organisation", ("Huawei Technologies Co", "Huawei"), {"Huawei Technologies Co": "Huawei"}),
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
        ("organisation", ("FUB", "First Union Bank", "Free Users Board")),
        ("organisation", ("Senate", "Senate Intelligence Committee")),
        ("organisation", ("Bank", "Bank Group")),
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


def test_nothing_gives_nothing() -> None:
    assert merge([]) == {}
