"""What made a result, as a short digest: version, steps, language data and models."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources as package_files
from pathlib import Path

from ..config import Config
from ..heads.choose import choose_models
from ..heads.reading import Models
from ..lang.resources import Resources
from ..version import VERSION
from .packed import digest_of

# Counts up when a step gives other results for the same data.
READING, COMPARING = "1", "1"


@dataclass(frozen=True, slots=True)
class MadeBy:
    """`reading` made what is read out of one article alone, `comparing` the comparison of a story, `names` the names in it."""

    reading: str
    comparing: str
    names: str


def made_by(config: Config, resources: Resources) -> MadeBy:
    """The steps of this version for a collection with these settings and data."""
    reading = digest_of("reading", VERSION, READING, resources.digest, config.encoder, _code("lang", "annotate", "stories", "encode"))
    heads = _heads() if config.names == "head" else config.names
    return MadeBy(
        reading, digest_of("comparing", reading, COMPARING, config.digest, heads, _code("compare", "heads", "pipeline.py")),
        digest_of("names", heads, resources.digest),
    )


def open_models(config: Config) -> Models:
    """The models of a collection, those that were chosen when it was made.

    Raises ModelError or UsageError where one is missing: another one would not give the same results.
    """
    return choose_models(config.encoder, config.names)


def _code(*names: str) -> str:
    """A digest of the files in which it is decided: the number of a version says little between two releases."""
    base = Path(str(package_files.files("tawatur")))
    files = [p for name in names for p in sorted((base / name).rglob("*.py") if (base / name).is_dir() else [base / name])]
    return digest_of(*(
        part for path in files
        for part in (path.relative_to(base).as_posix(), path.read_bytes().replace(b"\r\n", b"\n"))
    ))


def _heads() -> str:
    folder = Path(str(package_files.files("tawatur"))) / "resources" / "heads"
    return digest_of(*map(_bytes, sorted(p for p in folder.iterdir() if p.name.startswith("names."))))


def _bytes(path: Path) -> bytes:
    return path.read_bytes()

