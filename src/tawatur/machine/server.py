"""A collection as a server of the Model Context Protocol, with the official SDK's low-level server: schemas and checks are our own."""

from __future__ import annotations

import logging
import re
import signal
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import anyio
import anyio.to_thread
import mcp_types as types
import msgspec
from mcp.server import Server, ServerRequestContext
from mcp.server.stdio import stdio_server
from mcp.shared.exceptions import MCPError

from .. import __version__
from ..errors import TawaturError, UsageError
from ..model import StoryFilter
from ..web import links
from . import arguments
from .answers import Answer
from .comparing import story
from .finding import article
from .rendering import as_data, as_text
from .tools import INSTRUCTIONS, TOOLS
from .witness import SCHEME

if TYPE_CHECKING:
    from starlette.applications import Starlette

    from ..collection import Collection

_LOG = logging.getLogger("tawatur.machine")
# Questions that are worked on at once, and bytes of a request over HTTP.
_AT_ONCE, _LARGEST = 4, 2_000_000
# Stories in one page of the list of resources.
_PAGE = 50
# Characters of an article that is read as a resource.
_WHOLE = 100_000
_CURSOR = re.compile("[0-9]{1,9}")
_ADDRESS = re.compile(r"tawatur://(?P<kind>stories|articles)/(?P<id>[^?#]+)")
Context = ServerRequestContext[Any]


def make_server(collection: Collection, base_url: str | None = None) -> Server[Any]:
    """The server of an open collection; `base_url` is where its pages are served (`http://127.0.0.1:8377`), for addresses."""
    base = base_url.rstrip("/") if base_url else None
    limiter = anyio.CapacityLimiter(_AT_ONCE)

    async def in_thread(make: Callable[..., Any], *given: Any) -> Any:
        return await anyio.to_thread.run_sync(make, *given, limiter=limiter, abandon_on_cancel=True)

    async def list_tools(ctx: Context, params: types.PaginatedRequestParams | None) -> types.ListToolsResult:
        return types.ListToolsResult(tools=_TOOLS)

    async def call_tool(ctx: Context, params: types.CallToolRequestParams) -> types.CallToolResult:
        return await in_thread(_answer, collection, params.name, params.arguments or {}, base)  # type: ignore[no-any-return]

    async def list_resources(ctx: Context, params: types.PaginatedRequestParams | None) -> types.ListResourcesResult:
        return await in_thread(_resource, _resources, collection, params.cursor if params else None)  # type: ignore[no-any-return]

    async def list_templates(ctx: Context, params: types.PaginatedRequestParams | None) -> types.ListResourceTemplatesResult:
        return types.ListResourceTemplatesResult(resource_templates=_TEMPLATES)

    async def read_resource(ctx: Context, params: types.ReadResourceRequestParams) -> types.ReadResourceResult:
        return await in_thread(_resource, _read, collection, str(params.uri), base)  # type: ignore[no-any-return]

    return Server(
        "tawatur", version=__version__, title="Tawatur", instructions=INSTRUCTIONS,
        description="Who says what in Arabic news, and from whom each has it", on_list_tools=list_tools, on_call_tool=call_tool,
        on_list_resources=list_resources, on_list_resource_templates=list_templates, on_read_resource=read_resource,
    )


_TOOLS = [
    types.Tool(
        name=tool.name, title=tool.title, description=tool.description, input_schema=tool.input_schema, output_schema=tool.output_schema,
        annotations=types.ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False),
    )
    for tool in TOOLS.values()
]
_TEMPLATES = [
    types.ResourceTemplate(
        name="story", title="A story", uri_template=f"{SCHEME}/stories/{{id}}", mime_type="application/json",
        description="What its outlets agree on and in what they differ, as the tool `story` tells it.",
    ),
    types.ResourceTemplate(
        name="article", title="An article", uri_template=f"{SCHEME}/articles/{{id}}", mime_type="application/json",
        description="Its text with its claims, as the tool `article` tells it.",
    ),
]


# -- tools -----------------------------------------------------------------------------------------------------


def _answer(collection: Collection, name: str, given: dict[str, Any], base: str | None) -> types.CallToolResult:
    """The answer of a tool; what goes wrong is an error of the tool in one line, which a model can act on."""
    tool = TOOLS.get(name)
    if tool is None:
        raise MCPError(types.INVALID_PARAMS, f"no tool {name[:80]!r}; there are {', '.join(TOOLS)}")
    try:
        answer = tool.answer(collection, given, base)
    except TawaturError as error:
        return _failed(f"{name}: " + "; ".join((str(error), *getattr(error, "__notes__", ()))))
    except Exception:
        _LOG.exception("the tool %s failed", name)
        return _failed(f"{name}: {_OWN_FAULT}")
    return types.CallToolResult(
        content=[types.TextContent(text=as_text(answer))], structured_content=as_data(answer), is_error=False)


# Whatever it is, a model is told no internals; who runs the server finds them in its log.
_OWN_FAULT = "it failed for a reason of its own, which the server's log tells; try another question"


def _failed(line: str) -> types.CallToolResult:
    return types.CallToolResult(content=[types.TextContent(text=" ".join(line.split()))], is_error=True)


# -- resources --------------------------------------------------------------------------------------------------


def _resource(make: Callable[..., Any], *given: Any) -> Any:
    """What goes wrong as an error of the protocol in one line: the SDK would send on whatever was raised."""
    try:
        return make(*given)
    except MCPError:
        raise
    except TawaturError as error:
        code = types.INVALID_PARAMS if isinstance(error, UsageError) else types.INTERNAL_ERROR
        raise MCPError(code, " ".join(str(error).split())) from error
    except Exception as error:
        _LOG.exception("a resource failed")
        raise MCPError(types.INTERNAL_ERROR, _OWN_FAULT) from error


def _resources(collection: Collection, cursor: str | None) -> types.ListResourcesResult:
    """Stories, the newest first, a page at a time."""
    if cursor and not _CURSOR.fullmatch(cursor):
        raise MCPError(types.INVALID_PARAMS, "no such cursor; begin without one")
    offset = int(cursor or 0)
    rows = collection.stories(StoryFilter(limit=_PAGE + 1, offset=offset))
    found = [
        types.Resource(
            uri=f"{SCHEME}{links.story(row.id)}", name=row.id, title=row.title, mime_type="application/json",
            description=f"{len(row.articles)} articles, {row.first_seen} to {row.last_seen}",
        )
        for row in rows[:_PAGE]
    ]
    return types.ListResourcesResult(resources=found, next_cursor=str(offset + _PAGE) if len(rows) > _PAGE else None)


def _read(collection: Collection, uri: str, base: str | None) -> types.ReadResourceResult:
    answer: Answer | None = None
    found = _ADDRESS.fullmatch(uri)
    if found is not None and found["kind"] == "stories":
        answer = story(collection, arguments.Story(id=unquote(found["id"])), base)
    elif found is not None:
        answer = article(collection, arguments.ReadArticle(id=unquote(found["id"]), length=_WHOLE), base)
    if answer is None or not answer.found:
        raise MCPError(types.INVALID_PARAMS, f"not in the collection: {uri[:200]}", {"uri": uri[:200]})
    text = msgspec.json.format(msgspec.json.encode(answer), indent=1).decode()
    return types.ReadResourceResult(contents=[types.TextResourceContents(uri=uri, mime_type="application/json", text=text)])


# -- transports -------------------------------------------------------------------------------------------------


def run_stdio(server: Server[Any]) -> None:
    """Serve over standard input and output until the client goes; standard output carries the protocol alone."""
    _log_to_stderr()

    async def run() -> None:
        async with stdio_server() as (reading, writing):
            await server.run(reading, writing, server.create_initialization_options())

    # Whoever waits for standard input can't be interrupted, and Python would wait for him: the system ends the program, which only reads.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    anyio.run(run)


def run_http(server: Server[Any], port: int, tell: Callable[[str], None]) -> None:
    """Serve streamable HTTP at /mcp on 127.0.0.1 until stopped; other hosts' pages are turned away (DNS rebinding).

    `tell` is handed the address as soon as it is listened at. Raises ListenError where that is not possible.
    """
    import uvicorn

    from ..web.serving import listen

    _log_to_stderr()
    with listen("127.0.0.1", port, "--http") as listening:
        tell(f"http://127.0.0.1:{port}/mcp")
        uvicorn.Server(uvicorn.Config(http_app(server), log_level="warning", access_log=False)).run(sockets=[listening])


def http_app(server: Server[Any]) -> Starlette:
    """The application of `run_http`: the SDK checks Host and Origin where it is told a host of this machine."""
    return server.streamable_http_app(host="127.0.0.1", max_request_body_size=_LARGEST)


def _log_to_stderr() -> None:
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
