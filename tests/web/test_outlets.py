"""Outlets: counts that open, the network with its table, words with the places where they were counted."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tawatur.collection import Collection, create_collection
from tawatur.web import links

from .served import served

ROOT = Path(__file__).resolve().parents[2]


def told(collection: Collection) -> list[str]:
    return [r.key for r in collection.outlets()]


def test_every_outlet_has_a_row_and_a_page(client: TestClient, collection: Collection) -> None:
    page = client.get("/outlets", params={"lang": "en"}).text
    for key in told(collection):
        assert f'href="{links.outlet(key)}"' in page
        assert client.get(links.outlet(key)).status_code == 200
        assert client.get(f"{links.outlet(key)}.json").json()["row"]["key"] == key
    assert client.get("/outlets/ORG:nobody").status_code == 404


def test_the_table_beside_the_drawing_has_every_debt(client: TestClient, collection: Collection) -> None:
    page = client.get("/outlets", params={"lang": "en"}).text
    debts = sum(len(r.repeats) for r in collection.outlets())
    assert debts
    table = page.split('class="draws-table"')[1].split("</table>")[0]
    assert table.count("<tr>") - 1 == debts
    assert page.split("</svg>")[0].count('class="draws"') == debts


def test_counts_open_the_stories_that_they_were_counted_from(client: TestClient, collection: Collection) -> None:
    row = next(r for r in collection.outlets() if r.repeats)
    page = client.get(links.outlet(row.key)).text
    stories = {s for d in row.repeats for s in d.stories}
    assert stories
    for story in stories:
        assert f'href="{links.story(story, "claims")}"' in page


def test_outlets_that_were_not_compared_are_named(tmp_path: Path) -> None:
    """A story is compared by so many articles as the settings say: what that leaves out is told."""
    with create_collection(tmp_path / "c", encoder="lexical", names="rules", largest=2) as small:
        small.add([ROOT / "examples" / "press" / "first.jsonl"], workers=0)
        with served(small) as browser:
            view, page = browser.get("/outlets.json").json(), browser.get("/outlets?lang=en").text
        there = {name for name, *_ in small.store.outlets() if name}
        counted = sum(len(row["articles"]) for row in view["outlets"])
    assert view["uncounted"] == 6 - counted > 0
    assert set(view["missing"]) == there - {row["outlet"] for row in view["outlets"]} != set()
    assert all(f">{name}</bdi>" in page for name in view["missing"])
    assert "Not counted" in page


def test_one_outlet_alone_has_nobody_to_draw_on(tmp_path: Path) -> None:
    with create_collection(tmp_path / "c", encoder="lexical", names="rules") as collection:
        collection.add([{"id": "x1", "outlet": "الرصيف", "title": "خبر", "text": "أغلق الميناء يوم الخميس.", "published": "2031-05-02"}], workers=0)
        with served(collection) as client:
            assert "No outlet was found to draw on another" in client.get("/outlets", params={"lang": "en"}).text
            page = client.get(links.outlet(told(collection)[0]), params={"lang": "en"}).text
            assert "nothing to compare" in page


@pytest.fixture(scope="module")
def worded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Two outlets that tell the same five things, one with «إقفال» where the other has «إغلاق»."""
    folder = tmp_path_factory.mktemp("worded") / "c"
    ports = ("الصفصاف", "النخيل", "الزيتون", "الريحان", "السنديان")
    with create_collection(folder, encoder="lexical", names="rules") as collection:
        collection.add([
            {"id": f"{o}{n}", "outlet": outlet, "title": f"{word} ميناء {port}", "published": f"2031-0{n + 1}-02",
             "text": f"أعلن وزير النقل سالم البحري {word} ميناء {port} لثلاثة أيام بسبب العاصفة. وقال إن السفن ستحول إلى ميناء آخر حتى يوم الأحد."}
            for n, port in enumerate(ports) for o, outlet, word in (("a", "الرصيف", "إغلاق"), ("b", "المرسى", "إقفال"))
        ], workers=0)
        with served(collection) as client:
            yield client


def test_words_for_the_same_things_are_told_with_counts_and_intervals(worded: TestClient) -> None:
    key = "ORG:الرصيف"
    wording = worded.get(f"{links.outlet(key)}.json").json()["wording"]
    by_form = {w["form"]: w for w in wording["words"]}
    close, shut = by_form["إغلاق"], by_form["إقفال"]
    assert close["own"] > close["others"] == 0
    assert shut["others"] > shut["own"] == 0
    assert close["log_odds"] > 0 > shut["log_odds"]
    for w in wording["words"]:
        assert w["low"] < w["log_odds"] < w["high"]
    same = by_form["العاصفة"]
    assert same["own"] == same["others"]
    assert abs(same["z"]) < 0.5


def test_a_word_opens_the_places_where_it_was_counted(worded: TestClient) -> None:
    key = "ORG:الرصيف"
    stem = next(w["stem"] for w in worded.get(f"{links.outlet(key)}.json").json()["wording"]["words"] if w["form"] == "إغلاق")
    address = f"{links.outlet(key)}/words/{stem}"
    view = worded.get(f"{address}.json").json()
    assert len(view["facts"]) == view["use"]["facts"]
    marked = [m["proof"]["span"]["text"][a:b] for f in view["facts"] for m in f["own"] for a, b in m["at"]]
    assert len(marked) >= view["use"]["own"] > 0
    assert set(marked) == {"إغلاق"}
    assert not any(m["at"] for f in view["facts"] for m in f["others"])
    page = worded.get(address, params={"lang": "en"}).text
    assert page.count("<b>إغلاق</b>") == len(marked)
    assert worded.get(f"{links.outlet(key)}/words/nothing").status_code == 404


def test_the_page_says_how_many_words_chance_alone_would_set_apart(worded: TestClient) -> None:
    page = worded.get(links.outlet("ORG:الرصيف"), params={"lang": "en"}).text
    assert re.search(r"\d+ words compared, for \d+ of them the interval leaves out zero \(\d+ would by chance alone\)", page)


def test_a_story_that_was_compared_before_words_were_counted_is_counted_by_the_next_run(worded: TestClient) -> None:
    from sqlalchemy import delete

    from tawatur.store.schema import story_words

    collection = worded.app.state.site.collection  # type: ignore[attr-defined]
    before = worded.get(f"{links.outlet('ORG:الرصيف')}.json").json()["wording"]
    with collection.store._writing() as connection:
        connection.execute(delete(story_words))
    assert len(collection.store.wording.lacking()) == before["stories"]
    collection.update(workers=0)
    assert collection.store.wording.lacking() == set()
    assert worded.get(f"{links.outlet('ORG:الرصيف')}.json").json()["wording"] == before


def test_stories_beyond_the_newest_are_counted_as_not_looked_at(worded: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    from tawatur.web.pages import outlets as pages

    monkeypatch.setattr(pages, "STORIES", 2)
    collection = worded.app.state.site.collection  # type: ignore[attr-defined]
    row = next(r for r in collection.outlets() if r.key == "ORG:الرصيف")
    counted, left, older = pages._counted(collection, row)
    assert (len(counted), left, older) == (2, 0, len(collection.store.wording.of(row.key)) - 2)
    assert older > 0


def test_a_word_is_told_as_how_many_times_as_often_with_its_interval(worded: TestClient) -> None:
    """The odds ratio, above 1 on both sides; the log-odds themselves stand beside it."""
    key = "ORG:الرصيف"
    words = worded.get(f"{links.outlet(key)}.json").json()["wording"]["words"]
    for form, told in (("إغلاق", "More often here:"), ("إقفال", "More often elsewhere:")):
        w = next(w for w in words if w["form"] == form)
        page = worded.get(f"{links.outlet(key)}/words/{w['stem']}", params={"lang": "en"}).text
        low, high = sorted(math.exp(x if w["log_odds"] > 0 else -x) for x in (w["low"], w["high"]))
        assert told in page
        assert f"×{math.exp(abs(w['log_odds'])):.1f}" in page
        assert f'<bdi dir="ltr">{low:.1f}–{high:.1f}</bdi>' in page
