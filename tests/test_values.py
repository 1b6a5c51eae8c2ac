"""Values are what Python's own frozen, slotted dataclasses are: the same is asked of both."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Callable
from typing import Any, ClassVar

import pytest

from newsfind import values


@dataclasses.dataclass(frozen=True, slots=True)
class Plain:
    """A kind of value."""

    MOST: ClassVar[int] = 3

    name: str
    size: int = 1
    parts: tuple[Any, ...] = dataclasses.field(default_factory=tuple, repr=False)
    remark: str = dataclasses.field(default="", compare=False, kw_only=True)

    def __post_init__(self) -> None:
        if self.size > self.MOST:
            raise ValueError(self.name)

    def __len__(self) -> int:
        return self.size


@values.dataclass(frozen=True, slots=True)
class Value:
    """A kind of value."""

    MOST: ClassVar[int] = 3

    name: str
    size: int = 1
    parts: tuple[Any, ...] = dataclasses.field(default_factory=tuple, repr=False)
    remark: str = dataclasses.field(default="", compare=False, kw_only=True)

    def __post_init__(self) -> None:
        if self.size > self.MOST:
            raise ValueError(self.name)

    def __len__(self) -> int:
        return self.size


@values.dataclass(frozen=True, slots=True)
class Named:
    """A kind of value with ways of its own."""

    name: str

    def __repr__(self) -> str:
        return f"<{self.name}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Named) and self.name.lower() == other.name.lower()

    def __hash__(self) -> int:
        return hash(self.name.lower())


@values.dataclass(frozen=True, slots=True)
class Nothing:
    """A kind of which all values are alike."""


Kind = Callable[..., Any]
both = pytest.mark.parametrize("kind", [Plain, Value])


@both
def test_it_is_made_from_its_fields_in_order_or_by_name(kind: Kind) -> None:
    value = kind("a", 2, remark="seen")
    assert (value.name, value.size, value.parts, value.remark) == ("a", 2, (), "seen")
    assert kind(name="a").size == 1
    for wrong in ({}, {"name": "a", "colour": "red"}):
        with pytest.raises(TypeError, match=rf"{kind.__name__}.__init__\(\)"):  # type: ignore[attr-defined]
            kind(**wrong)
    with pytest.raises(TypeError):
        kind("a", 1, (), "seen")
    with pytest.raises(ValueError, match="big"):
        kind("big", 4)


@both
def test_it_is_equal_to_one_of_its_kind_with_the_same_fields(kind: Kind) -> None:
    one = kind("a", 2)
    assert one == kind("a", 2, remark="not compared")
    assert one != kind("a", 3)
    assert one != ("a", 2, ())
    assert one != Plain("a", 2) or kind is Plain
    assert len({one, kind("a", 2), kind("b", 2)}) == 2


@both
def test_it_says_what_it_holds(kind: Kind) -> None:
    assert repr(kind("a", 2, ("hidden",))) == f"{kind.__name__}(name='a', size=2, remark='')"  # type: ignore[attr-defined]


@both
def test_nothing_of_it_can_be_changed(kind: Kind) -> None:
    value = kind("a")
    with pytest.raises(dataclasses.FrozenInstanceError):
        value.name = "b"
    with pytest.raises(dataclasses.FrozenInstanceError):
        del value.name
    with pytest.raises((AttributeError, TypeError)):
        value.colour = "red"
    assert not hasattr(value, "__dict__")


@both
def test_it_is_copied_pickled_and_made_again_with_changes(kind: Kind) -> None:
    value = kind("a", 2, (["deep"],), remark="seen")
    for other in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))):
        assert (type(other), other, other.remark) == (kind, value, "seen")
    assert copy.deepcopy(value).parts[0] is not value.parts[0]
    assert dataclasses.replace(value, size=3) == kind("a", 3, (["deep"],))
    assert dataclasses.asdict(value) == {"name": "a", "size": 2, "parts": (["deep"],), "remark": "seen"}


@both
def test_it_matches_by_place_and_by_name(kind: Any) -> None:
    match kind("a", 2):
        case kind(name, 2, parts=()):
            assert name == "a"
        case _:
            pytest.fail("no match")


def test_help_shows_how_it_is_made_before_one_is() -> None:
    @values.dataclass(frozen=True, slots=True)
    class Fresh:
        """A kind of which there is no value yet."""

        name: str
        size: int = 1

    assert str(inspect.signature(Fresh)) == "(name: 'str', size: 'int' = 1) -> None"
    assert str(inspect.signature(Value)) == str(inspect.signature(Plain))


def test_what_a_kind_says_of_itself_stands() -> None:
    assert (repr(Named("A")), Named("A") == Named("a"), len({Named("A"), Named("a")})) == ("<A>", True, 1)


def test_values_without_fields_are_alike() -> None:
    assert Nothing() == copy.copy(Nothing()) == pickle.loads(pickle.dumps(Nothing()))
    assert (repr(Nothing()), hash(Nothing())) == ("Nothing()", hash(Nothing()))
