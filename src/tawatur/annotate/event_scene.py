"""A sentence with all that was found in it, as the readers of happenings see it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..lang.frames import Frames
from ..lang.normalize import TextView
from ..model import Article, Attribution, Entity, Link, Span, TimeExpression
from .clause_words import Word


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with all that was found in it; `today` is the day of publication, where known."""

    article: Article
    view: TextView
    words: Sequence[Word]
    links: Sequence[Link]
    times: Sequence[TimeExpression]
    entities: Mapping[str, Entity]
    frames: Frames
    today: str | None
    attributions: Sequence[Attribution] = ()
    # Who spoke on which day, as told before (entity id -> day).
    spoken: Mapping[str, str] = field(default_factory=dict)

    def span(self, first: int, last: int) -> Span:
        """The text from word `first` to before word `last`."""
        return self.article.span(self.words[first].token.start, self.words[last - 1].token.end)

    def index(self, offset: int) -> int:
        """The word that holds the text offset, or the first after it."""
        # Searched by halves: a sentence of thousands of words is asked hundreds of thousands of times.
        return bisect_right(self.words, offset, key=lambda word: word.token.end)
