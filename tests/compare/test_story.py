"""The headline of a story, and the number of origins behind its main fact."""

from dataclasses import replace

import pytest
from msgspec import structs

from tawatur.compare.story import origins_of_story, story_of
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


@pytest.mark.parametrize(("parts", "headline"), [
    (("dateline", "body"), "انهار السد"), (("header", "navigation", "teaser"), "صباح اليوم"), (("body", "body"), "السويداء -"), (("dateline",), "السويداء -"),
])
def test_the_headline_is_of_the_report_not_of_what_stands_around_it(workshop, parts, headline):
    lines = ("السويداء -", "انهار السد", "صباح اليوم")[:len(parts)]
    account = workshop.build("a", "a", *(workshop.said(line) for line in lines))
    sentences = tuple(structs.replace(s, part=part) for s, part in zip(account.sentences, parts, strict=True))
    assert story_of([replace(account, sentences=sentences)], []).headline.text == headline
