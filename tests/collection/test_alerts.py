"""What saved searches tell: each piece of news once, whoever notices it, and nothing of what was there before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from tawatur.collection import Collection, create_collection, open_collection
from tawatur.collection.alerts import look, notice, notice_one
from tawatur.collection.saving import SavedDraft, save, save_again
from tawatur.errors import UsageError
from tawatur.model import Comparison, Span
from tawatur.model.desk import Alert, AlertKind, SavedSearch
from tawatur.pipeline import compare_articles

from .bridge import FIRST, SECOND, THIRD

_ALL: tuple[AlertKind, ...] = ("new article", "new claim", "second origin", "conflict")


@pytest.fixture
def bridge(tmp_path: Path) -> Iterator[Collection]:
    """A collection of the first article, in which nobody looks for anything yet."""
    with create_collection(tmp_path / "c", encoder="lexical", names="rules") as collection:
        collection.add([FIRST], workers=0)
        yield collection


def _saved(collection: Collection, **fields: object) -> SavedSearch:
    """A search that has looked once."""
    search = save(collection, SavedDraft(name="x", **{"text": "الجسر", "tell": _ALL, **fields}), "local")  # type: ignore[arg-type]
    notice_one(collection, search)
    return search


def _news(collection: Collection, search: SavedSearch) -> list[tuple[str, str | None]]:
    return sorted((a.kind, a.article) for a in collection.store.saved.alerts(search.id))


def test_what_was_there_is_counted_not_told(bridge: Collection) -> None:
    search = _saved(bridge)
    looked, _ = bridge.store.saved.looked(search.id)
    assert looked is not None
    assert looked.before == {"new article": 1, "second origin": 0, "conflict": 0}
    assert _news(bridge, search) == []


def test_a_second_origin_then_a_conflict(bridge: Collection) -> None:
    search = _saved(bridge, tell=("second origin", "conflict"))
    bridge.add([SECOND], workers=0)
    assert _news(bridge, search) == [("second origin", "difa-2")]
    bridge.add([THIRD], workers=0)
    assert [kind for kind, _ in _news(bridge, search)] == ["conflict", "second origin"]


def test_the_evidence_are_the_claims_of_the_group(bridge: Collection) -> None:
    search = _saved(bridge, tell=("second origin",))
    bridge.add([SECOND], workers=0)
    (alert,) = bridge.store.saved.alerts(search.id)
    assert {span.article for span in alert.evidence} == {"sahl-1", "difa-2"}
    for span in alert.evidence:
        assert bridge.article(span.article).text[span.start:span.end] == span.text


def test_add_notices_by_itself_and_nobody_twice(bridge: Collection) -> None:
    search = _saved(bridge)
    bridge.add([SECOND], workers=0)
    first = _news(bridge, search)
    assert ("new article", "difa-2") in first
    assert notice(bridge) == 0
    assert _news(bridge, search) == first


def test_two_processes_that_look_at_once_tell_it_once(bridge: Collection) -> None:
    search = _saved(bridge)
    saved = bridge.store.saved
    looked, state = saved.looked(search.id)
    with open_collection(bridge.folder, read_only=True) as before_the_news:
        assert looked is not None
        assert look(before_the_news, search, looked)[0] == []
    # Both look at the same new articles before either has stored what it found.
    bridge.store.saved.note(search.id, state, looked, [])
    later, number = saved.looked(search.id)
    bridge.add([SECOND], workers=0)
    news, after = look(bridge, search, later)
    assert news
    assert not saved.note(search.id, number, after, [replace(a, subject=f"{a.subject} again") for a in news])
    assert len(saved.alerts(search.id)) == len(news)


def test_a_second_look_without_a_change_writes_nothing(bridge: Collection) -> None:
    search = _saved(bridge)
    before = bridge.store.saved.looked(search.id)
    assert notice_one(bridge, search) == 0
    assert bridge.store.saved.looked(search.id) == before


def test_a_group_that_grows_is_no_news(bridge: Collection) -> None:
    search = _saved(bridge, tell=("second origin",))
    bridge.add([SECOND], workers=0)
    told = bridge.store.saved.alerts(search.id)
    bridge.add([THIRD], workers=0)
    assert bridge.store.saved.alerts(search.id) == told


def test_a_new_version_tells_its_new_claims_alone(bridge: Collection) -> None:
    search = _saved(bridge, tell=("new article", "new claim"))
    more = replace(FIRST, text=f"{FIRST.text} وقال رئيس البلدية إن الجسر القديم سيُعاد بناؤه.")
    bridge.add([more], workers=0)
    (alert,) = bridge.store.saved.alerts(search.id)
    assert alert.kind == "new claim"
    assert "سيُعاد بناؤه" in alert.title


def test_an_old_article_that_now_speaks_of_it_is_new(bridge: Collection) -> None:
    search = _saved(bridge, text="القطار", tell=("new article",))
    bridge.add([replace(FIRST, text=f"{FIRST.text} وتوقف القطار.")], workers=0)
    assert _news(bridge, search) == [("new article", "sahl-1")]


def test_an_exact_phrase_is_held_to_its_words(bridge: Collection) -> None:
    search = _saved(bridge, text='"سقط الجسر"', tell=("new article",))
    other = _saved(bridge, text='"الجسر سقط"', tell=("new article",))
    bridge.add([SECOND, THIRD], workers=0)
    assert _news(bridge, search) == [("new article", "difa-2")]
    assert _news(bridge, other) == []


def test_a_name_is_looked_for_by_whom_it_means(bridge: Collection) -> None:
    search = _saved(bridge, text="", entity="ليلى الأشقر")
    bridge.add([SECOND, THIRD], workers=0)
    found = _news(bridge, search)
    assert ("new article", "difa-2") in found
    assert all(article == "difa-2" for _, article in found)


def test_only_the_kinds_that_are_asked_for(bridge: Collection) -> None:
    search = _saved(bridge, tell=("conflict",))
    bridge.add([SECOND], workers=0)
    assert _news(bridge, search) == []


def test_looking_for_something_else_begins_anew(bridge: Collection) -> None:
    search = _saved(bridge, text="القطار", tell=("new article",))
    bridge.add([SECOND], workers=0)
    changed = save_again(bridge, search, SavedDraft(name="x", text="الجسر", tell=("new article",)))
    notice(bridge)
    assert _news(bridge, changed) == []
    bridge.add([THIRD], workers=0)
    assert _news(bridge, changed) == [("new article", "madina-3")]


def test_a_deleted_search_tells_nothing_and_leaves_nothing(bridge: Collection) -> None:
    search = _saved(bridge)
    bridge.add([SECOND], workers=0)
    assert bridge.store.saved.drop(search.id)
    assert not bridge.store.saved.drop(search.id)
    assert bridge.store.saved.alerts(search.id) == []
    with pytest.raises(UsageError, match="no such saved search"):
        notice_one(bridge, search)
    assert notice(bridge) == 0


@pytest.mark.parametrize(("draft", "says"), [
    (SavedDraft(name="x"), "nothing to look for"), (SavedDraft(name="x", text=" ! "), "no word"),
    (SavedDraft(name="x", text="الجسر", tell=()), "kind of news"),
    (SavedDraft(name="x", text="الجسر", webhook="ftp://example.org/"), "webhook"),
    (SavedDraft(name="x", text="الجسر", webhook="http://127.0.0.1:9/"), "for safety"),
    (SavedDraft(name="x", text="الجسر", webhook="http://[::1]/"), "for safety"),
    (SavedDraft(name="x", text="الجسر", webhook="http://169.254.169.254/latest"), "for safety"),
    (SavedDraft(name="x", text="الجسر", webhook="http://"), "webhook"),
])
def test_what_is_not_kept(bridge: Collection, draft: SavedDraft, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        save(bridge, draft, "local")
    assert bridge.store.saved.all() == []


def test_titles_are_one_short_line(bridge: Collection) -> None:
    search = _saved(bridge, tell=("new article",))
    bridge.add([replace(SECOND, id="long", title=f"الجسر\n{'طويل ' * 200}")], workers=0)
    (alert,) = bridge.store.saved.alerts(search.id)
    assert len(alert.title) <= 300
    assert "\n" not in alert.title


def test_many_articles_are_looked_through_page_by_page(bridge: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tawatur.collection.alerts._PAGE", 1)
    search = _saved(bridge, tell=("new article",))
    bridge.add([SECOND, THIRD], workers=0)
    assert _news(bridge, search) == [("new article", "difa-2"), ("new article", "madina-3")]


def _ids(alerts: list[Alert]) -> list[str]:
    return [f"{a.kind} {a.subject}" for a in alerts]


def test_news_are_the_same_in_every_run(tmp_path: Path) -> None:
    found = []
    for n in range(2):
        with create_collection(tmp_path / str(n), encoder="lexical", names="rules") as collection:
            collection.add([FIRST], workers=0)
            search = _saved(collection)
            collection.add([SECOND, THIRD], workers=0)
            found.append(_ids(collection.store.saved.alerts(search.id)))
    assert found[0] == found[1]
    assert found[0]


def test_an_article_that_goes_back_to_an_earlier_text_tells_nothing_new(bridge: Collection) -> None:
    search = _saved(bridge, tell=("new article", "new claim"))
    bridge.add([replace(FIRST, text=FIRST.text.partition(" وقال")[0])], workers=0)
    bridge.add([FIRST], workers=0)
    assert len(bridge.versions("sahl-1")) == 3
    assert _news(bridge, search) == []


def test_an_article_that_spoke_of_it_before_is_not_new(bridge: Collection) -> None:
    search = _saved(bridge, tell=("new article",))
    bridge.add([replace(FIRST, text="افتتحت البلدية حديقة جديدة في بلدة الزيتونة صباح اليوم.", title="حديقة")], workers=0)
    bridge.add([FIRST], workers=0)
    assert _news(bridge, search) == []


def test_an_article_that_gets_the_exact_phrase_later_is_new(bridge: Collection) -> None:
    search = _saved(bridge, text='"الجسر قديم"', tell=("new article",))
    assert [id for id, _ in bridge.store.saved.matching(search)] == ["sahl-1"]  # by its stems
    bridge.add([replace(FIRST, text=f"{FIRST.text} وقالت البلدية إن الجسر قديم.")], workers=0)
    assert _news(bridge, search) == [("new article", "sahl-1")]


def test_of_what_was_there_only_what_answers_a_phrase_is_counted(bridge: Collection) -> None:
    searches = [_saved(bridge, text=text) for text in ('"الجسر القديم"', '"الجسر قديم"')]
    looked = [bridge.store.saved.looked(search.id)[0] for search in searches]
    assert [one and one.before["new article"] for one in looked] == [1, 0]


def test_what_waits_to_be_compared_anew_at_the_first_look_is_no_news_afterwards(bridge: Collection) -> None:
    bridge.add([SECOND], workers=0)
    with bridge.store._writing() as connection:
        connection.exec_driver_sql("UPDATE stories SET stale = 1")
    search = _saved(bridge, tell=("second origin",))
    looked, _ = bridge.store.saved.looked(search.id)
    assert looked is not None
    assert looked.before["second origin"] == 1
    assert bridge.add([], workers=0).stories_compared == 1
    assert _news(bridge, search) == []


def test_another_version_that_cuts_claims_otherwise_brings_no_news_but_new_articles_do(
    bridge: Collection, monkeypatch: pytest.MonkeyPatch,
) -> None:
    bridge.add([SECOND], workers=0)
    search = _saved(bridge, tell=("second origin", "conflict"))

    def shorter(*given: object) -> Comparison:
        found = compare_articles(*given)  # type: ignore[arg-type]
        cut = (replace(c, span=Span(c.span.article, c.span.start, c.span.end - 1, c.span.text[:-1])) for c in found.claims)
        return replace(found, claims=tuple(cut))

    monkeypatch.setattr("tawatur.collection.comparing.compare_articles", shorter)
    monkeypatch.setattr("tawatur.collection.steps.COMPARING", "2")
    assert bridge.update(workers=0).stories_compared
    assert _news(bridge, search) == []
    bridge.add([THIRD], workers=0)
    assert [kind for kind, _ in _news(bridge, search)] == ["conflict"]
