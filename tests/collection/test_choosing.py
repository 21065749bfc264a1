"""Which articles of a large story are compared."""

from __future__ import annotations

import random

from tawatur.collection.choosing import choose
from tawatur.model import Entry


def entry(n: int, outlet: str | None, hash: str | None = None, copy_of: str | None = None) -> Entry:
    return Entry(
        id=f"a{n}", key=f"k{n:03}", outlet=outlet, url=None, path=None, title=None, published=None, day=f"2031-05-{n % 28 + 1:02}",
        first_seen="", last_seen="", hash=hash or f"h{n}", versions=1, copy_of=copy_of,
    )


def test_small_stories_are_compared_whole() -> None:
    entries = [entry(n, "x") for n in range(5)]
    assert choose(entries, 5).compared == tuple(entries)
    assert choose(entries, 5).notes == ()


def test_every_outlet_comes_first_and_repeats_last() -> None:
    entries = [entry(n, "loud", "same") for n in range(6)] + [entry(6, "calm"), entry(7, "new"), entry(8, "loud"), entry(9, "calm", copy_of="a1")]
    chosen = choose(entries, 4)
    assert {e.id for e in chosen.compared} == {"a0", "a6", "a7", "a8"}
    (note,) = chosen.notes
    assert note.code == "comparison.bounded"
    assert "10 articles, of which 4" in note.text
    assert all(f"a{n}" in note.text for n in (1, 2, 3, 4, 5, 9))


def test_the_order_in_which_they_come_changes_nothing() -> None:
    entries = [entry(n, f"o{n % 4}", f"h{n % 7}") for n in range(30)]
    expected = choose(entries, 11)
    for seed in range(5):
        random.Random(seed).shuffle(entries)
        assert choose(entries, 11) == expected
