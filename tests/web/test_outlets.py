"""Outlets: counts that open, the network with its table, words with the places where they were counted."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

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


def opened(client: TestClient, address: str, part: str) -> tuple[int, list[dict[str, Any]]]:
    """How many things a page of what was counted says there are, and all of them over its pages."""
    address, _, query = address.partition("?")
    views = [client.get(f"{address}.json?{query}").json()]
    views += [client.get(f"{address}.json?{query}&page={n}").json() for n in range(2, views[0]["page"]["pages"] + 1)]
    return views[0]["page"]["total"], [one for view in views for one in view[part]]


def claims_opened(client: TestClient, collection: Collection, key: str, of: str, source: str = "") -> list[tuple[str, dict[str, Any]]]:
    """(story, claim) of all that a number opens; each is in the words of an article of the outlet, and as many as the page says."""
    total, stories = opened(client, links.outlet_claims(key, of, source), "stories")
    told = [(s["story"], c) for s in stories for c in s["claims"]]
    assert len(told) == total
    row = next(r for r in collection.outlets() if r.key == key)
    for story, claim in told:
        span = claim["span"]
        assert collection.article(span["article"]).text[span["start"]:span["end"]] == span["text"]
        assert span["article"] in row.articles
        assert story in row.stories
    return told


def test_the_numbers_of_an_outlet_open_the_claims_that_they_were_counted_from(client: TestClient, collection: Collection) -> None:
    counted = 0
    for row in collection.outlets():
        page = html.unescape(client.get(links.outlet(row.key)).text)
        for of, count, whose in (
            ("told", row.claims, None), ("own", row.own, {"own"}), ("quoting", row.quoting, {"own"}), ("taken", row.taken, {"said", "unsaid"}),
            ("said", row.said, {"said"}), ("unsaid", row.unsaid, {"unsaid"}), ("doubtful", row.doubtful, {"doubtful"}),
            ("alone", row.told_alone, None), ("beside", row.claims - row.told_alone, None),
        ):
            told = claims_opened(client, collection, row.key, of)
            assert len(told) == count, (row.key, of)
            assert whose is None or {c["whose"] for _, c in told} <= whose
            assert not count or f'href="{links.outlet_claims(row.key, of)}">' in page
            counted += count
        for debt in row.repeats:
            for of, count in (("said", debt.said), ("unsaid", debt.unsaid), ("doubtful", debt.doubtful), ("from", debt.said + debt.unsaid + debt.doubtful)):
                told = claims_opened(client, collection, row.key, of, debt.key)
                assert len(told) == count, (row.key, of, debt.key)
                assert all(debt.source in c["sources"] for _, c in told)
                assert not count or of == "from" or f'href="{links.outlet_claims(row.key, of, debt.key)}">{count}</a>' in page
            assert {s for s, _ in claims_opened(client, collection, row.key, "from", debt.key)} == set(debt.stories)
    assert counted
    key = collection.outlets()[0].key
    for wrong in ("claims?of=nothing", "claims?of=from", "claims?of=said&source=ORG:nobody"):
        assert client.get(f"{links.outlet(key)}/{wrong}").status_code in (404, 422)


def test_articles_stories_and_delays_of_an_outlet_are_all_there(client: TestClient, collection: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    from statistics import median

    from tawatur.web import paging
    from tawatur.web.pages import outlets as pages

    monkeypatch.setattr(pages, "ARTICLES", 2)
    monkeypatch.setattr(paging, "SIZE", 2)
    for row in collection.outlets():
        found = [client.get(f"{links.outlet(row.key)}.json?articles={n}").json() for n in range(1, -(-len(row.articles) // 2) + 1)]
        assert sorted(e["id"] for view in found for e in view["articles"]) == list(row.articles)
        assert {view["page"]["total"] for view in found} == {len(row.articles)}
        total, stories = opened(client, f"{links.outlet(row.key)}/stories", "stories")
        assert (total, [id for id, _ in stories]) == (len(row.stories), list(row.stories))
        if row.delay is None:
            assert client.get(f"{links.outlet(row.key)}/delays").status_code == 404
            continue
        total, delays = opened(client, f"{links.outlet(row.key)}/delays", "delays")
        assert total == len(row.delay_articles)
        assert sorted(d["article"]["id"] for d in delays) == list(row.delay_articles)
        assert median(d["days"] for d in delays) == row.delay
        assert all(d["first"] for d in delays)


def test_claims_of_a_story_that_is_compared_anew_while_they_are_read_are_told(
    client: TestClient, collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = next(r for r in collection.outlets() if len(r.stories) > 1)
    monkeypatch.setattr("tawatur.web.pages.counted.kept_report", lambda collection, row: None)
    page = client.get(links.outlet_claims(row.key, "told"), headers={"Accept-Language": "en"}).text
    assert 'class="w"' not in page
    assert page.count("Load the page again") == page.count('<article class="fact">') > 0


def test_a_line_of_the_drawing_opens_its_claims(client: TestClient, collection: Collection) -> None:
    page = html.unescape(client.get("/outlets", params={"lang": "en"}).text)
    for row in collection.outlets():
        for debt in row.repeats:
            assert page.split("</svg>")[0].count(f'href="{links.outlet_claims(row.key, "from", debt.key)}"') == 1


def test_outlets_that_were_not_compared_are_named(tmp_path: Path) -> None:
    """A story is compared by so many articles as the settings say: what that leaves out is told."""
    with create_collection(tmp_path / "c", encoder="lexical", names="rules", largest=2) as small:
        small.add([ROOT / "examples" / "press" / "first.jsonl"], workers=0)
        with served(small) as browser:
            view, page = browser.get("/outlets.json").json(), browser.get("/outlets?lang=en").text
            left = browser.get("/outlets.json?uncounted=1").json()
        there = {name for name, *_ in small.store.outlets() if name}
        counted = sum(len(row["articles"]) for row in view["outlets"])
    assert view["uncounted"] == 6 - counted > 0
    assert view["uncounted"] == left["page"]["total"] == len(left["left"])
    assert not {e["id"] for e in left["left"]} & {id for row in view["outlets"] for id in row["articles"]}
    assert '<a href="/outlets?uncounted=1#uncounted">Not counted' in page
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
    key = "ORG:الرصيف"
    page = html.unescape(worded.get(links.outlet(key), params={"lang": "en"}).text)
    told = re.search(
        r'>(\d+)</a> shared facts in <[^>]+>(\d+) stories</a>; <[^>]+>(\d+)</a> words compared, for (?:<[^>]+>)?(\d+)(?:</a>)? of them the interval '
        r"leaves out zero \(<span[^>]+>\d+</span> would by chance alone\)", page)
    assert told
    facts, stories, compared, certain = map(int, told.groups())
    total, found = opened(worded, f"{links.outlet(key)}/facts", "facts")
    assert (total, len(found), len({f["story"] for f in found})) == (facts, facts, stories)
    total, every = opened(worded, f"{links.outlet(key)}/words", "words")
    assert (total, len(every)) == (compared, compared)
    total, sure = opened(worded, f"{links.outlet(key)}/words?certain=1", "words")
    assert (total, len(sure)) == (certain, certain)
    assert all((w["low"] > 0 or w["high"] < 0) is (w in sure) for w in every)


def test_every_word_opens_as_many_facts_as_it_was_counted_in(worded: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    from tawatur.web.pages import outlet_words

    monkeypatch.setattr(outlet_words, "FACTS", 3)
    key = "ORG:الرصيف"
    for use in worded.get(f"{links.outlet(key)}.json").json()["wording"]["words"]:
        total, found = opened(worded, links.outlet_word(key, use["stem"]), "facts")
        assert (total, len(found), len({f["story"] for f in found})) == (use["facts"], use["facts"], use["stories"])
        assert all(any(m["at"] for m in (*f["own"], *f["others"])) for f in found)


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
    counted, left, older = pages.counted_words(collection, row)
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
