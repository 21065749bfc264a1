"""Readers of invented sentences that several tests of this folder share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tawatur.annotate.attribution import find_attributions
from tawatur.annotate.quotations import find_quotations
from tawatur.lang.cues import Cues
from tawatur.lang.normalize import view
from tawatur.lang.tokenize import sentences
from tawatur.model import Article, Attribution, FoundMention, Part


@pytest.fixture(scope="session")
def read_said(cues: Cues) -> Callable[..., tuple[Attribution, ...]]:
    """Attributions of a text; `names` are (name, type) of mentions to lay over it."""

    def read(text: str, *names: tuple[str, str]) -> tuple[Attribution, ...]:
        seen, parts = view(text), (Part("body", 0, len(text)),)
        mentions = [
            FoundMention(article="x", start=text.index(n), end=text.index(n) + len(n), text=n, type=kind)  # type: ignore[arg-type]
            for n, kind in names
        ]
        return find_attributions(
            Article(id="x", text=text), seen, sentences(seen, parts), find_quotations(seen, parts), mentions, cues)

    return read
