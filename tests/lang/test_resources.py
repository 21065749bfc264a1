"""All data of a language in one load, and a digest that changes when any of it does."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tawatur.errors import ResourceError
from tawatur.lang import resources as module
from tawatur.lang.resources import Resources, load_resources
from tawatur.lang.tables import folder


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the data that a test may break; loading reads it."""
    path = tmp_path / "ar"
    shutil.copytree(folder(), path)
    monkeypatch.setattr(module, "folder", lambda language: path)
    return path


def test_a_copy_of_the_data_has_the_same_digest(copy: Path, resources: Resources) -> None:
    assert module._digest(copy) == module._digest(folder())
    assert len(resources.digest) == 12
    assert resources.language == "ar"


@pytest.mark.parametrize("name", ["contrasts.toml", "cues.csv", "gazetteer"])
def test_any_change_changes_the_digest(copy: Path, name: str) -> None:
    before = module._digest(copy)
    file = copy / name
    file = sorted(file.glob("*.csv"))[0] if file.is_dir() else file
    file.write_bytes(file.read_bytes() + b"# one line more\n")
    assert module._digest(copy) != before


def test_a_renamed_file_changes_the_digest_a_note_beside_the_data_does_not(copy: Path) -> None:
    before = module._digest(copy)
    (copy / "SOURCES.md").write_text("other words", encoding="utf-8")
    assert module._digest(copy) == before
    (copy / "cues.csv").rename(copy / "cuez.csv")
    assert module._digest(copy) != before


def test_line_ends_of_another_system_change_nothing(copy: Path) -> None:
    before = module._digest(copy)
    for file in copy.glob("*.csv"):
        file.write_bytes(file.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    assert module._digest(copy) == before


@pytest.mark.parametrize("name", ["contrasts.toml", "numbers.csv", "months.csv", "titles.csv", "cues.csv", "furniture.csv", "distancing.csv"])
def test_a_missing_file_is_named(copy: Path, name: str) -> None:
    (copy / name).unlink()
    with pytest.raises(ResourceError, match=name):
        load_resources()
