"""For each outlet: how much of what it prints is its own, whom it repeats, how often it says so, how late it is.

Counted from the summaries of all stories; every number comes with the articles and stories it was counted from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from statistics import median
from typing import Literal, TypeVar

from ..model import SourceKind
from ..model.answers import ArticleSummary, OutletRow, Repeated, StorySummary, Taken

Key = TypeVar("Key", bound=str)
TakenKind = Literal["said", "unsaid", "doubtful"]


@dataclass(slots=True)
class Debt:
    """Claims that one outlet has from one source, while they are counted."""

    names: Counter[str] = field(default_factory=Counter)
    kinds: Counter[SourceKind] = field(default_factory=Counter)
    counts: Counter[TakenKind] = field(default_factory=Counter)
    articles: set[str] = field(default_factory=set)
    stories: set[str] = field(default_factory=set)

    def add(self, taken: Taken, article: str, story: str) -> None:
        count = len(taken.claims)
        self.names[taken.source] += count
        self.kinds[taken.kind] += count
        self.counts[kind_of(taken)] += count
        self.articles.add(article)
        self.stories.add(story)

    def merge(self, other: Debt) -> None:
        _add_up(self.names, other.names)
        _add_up(self.kinds, other.kinds)
        _add_up(self.counts, other.counts)
        self.articles |= other.articles
        self.stories |= other.stories


@dataclass(slots=True)
class OutletCount:
    """One outlet while it is counted."""

    names: Counter[str] = field(default_factory=Counter)
    articles: set[str] = field(default_factory=set)
    stories: set[str] = field(default_factory=set)
    claims: int = 0
    own: int = 0
    quoting: int = 0
    doubtful: int = 0
    alone: int = 0
    # Those of articles beside which another outlet's article stands: claims, own, own or doubtful.
    beside: int = 0
    beside_own: int = 0
    beside_most: int = 0
    debts: dict[str, Debt] = field(default_factory=dict)
    delays: dict[str, int] = field(default_factory=dict)

    def merge(self, other: OutletCount) -> None:
        """Add what was counted in other stories, of other articles."""
        _add_up(self.names, other.names)
        self.articles |= other.articles
        self.stories |= other.stories
        self.claims += other.claims
        self.own += other.own
        self.quoting += other.quoting
        self.doubtful += other.doubtful
        self.alone += other.alone
        self.beside += other.beside
        self.beside_own += other.beside_own
        self.beside_most += other.beside_most
        for key, debt in other.debts.items():
            self.debts.setdefault(key, Debt()).merge(debt)
        self.delays |= other.delays


Counts = dict[str, OutletCount]

# The counts of claims in an `OutletRow`, by what was counted: `beside` are those of articles beside which another outlet's stands,
# `alone` the others (`told_alone`), `told` all of them; `from` those of a `Repeated` (`said`, `unsaid` and `doubtful` ones).
CountOf = Literal["told", "own", "quoting", "taken", "said", "unsaid", "doubtful", "from", "beside", "alone"]


def outlet_table(summaries: Iterable[tuple[str, StorySummary]], wanted: Callable[[str], bool] = lambda _: True) -> tuple[OutletRow, ...]:
    """One row an outlet over all `(story id, summary)`, those with the most articles first.

    Of the articles (by id) only those that are `wanted` count; the others still stand beside them. An article
    counts once: where it stands in two stories the first one (by id) has it. O(articles).
    """
    return outlet_rows(count_outlets(summaries, wanted))


def count_outlets(summaries: Iterable[tuple[str, StorySummary]], wanted: Callable[[str], bool] = lambda _: True) -> Counts:
    """What is counted of each outlet (its key) in the `wanted` articles of these stories."""
    counts: Counts = {}
    for story, article, alone in _once(summaries):
        if wanted(article.article):
            _add(counts.setdefault(article.key, OutletCount()), article, story, alone=alone)
    return counts


def _once(summaries: Iterable[tuple[str, StorySummary]]) -> Iterator[tuple[str, ArticleSummary, bool]]:
    """Each article once, with its story, and whether no other outlet's article stands beside it."""
    seen: set[str] = set()
    for story, summary in sorted(summaries, key=lambda s: s[0]):
        alone = len({a.key for a in summary.articles}) < 2
        for article in summary.articles:
            if article.article not in seen:
                seen.add(article.article)
                yield story, article, alone


def claims_counted(
    summaries: Iterable[tuple[str, StorySummary]], key: str, of: CountOf, source: str | None = None,
) -> Iterator[tuple[str, ArticleSummary, tuple[str, ...]]]:
    """The claims from which a number of an outlet's row was counted: (story, article, ids of claims). `source`: those of one `Repeated`."""
    for story, article, alone in _once(summaries):
        if article.key == key:
            claims = _counted(article, of, source, alone=alone)
            if claims:
                yield story, article, tuple(sorted(claims, key=_place))


def articles_counted(summaries: Iterable[tuple[str, StorySummary]], key: str) -> Iterator[tuple[str, ArticleSummary]]:
    """The articles of an outlet, each with the story in which it is counted."""
    return ((story, article) for story, article, _ in _once(summaries) if article.key == key)


def _counted(article: ArticleSummary, of: CountOf, source: str | None, *, alone: bool) -> set[str]:
    if of in ("own", "quoting"):
        return set(article.own if of == "own" else article.quoting)
    if of == "doubtful" and source is None:
        return set(article.doubtful)
    if of in ("told", "beside", "alone"):
        wanted = of == "told" or alone == (of == "alone")
        return {*article.own, *article.doubtful, *(c for t in article.taken for c in t.claims)} if wanted else set()
    kinds = {"taken": ("said", "unsaid"), "from": ("said", "unsaid", "doubtful")}.get(of, (of,))
    return {c for t in article.taken if source in (None, t.key) and kind_of(t) in kinds for c in t.claims}


def kind_of(taken: Taken) -> TakenKind:
    """In which count of an `OutletRow` the claims stand."""
    return "doubtful" if not taken.certain else "said" if taken.said else "unsaid"


def _place(claim: str) -> tuple[int, str]:
    """Claims as they follow each other in their article: `…/c9` before `…/c10`."""
    return len(claim), claim


def outlet_rows(counts: Counts) -> tuple[OutletRow, ...]:
    """The table of what was counted."""
    rows = (_row(key, count) for key, count in counts.items())
    return tuple(sorted(rows, key=lambda r: (-len(r.articles), r.key)))


def added_up(parts: Iterable[Counts]) -> Counts | None:
    """What was counted in several sets of stories together; None where an article is in two of them, so that it would count twice."""
    total: Counts = {}
    articles = 0
    for part in parts:
        for key, count in part.items():
            articles += len(count.articles)
            total.setdefault(key, OutletCount()).merge(count)
    return total if len(set().union(*(c.articles for c in total.values()))) == articles else None


def _add(count: OutletCount, article: ArticleSummary, story: str, *, alone: bool) -> None:
    count.names[article.outlet] += 1
    count.articles.add(article.article)
    count.stories.add(story)
    count.claims += article.claims
    count.own += len(article.own)
    count.quoting += len(article.quoting)
    count.doubtful += len(article.doubtful)
    if alone:
        count.alone += article.claims
    else:
        count.beside += article.claims
        count.beside_own += len(article.own)
        count.beside_most += len(article.own) + len(article.doubtful)
    for taken in article.taken:
        count.debts.setdefault(taken.key, Debt()).add(taken, article.article, story)
    if article.delay is not None:
        count.delays[article.article] = article.delay


def _row(key: str, count: OutletCount) -> OutletRow:
    debts = [_repeated(k, d) for k, d in count.debts.items()]
    taken = count.claims - count.own - count.doubtful
    return OutletRow(
        outlet=_most(count.names), key=key, articles=tuple(sorted(count.articles)), stories=tuple(sorted(count.stories)),
        claims=count.claims, own=count.own, quoting=count.quoting, taken=taken, doubtful=count.doubtful,
        said=sum(d.said for d in debts), unsaid=sum(d.unsaid for d in debts), told_alone=count.alone,
        repeats=tuple(sorted(debts, key=lambda d: (-(d.said + d.unsaid), -d.doubtful, d.key))),
        delay=float(median(count.delays.values())) if count.delays else None,
        delay_articles=tuple(sorted(count.delays)),
        own_least=_share(count.beside_own, count.beside), own_most=_share(count.beside_most, count.beside),
    )


def _repeated(key: str, debt: Debt) -> Repeated:
    return Repeated(
        source=_most(debt.names), key=key, kind=min(debt.kinds, key=lambda k: (-debt.kinds[k], k)), said=debt.counts["said"],
        unsaid=debt.counts["unsaid"], doubtful=debt.counts["doubtful"], articles=tuple(sorted(debt.articles)), stories=tuple(sorted(debt.stories)),
    )


def _add_up(total: Counter[Key], more: Counter[Key]) -> None:
    # `Counter.update` asks first what it is given, which takes longer than to add it.
    for key, count in more.items():
        total[key] += count


def _most(names: Counter[str]) -> str:
    return min(names, key=lambda n: (-names[n], n))


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None
