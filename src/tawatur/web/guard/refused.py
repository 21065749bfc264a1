"""A request that is not let through."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.exceptions import HTTPException


class Refused(HTTPException):
    """A refusal with words of its own: `guard.reason_<reason>` says why and what to do."""

    def __init__(self, status: int, reason: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(status, headers=headers)
        self.reason = reason
