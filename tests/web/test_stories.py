"""The list of stories: its filters, what its numbers open, what is said where there is nothing."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import msgspec
import pytest
from starlette.testclient import TestClient

from tawatur.collection import Collection, create_collection, open_collection
from tawatur.model import OriginCount, StoryDraft, StoryEvent
from tawatur.model.agreement import Agreement
from tawatur.model.collection import DayCount
from tawatur.store import Compared
from tawatur.web.asked import MOST_VALUES
from tawatur.web.drawing import agreement_bar, days_told, origin_dots, sparkline
from tawatur.web.pages.stories import StoriesAsked
from tawatur.web.words import page_words

from .served import served


def shown(page: str) -> list[str]:
    return re.findall(r'<li class="item[^"]*" id="([^"]+)"', page)


def test_the_way_in(client: TestClient) -> None:
    assert client.get("/", follow_redirects=False).headers["location"] == "/stories"


def test_each_story_with_what_was_counted(client: TestClient) -> None:
    page, twin = client.get("/stories").text, client.get("/stories.json").json()
    assert shown(page) == [row["id"] for row in twin["stories"]]
    assert twin["total"] == len(twin["stories"]) > 1
    days = [row["last_seen"] for row in twin["stories"]]
    assert days == sorted(days, reverse=True)
    for row in twin["stories"]:
        at = f'/stories/{row["id"]}'
        for part in ("claims", "articles"):
            assert f'href="{at}#{part}"' in page
        for key, show in (("agree", "agree"), ("differ", "differ"), ("alone", "only")):
            assert (f'href="{at}?show={show}#claims"' in page) is (row[key] > 0), (row["id"], key)
        assert sum(d["articles"] for d in row["days"]) <= len(row["articles"])


@pytest.mark.parametrize(("lang", "told"), [("en", "1 outlet, 1 article of an outlet not named"), ("ar", "وسيلة إعلام واحدة، مقال وسيلته غير مسمّاة")])
def test_articles_without_an_outlet_are_counted_beside_the_outlets(tmp_path: Path, lang: str, told: str) -> None:
    words = "وصل وزير النقل سامي الحداد إلى مدينة صور أمس الأحد، وقال إن المرفأ يفتح في الخريف بكلفة سبعة ملايين دينار."
    with create_collection(tmp_path / "c", encoder="lexical", names="rules") as collection, served(collection) as browser:
        collection.add([{"id": "a", "text": words, "outlet": "المنارة", "published": "2031-05-05"}, {"id": "b", "text": words, "published": "2031-05-05"}], workers=0)
        page = browser.get(f"/stories?lang={lang}").text
    assert f'#articles">{told}</a>' in page


def test_numbers_are_those_of_the_story_itself(client: TestClient) -> None:
    from tawatur.model import Alignment, Claim
    from tawatur.model.agreement import agreement

    rows = client.get("/stories.json?min_outlets=2").json()["stories"]
    assert rows
    for row in rows:
        report = client.get(f'/stories/{row["id"]}.json').json()["report"]
        groups, claims = msgspec.convert((report["alignments"], report["claims"]), tuple[tuple[Alignment, ...], tuple[Claim, ...]])
        assert agreement(groups, claims) == Agreement(row["agree"], row["differ"], row["alone"])
        assert row["agree"] + row["differ"] > 0


@pytest.mark.parametrize("query", [
    "since=2026-03-04", "until=2026-03-02", "min_outlets=2", "text=حريق", "place=بغداد", "entity=xyzzy", "outlet=لا أحد", "sort=oldest",
])
def test_filters_are_those_of_the_store(client: TestClient, collection: Collection, query: str) -> None:
    twin = client.get(f"/stories.json?{query}").json()
    asked = {key: values[0] for key, values in parse_qs(query).items()}
    if "min_outlets" in asked:
        asked["min_outlets"] = int(asked["min_outlets"])  # type: ignore[assignment]
    if "outlet" in asked:
        asked["outlet"] = (asked["outlet"],)  # type: ignore[assignment]
    expected = [row.id for row in collection.stories(**asked)]  # type: ignore[arg-type]
    assert [row["id"] for row in twin["stories"]] == expected
    assert twin["total"] == len(expected)
    assert bool(expected) is (query not in ("entity=xyzzy", "outlet=لا أحد"))


def test_what_was_chosen_can_be_taken_away(client: TestClient) -> None:
    page = client.get("/stories?min_outlets=2&outlet=a&outlet=b&text=x").text
    chips = re.search(r'<ul class="chips".*?</ul>', page, re.DOTALL)
    assert chips is not None
    found = [parse_qs(urlsplit(href.replace("&amp;", "&")).query) for href in re.findall(r'href="([^"]+)"', chips.group())]
    assert {"min_outlets": ["2"], "outlet": ["b"], "text": ["x"]} in found
    assert {"min_outlets": ["2"], "outlet": ["a", "b"]} in found
    assert {} in found


def test_what_cannot_be_read_is_left_out_and_said(client: TestClient) -> None:
    answer = client.get("/stories?since=2026-13-99&min_outlets=zwei&sort=loudest&page=-3")
    assert answer.status_code == 200
    assert client.get("/stories.json?since=2026-13-99&sort=loudest").json()["ignored"] == ["since", "sort"]
    many = "&".join(f"outlet=n{n}" for n in range(MOST_VALUES + 1))
    assert client.get(f"/stories.json?{many}").json()["ignored"] == ["outlet"]
    assert "outlets beyond the twentieth" in client.get(f"/stories?{many}&lang=en").text
    assert 'role="alert"' in answer.text
    arabic = client.get("/stories?since=2026-13-99&min_outlets=zwei&sort=loudest&page=-3&lang=ar").text
    assert "أول يوم، عدد الوسائل، الصفحة والترتيب" in arabic


def test_nothing_fits_and_no_word(client: TestClient) -> None:
    for query, words in (("entity=xyzzy", "stories.none"), ("text=%2D", "stories.no_word")):
        page = client.get(f"/stories?{query}&lang=ar").text
        assert shown(page) == []
        assert page_words("ar")(words) in page
        assert 'href="/stories"' in page


def test_an_empty_collection_says_what_to_do(empty: Path) -> None:
    with open_collection(empty, read_only=True) as collection, served(collection) as browser:
        page = browser.get("/stories").text
    assert "tawatur add FILE" in page
    assert 'id="filters"' not in page


def test_hostile_words_come_back_as_words(client: TestClient) -> None:
    page = client.get("/stories", params={"text": '"><script>alert(1)</script>', "outlet": "\u202ex"}).text
    assert "<script>alert" not in page
    assert client.get("/stories", params={"entity": "a" * 5000}).status_code == 200


def test_pages_of_a_long_list(tmp_path: Path, news: object) -> None:
    from tawatur.collection import create_collection

    with create_collection(tmp_path / "c", encoder="lexical", names="rules") as collection:
        make = news
        store = collection.store
        store.put([make(n, f"خبر {n}", day=f"2031-05-{n % 28 + 1:02d}", outlet=f"و{n % 3}") for n in range(64)])  # type: ignore[operator]
        store.regroup(
            {f"s{n:02d}": StoryDraft(title=f"قصة {n}", articles=(f"a{n}",)) for n in range(64)},
            history=[StoryEvent(story=f"s{n:02d}", change="created", at="t") for n in range(64)], grouped=[f"a{n}" for n in range(64)],
        )
        with served(collection) as browser:
            pages = [browser.get(f"/stories?page={n}").text for n in (1, 2, 3, 4)]
            seen = [id for page in pages for id in shown(page)]
            assert len(seen) == len(set(seen)) == 64
            assert shown(pages[3]) == []
            assert 'href="/stories?page=3"' in pages[3]
            assert 'rel="prev"' not in pages[0]
            assert 'href="/stories?page=2"' in pages[0]
            # Stories of one article: there is nothing to compare, and none is said to be open.
            assert "nothing to compare" in pages[0]
            assert "not compared yet" not in pages[0]
            mark = browser.get("/stories.json").json()["mark"]
            assert browser.get(f"/stories/news.json?after={mark}").json() == {"new": 0, "changed": 0, "told": ""}
            before = browser.get("/stories")
            store.comparisons.put([Compared(
                story="s27", digest="d", made_by="m", comparison=b"", origins=OriginCount(1, 1), title="قصة", summary=b"", agreement=Agreement(0, 0, 0),
            )])
            after = browser.get("/stories", headers={"if-none-match": before.headers["etag"]})
            assert after.status_code == 200
            assert browser.get("/stories", headers={"if-none-match": after.headers["etag"]}).status_code == 304


def test_news_since_one_looked(client: TestClient) -> None:
    total = client.get("/stories.json").json()["total"]
    told = client.get("/stories/news.json?after=0").json()
    assert told["new"] == total
    assert str(total) in told["told"]
    assert client.get("/stories/news.json?after=0&entity=xyzzy").json() == {"new": 0, "changed": 0, "told": ""}
    assert client.get("/stories/news.json").status_code == 422


def test_addresses_leave_out_what_is_usual() -> None:
    asked = StoriesAsked(text="ماء ونار", outlet=("a", "b"), page=3)
    query = urlsplit(asked.address()).query
    assert parse_qs(query) == {"text": ["ماء ونار"], "outlet": ["a", "b"]}
    assert parse_qs(urlsplit(asked.address(page=2)).query)["page"] == ["2"]
    assert StoriesAsked().address() == "/stories"
    assert not StoriesAsked(sort="origins", page=2).filtered


def test_pictures_are_as_long_as_their_numbers() -> None:
    bar = str(agreement_bar(3, 1, 4))
    widths = [float(w) for w in re.findall(r'width="([\d.]+)"', bar)]
    assert widths == [37.5, 12.5, 50.0]
    assert sum(float(w) for w in re.findall(r'width="([\d.]+)"', str(agreement_bar(1, 999, 0)))) <= 100
    assert agreement_bar(0, 0, 0) == ""
    assert str(origin_dots(OriginCount(1, 3))).count("<circle") == 3
    assert origin_dots(OriginCount(2, 40)) == ""


def test_days_without_an_article_stay_empty() -> None:
    drawn = str(sparkline((DayCount("2031-05-01", 4), DayCount("2031-05-04", 1))))
    assert re.findall(r'rect x="(\d+)" y="\d+" width="\d+" height="(\d+)"', drawn) == [("0", "28"), ("12", "7")]
    assert sparkline(()) == ""
    long = str(sparkline((DayCount("2030-01-01", 1), DayCount("2031-12-31", 1))))
    assert long.count("<rect") == 2
    assert int(re.findall(r'svg class="spark" aria-hidden="true" width="(\d+)"', long)[0]) <= 200
    many = [DayCount(f"2031-05-{n:02d}", n) for n in range(1, 12)]
    told = days_told(many, page_words("en"))
    assert told[0] == "5 May 2031 – 5 articles"
    assert len(told) == 8
