"""`tawatur schema`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tawatur import codec


def test_what_is_printed_is_the_schema_of_the_code(run: Callable[..., object], tmp_path: Path) -> None:
    done = run("schema")
    assert json.loads(done.out) == json.loads(json.dumps(codec.schema()))  # type: ignore[attr-defined]
    file = tmp_path / "schema.json"
    assert run("schema", "-o", file).out == ""  # type: ignore[attr-defined]
    assert file.read_text("utf-8") == done.out  # type: ignore[attr-defined]


def test_where_it_can_not_be_written(run: Callable[..., object], tmp_path: Path) -> None:
    assert run("schema", "-o", tmp_path).code == 5  # type: ignore[attr-defined]
