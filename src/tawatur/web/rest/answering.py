"""From a request to its answer: the checks that all operations share, ETag and 304, problems in place of errors."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import msgspec
from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from ...errors import TawaturError
from ..guard.errors import note_failure
from ..links import quoted_path
from ..site import Site, visitor_of
from ..tags import etag, has
from .operations import Asked, Operation
from .problems import Refused, of_error, refuse
from .values import Page, read_query, without_nul

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
Endpoint = Callable[[Request], Awaitable[Response]]


def add_operations(router: APIRouter, base: str, operations: Sequence[Operation]) -> None:
    """Give each address of `operations` its place under `base`; those with more words in them first."""
    paths: dict[str, dict[str, Operation]] = {}
    for one in operations:
        paths.setdefault(one.path, {})[one.method] = one
    # An id may hold slashes: the longer address is tried first, else `/articles/{id}` would take all below it.
    for path in sorted(paths, key=lambda p: (-p.count("/"), "{" in p, p)):
        pattern = path.replace("}", ":path}")
        router.add_route(base + pattern, _endpoint(paths[path]), methods=list(METHODS), include_in_schema=False)


def _endpoint(by_method: Mapping[str, Operation]) -> Endpoint:
    allowed = ", ".join(sorted({*by_method, *(["HEAD"] if "GET" in by_method else [])}))

    async def answer(request: Request) -> Response:
        # HEAD is asked of it as GET (`guard.front`).
        one = by_method.get(request.method)
        if one is None:
            return refuse(405, "method", f"{request.method[:20]} can't be asked of this address", {"Allow": allowed})
        try:
            _check_role(request, one)
            body = await _body(request, one)
            return await run_in_threadpool(_answer, request, one, body)
        except Refused as refused:
            return refuse(refused.status, refused.code, refused.detail, refused.headers)
        except TawaturError as error:
            told = of_error(error)
            if told.status_code >= 500:
                note_failure(request, error)
            return told

    return answer


async def _body(request: Request, one: Operation) -> Any:
    """What was sent, as the type that the operation takes. Raises Refused."""
    if one.body is None:
        return None
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise Refused(415, "media type", "send application/json")
    data = await request.body()
    try:
        return msgspec.convert(_sound(msgspec.json.decode(data)), one.body)
    except msgspec.ValidationError as error:
        raise Refused(422, "body", str(error)) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Refused(400, "body", "the body is no JSON") from None


def _sound(value: Any) -> Any:
    """The value with 3.0 as 3 (to JSON Schema both are whole numbers), and without NUL, which no database keeps."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str):
        return without_nul(value)
    if isinstance(value, list):
        return [_sound(one) for one in value]
    return {key: _sound(one) for key, one in value.items()} if isinstance(value, dict) else value


def _check_role(request: Request, one: Operation) -> None:
    """Who has no role at all has not come past the guard."""
    if not visitor_of(request).may(one.role):
        raise Refused(403, "role", f"this needs the role {one.role}")


def _answer(request: Request, one: Operation, body: Any) -> Response:
    query = read_query(one.query, request.query_params.multi_items())
    path = {name: without_nul(value) for name, value in request.path_params.items()}
    asked = Asked(request, path, query, body)
    return _read(asked, one) if one.method == "GET" else _changed(asked, one)


def _changed(asked: Asked[Any, Any], one: Operation) -> Response:
    """The answer of an operation that changes something."""
    answer = one.run(asked)
    if isinstance(answer, Response):
        return answer
    headers = {"Cache-Control": "no-store"}
    if one.answer is None:
        return Response(status_code=one.status, headers=headers)
    if one.status == 201:
        headers["Location"] = f"{quoted_path(asked.request)}/{answer.id}"
    return Response(msgspec.json.encode(answer), one.status, headers, one.media)


def _read(asked: Asked[Any, Any], one: Operation) -> Response:
    """The answer of an operation that only reads: with an ETag, kept as long as the collection stays the same if it is made of that alone."""
    request, tag = asked.request, None
    if one.made_of == "revision":
        tag = _stamp(asked.site, request)
        if has(request.headers, tag):
            return _unchanged(tag)
        answer = asked.site.cache.made_once(("rest", tag), lambda: _packed(one.run(asked)))
    else:
        answer = _packed(one.run(asked))
    if isinstance(answer, Response):
        # A stream has a tag where it is made of the collection alone, a file brings its own.
        answer.headers.update(_headers(tag) if tag else {})
        return answer
    following, _, data = answer.partition(b"\n")
    tag = tag or f"W/{etag(data)}"
    if has(request.headers, tag):
        return _unchanged(tag)
    # RFC 8288: where the next part of a list is.
    link = {"Link": f'<{following.decode()}>; rel="next"'} if following else {}
    return Response(data, one.status, _headers(tag) | link, one.media)


def _packed(answer: Any) -> bytes | Response:
    """An answer as it is kept: the address of the next part of a list, if there is one, a line's end, the JSON."""
    if isinstance(answer, Response):
        return answer
    following = answer.next if isinstance(answer, Page) else None
    return (following or "").encode() + b"\n" + msgspec.json.encode(answer)


def _stamp(site: Site, request: Request) -> str:
    """The tag of an answer made of the collection alone. Another process may serve another collection here, or have other settings."""
    query = request.scope["query_string"].decode("latin-1")
    return f"W/{etag(f'{site.began} {site.collection.store.revision()} {quoted_path(request)}?{query}'.encode())}"


def _unchanged(tag: str) -> Response:
    return Response(status_code=304, headers=_headers(tag))


def _headers(tag: str) -> dict[str, str]:
    # Tags are weak: packed and unpacked answers are told apart by no one.
    return {"Cache-Control": "private, no-cache", "Vary": "Authorization, Cookie, Accept-Encoding", "ETag": tag}
