"""Data that takes time to load, once for the whole run; nothing here may be changed by a test."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import settings

from tawatur.lang.cues import Cues
from tawatur.lang.frames import Frames
from tawatur.lang.furniture import Furniture
from tawatur.lang.gazetteer import Gazetteer
from tawatur.lang.resources import Resources, load_resources
from tawatur.model import Span

# The same examples on every machine and in every run, however slow it is.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def resources() -> Resources:
    return load_resources()


@pytest.fixture(scope="session")
def gazetteer(resources: Resources) -> Gazetteer:
    return resources.gazetteer


@pytest.fixture(scope="session")
def cues(resources: Resources) -> Cues:
    return resources.cues


@pytest.fixture(scope="session")
def frames(resources: Resources) -> Frames:
    return resources.frames


@pytest.fixture(scope="session")
def furniture(resources: Resources) -> Furniture:
    return resources.furniture


@pytest.fixture(scope="session")
def spot() -> Callable[..., Span]:
    """The span of the first place of some words in a text."""

    def find(text: str, words: str, article: str = "x", after: int = 0) -> Span:
        start = text.index(words, after)
        return Span(article, start, start + len(words), words)

    return find
