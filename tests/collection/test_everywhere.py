"""Articles that tell no day find their story, whichever of them comes first."""

from __future__ import annotations

import msgspec
import pytest

from .invented import news


def _undated(number: int):
    article = news()[number]
    return msgspec.structs.replace(article, published=None, published_how=None, url=None)


# Two wordings of one event and two of another.
PAIR, OTHERS = (0, 1), (3, 4)


@pytest.mark.parametrize("hidden", [PAIR, PAIR[:1], PAIR[1:]])
@pytest.mark.parametrize("turned", [False, True])
def test_an_undated_article_and_its_partner_are_one_story_in_both_orders(make, hidden, turned) -> None:
    articles = [_undated(n) if n in hidden else news()[n] for n in PAIR]
    strangers = [_undated(OTHERS[0]), news()[OTHERS[1]]]
    parts = make("parts")
    for article in (articles[::-1] if turned else articles) + strangers:
        parts.add([article], workers=0)
    found = {frozenset(r.articles) for r in parts.stories()}
    assert found == {frozenset(news()[n].id for n in pair) for pair in (PAIR, OTHERS)}
    assert parts.check() == []
    whole = make("whole")
    whole.add([*strangers, *articles], workers=0)
    assert {(frozenset(r.articles), r.first_seen, r.last_seen) for r in whole.stories()} == {
        (frozenset(r.articles), r.first_seen, r.last_seen) for r in parts.stories()}


def test_a_story_has_the_days_of_its_dated_articles(make) -> None:
    collection = make()
    collection.add([_undated(0), news()[1]], workers=0)
    row, = collection.stories()
    # Not the day on which they were taken in.
    assert row.first_seen <= news()[1].published <= row.last_seen < "2031-05-20"
    assert [r.id for r in collection.stories(since="2031-05-19")] == []
    assert {e.id: e.dated for e in collection.store.entries()} == {news()[0].id: False, news()[1].id: True}


def test_a_story_without_any_day_has_that_of_taking_in(make) -> None:
    collection = make()
    collection.add([_undated(0), _undated(1)], workers=0)
    row, = collection.stories()
    assert (row.first_seen, row.last_seen) == ("2031-05-20", "2031-05-20")
    assert row.links == ()
