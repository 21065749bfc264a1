"""ETags (RFC 9110, 8.8.3): the name of the bytes that an answer holds, and whether who asks has them already."""

from __future__ import annotations

from hashlib import blake2b

from starlette.datastructures import Headers


def etag(data: bytes) -> str:
    """The tag of these bytes, in quotes."""
    return f'"{blake2b(data, digest_size=12).hexdigest()}"'


def has(asked: Headers, tag: str) -> bool:
    """True where a request says that it has what this tag names (13.1.2: weak and strong ones are alike)."""
    given = {one.strip().removeprefix("W/") for one in asked.get("if-none-match", "").split(",")}
    return tag.removeprefix("W/") in given
