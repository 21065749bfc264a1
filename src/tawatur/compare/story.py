"""The story in one line: its headline, its days, and the number of origins behind its main fact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ..model import Alignment, OriginCount, Sentence, Story
from .account import Account

# The parts of a page whose words are those of the report.
_OWN = frozenset({"title", "teaser", "body"})


def story_of(accounts: Sequence[Account], alignments: Sequence[Alignment]) -> Story:
    """The story in one line; its origins are those of its main fact (`origins_of_story`)."""
    shared = [a for a in alignments if a.relation != "only"]
    days = sorted(a.record.published.value for a in accounts if a.record.published.value)
    titles = [a.record.title for a in accounts if a.record.title]
    bodies = [a.span(s.start, s.end) for a in accounts if (s := _first_words(a)) is not None]
    return Story(
        headline=next(iter((*titles, *bodies)), None),
        outlets=len({a.outlet for a in accounts}),
        articles=len(accounts),
        independent_origins=origins_of_story(shared),
        first_published=days[0] if days else None,
        last_published=days[-1] if days else None,
        shared_claims=len(shared),
        corroborated=sum(a.independent_origins.certain > 1 for a in shared),
    )


def _first_words(account: Account) -> Sentence | None:
    """The first sentence of the report itself: «السويداء -» or a line of the page around it is no headline."""
    own = (s for s in account.sentences if s.part in _OWN)
    return next(own, next(iter(account.sentences), None))


def origins_of_story(shared: Sequence[Alignment]) -> OriginCount:
    """The origins of what most outlets tell: its main fact. Nothing shared: 0, 0.

    Several claims may be told by as many outlets: then `certain` is what most of these have (the
    lower one where that is a tie), and `at_most` the highest that one of those allows.
    """
    widest = max((a.outlets for a in shared), default=0)
    main = [a for a in shared if a.outlets == widest]
    counts = Counter(a.independent_origins.certain for a in main)
    most = max(counts.values(), default=0)
    certain = min((n for n, times in counts.items() if times == most), default=0)
    at_most = max((_at_most(a) for a in main if a.independent_origins.certain == certain), default=0)
    return OriginCount(certain, max(certain, at_most))


def _at_most(claim: Alignment) -> int:
    """No more than its outlets and the named sources: two asides of one outlet are no two origins of the story."""
    named = sum(o.certain for o in claim.origins)
    return min(claim.independent_origins.at_most, claim.outlets + named)
