"""Where a command finds its collection, and how days are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tawatur.cli import place
from tawatur.errors import UsageError


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    (tmp_path / "press").mkdir()
    (tmp_path / "press" / place.CONFIG).write_text("", encoding="utf-8")
    return tmp_path / "press"


def test_a_collection_may_be_named_before_the_words(collection: Path) -> None:
    assert place.named_first((str(collection), "s1")) == (str(collection), ("s1",))
    assert place.named_first(("s1", str(collection))) == (None, ("s1", str(collection)))
    assert place.named_first(()) == (None, ())
    assert place.named_first(("بحر " * 5000,)) == (None, ("بحر " * 5000,))


def test_the_nearest_folder_above_that_is_one(collection: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = collection / "notes" / "today"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    assert place.find_folder(None) == collection
    assert place.find_folder("elsewhere") == Path("elsewhere")


def test_no_collection_here_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="tawatur init DIR"):
        place.find_folder(None)


def test_days_are_iso_or_so_long_back() -> None:
    assert place.day_of(None) is None
    assert place.day_of("2015-08-02") == "2015-08-02"
    assert place.day_of("2015-08-02T10:00") == "2015-08-02"
    assert place.day_of("1w") < place.day_of("2d") <= place.day_of("0h")  # type: ignore[operator]


@pytest.mark.parametrize("written", ["2015-13-01", "yesterday", "7", "2015-08", "2015-08-02x", "2015-08-02 tomorrow", "99999w", "غدا"])
def test_a_day_that_is_none_is_told(written: str) -> None:
    with pytest.raises(UsageError, match="is no day"):
        place.day_of(written)
