"""Searching a store, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tawatur.errors import UsageError
from tawatur.model import NewVersion, SearchQuery
from tawatur.store import Store

News = Callable[..., NewVersion]

TEXTS = {
    1: "وصل الوفد السوري إلى مسقط، وقال السوريون إنهم راضون",
    2: "زار وزيرُ الخارجيّة سُوريـــا أمس",
    3: "والتقى وزير خارجية الجزر مع والسوريين",
    4: "سور المدينة القديمة في صلالة",
    5: "أعلن المستشفى عن شؤون المرضى ولوزير الخارجية رأي آخر",
}


@pytest.fixture
def filled(store: Store, news: News) -> Store:
    outlets = {3: "صحيفة الجزر", 4: None}
    store.put([
        news(n, text, day=f"2026-03-0{n}", outlet=outlets.get(n, "صحيفة الميناء"), speaker=f"p{n}", title="أخبار الصباح" if n == 5 else None)
        for n, text in TEXTS.items()
    ])
    return store


def found(store: Store, text: str, **asked: object) -> list[str]:
    return [x.article for x in store.search(SearchQuery(text=text, **{"sort": "newest", **asked}))]  # type: ignore[arg-type]


@pytest.mark.parametrize(("text", "wanted"), [
    ("سوريا", ["a3", "a2", "a1"]),
    ("سورية", ["a4", "a3", "a2", "a1"]),
    ("خارجية", ["a5", "a3", "a2"]),
    ("مستشفي", ["a5"]),
    ("شئون", ["a5"]),
    ("سوريا خارجية", ["a3", "a2"]),
    ("سوريا -مسقط", ["a3", "a2"]),
    ("صلالة OR مسقط", ["a4", "a1"]),
    ("سوريا صلالة | مسقط", ["a1"]),
    ('"وزير الخارجية"', ["a5", "a2"]),
    ("«وزير خارجية»", ["a3"]),
    ("“الخارجية وزير”", []),
    ('خارجية -"وزير خارجية"', ["a5", "a2"]),
    ('"سوريا"', ["a2"]),
    ("أخبار", ["a5"]),
    ('"أخبار الصباح"', ["a5"]),
    ("أخبار المستشفى", ["a5"]),
    ("غائب", []),
    ("OR سوريا OR", ["a3", "a2", "a1"]),
    ("وزير-خارجية", ["a3"]),
])
def test_what_is_found(text: str, wanted: list[str], filled: Store) -> None:
    assert found(filled, text) == wanted


@pytest.mark.parametrize("text", ["", "  ", "-سوريا", '""', "OR", "!؟"])
def test_a_search_for_nothing_is_told(text: str, filled: Store) -> None:
    with pytest.raises(UsageError, match=r"no word to look for"):
        filled.search(SearchQuery(text=text))


@pytest.mark.parametrize("text", ['سوريا AND NOT (', "سوريا:*", "title:سوريا NEAR", "'; DROP TABLE articles", '"سوريا', "& | !سوريا <->", "سوريا\\"])
def test_signs_of_the_databases_mean_nothing(text: str, filled: Store) -> None:
    filled.search(SearchQuery(text=text))
    assert filled.counts()["articles"] == 5


def test_filters(filled: Store) -> None:
    assert found(filled, "سوريا", since="2026-03-02", until="2026-03-02") == ["a2"]
    assert found(filled, "سوريا", outlet=("صحيفة الجزر",)) == ["a3"]
    assert found(filled, "سوريا", outlet=("صحيفة الجزر", "صحيفة الميناء"), limit=2) == ["a3", "a2"]
    assert found(filled, "سوريا", offset=1, limit=1) == ["a2"]
    assert found(filled, "سوريا", offset=9) == [] == found(filled, "سوريا", limit=0)
    assert found(filled, '"وزير الخارجية"', offset=1) == ["a2"]


def test_hits_are_those_of_the_text_as_it_was_read(filled: Store) -> None:
    for answer in filled.search(SearchQuery(text='سوريا OR "وزير الخارجية"')):
        text = TEXTS[int(answer.article[1:])]
        for passage in answer.passages:
            assert passage.text == text[passage.start:passage.end]
            assert all(passage.start <= start < end <= passage.end for start, end in passage.hits)
    hits = {
        answer.article: [TEXTS[int(answer.article[1:])][a:b] for p in answer.passages for a, b in p.hits]
        for answer in filled.search(SearchQuery(text='سوريا OR "وزير الخارجية"'))
    }
    assert hits == {
        "a1": ["السوري", "السوريون"], "a2": ["وزيرُ الخارجيّة", "سُوريـــا"], "a3": ["والسوريين"], "a5": ["ولوزير الخارجية"],
    } or hits == {"a1": ["السوري", "السوريون"], "a2": ["وزيرُ الخارجيّة", "سُوريـــا"], "a3": ["والسوريين"], "a5": ["لوزير الخارجية"]}


def test_claims_are_found_with_their_speaker(filled: Store) -> None:
    answers = filled.search(SearchQuery(text="سوريا", kind="claims", sort="newest"))
    assert [(x.article, x.claim, x.speaker) for x in answers] == [("a3", "a3/c1", "p3"), ("a2", "a2/c1", "p2"), ("a1", "a1/c1", "p1")]
    assert answers[1].passages[0].hits == ((20, 29),)
    assert found(filled, "سوريا", kind="claims", speaker=("p1", "p3")) == ["a3", "a1"]
    assert found(filled, "سوريا", kind="claims", outlet=("صحيفة الجزر",)) == ["a3"]
    assert found(filled, '"وزير الخارجية"', kind="claims") == ["a5", "a2"]


def test_the_title_and_often_told_words_come_first(store: Store, news: News) -> None:
    filler = "كلام كثير عن أمور شتى لا صلة لها بما يطلب هنا ولا بغيره"
    store.put([
        news(1, f"{filler} زلزال {filler}"), news(2, f"زلزال قرب الزلزال بعد زلزال {filler}"),
        news(3, f"{filler} زلزال {filler}", title="زلزال يضرب الجزر"), news(4, filler),
    ])
    answers = store.search(SearchQuery(text="زلزال"))
    assert [x.article for x in answers] == ["a3", "a2", "a1"]
    assert answers[0].score > answers[1].score > answers[2].score > 0


def test_the_story_of_an_answer_is_told(filled: Store) -> None:
    from tawatur.model import StoryDraft

    filled.regroup({"s1": StoryDraft(title="t", articles=("a4",))})
    assert [x.story for x in filled.search(SearchQuery(text="صلالة"))] == ["s1"]


def test_a_common_word_is_ranked_among_its_newest_and_those_with_it_in_the_title(store: Store, news: News, monkeypatch: pytest.MonkeyPatch) -> None:
    from tawatur.store import search

    monkeypatch.setattr(search, "WINDOW", 3)
    store.put([news(n, f"بحر رقم {n}", day=f"2026-03-{n:02d}", title="البحر" if n == 2 else None) for n in range(1, 10)])
    assert {x.article for x in store.search(SearchQuery(text="بحر", limit=3))} <= {"a7", "a8", "a9", "a2"}
    assert store.search(SearchQuery(text="بحر"))[0].article == "a2"
    assert len(found(store, "بحر", limit=50)) == 9


def test_newest_goes_on_over_pages(store: Store, news: News) -> None:
    store.put([news(n, f"بحر رقم {n}", day=f"2026-03-{1 + n % 9:02d}") for n in range(130)])
    every = found(store, "بحر", limit=500)
    assert len(every) == 130
    days = [entry.day for entry in store.entries(every)]
    assert days == sorted(days, reverse=True)
    assert [x for at in range(0, 130, 20) for x in found(store, "بحر", limit=20, offset=at)] == every
    assert found(store, '"بحر رقم"', limit=500) == every


@pytest.mark.parametrize("kind", ["articles", "claims"])
def test_pages_by_relevance_put_together_are_the_whole(store: Store, news: News, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    from tawatur.store import search

    monkeypatch.setattr(search, "WINDOW", 3)
    store.put([
        news(n, "بحر " * (1 + n * 7 % 5) + f"كلام رقم {n}", day=f"2026-03-{n:02d}", title="البحر" if n in (2, 9) else None) for n in range(1, 18)
    ])
    every = found(store, "بحر", sort="relevance", limit=500, kind=kind)
    assert len(set(every)) == len(every) == 17
    for size in (1, 2, 5):
        assert [x for at in range(0, 20, size) for x in found(store, "بحر", sort="relevance", limit=size, offset=at, kind=kind)] == every
    assert [x for at in range(0, 20, 4) for x in found(store, '"بحر كلام"', sort="relevance", limit=4, offset=at, kind=kind)] == (
        found(store, '"بحر كلام"', sort="relevance", limit=500, kind=kind))


def test_long_texts_show_their_best_stretches(store: Store, news: News) -> None:
    filler = "كلام كثير عن أمور شتى لا صلة لها بما يطلب هنا ولا بغيره "
    text = filler * 6 + "وقع زلزال في البحر بعد زلزال آخر\n" + filler * 8 + "زلزال " + filler * 5
    store.put([news(1, text)])
    (answer,) = store.search(SearchQuery(text="زلزال"))
    assert [len(p.hits) for p in answer.passages] == [2, 1]
    for passage in answer.passages:
        assert passage.text == text[passage.start:passage.end]
        assert len(passage.text) <= 260
        assert passage.text == passage.text.strip()
        assert passage.start == 0 or text[passage.start - 1].isspace()
