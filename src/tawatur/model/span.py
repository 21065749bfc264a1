"""Half-open stretches of an article, counted in Unicode code points of the text as it was read."""

from __future__ import annotations

import msgspec


def check_stretch(article: str, start: int, end: int, text: str) -> None:
    """Raise ValueError where `[start, end)` can't be where `text` stands: evidence is never bent."""
    if not 0 <= start < end or end - start != len(text):
        raise ValueError(f"no such span: {article}[{start}:{end}] {text[:40]!r}")


class Span(msgspec.Struct, frozen=True, order=True):
    """`text == article_text[start:end]`; a span that is empty or does not fit can't be built.

    Raises ValueError where the offsets and the text do not agree in length.
    """

    article: str
    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        check_stretch(self.article, self.start, self.end, self.text)

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
