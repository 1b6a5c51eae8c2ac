"""The API: the objects of the command line, described by OpenAPI, errors as problem+json."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest
import schemathesis
from schemathesis import GenerationMode
from schemathesis.schemas import BaseSchema
from starlette.testclient import TestClient

from newsfind.article import Article
from newsfind.index.engines import open_engine
from newsfind.ui.cli import run
from newsfind.ui.web.app import create_app
from newsfind.ui.web.readers import Readers
from newsfind.ui.web.site import ServeOptions

Print = Callable[..., object]
_CHANGING = ("took_ms",)


@pytest.fixture
def printed(sample: Path, capsys: pytest.CaptureFixture[str]) -> Print:
    def call(*arguments: str) -> object:
        capsys.readouterr()
        run([*arguments, "--index", str(sample)])
        return json.loads(capsys.readouterr().out)

    return call


def settled(answer: object) -> object:
    assert isinstance(answer, dict)
    return {name: value for name, value in answer.items() if name not in _CHANGING}


@pytest.mark.parametrize(
    ("path", "command"),
    [
        ("search?q=Korvane&facet=section&facet=people:3", "search Korvane --facet section --facet people:3"),
        (
            "search?q=ferry&section=World&since=2023&sort=newest",
            "search ferry --section World --since 2023 --sort newest",
        ),
        ("search?q=comet&copies=group&limit=3&offset=1", "search comet --dupes group -n 3 --offset 1"),
        ("search?q=ferry+strike&any=true", "search ferry strike --any"),
        ("search?q=trade+talks&phrase=true", "search trade talks --phrase"),
        ("facets/people?q=Korvane&prefix=be", "facets people Korvane --prefix be"),
        ("suggest?typed=korv&limit=10", "complete korv"),
        ("trend?q=Korvane&q=ferry&by=year", "trend Korvane ferry --by year"),
        ("stories?limit=20", "stories"),
        ("status", "status"),
    ],
)
def test_the_api_answers_what_the_command_prints(client: TestClient, printed: Print, path: str, command: str) -> None:
    assert settled(client.get(f"/api/v1/{path}").json()) == settled(printed(*command.split(), "--json"))


def test_an_article_and_what_is_similar_are_those_of_the_commands(client: TestClient, printed: Print) -> None:
    first = client.get("/api/v1/search?q=Korvane").json()["hits"][0]["id"]
    shown = client.get(f"/api/v1/articles/{first}", params={"q": "Korvane"}).json()
    assert shown == printed("show", first, "--query", "Korvane", "--json")
    assert "marks" not in client.get(f"/api/v1/articles/{first}").json()
    similar = client.get(f"/api/v1/similar/{first}?limit=5").json()
    assert settled(similar) == settled(printed("similar", first, "-n", "5", "--json"))


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("articles/unknown", 404, "no article of this id"),
        ("similar/unknown", 404, "no article of this id"),
        ("nothing", 404, "nothing at this address"),
        ("facets/colour", 400, "field"),
        ("search?facet=colour", 400, "facet"),
        ("search?since=someday", 400, "since"),
        ("search?limit=many", 400, "limit"),
        ("search?sort=loudest", 400, "sort"),
        ("trend?by=decade", 400, "by"),
    ],
)
def test_what_is_wrong_is_said_as_problem_json(client: TestClient, path: str, status: int, said: str) -> None:
    answer = client.get(f"/api/v1/{path}")
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    problem = answer.json()
    assert set(problem) == {"type", "title", "status", "detail"}
    assert said in problem["detail"]


def test_the_description_states_the_limits(client: TestClient) -> None:
    document = client.get("/api/openapi.json").json()
    said = document["info"]["description"]
    for limit in ("2,000 characters", "each filter 50 values", "100 hits", "10,000 hits", "10 seconds"):
        assert limit in " ".join(said.split())
    assert set(document["paths"]) >= {
        f"/api/v1/{name}"
        for name in (
            "search",
            "articles/{article_id}",
            "similar/{article_id}",
            "facets/{field}",
            "suggest",
            "trend",
            "status",
        )
    }


def test_half_a_character_is_no_fault(tmp_path: Path) -> None:

    engine = open_engine(tmp_path, create=True)
    with engine.writer() as writer:
        writer.add([Article(id="half", headline="A ferry", body="The ferry \ud83d ran.")])
    engine.close()
    with TestClient(create_app(Readers(str(tmp_path))), base_url="http://localhost") as client:
        assert client.get("/api/v1/articles/half").status_code == 200
        assert client.get("/article/half?q=ferry").status_code == 200
        assert client.get("/search?q=ferry").status_code == 200


@pytest.fixture(scope="module")
def described(sample: Path) -> BaseSchema:
    app = create_app(Readers(str(sample)), ServeOptions(hosts=frozenset({"testserver"})))
    return schemathesis.openapi.from_asgi("/api/openapi.json", app)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_schemathesis_finds_nothing(described: BaseSchema, mode: GenerationMode) -> None:
    """Requests as described get answers as described; others get a problem, and never a fault."""
    operations = [found.ok() for found in described.get_all_operations()]
    assert len(operations) == 8
    for operation in operations:
        if mode is GenerationMode.NEGATIVE and operation.path.endswith("/status"):
            continue  # it takes nothing that could be wrong

        @hypothesis.given(case=operation.as_strategy(generation_mode=mode))
        @hypothesis.settings(max_examples=8, deadline=None, suppress_health_check=list(hypothesis.HealthCheck))
        def is_as_described(case: schemathesis.Case) -> None:
            case.call_and_validate()

        is_as_described()
