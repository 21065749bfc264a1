"""Words of outlets for the same things: the measure by hand, what is counted, what is kept."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from tawatur.collection import Collection
from tawatur.collection.wording import (
    LEAST_FACTS,
    StoryWord,
    StoryWords,
    contrast,
    facts_of,
    marked,
    outlet_keys,
    outlet_wording,
    stems_of,
    unpack_words,
    words_of_story,
)
from tawatur.lang.normalize import fold
from tawatur.lang.stem import light_stem
from tawatur.model import Comparison


def test_log_odds_by_hand() -> None:
    # 10 words on one side, 20 on the other; the prior weighs 6: a_0 = 6, a_x = 6 * (4 + 2) / 30 = 1.2.
    found = {c.word: c for c in contrast({"x": 4, "y": 6}, {"x": 2, "y": 18}, prior=6)}
    odds_own = math.log(5.2 / (10 + 6 - 5.2))
    odds_others = math.log(3.2 / (20 + 6 - 3.2))
    assert found["x"].log_odds == pytest.approx(odds_own - odds_others) == pytest.approx(1.232722, abs=1e-5)
    spread = math.sqrt(1 / 5.2 + 1 / 3.2)
    assert found["x"].z == pytest.approx(1.232722 / spread, abs=1e-5) == pytest.approx(1.735011, abs=1e-5)
    assert found["x"].low == pytest.approx(1.232722 - 1.959964 * spread, abs=1e-5)
    assert found["x"].high == pytest.approx(1.232722 + 1.959964 * spread, abs=1e-5)
    assert found["y"].log_odds == pytest.approx(-found["x"].log_odds)  # two words alone: what one gains the other loses


def test_sides_that_say_the_same_show_nothing() -> None:
    assert {round(c.z, 9) for c in contrast({"x": 4, "y": 6}, {"x": 8, "y": 12}, prior=100)} == {0.0}


def test_turning_the_sides_round_turns_the_sign() -> None:
    one, other = {"x": 4.0, "y": 6.5, "z": 1.0}, {"x": 2.0, "y": 18.0}
    there, back = contrast(one, other, 50), contrast(other, one, 50)
    assert [round(c.log_odds, 9) for c in there] == [round(-c.log_odds, 9) for c in back]


def test_a_stronger_prior_holds_rare_words_back() -> None:
    own, others = {"x": 1.0, "y": 99.0}, {"y": 100.0}
    weak, strong = (next(c for c in contrast(own, others, prior) if c.word == "x") for prior in (10, 1000))
    assert abs(strong.log_odds) < abs(weak.log_odds)
    assert weak.low < 0  # a word that stands once tells nothing


@pytest.mark.parametrize("sides", [({}, {}), ({"x": 1.0}, {}), ({}, {"x": 1.0})])
def test_with_one_side_alone_there_is_nothing_to_compare(sides: tuple[dict[str, float], dict[str, float]]) -> None:
    assert contrast(*sides, prior=10) == []


def word(stem: str, own: float, others: float, facts: int = LEAST_FACTS) -> StoryWord:
    return StoryWord(stem, stem, own, others, facts)


def test_words_of_few_facts_are_left_out_but_counted_as_words() -> None:
    told = outlet_wording([("s1", StoryWords(5, (word("a", 9, 1), word("b", 1, 9), word("rare", 2, 0, facts=1))))])
    assert {u.stem for u in told.words} == {"a", "b"}
    assert (told.own_words, told.other_words, told.facts, told.stories, told.compared) == (12, 10, 5, 1, 2)


def test_the_most_telling_word_comes_first_and_stories_are_added_up() -> None:
    one = StoryWords(4, (word("a", 20, 1), word("b", 5, 5), word("c", 5, 9)))
    told = outlet_wording([("s1", one), ("s2", one)])
    assert told.words[0].stem == "a"
    assert (told.words[0].own, told.words[0].others, told.words[0].facts, told.words[0].stories) == (40, 2, 6, 2)
    assert [abs(u.z) for u in told.words] == sorted((abs(u.z) for u in told.words), reverse=True)


def test_no_outlet_no_words() -> None:
    assert outlet_wording([]).words == ()


def compared(make: Callable[..., Collection]) -> Comparison:
    collection = make()
    texts = {
        "الرصيف": "أعلن وزير النقل سالم البحري الخميس إغلاق ميناء الصفصاف لثلاثة أيام بسبب العاصفة. وقال إن السفن ستحول إلى ميناء النخيل.",
        "المرسى": "أعلن وزير النقل سالم البحري يوم الخميس إقفال ميناء الصفصاف لثلاثة أيام بسبب العاصفة. وقال إن السفن ستحول إلى ميناء النخيل.",
    }
    collection.add([
        {"id": f"a{n}", "outlet": o, "title": "إغلاق ميناء الصفصاف", "text": t, "published": "2031-05-02"} for n, (o, t) in enumerate(texts.items())
    ], workers=0)
    story = collection.stories(min_outlets=2)[0]
    kept = {key: unpack_words(data) for key in ("ORG:الرصيف", "ORG:المرسي") for _, data in collection.store.wording.of(key)}
    counted = words_of_story(collection.story(story.id), outlet_keys(collection.story(story.id), collection.resources.gazetteer))
    assert kept == counted  # what is kept is what is counted
    return collection.story(story.id)


def test_only_facts_of_several_outlets_are_counted_each_once_a_side(make: Callable[..., Collection]) -> None:
    comparison = compared(make)
    keys = {r.id: r.outlet.name or "" for r in comparison.articles}
    counted = words_of_story(comparison, keys)
    shared = list(facts_of(comparison, keys))
    assert shared
    assert {k: w.facts for k, w in counted.items()} == {"الرصيف": len(shared), "المرسى": len(shared)}
    own = {w.stem: w for w in counted["الرصيف"].words}
    close, shut = light_stem(fold("إغلاق")), light_stem(fold("إقفال"))
    assert own[close].own > own[close].others
    assert own[shut].own < own[shut].others
    for w in counted["المرسى"].words:
        assert (w.own, w.others) == (own[w.stem].others, own[w.stem].own)  # the same facts, seen from the other side


def test_a_fact_that_one_outlet_tells_twice_weighs_once(make: Callable[..., Collection]) -> None:
    comparison = compared(make)
    keys = {r.id: r.outlet.name or "" for r in comparison.articles}
    group = next(a for a in comparison.alignments if len({keys[c.rpartition("/")[0]] for c in a.claims}) > 1)
    twice = replace(group, claims=(*group.claims, group.claims[0]))
    once = words_of_story(replace(comparison, alignments=(group,)), keys)
    assert words_of_story(replace(comparison, alignments=(twice,)), keys) == once


def test_a_claim_that_stands_in_two_groups_is_counted_once(make: Callable[..., Collection]) -> None:
    comparison = compared(make)
    keys = {r.id: r.outlet.name or "" for r in comparison.articles}
    group = next(a for a in comparison.alignments if len({keys[c.rpartition("/")[0]] for c in a.claims}) > 1)
    again = replace(group, id="again")
    once = words_of_story(replace(comparison, alignments=(group,)), keys)
    assert words_of_story(replace(comparison, alignments=(group, again)), keys) == once


def test_places_of_a_word_are_found_by_its_stem() -> None:
    text = "أعلن الوزير، والوزير غائب، أن الوزارة أغلقت."
    stem = light_stem(fold("الوزير"))
    assert [text[a:b] for a, b in marked(text, stem)] == ["الوزير", "والوزير"]
    assert stems_of("في 12 من") == []
