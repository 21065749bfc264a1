"""The interface for programs as a page to read, made of the same document that programs read."""

from __future__ import annotations

from typing import Any

import msgspec
from fastapi import APIRouter, Request

from ..rendering import page
from ..rest.api import BASE, OPERATIONS
from ..rest.openapi import TAGS, document
from ..site import site_of

router = APIRouter()


class Parameter(msgspec.Struct, frozen=True, kw_only=True):
    """A value of an address; `kind` tells in short what it may be, `given` what it is where it is left out."""

    name: str
    kind: str
    required: bool
    says: str
    given: str | None


class Described(msgspec.Struct, frozen=True, kw_only=True):
    """An operation as it is read; `example` is an address that can be opened where nothing has to be filled in."""

    name: str
    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    sends: str | None
    answers: tuple[tuple[str, str], ...]
    statuses: tuple[tuple[str, str], ...]
    example: str | None


class Chapter(msgspec.Struct, frozen=True, kw_only=True):
    """The operations on one kind of thing."""

    name: str
    says: str
    operations: tuple[Described, ...]


class ApiView(msgspec.Struct, frozen=True, kw_only=True):
    """The whole interface."""

    base: str
    document: str
    version: str
    chapters: tuple[Chapter, ...]


@page(router, "/api", "api.html")
def api(request: Request) -> ApiView:
    """All addresses for programs, with what they take and answer."""
    settings = site_of(request).settings
    made = document(OPERATIONS, prefix=settings.prefix, accounts=settings.accounts)
    found: dict[str, list[Described]] = {}
    for path, methods in made["paths"].items():
        for method, told in methods.items():
            found.setdefault(told["tags"][0], []).append(_described(path, method, told))
    return ApiView(
        base=BASE, document=f"{BASE}/openapi.json", version=made["info"]["version"],
        chapters=tuple(Chapter(name=name, says=says, operations=tuple(found[name])) for name, says in TAGS.items() if name in found),
    )


def _described(path: str, method: str, told: dict[str, Any]) -> Described:
    parameters = tuple(
        Parameter(
            name=p["name"], kind=_kind(p["schema"]), required=p["required"], says=p.get("description", ""),
            given=None if "default" not in p["schema"] else str(p["schema"]["default"]),
        )
        for p in told.get("parameters", ())
    )
    body = told.get("requestBody")
    good = [(status, answer) for status, answer in told["responses"].items() if status.startswith("2")]
    bad = [(status, answer["description"]) for status, answer in told["responses"].items() if not status.startswith("2")]
    opened = method == "get" and not any(p.required for p in parameters)
    return Described(
        name=told["operationId"], method=method.upper(), path=f"{BASE}{path}", summary=told["summary"],
        description=told.get("description", ""), parameters=parameters,
        sends=_kind(body["content"]["application/json"]["schema"]) if body else None,
        answers=tuple((media, _kind(one.get("schema", {}))) for _, answer in good for media, one in answer.get("content", {}).items()),
        statuses=tuple((status, answer["description"]) for status, answer in good) + tuple(bad),
        example=f"{BASE}{path}" if opened else None,
    )


def _kind(schema: dict[str, Any]) -> str:
    """What a schema means in a few words."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2].strip("_").replace("_", " ")
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if schema.get("type") == "array":
        return f"{_kind(schema['items'])} …"
    bounds = [str(schema[key]) for key in ("minimum", "maximum") if key in schema]
    kind = str(schema.get("format") or schema.get("type") or "")
    return f"{kind} {'–'.join(bounds)}" if len(bounds) == 2 else kind
