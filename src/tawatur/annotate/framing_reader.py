"""What the rules of framing look at: the words of one article with its links and quotations."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from ..lang.distancing import FramingRules
from ..lang.normalize import TextView
from ..lang.tokenize import Token
from ..model import Link, Quotation, Sentence
from ..model.comparison import FramingKind


@dataclass(frozen=True, slots=True)
class Found:
    start: int
    end: int
    kind: FramingKind
    rule: str
    target: str | None


@dataclass(frozen=True)
class Reader:
    """What the rules look at: the words of the article with its links and quotations."""

    view: TextView
    words: list[Token]
    starts: list[int]
    sentences: Sequence[Sentence]
    sentence_starts: list[int]
    quotations: Sequence[Quotation]
    links: Sequence[Link]
    link_starts: list[int]
    rules: FramingRules

    def sentence_of(self, offset: int) -> tuple[int, int]:
        """Bounds of the sentence that holds `offset`, else of the whole text."""
        at = bisect_right(self.sentence_starts, offset) - 1
        if at >= 0 and offset < self.sentences[at].end:
            return self.sentences[at].start, self.sentences[at].end
        return 0, len(self.view.text)

    def words_before(self, offset: int, count: int) -> list[Token]:
        """Up to `count` words of the same sentence before `offset`, nearest first."""
        low, _ = self.sentence_of(offset)
        at = bisect_left(self.starts, offset)
        return [w for w in reversed(self.words[max(0, at - count):at]) if w.start >= low]

    def next_link(self, offset: int, reach: int = 40) -> Link | None:
        """The first link that starts at or after `offset`, within `reach` characters."""
        _, high = self.sentence_of(max(0, offset - 1))
        at = bisect_left(self.link_starts, offset)
        if at < len(self.links) and self.links[at].start <= min(offset + reach, high):
            return self.links[at]
        return None

    def last_link(self, offset: int, reach: int = 40) -> Link | None:
        """The last link that ends at or before `offset`, within `reach` characters."""
        low, _ = self.sentence_of(offset)
        at = bisect_right(self.link_starts, offset) - 1
        while at >= 0 and self.links[at].start >= low:
            if self.links[at].end <= offset:
                return self.links[at] if offset - self.links[at].end <= reach else None
            at -= 1
        return None

    def link_at(self, start: int, end: int) -> Link | None:
        """The longest link that shares a character with `[start, end)`."""
        at = bisect_left(self.link_starts, start - 80)
        best: Link | None = None
        while at < len(self.links) and self.links[at].start < end:
            link = self.links[at]
            if link.end > start and (best is None or link.end - link.start > best.end - best.start):
                best = link
            at += 1
        return best

    def quotation_at(self, offset: int, reach: int = 3) -> Quotation | None:
        """A quotation that opens within `reach` characters after `offset`."""
        for quotation in self.quotations:
            if offset <= quotation.start <= offset + reach:
                return quotation
        return None


def nearest(reader: Reader, start: int, end: int) -> str | None:
    """The entity in, soon after or soon before `[start, end)`, with no stop between."""
    link = reader.link_at(start, end)
    if link is None:
        link = reader.next_link(end, 25)
        if link is None or stop_between(reader, end, link.start):
            link = reader.last_link(start, 25)
            if link is None or stop_between(reader, link.end, start):
                return None
    return link.entity


def stop_between(reader: Reader, start: int, end: int) -> bool:
    between = reader.view.text[start:end]
    return any(c in between for c in "\n.،,؛:")
