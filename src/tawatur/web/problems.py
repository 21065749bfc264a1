"""What a program is told where it can't have what it asked for: `application/problem+json` (RFC 9457)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from starlette.responses import Response

MEDIA = "application/problem+json"


class Problem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """RFC 9457: `title` is the meaning of the status, `detail` one line on this request, `code` a stable word for programs.

    `instance` names the request in the log of the server; `errors` tell which values were not what they should be.
    """

    type: str
    title: str
    status: int
    detail: str
    code: str | None = None
    instance: str | None = None
    errors: tuple[dict[str, str], ...] = ()


def problem(
    status: int, title: str, detail: str, headers: Mapping[str, str] | None = None, *, code: str | None = None,
    instance: str | None = None, errors: Sequence[Mapping[str, str]] = (),
) -> Response:
    """The answer that tells a problem; nobody keeps it."""
    made = Problem(
        type="about:blank", title=title, status=status, detail=_sound(detail), code=code, instance=instance,
        errors=tuple({name: _sound(text) for name, text in one.items()} for one in errors),
    )
    return Response(msgspec.json.encode(made), status, {"Cache-Control": "no-store", **(headers or {})}, MEDIA)


def _sound(text: str) -> str:
    """What can be written as JSON: no halves of surrogate pairs."""
    return text.encode("utf-8", "replace").decode()
