"""`--meta FILE.csv`: outlet, date, address and title for files that do not carry them."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from ..errors import InputError
from ..model import Article
from .config import MAX_BYTES
from .encoding import decode
from .record import FIELDS, with_metadata
from .result import InputProblem

_KEYS = ("file", "id", "path", "name")
_NAMES = {"series": "outlet", "date": "published"}


class Meta:
    """Rows of the table by file name or id, and which of them were used."""

    def __init__(self, path: str, rows: Mapping[str, tuple[int, dict[str, str]]]) -> None:
        self.path = path
        self.rows = dict(rows)
        self.used: set[str] = set()

    def apply(self, article: Article) -> tuple[Article, tuple[InputProblem, ...]]:
        """The article with what its row says (by id, full path or file name)."""
        names = [article.id]
        if article.path:
            names += [article.path, Path(article.path).name]
        for name in names:
            if name in self.rows:
                self.used.add(name)
                line, row = self.rows[name]
                return with_metadata(article, row, f"{self.path}:{line}")
        return article, ()

    def unused(self, known: Sequence[str]) -> tuple[InputProblem, ...]:
        """One problem for each row that names no input; `known` holds names that failed to read."""
        return tuple(
            InputProblem(
                f"{self.path}:{line}", f"{name!r} is none of the inputs; correct the name",
                InputError.exit_code, "metadata", left_out=False,
            )
            for name, (line, _) in self.rows.items()
            if name not in self.used and name not in known
        )


def read_meta(path: str | Path) -> Meta:
    """Read the table; raises InputError (with its path) where it can't be read."""
    shown = str(path)
    try:
        data = Path(path).read_bytes()[: MAX_BYTES + 1]
    except OSError as error:
        raise InputError(f"{shown}: can't be read ({error.strerror}); check --meta") from None
    try:
        text = decode(data).text
    except InputError as error:
        raise InputError(f"{shown}: {error}") from None
    if not text.isprintable() and "\x00" in text:
        raise InputError(f"{shown}: binary data, not a table; give a CSV file to --meta")
    lines = io.StringIO(text, newline="")
    delimiter = max(",;\t", key=text.split("\n", 1)[0].count)
    reader = csv.reader(lines, delimiter=delimiter)
    rows: dict[str, tuple[int, dict[str, str]]] = {}
    try:
        header = [cell.strip().lower() for cell in next(reader, [])]
        key = next((name for name in _KEYS if name in header), None)
        if key is None:
            raise InputError(
                f"{shown}:1: no column 'file' or 'id'; the header should be file,outlet,published,url,title"
            )
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            row = {_NAMES.get(name, name): cell.strip() for name, cell in zip(header, cells, strict=False)}
            name = row.pop(key, "")
            if len(cells) > len(header) or not name:
                raise InputError(
                    f"{shown}:{reader.line_num}: {len(cells)} cells where the header has "
                    f"{len(header)}; quote cells that hold a comma"
                )
            values = {field: row[field] for field in FIELDS[3:] if row.get(field)}
            rows[name] = (reader.line_num, values)
    except csv.Error as error:
        raise InputError(f"{shown}:{reader.line_num}: broken CSV ({error})") from None
    return Meta(shown, rows)
