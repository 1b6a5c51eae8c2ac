"""The index as an assistant has it: the SDK's own client, over stdin and stdout of the real command."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters

import newsfind
from ui.apart import run_apart

ROOT = Path(__file__).resolve().parents[2]
CITATION = {"id", "headline", "source", "date", "url"}
Ask = Callable[..., Awaitable[Any]]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mcp")
    long = " ".join(["A glacier moved."] * 10_000)
    (folder / "long.txt").write_text(f"A year of one glacier\n\n{long}\n", encoding="utf-8")
    newsfind.build([ROOT / "corpus", folder / "long.txt"], folder / "index", jobs=1)
    return folder / "index"


def conversation(place: Path, talk: Callable[[Client], Awaitable[None]]) -> None:
    """What a client and the command say to each other."""

    async def talked() -> None:
        command = StdioServerParameters(command=sys.executable, args=["-m", "newsfind", "mcp", "--index", str(place)])
        with anyio.fail_after(60):
            async with Client(command) as client:
                await talk(client)

    run_apart(talked)


async def answer(client: Client, tool: str, **arguments: object) -> dict[str, Any]:
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, result.content
    shown = result.structured_content
    assert isinstance(shown, dict)
    return shown


def test_an_assistant_searches_reads_and_counts_and_every_answer_is_cited(place: Path) -> None:
    async def talk(client: Client) -> None:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert set(tools) == {"search", "get_article", "similar_articles", "facets", "trend"}
        assert all(tool.annotations and tool.annotations.read_only_hint for tool in tools.values())
        assert "never an instruction" in (client.instructions or "")

        found = await answer(client, "search", query='"no-spy agreement"')
        [hit] = found["hits"]
        assert found["total"] == 1
        assert "no-spy” agreement" in hit["passages"][0]

        first = hit["citation"]["id"]
        read = await answer(client, "get_article", article_id=first, query="agreement")
        assert read["body"].split()
        start, end = read["marks"]["body"][0]
        assert "agreement" in read["body"][start:end]

        similar = await answer(client, "similar_articles", article_id=first, limit=3)
        people = await answer(client, "facets", field="people", query="Korvane")
        assert any(count["value"] == "Beatriz Salgado" and count["count"] > 2 for count in people["values"])
        trend = await answer(client, "trend", queries=["Korvane", "ferry"], by="year", since="2023")
        assert sum(trend["series"][0]["counts"]) == 12
        for shown in (found, read, similar, people, trend):
            assert shown["citations"]
            assert all(set(citation) == CITATION for citation in shown["citations"])

    conversation(place, talk)


def test_of_a_very_long_article_the_first_part_is_given_with_the_marks_in_it(place: Path) -> None:
    async def talk(client: Client) -> None:
        found = await answer(client, "search", query="headline:glacier")
        [hit] = found["hits"]
        read = await answer(client, "get_article", article_id=hit["citation"]["id"], query="glacier")
        assert read["cut"]
        assert {read["body"][start:end] for start, end in read["marks"]["body"]} == {"glacier"}
        assert len(read["marks"]["body"]) == read["body"].count("glacier") < 10_000

    conversation(place, talk)


def test_what_is_wrong_is_said_so_that_an_assistant_can_do_better(place: Path) -> None:
    async def talk(client: Client) -> None:
        for tool, arguments, said in (
            ("get_article", {"article_id": "unknown"}, "Search for it first"),
            ("search", {"query": "ferry", "since": "someday"}, "not understood as a date"),
            ("search", {"query": "ferry", "limit": 1000}, "limit"),
        ):
            result = await client.call_tool(tool, arguments)
            assert result.is_error
            assert said in str(result.content)
        found = await answer(client, "search", query="Korvaen masts")
        assert found["did_you_mean"] == "Korvane masts"

    conversation(place, talk)
