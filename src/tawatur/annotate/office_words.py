"""An article's words as the readers of offices see them, and what a title is."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..lang.gazetteer import Gazetteer, Title
from ..lang.tokenize import Token
from ..model import Article, FoundMention

_BLANK = " \u200f\u200e"
_QUOTES = f"{_BLANK}\"«»“”"


@dataclass(slots=True)
class Reader:
    """One article: its words by sentence and the mentions that stand in it."""

    article: Article
    gazetteer: Gazetteer
    toks: list[Token]
    people: dict[int, FoundMention] = field(default_factory=dict)
    ends: dict[int, FoundMention] = field(default_factory=dict)
    things: dict[int, FoundMention] = field(default_factory=dict)
    starts: list[int] = field(default_factory=list)

    def adjacent(self, k: int) -> bool:
        """Whether word `k` follows the one before it with white space alone, or opens a quoted name."""
        gap = self.article.text[self.toks[k - 1].end:self.toks[k].start]
        return not gap.strip(_QUOTES if self.thing(k) is not None else _BLANK)

    def thing(self, k: int) -> FoundMention | None:
        """The body or place that begins in word `k`, behind proclitics or not."""
        token = self.toks[k]
        return next((self.things[s] for s in range(token.start, min(token.start + 3, token.end)) if s in self.things), None)

    def person(self, k: int) -> FoundMention | None:
        """The person whose name begins with word `k`."""
        return self.people.get(self.toks[k].start)


def of_title(g: Gazetteer, word: str) -> bool:
    """«لرئيس»: a title without article behind the preposition."""
    return word.startswith("ل") and not word.startswith("لل") and len(word) > 4 and title_of(g, word[1:]) is not None


def title_of(g: Gazetteer, form: str) -> Title | None:
    """The role that a word in search form names, with or without article; a woman's before «his»."""
    bare = form[2:] if form.startswith("ال") and len(form) > 4 else form
    if g.is_a("no_office", bare):
        return None
    if g.is_a("more_offices", bare):
        return Title((bare,), "role", "m")
    found = [t for t in g.titles.get(bare, ()) if t.kind == "role" and len(t.words) == 1]
    return next((t for t in found if t.gender == "f"), found[0] if found else None)
