"""From a request to its answer: the checks that all operations share, ETag and 304, problems in place of errors."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from hashlib import blake2b
from typing import Any

import msgspec
from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from ... import __version__
from ...errors import TawaturError
from ..site import Site, site_of, visitor_of
from .operations import Asked, Operation
from .problems import Refused, of_error, refuse
from .values import Page, read_query

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
        one = by_method.get("GET" if request.method == "HEAD" else request.method)
        if one is None:
            return refuse(405, "method", f"{request.method[:20]} can't be asked of this address", {"Allow": allowed})
        try:
            body = await _body(request, one)
            return await run_in_threadpool(_answer, request, one, body)
        except Refused as refused:
            return refuse(refused.status, refused.code, refused.detail, refused.headers)
        except TawaturError as error:
            return of_error(error)

    return answer


async def _body(request: Request, one: Operation) -> Any:
    """What was sent, as the type that the operation takes. Raises Refused."""
    if one.body is None:
        return None
    _check_role(request, one)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise Refused(415, "media type", "send application/json")
    data = await request.body()
    try:
        return msgspec.convert(_whole(msgspec.json.decode(data)), one.body)
    except msgspec.ValidationError as error:
        raise Refused(422, "body", str(error)) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Refused(400, "body", "the body is no JSON") from None


def _whole(value: Any) -> Any:
    """The value with 3.0 as 3: to JSON Schema both are whole numbers."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, list):
        return [_whole(one) for one in value]
    return {key: _whole(one) for key, one in value.items()} if isinstance(value, dict) else value


def _check_role(request: Request, one: Operation) -> None:
    visitor = visitor_of(request)
    if visitor.may(one.role) or not site_of(request).settings.accounts:
        return
    if visitor.name is None:
        raise Refused(401, "login", "send a token: Authorization: Bearer ...", {"WWW-Authenticate": 'Bearer realm="tawatur"'})
    raise Refused(403, "role", f"this needs the role {one.role}")


def _answer(request: Request, one: Operation, body: Any) -> Response:
    _check_role(request, one)
    query = read_query(one.query, request.query_params.multi_items())
    path = {name: value.replace("\0", "\ufffd") for name, value in request.path_params.items()}
    asked = Asked(request, path, query, body)
    if one.method != "GET" or one.made_of == "more":
        return _send(request, one, one.run(asked), None)
    site = site_of(request)
    stamp = _stamp(site, request)
    if _has(request, stamp):
        return Response(status_code=304, headers=_headers(stamp))
    kept = site.cache.get(("rest", stamp))
    if kept is not None:
        return Response(kept, 200, _headers(stamp) | _link((site.cache.get(("rest next", stamp)) or b"").decode()), one.media)
    return _send(request, one, one.run(asked), stamp)


def _stamp(site: Site, request: Request) -> str:
    """What an answer made of the collection alone goes by."""
    return _digest(f"{__version__} {site.collection.store.revision()} {request.url.path}?{request.url.query}".encode())


def _send(request: Request, one: Operation, answer: Any, stamp: str | None) -> Response:
    if isinstance(answer, Response):
        return _tagged(request, answer, stamp) if one.method == "GET" else answer
    if one.answer is None:
        return Response(status_code=one.status, headers={"Cache-Control": "no-store"})
    data = msgspec.json.encode(answer)
    if one.method != "GET":
        made = {"Location": f"{request.url.path}/{answer.id}"} if one.status == 201 else {}
        return Response(data, one.status, {"Cache-Control": "no-store", **made}, one.media)
    following = answer.next if isinstance(answer, Page) else None
    if stamp is not None:
        cache = site_of(request).cache
        cache.put(("rest next", stamp), (following or "").encode())
        cache.put(("rest", stamp), data)
    tag = stamp or _digest(data)
    if _has(request, tag):
        return Response(status_code=304, headers=_headers(tag))
    return Response(data, one.status, _headers(tag) | _link(following), one.media)


def _link(following: str | None) -> dict[str, str]:
    """RFC 8288: where the next part of a list is."""
    return {"Link": f'<{following}>; rel="next"'} if following else {}


def _tagged(request: Request, answer: Response, stamp: str | None) -> Response:
    """An answer of another form with its ETag; a stream has one where it is made of the collection alone."""
    tag = stamp or (None if isinstance(answer, StreamingResponse) else _digest(bytes(answer.body)))
    if tag is not None and _has(request, tag):
        return Response(status_code=304, headers=_headers(tag))
    for name, value in _headers(tag).items():
        answer.headers[name] = value
    return answer


def _headers(tag: str | None) -> dict[str, str]:
    # Weak: packed and unpacked answers are told apart by no one.
    tags = {"ETag": f'W/"{tag}"'} if tag else {}
    return {"Cache-Control": "private, no-cache", "Vary": "Authorization, Cookie, Accept-Encoding", **tags}


def _has(request: Request, tag: str) -> bool:
    asked = request.headers.get("if-none-match", "")
    return asked.strip() == "*" or tag in {part.strip().removeprefix("W/").strip('"') for part in asked.split(",")}


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=12).hexdigest()
