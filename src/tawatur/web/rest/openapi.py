"""The OpenAPI 3.1 document: made of the operations and of the types that requests are read by and answers written from."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, get_origin

import msgspec

from ... import __version__
from ..problems import MEDIA, Problem
from .operations import Operation

_REF = "#/components/schemas/{name}"
# What every operation may answer beside its own refusals.
_ALWAYS = (400, 422, 429, 500, 503)
_SAYS = {
    304: "What you have is still so (If-None-Match).", 400: "The request can't be read.", 401: "A token is needed.",
    403: "The token's role does not allow it, or nothing can be stored.", 404: "The collection holds no such thing.",
    409: "It can't be done as things stand.", 413: "Too large.", 415: "Another media type is needed.",
    422: "A value is none that can be used; `detail` says which.", 429: "Too many requests; `Retry-After` tells when to go on.",
    500: "An error of the server's own.", 503: "The collection can't be used at this moment.", 504: "It took too long.",
}
TAGS = {
    "stories": "Stories and their comparisons.", "articles": "Articles, their versions, what was read out of them, origins of claims.",
    "search": "Articles, claims and names by words.", "who": "Persons, bodies and places.", "outlets": "Whom each outlet repeats.",
    "agenda": "What is announced ahead.", "compare": "Texts against each other, without storing them.",
    "corrections": "What readers marked as wrong or confirmed.", "saved": "Searches whose news are told.",
    "bulk": "Whole tables, streamed.", "status": "How the collection stands.",
}


def document(operations: Sequence[Operation], *, prefix: str, accounts: bool) -> dict[str, Any]:
    """The document as it is served. With `accounts` every operation asks for a token."""
    kinds = sorted({_key(k): k for one in operations for k in (one.query, one.body, one.answer) if k is not None}.items())
    shown, components = msgspec.json.schema_components([Problem, *(k for _, k in kinds)], ref_template=_REF)
    schemas = dict(zip(("problem", *(key for key, _ in kinds)), shown, strict=True))
    used = {one.tag for one in operations}
    queries = {_name(one.query) for one in operations}
    made: dict[str, Any] = {
        "openapi": "3.1.0",
        "info": {
            "title": "Tawatur", "version": __version__, "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
            "description": "Which claims of Arabic news agree, which contradict, who said each, and how many independent origins stand "
                           "behind it. Offsets are code points of an article's text: `text == article.text[start:end]`.",
        },
        "servers": [{"url": f"{prefix}/api/v1"}],
        "tags": [{"name": name, "description": says} for name, says in TAGS.items() if name in used],
        "paths": {},
        "components": {"schemas": {name: _json(schema) for name, schema in components.items() if name not in queries}},
    }
    if accounts:
        made["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer", "description": "`tawatur account token`"}}
        made["security"] = [{"token": []}]
    for one in operations:
        made["paths"].setdefault(one.path, {})[one.method.lower()] = _operation(one, schemas, components, accounts)
    return made


def _operation(
    one: Operation, schemas: Mapping[str, Any], components: Mapping[str, Any], accounts: bool
) -> dict[str, Any]:
    first, _, rest = (one.run.__doc__ or "").strip().partition("\n")
    made: dict[str, Any] = {"operationId": one.name, "tags": [one.tag], "summary": first}
    if rest.strip():
        made["description"] = " ".join(rest.split())
    if one.role != "reader":
        made["description"] = f"{made.get('description', '')} Needs the role {one.role}.".strip()
    parameters = [*(_in_path(name, one.choices.get(name)) for name in one.parameters), *_in_query(one.query, components[_name(one.query)])]
    if parameters:
        made["parameters"] = parameters
    if one.body is not None:
        made["requestBody"] = {"required": True, "content": {"application/json": {"schema": schemas[_key(one.body)]}}}
    made["responses"] = _responses(one, schemas, accounts)
    return made


def _in_path(name: str, choices: Sequence[str] | None) -> dict[str, Any]:
    schema = {"type": "string", "enum": list(choices)} if choices else {"type": "string", "minLength": 1}
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _in_query(kind: Any, component: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The fields of a query as parameters: what is left out is left out, never null."""
    made = []
    for name, schema in _json(component)["properties"].items():
        schema = next((s for s in schema.get("anyOf", [schema]) if s.get("type") != "null"), schema) | {
            k: v for k, v in schema.items() if k in ("default", "description") and v is not None and v != []
        }
        says = schema.pop("description", None)
        one = {"name": name, "in": "query", "required": name in component.get("required", ()), "schema": schema}
        if says:
            one["description"] = says
        if schema.get("type") == "array":
            schema.pop("default", None)
            one |= {"style": "form", "explode": True}
        made.append(one)
    return made


def _responses(one: Operation, schemas: Mapping[str, Any], accounts: bool) -> dict[str, Any]:
    good: dict[str, Any] = {"description": HTTPStatus(one.status).phrase}
    if one.answer is not None:
        good["content"] = {one.media: {"schema": schemas[_key(one.answer)]}}
    elif one.status not in (202, 204):
        good["content"] = {media: {} for media in one.media.split(" | ")}
    if one.method == "GET":
        good["headers"] = {"ETag": {"schema": {"type": "string"}}}
        if _name(one.answer) == "Page":
            good["headers"]["Link"] = {"schema": {"type": "string"}, "description": 'rel="next": the address of the next part.'}
    made = {str(one.status): {k: v for k, v in good.items() if v != {}}}
    refusals = {*_ALWAYS, *one.refusals, *((404,) if one.parameters else ()), *((401, 403) if accounts else ())}
    if one.method != "GET":
        # What changes something may be refused without accounts as well: another site's page, a store that is only read.
        refusals |= {403, *((413, 415) if one.body is not None else ())}
    for status in sorted(refusals):
        made[str(status)] = {"description": _SAYS[status], "content": {MEDIA: {"schema": schemas["problem"]}}}
    if one.method == "GET":
        made["304"] = {"description": _SAYS[304]}
    return dict(sorted(made.items()))


def _key(kind: Any) -> str:
    return repr(kind)


def _name(kind: Any) -> str:
    """The name of a struct, without what a generic one holds."""
    return str(getattr(get_origin(kind) or kind, "__name__", ""))


def _json(schema: Any) -> Any:
    """A schema as JSON has it: lists in place of tuples, and no `false` where a schema is expected.

    `items: false` behind `prefixItems` is allowed, but generators of clients stumble over it; `maxItems` says the same.
    """
    return json.loads(msgspec.json.encode(schema), object_hook=lambda one: {k: v for k, v in one.items() if (k, v) != ("items", False)})
