"""Half-open stretches of an article, counted in Unicode code points of the text as it was read."""

from __future__ import annotations

import msgspec


class Span(msgspec.Struct, frozen=True, order=True):
    """`text == article_text[start:end]`; a span that is empty or does not fit can't be built.

    Raises ValueError where the offsets and the text do not agree in length.
    """

    article: str
    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or self.end - self.start != len(self.text):
            raise ValueError(
                f"no such span: {self.article}[{self.start}:{self.end}] {self.text[:40]!r}"
            )

    def touches(self, other: Span) -> bool:
        """True where both lie in one article and share at least one character."""
        return (
            self.article == other.article
            and min(self.end, other.end) > max(self.start, other.start)
        )

    def holds(self, other: Span) -> bool:
        """True where `other` lies wholly inside this span."""
        return (
            self.article == other.article
            and self.start <= other.start
            and other.end <= self.end
        )
