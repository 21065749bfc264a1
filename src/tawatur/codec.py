"""A comparison as JSON and back, and the JSON Schema of its types."""

from __future__ import annotations

from typing import Any

import msgspec

from .model import Comparison


def to_json(comparison: Comparison) -> bytes:
    """UTF-8 JSON, two spaces of indent, fields in the order of the types: same input, same bytes."""
    return msgspec.json.format(msgspec.json.encode(comparison), indent=2) + b"\n"


def from_json(data: bytes | str) -> Comparison:
    """Read a comparison back; raises msgspec.ValidationError where a field has another type."""
    return msgspec.json.decode(data, type=Comparison)


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of `Comparison`, generated from the code's own types."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Tawatur comparison",
        **msgspec.json.schema(Comparison),
    }
