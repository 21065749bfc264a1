"""Why an operation can't do what was asked."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from starlette.responses import Response

from ...errors import (
    LanguageError,
    OutputError,
    StoreBusyError,
    StoreError,
    StoreFullError,
    StoreReadOnlyError,
    TawaturError,
)
from ..problems import problem


class Refused(Exception):
    """Ends a request with a problem."""

    def __init__(self, status: int, code: str, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status, self.code, self.detail, self.headers = status, code, detail, dict(headers or {})


def refuse(status: int, code: str, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    """The answer that tells a problem."""
    return problem(status, HTTPStatus(status).phrase, detail, headers, code=code)


def of_error(error: TawaturError) -> Response:
    """One of our errors as a problem: what was asked can't be (422), or can't be now (503)."""
    if isinstance(error, StoreBusyError | StoreFullError):
        return refuse(503, "store", "the collection can't be written to at this moment; try again later", {"Retry-After": "5"})
    if isinstance(error, StoreReadOnlyError):
        return refuse(403, "read only", "the collection is opened to be read only")
    if isinstance(error, StoreError):
        return refuse(503, "store", "the collection can't be used at this moment", {"Retry-After": "30"})
    if isinstance(error, OutputError):
        return refuse(503, "output", "the answer can't be written at this moment", {"Retry-After": "30"})
    return refuse(422, "language" if isinstance(error, LanguageError) else "unusable", str(error))


def missing(what: str, id: str) -> Refused:
    """404 for something that the collection does not hold."""
    return Refused(404, "not found", f"{id[:200]}: no such {what} in the collection")
