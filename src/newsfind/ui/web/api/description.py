"""The OpenAPI document -> what the page about the API shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter; `choices` where only some values will do, `kind` and `range` else."""

    name: str
    where: str
    about: str
    kind: str
    usual: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """One address."""

    path: str
    name: str
    summary: str
    about: str
    parameters: tuple[Parameter, ...]
    answer: str


@dataclass(frozen=True, slots=True)
class Shape:
    """One kind of object and its keys: name, type."""

    name: str
    about: str
    keys: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Api:
    """All of it."""

    about: str
    operations: tuple[Operation, ...]
    shapes: tuple[Shape, ...]


def described(document: Mapping[str, Any]) -> Api:
    """The parts of an OpenAPI document, in its order."""
    shapes = document["components"]["schemas"]
    return Api(
        document["info"].get("description", ""),
        tuple(_operations(document["paths"])),
        tuple(
            Shape(
                name, shape.get("description", ""), tuple((key, _kind(of)) for key, of in shape["properties"].items())
            )
            for name, shape in shapes.items()
            if "properties" in shape
        ),
    )


def _operations(paths: Mapping[str, Any]) -> Iterator[Operation]:
    for path, methods in paths.items():
        operation = methods["get"]
        answer = operation["responses"]["200"]["content"]["application/json"]["schema"]
        yield Operation(
            path,
            path.removeprefix("/api/v1/").partition("/")[0],
            operation["summary"],
            operation["description"],
            tuple(map(_parameter, operation.get("parameters", ()))),
            _kind(answer),
        )


def _parameter(parameter: Mapping[str, Any]) -> Parameter:
    schema = parameter["schema"]
    usual = schema.get("default", "")
    usual = "" if isinstance(usual, list) else str(usual).lower() if isinstance(usual, bool) else str(usual)
    return Parameter(
        parameter["name"],
        parameter["in"],
        parameter.get("description", ""),
        _kind(schema) + _range(schema),
        usual,
        tuple(_choices(schema)),
    )


def _choices(schema: Mapping[str, Any]) -> list[str]:
    options = (schema, *schema.get("anyOf", ()))
    given = (option.get("enum", [option["const"]] if "const" in option else []) for option in options)
    return [choice for choices in given for choice in choices]


def _range(schema: Mapping[str, Any]) -> str:
    if "maximum" in schema:
        return f", {schema.get('minimum', 0):,} to {schema['maximum']:,}"
    if "maxItems" in schema:
        return f", at most {schema['maxItems']:,}"
    return f", at most {schema['maxLength']:,} characters" if "maxLength" in schema else ""


def _kind(schema: Mapping[str, Any]) -> str:
    """A type in words."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " or ".join(map(_kind, schema["anyOf"]))
    if "const" in schema:
        return str(schema["const"])
    if schema.get("type") == "array":
        inner = schema.get("items") or (schema.get("prefixItems") or [{}])[0]
        return "pair of numbers" if "prefixItems" in schema else f"list of {_kind(inner)}"
    if schema.get("type") == "object":
        values = schema.get("additionalProperties")
        return f"object of {_kind(values)}" if isinstance(values, dict) and values else "object"
    return {"string": "text", "integer": "number", "number": "number", "boolean": "true or false"}.get(
        schema.get("type", ""), str(schema.get("type", "any"))
    )
