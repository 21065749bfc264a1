"""Why an address was not fetched."""

from __future__ import annotations

from typing import Literal

from ...errors import InputError

FetchCode = Literal[
    "refused", "robots", "address", "connection", "timeout", "status", "redirect", "too large",
    "compression", "resting", "feed", "hostile", "no article", "language", "text", "entries",
]


class FetchFailure(InputError):
    """One address that was not fetched or could not be used: one line for people, a code for programs.

    `passing` is True where the same address may work another time (a time-out, a server's error);
    `after` is the number of seconds that the server asked to wait, if it did; `status` the HTTP
    status, where there was one.
    """

    def __init__(
        self, code: FetchCode, message: str, *, passing: bool = False,
        after: float | None = None, status: int | None = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.passing = passing
        self.after = after
        self.status = status
