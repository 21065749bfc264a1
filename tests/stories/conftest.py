"""Small sketches to build news from."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from tawatur.encode.words import match_stem, stems
from tawatur.stories.sketch import Name, Sketch


@pytest.fixture(scope="session")
def sketch() -> Callable[..., Sketch]:
    """The sketch of an article of given words, all of them rare."""
    return make


@pytest.fixture(scope="session")
def person() -> Callable[[str], Name]:
    """A person whom the lead names."""
    return lambda name: Name("PER", name, tuple(match_stem(w) for w in name.split()), 2, True)


def make(
    name: str, title: str, body: str = "", *, day: str = "2024-05-14", outlet: str | None = None,
    names: Sequence[Name] = (), prints: Sequence[int] = (),
) -> Sketch:
    """The sketch of an article of these words, all of them rare."""
    heading, words = stems(title), stems(body)
    terms = tuple(sorted({*heading, *words}))
    counts = bytes(n for t in terms for n in (100, heading.count(t), words.count(t), words.count(t)))
    return Sketch(
        id=name, outlet=outlet or name.split("-")[0], day=day, words=len(words), terms=terms,
        counts=counts, names=tuple(names), numbers=(), days=(), lead_days=0, happenings=(),
        prints=b"".join(n.to_bytes(4, "little") for n in sorted(prints)),
    )

