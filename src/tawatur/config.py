"""The settings of a collection: one frozen value, kept as `tawatur.toml` in its folder.

What a result depends on goes into `Config.digest`, which is kept with each result.
"""

from __future__ import annotations

import os
import tomllib
from hashlib import blake2b
from pathlib import Path
from typing import Final, Literal

import msgspec

from .errors import OutputError, StoreError, StoreVersionError, UsageError
from .files import whole_file

FILE: Final = "tawatur.toml"
FORMAT: Final = 1
LOCAL_STORE: Final = "sqlite:///collection.db"


class Config(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a collection was made with.

    `store` is the address of the database (`sqlite:///PATH` counts from the collection's folder);
    `encoder` and `names` are the models of `tawatur compare`, where `names` reads names for the comparison of
    stories (articles that stand alone are read by rules). `largest` is the number of articles of one
    story that are compared with each other. `fetch` holds the settings of fetching that differ
    from `ingest.fetch.FetchSettings`.
    """

    format: int = FORMAT
    store: str = LOCAL_STORE
    encoder: str = "e5"
    names: str = "head"
    largest: int = 60
    fetch: dict[str, bool | int | float | str | list[str | int]] = {}

    @property
    def digest(self) -> str:
        """Of what the results depend on: the same collection on another disk or server gives the same."""
        parts = (self.format, self.encoder, self.names, self.largest)
        return blake2b(msgspec.json.encode(parts), digest_size=6).hexdigest()


def load_config(folder: Path) -> Config:
    """The settings in a folder. Raises StoreError where it holds no collection, StoreVersionError for one
    of a newer version, UsageError for settings that are none.
    """
    path = folder / FILE
    try:
        text = path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        raise StoreError(f"{folder}: no collection is there; make one with `tawatur init {folder}`") from None
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"{path}: can't be read ({error}); check its rights or put it back") from error
    try:
        values = tomllib.loads(text)
        if isinstance(values.get("format"), int) and values["format"] > FORMAT:
            raise StoreVersionError(
                f"{path}: written by a newer Tawatur (format {values['format']}, this one knows {FORMAT}); update Tawatur"
            )
        config = msgspec.convert(values, Config)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise UsageError(f"{path}: {error}; correct the line or delete it") from error
    return _checked(config, path)


def save_config(config: Config, folder: Path) -> None:
    """Write the settings as TOML; the file appears whole or not at all. Raises OSError."""
    path = folder / FILE
    text = "# The settings of this collection (docs/collections.md). Models can't be changed afterwards.\n"
    tables = ""
    for name, value in msgspec.to_builtins(_checked(config, path)).items():
        if isinstance(value, dict):
            rows = "".join(f"{key} = {_toml(one)}\n" for key, one in sorted(value.items()))
            tables += f"\n[{name}]\n{rows}" if rows else ""
        else:
            text += f"{name} = {_toml(value)}\n"
    with whole_file(path) as file:
        file.write((text + tables).encode())


def store_url(config: Config, folder: Path) -> str:
    """The address of the store, a file's path counted from the collection's folder."""
    prefix = "sqlite:///"
    if not config.store.startswith(prefix):
        return config.store
    return prefix + str((folder / config.store.removeprefix(prefix)).absolute())


def spare(path: Path, named: object) -> None:
    """Raise OutputError, with the output as the user `named` it, where `path` is a file of a collection, or a database.

    What is exported would take the place of the articles.
    """
    # os.path, unlike Path, says no to a name that no file can have.
    if not os.path.isfile(path):
        return
    folder = path.parent.parent if path.parent.name == "index" else path.parent
    inside = os.path.isfile(folder / FILE) and (folder != path.parent or path.name.startswith((FILE, "collection.db")))
    kept = f"a file of the collection in {folder}" if path.name == FILE or inside else "a database" if _is_database(path) else None
    if kept:
        raise OutputError(f"{named}: this is {kept}, which is never written over; name another file")


def _is_database(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(16) == b"SQLite format 3\0"
    except (OSError, ValueError):
        return False


def _checked(config: Config, path: Path) -> Config:
    if config.largest < 2:
        raise UsageError(f"{path}: largest = {config.largest}; write 2 or more")
    return config


def _toml(value: bool | int | float | str | list[str | int] | Literal[None]) -> str:
    # A JSON text, number, list or truth value is one of TOML too.
    return msgspec.json.encode(value).decode()
