"""Follow-ups: a later story on the same matter as an earlier one (trial and verdict, attack and arrest).

What links two stories is that they mean alike and share rare words. What speaks against it is a form in
common: the numbers of a routine series (forecasts, bulletins, sessions of a market, cables) open with the
same words, common ones too, where a follow-up tells something new; and time, for series come back after a week
and follow-ups mostly within days. Weights by logistic regression on 92 pairs of stories that were read by hand
(July and August 2015; links from `LINK` on: 18 right, 4 wrong, half of those in between are lost).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from math import exp, fsum, sqrt

import numpy as np

from ..model import StoryLink
from .candidates import cosines
from .index import StoryIndex
from .portrait import Portrait

# Stories whose mean vectors are less alike are not looked at; links of at least this score are kept, at most so many.
NEAR = 0.45
LINK = 0.65
_MOST = 5
_BIAS, _WORDS, _MEANING, _FORM, _APART = -4.4, 4.4, 8.0, 6.8, 2.0
# Stories that open so much alike are numbers of one series (of 7 such pairs read by hand 5 were).
_SAME_FORM = 0.6
# Days from which on all distances count the same.
_FAR = 8


def story_links(changed: Sequence[Portrait], index: StoryIndex) -> Mapping[str, tuple[StoryLink, ...]]:
    """The links of every story whose links may have changed, the strongest first.

    `index` holds all stories, the changed ones in their new form. Besides `changed` there are later
    stories that may follow them. A story can only follow one that began on an earlier day; one of which no day is known has no links.
    """
    around = index.near(changed, NEAR)
    later = {
        other.id: other
        for story, names in zip(changed, around, strict=True)
        for other in index.portraits(names) if _before(story, other)
    }
    stories = sorted((later | {s.id: s for s in changed}).values(), key=lambda s: s.id)
    return {
        story.id: _links(story, [*index.portraits(names)])
        for story, names in zip(stories, index.near(stories, NEAR), strict=True)
    }


def _links(story: Portrait, others: Sequence[Portrait]) -> tuple[StoryLink, ...]:
    found = [
        StoryLink(earlier=other.id, kind="follow-up", score=score)
        for other in others
        if _before(other, story) and (score := follows(other, story)) >= LINK
    ]
    return tuple(sorted(found, key=lambda link: (-link.score, link.earlier))[:_MOST])


def follows(earlier: Portrait, later: Portrait) -> float:
    """How probable it is that `later` goes on with the matter of `earlier`: 0..1, three decimals."""
    weights = dict(earlier.terms)
    words = fsum(value * weights[stem] for stem, value in later.terms if stem in weights)
    one, other = frozenset(earlier.opening), frozenset(later.opening)
    form = len(one & other) / sqrt(max(1, len(one) * len(other)))
    if form >= _SAME_FORM:
        return 0.0
    apart = min(_FAR, max(0, _number(later.first) - _number(earlier.last))) / _FAR
    z = _BIAS + _WORDS * words + _MEANING * _meaning(earlier, later) - _FORM * form - _APART * apart
    return round(1 / (1 + exp(-z)), 3)


def _before(one: Portrait, other: Portrait) -> bool:
    return bool(one.first) and one.first < other.first


def _meaning(one: Portrait, other: Portrait) -> float:
    """Cosine of the mean vectors; 0 where one has none."""
    if not one.vector or len(one.vector) != len(other.vector):
        return 0.0
    left, right = (np.frombuffer(p.vector, dtype="<i2").astype(np.float32) for p in (one, other))
    return float(cosines(left[None], right[None])[0, 0])


def _number(day: str) -> int:
    return date.fromisoformat(day).toordinal()
