"""Follow-ups: a later story on the same matter as an earlier one (trial and verdict, attack and arrest).

What links two stories is what is particular to the matter: rare words, persons and small places that
both leads bear. What a routine series has in common (forecasts, sessions of a market, matches of a
league, one minister's days) are its common words, or one name alone: that is not enough.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp

from ..model import StoryLink
from .index import StoryIndex
from .portrait import Portrait

# Stories whose mean vectors are less alike are not looked at; links of at least this score are kept, at most so many.
NEAR = 0.45
LINK = 0.5
_MOST = 5


def story_links(changed: Sequence[Portrait], index: StoryIndex) -> Mapping[str, tuple[StoryLink, ...]]:
    """The links of every story whose links may have changed, the strongest first.

    `index` holds all stories, the changed ones in their new form. Besides `changed` there are later
    stories that may follow them. A story can only follow one that began on an earlier day.
    """
    around = index.near(changed, NEAR)
    later = {
        other.id: other
        for story, names in zip(changed, around, strict=True)
        for other in index.portraits(names) if other.first > story.first
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
        if other.first < story.first and (score := follows(other, story)) >= LINK
    ]
    return tuple(sorted(found, key=lambda link: (-link.score, link.earlier))[:_MOST])


def follows(earlier: Portrait, later: Portrait) -> float:
    """How probable it is that `later` goes on with the matter of `earlier`: 0..1, three decimals."""
    weights = dict(earlier.terms)
    words = sum(sorted(value * weights[stem] for stem, value in later.terms if stem in weights))
    persons = bool({*earlier.persons} & {*later.persons})
    places = bool({*earlier.places} & {*later.places})
    bodies = bool({*earlier.bodies} & {*later.bodies})
    z = -4.5 + 10.0 * words + 0.7 * persons + 0.4 * places + 0.4 * bodies
    return round(1 / (1 + exp(-z)), 3)
