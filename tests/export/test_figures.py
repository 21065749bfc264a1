"""The numbers that one sees first say what they are the numbers of."""

from __future__ import annotations

from msgspec.structs import replace

from tawatur.export.figures import figures
from tawatur.export.index import build_index
from tawatur.export.words import load_words
from tawatur.model import OriginCount

from .sample import sample


def test_the_origins_are_those_of_what_most_outlets_tell_not_of_most_claims() -> None:
    made = sample()
    assert made.story is not None
    story = replace(made.story, independent_origins=OriginCount(2, 3), corroborated=1, shared_claims=5)
    page = figures(build_index(replace(made, story=story), load_words("en")))
    assert "behind what most outlets tell; at most 3" in page
    assert "most of the shared claims" not in page
