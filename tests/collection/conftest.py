"""Small collections without a model: vectors of words and letters, names by rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tawatur.collection import Collection, create_collection, open_collection
from tawatur.lang.resources import Resources

from .looking import Picture, picture

SETTINGS = {"encoder": "lexical", "names": "rules"}


class Clock:
    """Goes on by a second with every look, so that any new writing shows by its time."""

    def __init__(self) -> None:
        self.now = datetime(2031, 5, 20, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture(autouse=True, scope="package")
def _loaded_once(resources: Resources) -> Iterator[None]:
    """Every collection takes half a second to load the data of the language, which never changes; workers still load it themselves."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tawatur.lang.resources.load_resources", lambda: resources)
        yield


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Collection]:
    """Makes collections in folders of their own."""
    made: list[Collection] = []

    def one(name: str = "news", **settings: object) -> Collection:
        create_collection(tmp_path / name, **{**SETTINGS, **settings}).close()
        made.append(open_collection(tmp_path / name, clock=Clock()))
        return made[-1]

    yield one
    for collection in made:
        collection.close()


@pytest.fixture
def look() -> Callable[[Collection], Picture]:
    return picture
