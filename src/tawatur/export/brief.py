"""The story in two sentences of the articles' own words. Nothing is written here: sentences are chosen.

Chosen is the sentence that holds the claim that most outlets carry, and of several the one that leans on no earlier sentence, has no
wording that takes a side, and stands nearest to the beginning; then one of another outlet that tells something else. Whole sentences are taken, so that whoever is named as the source of the words is still named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..model import Alignment, Claim, Span
from ..model.agreement import differs
from .index import Index
from .markup import esc, linked, section, tag
from .sentences import sentence_of, shortened

# Letters of a sentence that is shown whole; a longer one ends after a whole word, and says so.
ROOM = 420
# A sentence of fewer words tells no story.
_FEWEST = 5
# From this share of equal words on, two sentences tell the same.
_ALIKE = 0.4
_WORD = re.compile(r"\w+")
# Wording that takes a side stands in no brief where the same is told without it.
_SLANTED = frozenset(["distancing", "scare quotes", "loaded", "label"])
# Letters from an article's first claim within which no sentence is nearer to it than another.
_NEAR = 250
_READ = ("body", "caption", "teaser")


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of the brief. `numbers` are the groups of claims (`Index.number`) that stand in it, the widest first,
    `outlets` how many outlets carry the widest one, `disputed` tells whether another account contradicts one of them."""

    span: Span
    outlets: int
    numbers: tuple[int, ...]
    disputed: bool
    cut: bool


@dataclass(frozen=True, slots=True)
class _Candidate:
    span: Span
    groups: tuple[Alignment, ...]
    place: int
    after: int
    shy: bool

    @property
    def rank(self) -> tuple[int, bool, int, bool, int, int, int]:
        """The widest claim first, in plain words that stand on their own, near the beginning, told alike, with many claims, in the order of articles."""
        widest = max((a.outlets for a in self.groups), default=0)
        disputed = any(differs(a) for a in self.groups)
        lengthy = len(self.span.text) > ROOM
        return (-widest, self.shy, self.after // _NEAR, disputed or lengthy, -min(len(self.groups), 4), self.place, self.span.start)


def brief(index: Index, sentences: int = 2) -> tuple[Told, ...]:
    """At most `sentences` sentences that hold the most widely carried claims, each with its exact span.

    Where no claim is shared, the first ones of the articles that hold a claim.
    """
    chosen: list[_Candidate] = []
    ranked = sorted(_candidates(index), key=lambda c: c.rank)
    for other_outlet in (True, False):
        for candidate in ranked:
            if len(chosen) == sentences:
                break
            known = {index.outlet(c.span.article) for c in chosen}
            fits = not other_outlet or index.outlet(candidate.span.article) not in known
            if fits and not any(_same(candidate, c) for c in chosen):
                chosen.append(candidate)
    return tuple(_told(index, c) for c in chosen)


def _candidates(index: Index) -> list[_Candidate]:
    groups = index.shared or index.alone
    place = {a: i for i, a in enumerate(index.articles)}
    found: dict[tuple[str, int, int], dict[str, Alignment]] = {}
    spans: dict[tuple[str, int, int], Span] = {}
    told = [(alignment, claim) for alignment in groups for claim in _claims(index, alignment.claims)]
    # What was read out of one article alone holds no groups.
    lone = [(None, claim) for claim in _claims(index, index.claims)] if not groups else []
    for alignment, claim in (*told, *lone):
        span = sentence_of(claim.span, index.articles[claim.span.article].text)
        key = (span.article, span.start, span.end)
        spans[key] = span
        found.setdefault(key, {}).update({alignment.id: alignment} if alignment is not None else {})
    shy, first = _shy(index), dict[str, int]()
    for article, start, _ in found:
        first[article] = min(start, first.get(article, start))
    return [
        _Candidate(spans[key], tuple(at.values()), place[key[0]], key[1] - first[key[0]], _is_shy(key, shy.get(key[0], ())))
        for key, at in found.items() if len(_WORD.findall(spans[key].text)) >= _FEWEST
    ]


def _shy(index: Index) -> dict[str, list[tuple[int, int, int, int]]]:
    """By article what makes a sentence unfit: bounds of words, and of what explains them («the same newspaper») or nothing (0, 0)."""
    found: dict[str, list[tuple[int, int, int, int]]] = {}
    for mention in (m for e in index.comparison.entities for m in e.mentions if m.antecedent is not None):
        before = mention.antecedent
        assert before is not None
        inside = (before.start, before.end) if before.article == mention.article else (0, 0)
        found.setdefault(mention.article, []).append((mention.start, mention.end, *inside))
    for framing in index.comparison.framing:
        if framing.kind in _SLANTED:
            found.setdefault(framing.span.article, []).append((framing.span.start, framing.span.end, 0, 0))
    return found


def _is_shy(sentence: tuple[str, int, int], marks: Iterable[tuple[int, int, int, int]]) -> bool:
    """True where it holds such words, and not what explains them."""
    _, low, high = sentence
    return any(low <= start and end <= high and not (low <= a < b <= high) for start, end, a, b in marks)


def _claims(index: Index, ids: Iterable[str]) -> Iterable[Claim]:
    return (c for c in index.claims_of(ids) if c.part in _READ and c.span.article in index.articles)


def _same(one: _Candidate, other: _Candidate) -> bool:
    """True where two sentences hold one claim, or mostly the same words."""
    if {a.id for a in one.groups} & {a.id for a in other.groups}:
        return True
    a, b = (set(_WORD.findall(c.span.text)) for c in (one, other))
    return len(a & b) >= _ALIKE * min(len(a), len(b))


def _told(index: Index, candidate: _Candidate) -> Told:
    groups = sorted(candidate.groups, key=lambda a: (-a.outlets, index.number[a.id]))
    span = shortened(candidate.span, ROOM)
    return Told(
        span=span, outlets=max((a.outlets for a in groups), default=1), numbers=tuple(index.number[a.id] for a in groups),
        disputed=any(differs(a) for a in groups), cut=span != candidate.span,
    )


def brief_section(index: Index, told: Sequence[Told] | None = None) -> str:
    """The brief as HTML: each sentence with its outlet, and what stands behind it."""
    words = index.words
    items = "".join(_item(index, t) for t in (brief(index) if told is None else told))
    return section("brief", words("section.brief"), f'<ol class="brief">{items}</ol>' if items else "", words("lead.brief"))


def _item(index: Index, told: Told) -> str:
    words, record = index.words, index.articles[told.span.article]
    source = linked(index.outlet(record.id), index.pages.words(told.span))
    day = words.date(record.published.value)
    more = f' <span class="how">{esc(words("brief.cut"))}</span>' if told.cut else ""
    shared = told.outlets > 1
    behind = words("brief.behind", outlets=words.count("count.outlets", told.outlets)) if shared else words("brief.alone")
    behind = f'<a href="#claim-{told.numbers[0]}">{esc(behind)}</a>' if told.numbers else esc(behind)
    behind = f" · {behind}" if len(index.articles) > 1 else ""
    links = " ".join(f'<a href="#claim-{n}">{n}</a>' for n in told.numbers)
    numbers = f' <span class="how">({esc(words("brief.claims" if len(told.numbers) > 1 else "brief.claim"))} {links})</span>' if links else ""
    dispute = f" {tag('conflict', words('brief.disputed'))}" if told.disputed and shared else ""
    return (
        f'<li><blockquote class="w" lang="ar" dir="rtl">{esc(told.span.text)}{" …" if told.cut else ""}</blockquote>'
        f'<p class="by">{source}{f" · {esc(day)}" if day else ""}{more}{behind}{numbers}{dispute}</p></li>'
    )
