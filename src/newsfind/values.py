"""`dataclass(frozen=True)`, with or without slots, of which nothing is compiled before there is a value.

A search loads some sixty kinds of values and makes values of less than half of them. Python's decorator writes and
compiles six methods for each kind while its module loads. The kinds made here are dataclasses as well (`fields`,
`replace`, `match` ...), but share all methods but `__init__`, which is compiled when it is first called. What it saves,
and what else there was: docs/decisions/0009-values.md.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn, cast

if TYPE_CHECKING:  # for types they are what Python's own decorator makes
    from dataclasses import dataclass

    from _typeshed import DataclassInstance
else:

    def dataclass(*, frozen: bool, slots: bool = False) -> Callable[[type[Any]], type[Any]]:
        """A decorator as that of `dataclasses`, which is there for what is not frozen."""
        if not frozen:
            raise TypeError("what is not frozen is no value")
        return partial(_made, slots=slots)


__all__ = ["dataclass"]


def _made(cls: type[Any], *, slots: bool) -> type[Any]:
    own = {name for name, method in cls.__dict__.items() if method is not None}  # with __eq__ comes a __hash__ of None
    cls.__doc__ = cls.__doc__ or cls.__name__  # else Python's decorator works out the signature for it
    made = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(cls)
    compared = [field.name for field in dataclasses.fields(made) if field.compare]
    parts = attrgetter(*compared) if compared else lambda value: ()

    def __init__(self: object, *given: object, **named: object) -> None:  # noqa: N807
        made.__init__ = _compiled_init(made)
        made.__init__(self, *given, **named)

    def __eq__(self: object, other: object) -> bool:  # noqa: N807
        return parts(self) == parts(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: object) -> int:  # noqa: N807
        return hash(parts(self))

    for method in (__init__, __repr__, __eq__, __hash__, __setattr__, __delattr__, __getstate__, __setstate__):
        if method.__name__ not in own:
            setattr(made, method.__name__, method)
    made.__signature__ = _Signature()
    return made


def _compiled_init(made: type[Any]) -> Callable[..., None]:
    """`__init__` as Python's decorator compiles it; a class of the same fields would come with five more methods."""
    fields = [field for field in dataclasses.fields(made) if field.init]
    known: dict[str, Any] = {"_set": object.__setattr__, "_unset": _UNSET}
    plain = [_parameter(field, known) for field in fields if not field.kw_only]
    by_name = [_parameter(field, known) for field in fields if field.kw_only]
    lines = [f"_set(self, {field.name!r}, {_given(field, known)})" for field in fields]
    lines += ["self.__post_init__()"] if hasattr(made, "__post_init__") else ["return"]
    parameters = ", ".join(["self", *plain, *(["*", *by_name] if by_name else [])])
    source = f"def __init__({parameters}):\n " + "\n ".join(lines)
    exec(source, known)  # noqa: S102 - as Python's decorator does it: there are names of fields in it, and no more
    init = known["__init__"]
    init.__qualname__ = f"{made.__qualname__}.__init__"
    init.__annotations__.update({field.name: field.type for field in fields} | {"return": None})
    return cast(Callable[..., None], init)


def _parameter(field: dataclasses.Field[Any], known: dict[str, Any]) -> str:
    if field.default_factory is not dataclasses.MISSING:
        return f"{field.name}=_unset"
    if field.default is dataclasses.MISSING:
        return field.name
    known[f"_default_{field.name}"] = field.default
    return f"{field.name}=_default_{field.name}"


def _given(field: dataclasses.Field[Any], known: dict[str, Any]) -> str:
    if field.default_factory is dataclasses.MISSING:
        return field.name
    known[f"_made_{field.name}"] = field.default_factory
    return f"_made_{field.name}() if {field.name} is _unset else {field.name}"


class _Unset:
    """In place of a part that is made anew for each value."""

    def __repr__(self) -> str:
        return "<factory>"


_UNSET = _Unset()


class _Signature:
    """What `help` and notebooks show of how a value is made."""

    def __get__(self, value: object, made: type[Any]) -> object:
        from inspect import signature  # noqa: PLC0415 - seldom needed

        whole = signature(_compiled_init(made))
        return whole.replace(parameters=list(whole.parameters.values())[1:])


def __repr__(self: DataclassInstance) -> str:  # noqa: N807 - these four are methods of all values
    shown = (f"{field.name}={getattr(self, field.name)!r}" for field in dataclasses.fields(self) if field.repr)
    return f"{self.__class__.__qualname__}({', '.join(shown)})"


def __setattr__(self: object, name: str, value: object) -> NoReturn:  # noqa: N807
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def __delattr__(self: object, name: str) -> NoReturn:  # noqa: N807
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def __getstate__(self: DataclassInstance) -> list[object]:  # noqa: N807
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def __setstate__(self: DataclassInstance, state: list[object]) -> None:  # noqa: N807
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)
