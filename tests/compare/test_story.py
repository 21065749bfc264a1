"""The number of origins behind the story's main fact."""

import pytest

from tawatur.compare.story import origins_of_story
from tawatur.model import Alignment, Origin, OriginCount


def fact(outlets: int, certain: int, at_most: int, named: int = 0) -> Alignment:
    """A shared claim of so many outlets, with a count of origins, so many of them certainly named."""
    origins = tuple(
        Origin(id=f"o:{i}", kind="person" if i < named else "unknown", name="", how="stated" if i < named else "unattributed",
               claims=(), evidence=(), certain=i < named)
        for i in range(at_most)
    )
    return Alignment(id="al1", claims=(), relation="same", outlets=outlets, independent_origins=OriginCount(certain, at_most),
                     origins=origins, why="", why_code="unattributed")


@pytest.mark.parametrize(("shared", "count"), [
    ([], (0, 0)),
    # What most outlets tell is the main fact, however many asides say otherwise.
    ([fact(6, 1, 4), fact(2, 2, 2), fact(2, 2, 2)], (1, 4)),
    # Among claims told by as many, what most of them have, and the lower one in a tie.
    ([fact(2, 2, 3, named=2), fact(2, 2, 2), fact(2, 1, 5)], (2, 3)),
    ([fact(2, 2, 2), fact(2, 1, 2)], (1, 2)),
    # Not more than the outlets and the named sources.
    ([fact(6, 1, 11)], (1, 6)),
    ([fact(6, 1, 11, named=2)], (1, 8)),
])
def test_a_story_has_the_origins_of_its_main_fact(shared, count):
    found = origins_of_story(shared)
    assert (found.certain, found.at_most) == count
