"""The page of a story: what it shows in each state, its claim table, where ids that moved lead, and that it never compares."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree

import pytest
from msgspec.structs import replace
from starlette.testclient import TestClient

from tawatur.collection import Collection, create_collection, open_collection
from tawatur.export.index import Index, build_index
from tawatur.export.words import load_words
from tawatur.model import Article, Comparison, StoryDraft, StoryEvent, StoryLink
from tawatur.web import links
from tawatur.web.pages.story import ARTICLES, ROWS, ArticleLine, ClaimsAsked, StoryView
from tawatur.web.pages.story_parts import ClaimsPart, claims_part
from tawatur.web.words import page_words

from .served import served


@pytest.fixture
def id(collection: Collection) -> str:
    """The story of most articles."""
    return collection.stories(sort="articles", limit=1)[0].id


@pytest.fixture
def own(press: Path, tmp_path: Path) -> Iterator[tuple[Collection, TestClient]]:
    """A copy of the press that may be changed, and a browser on it."""
    folder = tmp_path / "c"
    copytree(press, folder)
    with open_collection(folder) as collection, served(collection) as browser:
        yield collection, browser


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_every_section_stands_under_its_anchor(client: TestClient, id: str, lang: str) -> None:
    answer = client.get(f"/stories/{id}", params={"lang": lang})
    assert answer.status_code == 200
    for anchor in ("brief", "articles", "claims", "chain", "timeline", "map", "met", "history", "exports"):
        assert answer.text.count(f'<section id="{anchor}"') == 1, anchor
        assert f'href="#{anchor}"' in answer.text
    ids = re.findall(r' id="([^"]+)"', answer.text)
    assert len(ids) == len(set(ids))
    assert not re.search(r"<[^>]* (?:style|on\w+)=", answer.text)


def test_the_twin_carries_the_report_and_the_view(client: TestClient, collection: Collection, id: str) -> None:
    told = client.get(f"/stories/{id}.json").json()
    report = collection.story(id)
    assert told["id"] == id
    assert [a["id"] for a in told["articles"]] == list(report.members)
    assert told["report"]["schema"] == report.schema
    assert len(told["report"]["alignments"]) == len(report.alignments)
    assert told["articles"][0]["words"] == len(report.articles[0].text.split())


def test_sentences_of_the_brief_stand_in_the_articles(client: TestClient, collection: Collection, id: str) -> None:
    page = client.get(f"/stories/{id}").text
    quoted = re.findall(r"<blockquote[^>]*>([^<]+)</blockquote>", page)
    texts = [a.text for a in collection.story(id).articles]
    assert len(quoted) == 2
    assert all(any(q in text for text in texts) for q in quoted)


def test_claims_lead_to_their_place_in_the_article(client: TestClient, collection: Collection, id: str) -> None:
    page = client.get(f"/stories/{id}").text
    index = build_index(collection.story(id), load_words("en"))
    for claim in (index.claims[c] for a in index.shared for c in a.claims):
        assert f'href="{links.words(claim.span.article, claim.span.start, claim.span.end)}"' in page


def test_numbers_of_the_lists_open_what_was_counted(client: TestClient, collection: Collection, id: str) -> None:
    told, page = client.get(f"/stories/{id}.json?articles=all").json(), client.get(f"/stories/{id}?articles=all").text
    taken = [one for article in told["articles"] for one in article["repeats"]]
    assert taken
    for one in taken:
        assert len(one["words"]) == one["claims"] > 0
        for span in one["words"]:
            assert collection.article(span["article"]).text[span["start"]:span["end"]] == span["text"]
            assert f'href="{links.words(span["article"], span["start"], span["end"])}"' in page.split('id="articles"')[1].split("</section>")[0]
    history = page.split('<section id="history"')[1].split("</section>")[0]
    assert all(f'href="{links.article(article)}"' in history for event in told["history"] for article in event["articles"])
    assert any(event["articles"] for event in told["history"])
    assert "report/map.js" in page


def test_how_many_claims_stand_on_two_origins_opens_them(client: TestClient, id: str) -> None:
    """The table of shared claims, as many as the sentence counts, those with two origins for certain first."""
    page = client.get(f"/stories/{id}", params={"lang": "en"}).text
    told = re.search(r'<a href="([^"]+)">(\d+) of (\d+) shared claims? certainly stand', page)
    assert told
    address, certain, shared = html.unescape(told[1]).partition("#")[0], int(told[2]), int(told[3])
    assert "sort=origins" in address
    table = client.get(f"{address}&lang=en").text
    assert re.search(rf'<p class="range" role="status">1–\d+ of {shared}</p>', table)
    origins = [int(n) for n in re.findall(r'<td class="roots".*?<strong>(?:<a[^>]*>)?(\d+) certain', table)]
    assert len(origins) == min(shared, ROWS)
    assert origins == sorted(origins, reverse=True)
    assert sum(n > 1 for n in origins) == certain


def test_cards_can_be_marked(client: TestClient, id: str) -> None:
    """What readers correct stands at the foot of each claim, through the hook of the corrections."""
    assert "/corrections" in client.get(f"/stories/{id}", params={"part": "claims"}).text


def test_filters_are_links_that_keep_their_count(client: TestClient, id: str) -> None:
    page = client.get(f"/stories/{id}").text
    choices = re.findall(r'id="show-(\w+)".*?class="n">(\d+)<', page)
    assert {key for key, _ in choices} >= {"shared", "agree", "only", "all"}
    for key, count in choices:
        part = client.get(f"/stories/{id}", params={"show": key, "part": "claims"}).text
        assert part.lstrip().startswith("<section"), "a part is the section alone"
        assert part.count("<tbody class=\"claim") == int(count)


def test_an_unknown_story_is_not_found(client: TestClient) -> None:
    assert client.get("/stories/s000").status_code == 404
    assert client.get("/stories/s000.json").status_code == 404


@pytest.mark.parametrize("query", ["show=nonsense&sort=nonsense&page=0&claim=x", "page=99999999999999999999", "page=500", "claim=0", "claim=٣"])
def test_a_wish_that_cannot_be_met_shows_the_table(client: TestClient, id: str, query: str) -> None:
    answer = client.get(f"/stories/{id}?{query}")
    assert answer.status_code == 200
    assert '<tbody class="claim' in answer.text


def test_an_article_leads_to_its_story(client: TestClient, collection: Collection, id: str) -> None:
    article = collection.stories(sort="articles", limit=1)[0].articles[0]
    answer = client.get(f"/stories/{article}.json", follow_redirects=False)
    assert answer.status_code == 307
    assert answer.headers["location"] == f"/stories/{id}.json"


def test_a_story_that_went_into_another_leads_there_for_good(own: tuple[Collection, TestClient]) -> None:
    collection, client = own
    one, two = collection.stories(sort="articles", limit=2)
    members = (*one.articles, *two.articles)
    collection.store.regroup(
        {one.id: StoryDraft(title=one.title, articles=members)}, {two.id: one.id},
        [StoryEvent(story=one.id, change="merged", at="2026-03-09T10:00:00Z", other=two.id)],
    )
    answer = client.get(f"/stories/{two.id}?show=all", follow_redirects=False)
    assert answer.status_code == 308
    assert answer.headers["location"] == f"/stories/{one.id}?show=all"
    page = client.get(f"/stories/{one.id}").text
    words = load_words("en")
    assert page_words("en")("story.changed_since").split(".", maxsplit=1)[0] in plain(page)
    assert two.id in page.split('id="history"', 1)[1]
    assert words("section.chain") in page, "what was compared is still shown"


def test_nothing_is_compared_to_be_shown(own: tuple[Collection, TestClient], monkeypatch: pytest.MonkeyPatch) -> None:
    """A story that a stopped run left open shows its articles and says so."""
    from tawatur.collection import comparing

    collection, client = own
    one, two = collection.stories(sort="articles", limit=2)

    def never(*_: object, **__: object) -> None:
        raise AssertionError("compared at view time")

    monkeypatch.setattr(comparing.Comparer, "compare", never)
    collection.store.regroup({"snew": StoryDraft(title="خبر جديد", articles=(one.articles[0], two.articles[0]))})
    page = client.get("/stories/snew")
    assert page.status_code == 200
    assert page_words("en")("story.not_compared").split(".", maxsplit=1)[0] in plain(page.text)
    assert page.text.count('type="checkbox"') == 2
    assert '<section id="claims"' not in page.text
    assert client.get("/stories/snew.json").json()["report"] is None


def test_a_story_of_one_article_shows_what_was_read_out_of_it(own: tuple[Collection, TestClient]) -> None:
    collection, client = own
    alone = collection.stories(sort="articles")[-1]
    collection.store.regroup({"sone": StoryDraft(title="وحيد", articles=alone.articles[:1])})
    page = client.get("/stories/sone").text
    assert load_words("en")("hero.one_article") in page
    assert '<section id="chain"' not in page
    assert '<section id="side"' in page
    assert 'type="checkbox" name="a"' not in page
    assert '<section id="brief"' in page
    assert '<section id="attributions"' in page
    assert '<section id="claims"' not in page


def test_what_it_follows_and_what_follows_it_is_linked(own: tuple[Collection, TestClient]) -> None:
    collection, client = own
    one, two, *_ = collection.stories(sort="articles")
    link = StoryLink(earlier=one.id, kind="follow-up", score=0.7)
    collection.store.regroup({two.id: StoryDraft(title=two.title, articles=two.articles, links=(link,))})
    assert f'/stories/{two.id}"' in client.get(f"/stories/{one.id}").text.split('id="history"', 1)[1]
    assert f'/stories/{one.id}"' in client.get(f"/stories/{two.id}").text.split('id="history"', 1)[1]


def test_articles_are_hostile(tmp_path: Path) -> None:
    nasty = '<script>alert(1)</script> "\'> <img src=x onerror=alert(1)> \u202eعكس'
    folder = tmp_path / "c"
    text = f"{nasty}\n" + "أعلن الوزير سامر العكاوي افتتاح الجسر الجديد في المدينة يوم الاثنين بحضور أهالي الحي. " * 4 + nasty
    with create_collection(folder, encoder="lexical", names="rules") as collection:
        collection.add([Article(id="x", text=text, outlet=nasty, title=nasty, published="2026-03-01", url="javascript:alert(1)")], workers=0)
        story = collection.stories()[0].id
        with served(collection) as browser:
            page = browser.get(f"/stories/{story}").text
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "javascript:" not in page


def test_whom_only_the_story_names_so_in_full_leads_to_a_search(tmp_path: Path) -> None:
    told = "اجتمع وزير النقل سامر العكاوي مع يوهان ليندفيست في بيروت يوم الاثنين 2 آذار 2026 وبحثا إعادة فتح المرفأ القديم أمام السفن."
    with create_collection(tmp_path / "c", encoder="lexical", names="rules") as collection:
        collection.add([Article(id=id, text=told, outlet=id, published="2026-03-03") for id in ("a", "b")], workers=0)
        story = collection.stories()[0].id
        report = collection.story(story)
        full = tuple(replace(e, name="سامر نبيل العكاوي") if e.name == "سامر العكاوي" else e for e in report.entities)
        assert full != report.entities
        stored = replace(report, entities=full)
        with served(collection) as browser, pytest.MonkeyPatch.context() as patch:
            patch.setattr("tawatur.web.pages.story.kept_report", lambda *_: stored)
            section = browser.get(f"/stories/{story}").text.split('<section id="met"')[1].split("</section>")[0]
            found = [html.unescape(address) for address in re.findall(r'href="(/(?:who|search)[^"]+)"', section)]
            assert links.search("سامر نبيل العكاوي") in found
            assert len(found) == 2
            assert {browser.get(address).status_code for address in found} == {200}


# The claim table over hundreds of groups --------------------------------------------------------------


@pytest.fixture(scope="module")
def many(crowd: Callable[..., Comparison]) -> Index:
    return build_index(crowd(40, 120), page_words("en"))


def numbers(part: ClaimsPart) -> list[int]:
    return [int(n) for n in re.findall(r'<tbody class="[^"]*" id="claim-(\d+)"', part.table)]


def test_the_table_is_paged_and_every_claim_is_somewhere(many: Index) -> None:
    seen: list[int] = []
    page = 1
    while True:
        part = claims_part(many, ClaimsAsked(page=page), "/stories/s")
        assert len(numbers(part)) <= ROWS
        seen += numbers(part)
        if part.after is None:
            break
        page += 1
    assert sorted(seen) == sorted(many.number[a.id] for a in many.shared)
    assert part.last == part.total == 120


def test_an_anchor_exists_for_what_stands_on_another_page(many: Index) -> None:
    part = claims_part(many, ClaimsAsked(), "/stories/s")
    everything = {many.number[a.id] for a in (*many.shared, *many.alone)}
    assert {n for n, _ in part.elsewhere} | set(numbers(part)) == everything
    assert dict(part.elsewhere)[117] == "?claim=117#claim-117"


@pytest.mark.parametrize("number", [1, 26, 117, 121, 160])
def test_a_claim_that_is_asked_for_is_on_the_page_and_open(many: Index, number: int) -> None:
    part = claims_part(many, ClaimsAsked(claim=number), "/stories/s")
    assert number in numbers(part)
    row = part.table.split(f'id="claim-{number}"', 1)[1].split("</tbody>", 1)[0]
    assert "<details open>" in row


def test_rows_go_by_outlets_or_origins_when_asked(many: Index) -> None:
    by_number = {many.number[a.id]: a for a in many.shared}
    outlets = [by_number[n].outlets for n in numbers(claims_part(many, ClaimsAsked(sort="outlets"), "/s"))]
    assert outlets == sorted(outlets, reverse=True)
    origins = [(by_number[n].independent_origins.certain, by_number[n].independent_origins.at_most) for n in numbers(claims_part(many, ClaimsAsked(sort="origins"), "/s"))]
    assert origins == sorted(origins, reverse=True)


def test_conflicts_alone(many: Index) -> None:
    part = claims_part(many, ClaimsAsked(show="conflict"), "/s")
    assert part.total == 12
    assert all("tag-conflict" in row for row in part.table.split("<tbody ")[1:])


def test_a_filter_without_a_row_says_so(crowd: Callable[..., Comparison]) -> None:
    index = build_index(crowd(2, 0), page_words("en"))
    part = claims_part(index, ClaimsAsked(show="conflict"), "/s")
    assert (part.table, part.total, part.first) == ("", 0, 0)
    assert claims_part(index, ClaimsAsked(), "/s").total == 2, "without anything shared the lone ones are shown"


def test_of_many_articles_the_compared_ones_come_first_and_the_rest_is_a_link_away(collection: Collection) -> None:
    lines = tuple(
        ArticleLine(id=f"z{n}", outlet=f"Gazette {n % 7}", title=None, day=None, url=None, words=9 if n % 2 else None, versions=1, copy_of=None, compared=n % 2 == 1)
        for n in range(500)
    )
    view = StoryView(
        id="s", title="سوق", first_seen="2026-03-01", last_seen="2026-03-01", outlets=(), current=True, articles=lines, follows=(), history=(),
        asked=ClaimsAsked(), part=None, all_articles=False, report=None,
    )
    assert [a.id for a in view.listed] == [f"z{n}" for n in range(1, 2 * ARTICLES, 2)]
    assert len(view.left_out) == 250
    assert replace(view, all_articles=True).listed == lines
    assert replace(view, articles=lines[:ARTICLES]).listed == lines[:ARTICLES]
