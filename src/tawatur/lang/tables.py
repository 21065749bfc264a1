"""Reading the data files that a linguist edits: CSV with a header, or TOML; UTF-8.

Lines that start with `#` are comments. A broken row raises ResourceError with `file:line`.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from ..errors import ResourceError


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table and where it stands, for error messages."""

    where: str
    values: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    def choice(self, column: str, allowed: Iterable[str]) -> str:
        """The value of `column`, which must be one of `allowed`."""
        value = self.values[column]
        allowed = tuple(allowed)
        if value not in allowed:
            raise ResourceError(
                f"{self.where}: {column} is {value!r}; write one of {', '.join(map(repr, allowed))}"
            )
        return value


def folder(language: str = "ar") -> Path:
    """The folder of a language's data files; raises ResourceError where there is none."""
    path = Path(str(resources.files("tawatur") / "resources" / language))
    if not path.is_dir():
        raise ResourceError(f"no data for language {language!r}: {path} is missing")
    return path


def read_csv(path: Path, columns: tuple[str, ...]) -> list[Row]:
    """All rows of a CSV file whose header must hold `columns` (others may stand beside them)."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            lines = [(i, line) for i, line in enumerate(file, 1) if line.strip() and not line.startswith("#")]
    except (OSError, UnicodeDecodeError) as error:
        raise ResourceError(f"{path}: can't be read as UTF-8 ({error}); restore the file") from error
    if not lines:
        raise ResourceError(f"{path}:1: empty; the header must be {','.join(columns)}")
    reader = csv.reader([line for _, line in lines], strict=True)
    rows: list[Row] = []
    header: list[str] | None = None
    try:
        for (number, _), cells in zip(lines, reader, strict=False):
            if header is None:
                header = cells
                missing = [c for c in columns if c not in header]
                if missing:
                    raise ResourceError(f"{path}:{number}: the header lacks {', '.join(missing)}")
                continue
            if len(cells) != len(header):
                raise ResourceError(
                    f"{path}:{number}: {len(cells)} cells where the header has {len(header)}; "
                    "quote cells that hold a comma"
                )
            rows.append(Row(f"{path}:{number}", dict(zip(header, cells, strict=True))))
    except csv.Error as error:
        raise ResourceError(f"{path}: broken CSV ({error})") from error
    return rows


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file as plain values; raises ResourceError with the parser's line."""
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ResourceError(f"{path}: {error}") from error
