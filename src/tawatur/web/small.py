"""Answers made smaller: files and JSON are compressed (gzip), pages are not.

A page holds the visitor's token beside words out of its address: whoever can make a browser ask for pages and see their lengths could
guess it letter by letter (BREACH; Gluck, Harris, Prado 2013). JSON holds no token, but for what lies at the addresses of
`_SECRET`; a stream goes out as it comes.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from hashlib import blake2b
from importlib.resources.abc import Traversable
from pathlib import Path

from anyio.to_thread import run_sync
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .tags import has

_TEXT = (".css", ".js", ".svg", ".json", ".txt")
_YEAR = "public, max-age=31536000, immutable"
# Shorter answers fit into one packet anyway.
_LEAST = 1400
_LEVEL = 5
_SECRET = ("/account", "/login", "/saved", "/api/v1/saved", "/feeds")


def takes_gzip(headers: Headers) -> bool:
    """Whether the other side takes gzip (RFC 9110, 12.5.3)."""
    for part in headers.get("accept-encoding", "").lower().split(","):
        coding, _, quality = part.partition(";")
        if coding.strip() == "gzip":
            return quality.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


def version_of(folders: Iterable[Traversable]) -> str:
    """A digest of all files in these folders: another one in every version of which a file is another."""
    digest = blake2b(digest_size=8)
    for folder in folders:
        for file in sorted(p for p in Path(str(folder)).rglob("*") if p.is_file()):
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


class Files(StaticFiles):
    """Files of ours: compressed once a process, and kept by browsers for a year where the address ends with their version."""

    def __init__(self, directory: str, version: str) -> None:
        super().__init__(directory=directory)
        self._version = version.encode()
        # There are no more of them than lie in the folder.
        self._packed: dict[tuple[str, str], bytes] = {}

    async def get_response(self, path: str, scope: Scope) -> Response:
        asked = Headers(scope=scope)
        if path.endswith(_TEXT) and takes_gzip(asked) and "range" not in asked:
            # Whether the browser has it is seen by the tag of the packed form.
            plain = [(k, v) for k, v in scope["headers"] if k not in (b"if-none-match", b"if-modified-since")]
            answer = await super().get_response(path, {**scope, "headers": plain})
            if isinstance(answer, FileResponse) and answer.status_code == 200:
                answer = await run_sync(self._small, answer, asked)
        else:
            answer = await super().get_response(path, scope)
        if answer.status_code in (200, 206, 304):
            answer.headers["Vary"] = "Accept-Encoding"
            answer.headers["Cache-Control"] = _YEAR if scope["query_string"] == self._version else "no-cache"
        return answer

    def _small(self, file: FileResponse, asked: Headers) -> Response:
        tag = file.headers["etag"].strip('"') + "-gz"
        key = (str(file.path), tag)
        if key not in self._packed:
            self._packed[key] = gzip.compress(Path(file.path).read_bytes(), 9, mtime=0)
        headers = {"ETag": f'"{tag}"', "Content-Encoding": "gzip", "Last-Modified": file.headers["last-modified"]}
        if has(asked, headers["ETag"]):
            return Response(status_code=304, headers=headers)
        return Response(self._packed[key], 200, headers, file.media_type)


class SmallJson:
    """Compresses JSON that is asked for by GET and comes in one piece; all else goes through untouched."""

    def __init__(self, app: ASGIApp, prefix: str = "") -> None:
        self.app, self.prefix = app, prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        wanted = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        if not wanted or str(scope["path"]).removeprefix(self.prefix).startswith(_SECRET):
            await self.app(scope, receive, send)
            return
        await self.app(scope, receive, _Packer(send, packs=takes_gzip(Headers(scope=scope))))


class _Packer:
    """Holds the head of a JSON answer back until its body is there."""

    def __init__(self, send: Send, *, packs: bool) -> None:
        self._send, self._packs = send, packs
        self._head: Message | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=list(message["headers"]))
            kind = headers.get("content-type", "").partition(";")[0].strip()
            if kind == "application/json" or kind.endswith("+json"):
                headers.add_vary_header("Accept-Encoding")
                message = {**message, "headers": headers.raw}
                if self._packs and message["status"] == 200 and not {"content-encoding", "set-cookie"} & set(headers.keys()):
                    self._head = message
                    return
        elif self._head is not None:
            head, self._head = self._head, None
            body = message.get("body", b"")
            if not message.get("more_body", False) and len(body) >= _LEAST:
                body = await run_sync(gzip.compress, body, _LEVEL)
                message = {**message, "body": body}
                head = {**head, "headers": _packed_head(head, len(body))}
            await self._send(head)
        await self._send(message)


def _packed_head(head: Message, length: int) -> list[tuple[bytes, bytes]]:
    headers = MutableHeaders(raw=list(head["headers"]))
    headers["Content-Encoding"] = "gzip"
    headers["Content-Length"] = str(length)
    if "etag" in headers and not headers["etag"].startswith("W/"):
        # The same record in another form (RFC 9110, 8.8.1).
        headers["ETag"] = f"W/{headers['etag']}"
    return headers.raw
