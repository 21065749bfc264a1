"""An operation of the interface: its address, what it takes, what it answers. Requests and the OpenAPI document both go by it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar, get_args, get_type_hints

import msgspec
from starlette.requests import Request

from ...model.desk import Role
from ..site import Site, Visitor, site_of, visitor_of

if TYPE_CHECKING:
    from ...collection import Collection

Method = Literal["GET", "POST", "PUT", "DELETE"]
# What an answer is made of: `revision` where that is the collection alone, so that the answer stays as long as it does.
MadeOf = Literal["revision", "more"]
Q = TypeVar("Q")
B = TypeVar("B")


class NoQuery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nothing may stand after the question mark."""


@dataclass(frozen=True, slots=True)
class Asked(Generic[Q, B]):
    """One request as an operation sees it: `path` holds the ids of the address, `query` and `body` are checked."""

    request: Request
    path: Mapping[str, str]
    query: Q
    body: B

    @property
    def site(self) -> Site:
        return site_of(self.request)

    @property
    def collection(self) -> Collection:
        return self.site.collection

    @property
    def visitor(self) -> Visitor:
        return visitor_of(self.request)

    @property
    def prefix(self) -> str:
        """The path under which a proxy shows the pages."""
        return self.site.settings.prefix


class Operation(msgspec.Struct, frozen=True, kw_only=True):
    """`answer` is None where `media` tells of an answer that is no JSON of ours; `body` None where nothing is sent.

    `refusals` are statuses that this operation answers beside those that all share; `choices` what a part of the
    address can be, where that is known beforehand.
    """

    method: Method
    path: str
    tag: str
    run: Callable[[Asked[Any, Any]], Any]
    query: Any
    body: Any
    answer: Any
    media: str = "application/json"
    status: int = 200
    role: Role = "reader"
    made_of: MadeOf = "revision"
    refusals: tuple[int, ...] = ()
    choices: dict[str, tuple[str, ...]] = {}

    @property
    def name(self) -> str:
        """The operationId: the function's name."""
        return self.run.__name__

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names in the address, in order."""
        return tuple(part[1:-1] for part in self.path.split("/") if part.startswith("{"))


def operation(method: Method, path: str, run: Callable[[Asked[Any, Any]], Any], tag: str, **more: Any) -> Operation:
    """An operation whose types are those of the function `run(asked: Asked[Query, Body]) -> Answer`."""
    hints = get_type_hints(run)
    query, body = get_args(hints["asked"])
    answer = hints["return"]
    plain = isinstance(answer, type) and answer.__module__.startswith("starlette")
    empty = answer is type(None)
    return Operation(
        method=method, path=path, tag=tag, run=run, query=query, body=None if body is type(None) else body,
        answer=None if plain or empty else answer, status=more.pop("status", 204 if empty else 200), **more,
    )


def get(path: str, run: Callable[[Asked[Any, Any]], Any], tag: str, **more: Any) -> Operation:
    """An operation that only reads."""
    return operation("GET", path, run, tag, **more)
