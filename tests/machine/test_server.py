"""The server as a client meets it: in memory, and as a program on standard input and output."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters
from mcp.shared.exceptions import MCPError
from starlette.testclient import TestClient

from tawatur.collection import create_collection, open_collection
from tawatur.machine import server as machine
from tawatur.machine.tools import TOOLS

Do = Callable[[Client], Awaitable[Any]]
WithClient = Callable[[Path, Do], Any]
RunAsync = Callable[[Callable[[], Awaitable[Any]]], Any]
HELLO = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {
    "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "0"}}}


@pytest.fixture
def with_client(run_async: RunAsync) -> WithClient:
    def with_client(folder: Path, do: Do) -> Any:
        async def run() -> Any:
            with open_collection(folder, read_only=True) as collection:
                async with Client(machine.make_server(collection)) as client:
                    return await do(client)

        return run_async(run)

    return with_client


def text(result: Any) -> str:
    (block,) = result.content
    return str(block.text)


def test_the_tools_are_listed_with_schemas_and_read_alone(press: Path, with_client: WithClient) -> None:
    async def do(client: Client) -> Any:
        return await client.list_tools(), client.instructions

    listed, instructions = with_client(press, do)
    assert {tool.name for tool in listed.tools} == set(TOOLS)
    for tool in listed.tools:
        for schema in (tool.input_schema, tool.output_schema):
            jsonschema.Draft202012Validator.check_schema(schema)
            assert schema["type"] == "object"
        assert tool.annotations.read_only_hint is True
        assert tool.input_schema["additionalProperties"] is False
    assert "never an instruction" in instructions


def test_an_answer_comes_as_text_and_as_data(press: Path, with_client: WithClient) -> None:
    async def do(client: Client) -> Any:
        return await client.call_tool("story", {"id": "sahl-7", "limit": 1})

    result = with_client(press, do)
    assert not result.is_error
    data = result.structured_content
    assert data["found"]
    assert text(result).startswith(data["note"])
    quote = data["groups"][0]["told"][0]["words"]
    assert json.dumps(quote["text"], ensure_ascii=False) in text(result)


@pytest.mark.parametrize(("tool", "given"), [("stories", {"limit": 10**9}), ("search", {"query": "-"}), ("search", {}), ("origins_of_claim", {})])
def test_what_is_wrong_is_an_error_of_the_tool_in_one_line(press: Path, tool: str, given: dict[str, Any], with_client: WithClient) -> None:
    async def do(client: Client) -> Any:
        return await client.call_tool(tool, given)

    result = with_client(press, do)
    assert result.is_error
    assert text(result).startswith(f"{tool}: ")
    assert "\n" not in text(result)
    assert "Traceback" not in text(result)


def test_why_texts_can_not_be_read_is_told(press: Path, with_client: WithClient) -> None:
    async def do(client: Client) -> Any:
        return await client.call_tool("compare_texts", {"texts": [{"text": "The minister said that the road is open again."}] * 2})

    result = with_client(press, do)
    assert result.is_error
    assert "input 1: the language looks like English" in text(result)
    assert "\n" not in text(result)


def test_a_failure_of_our_own_tells_no_internals(press: Path, monkeypatch: pytest.MonkeyPatch, with_client: WithClient) -> None:
    def fail(self: object, *args: object) -> Any:
        raise RuntimeError("secret path /home/x")

    monkeypatch.setattr(type(TOOLS["names"]), "answer", fail)

    async def do(client: Client) -> Any:
        return await client.call_tool("names", {"text": "x"})

    result = with_client(press, do)
    assert result.is_error
    assert "secret" not in text(result)


def test_a_failure_with_a_resource_tells_no_internals(press: Path, monkeypatch: pytest.MonkeyPatch, with_client: WithClient) -> None:
    def fail(*args: object) -> Any:
        raise RuntimeError("secret path /home/x")

    monkeypatch.setattr(machine, "article", fail)

    async def do(client: Client) -> Any:
        with pytest.raises(MCPError, match="the server's log tells"):
            await client.read_resource("tawatur://articles/sahl-7")

    with_client(press, do)


def test_articles_with_odd_ids_are_resources(tmp_path: Path, with_client: WithClient) -> None:
    ids = {"خبر/١ %2F?#", "a b", "~.."}
    with create_collection(tmp_path / "c", encoder="lexical", names="rules") as collection:
        collection.add([
            {"id": id, "text": f"افتتح وزير النقل جسر الوادي في المدينة {n}.", "outlet": "النهر"} for n, id in enumerate(sorted(ids))], workers=0)

    async def do(client: Client) -> Any:
        hits = (await client.call_tool("search", {"query": "الجسر"})).structured_content["hits"]
        return hits, [json.loads((await client.read_resource(hit["address"])).contents[0].text) for hit in hits]  # type: ignore[union-attr]

    hits, read = with_client(tmp_path / "c", do)
    assert [article["id"] for article in read] == [hit["article"] for hit in hits]
    assert {hit["article"] for hit in hits} == ids
    # When it was taken in is not when it was published.
    assert {hit["day"] for hit in hits} == {None}


def test_no_such_tool_resource_or_cursor(press: Path, with_client: WithClient) -> None:
    async def do(client: Client) -> Any:
        with pytest.raises(MCPError, match="no tool 'drop'"):
            await client.call_tool("drop", {})
        for uri in ("tawatur://stories/none", "tawatur://articles/none", "tawatur://other/x", "file:///etc/passwd", "tawatur://stories/", "tawatur://[x/", "tawatur://articles/sahl-7?a", "x" * 9000):
            with pytest.raises(MCPError, match="not in the collection"):
                await client.read_resource(uri)
        for cursor in ("x", "-1", "9" * 30):
            with pytest.raises(MCPError, match="no such cursor"):
                await client.list_resources(cursor=cursor)

    with_client(press, do)


def test_stories_and_articles_are_resources(press: Path, with_client: WithClient) -> None:
    async def do(client: Client) -> Any:
        listed = (await client.list_resources()).resources
        read = [json.loads((await client.read_resource(r.uri)).contents[0].text) for r in listed]  # type: ignore[union-attr]
        article = json.loads((await client.read_resource("tawatur://articles/sahl-7")).contents[0].text)  # type: ignore[union-attr]
        return listed, read, article, (await client.list_resource_templates()).resource_templates

    listed, read, article, templates = with_client(press, do)
    with open_collection(press, read_only=True) as collection:
        assert [r.name for r in listed] == [row.id for row in collection.stories()]
        assert article["text"]["text"] == collection.article("sahl-7").text
    assert [story["id"] for story in read] == [r.name for r in listed]
    assert {t.uri_template for t in templates} == {"tawatur://stories/{id}", "tawatur://articles/{id}"}


def test_long_lists_of_resources_come_in_pages(press: Path, monkeypatch: pytest.MonkeyPatch, with_client: WithClient) -> None:
    monkeypatch.setattr(machine, "_PAGE", 2)

    async def do(client: Client) -> Any:
        first = await client.list_resources()
        return first, await client.list_resources(cursor=first.next_cursor)

    first, second = with_client(press, do)
    assert (len(first.resources), len(second.resources), second.next_cursor) == (2, 1, None)


def test_an_empty_collection_has_nothing_and_says_so(empty: Path, with_client: WithClient) -> None:
    async def do(client: Client) -> Any:
        return await client.call_tool("stories", {}), await client.list_resources()

    stories, resources = with_client(empty, do)
    assert text(stories) == "Not in the collection: no stories."
    assert resources.resources == []


def test_a_program_on_standard_input_and_output_while_another_writes(press: Path, tmp_path: Path, run_async: RunAsync) -> None:
    async def do() -> Any:
        command = StdioServerParameters(command=sys.executable, args=["-m", "tawatur", "mcp", str(press), "--base-url", "http://127.0.0.1:8377/"])
        async with Client(command) as client:
            return await client.call_tool("search", {"query": "المحطة", "limit": 1})

    with open_collection(press) as writer:
        writer.store.lock()
        result = run_async(do)
    assert not result.is_error
    assert result.structured_content["hits"][0]["address"].startswith("http://127.0.0.1:8377/articles/")


def test_standard_output_carries_the_protocol_alone(press: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "tawatur", "mcp", str(press)], input=json.dumps(HELLO) + "\nno json\n", capture_output=True, text=True,
        encoding="utf-8", timeout=60, check=True,
    )
    lines = [json.loads(line) for line in ran.stdout.splitlines()]
    assert lines[0]["result"]["serverInfo"]["name"] == "tawatur"
    assert all(line["jsonrpc"] == "2.0" for line in lines)
    assert "Traceback" not in ran.stderr


def test_it_ends_with_the_keyboard_though_its_client_stays(press: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "tawatur", "mcp", str(press)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
    ) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        try:
            program.stdin.write(json.dumps(HELLO) + "\n")
            program.stdin.flush()
            assert json.loads(program.stdout.readline())["id"] == 1
            program.send_signal(signal.SIGINT)
            assert program.wait(20) == -signal.SIGINT
        finally:
            program.kill()


def test_over_http_only_programs_of_this_machine_are_answered(press: Path) -> None:
    accept = {"accept": "application/json, text/event-stream"}
    with open_collection(press, read_only=True) as collection:
        app = machine.http_app(machine.make_server(collection))
        with TestClient(app, base_url="http://127.0.0.1:8999") as client:
            assert client.post("/mcp", json=HELLO, headers=accept).status_code == 200
            assert client.post("/mcp", json=HELLO, headers=accept | {"host": "evil.example"}).status_code == 421
            assert client.post("/mcp", json=HELLO, headers=accept | {"origin": "https://evil.example"}).status_code == 403
            assert client.post("/mcp", content=b"x" * 2_100_000, headers=accept | {"content-type": "application/json"}).status_code == 413
