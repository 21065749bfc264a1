"""Pages: main text and metadata, and pages that are built to choke a parser."""

from __future__ import annotations

import time

import pytest

from tawatur.errors import InputError
from tawatur.ingest.html import host_of, read_page

LINE = "قال مدير السوق إن الأسعار استقرت في الأسبوع الماضي وإن الحركة عادت إلى طبيعتها. "


def test_text_title_and_metadata(page: str) -> None:
    article = read_page(page, "roads.html")
    assert article.text.split("\n")[0] == "لجنة الطرق تنهي الصيانة"
    assert article.text.count("لجنة الطرق تنهي الصيانة") == 1
    assert "الرئيسية" not in article.text
    assert (article.published, article.published_how) == ("2021-03-09", "metadata")
    assert (article.outlet, article.outlet_how) == ("ضفاف نيوز", "self-named")
    assert article.url == "https://www.difaf.example/roads/7"


def test_same_page_twice_gives_the_same(page: str) -> None:
    assert read_page(page, "a") == read_page(page, "a")


@pytest.mark.parametrize(
    ("mark", "day"),
    [
        ('<script type="application/ld+json">{"datePublished": "2022-05-04T08:00Z"}</script>', "2022-05-04"),
        ('<meta name="pubdate" content="2022-05-04">', "2022-05-04"),
        ('<time datetime="2022-05-04T08:00">الأربعاء</time>', "2022-05-04"),
        ('<span itemprop="datePublished" content="2022-05-04"></span>', "2022-05-04"),
        ('<meta name="pubdate" content="2022-13-45">', None),
        ("", None),
    ],
)
def test_published(page: str, mark: str, day: str | None) -> None:
    bare = page.replace('<meta property="article:published_time" content="2021-03-09T23:30:00+03:00">', "")
    article = read_page(bare.replace("<nav>", mark + "<nav>"), "x")
    assert article.published == day
    assert article.published_how == ("metadata" if day else None)


def test_visible_date_line_is_kept_where_there_is_no_metadata(page: str) -> None:
    bare = page.replace('<meta property="article:published_time" content="2021-03-09T23:30:00+03:00">', "")
    text = read_page(bare.replace("</h1>", '</h1><div class="date">الثلاثاء 9 آذار 2021 - 10:20</div>'), "x").text
    assert text.split("\n")[:2] == ["لجنة الطرق تنهي الصيانة", "الثلاثاء 9 آذار 2021 - 10:20"]


def test_host_stands_in_for_the_outlet(page: str) -> None:
    article = read_page(page.replace('property="og:site_name"', 'property="x"'), "x")
    assert (article.outlet, article.outlet_how) == ("difaf.example", "url")


@pytest.mark.parametrize(("url", "host"), [("https://www.a.example/b", "a.example"), ("http://[", None), (None, None)])
def test_host(url: str | None, host: str | None) -> None:
    assert host_of(url) == host


@pytest.mark.parametrize(
    "page_text",
    [
        "<html><body><a href='/'>دخول</a></body></html>",
        "<html><body></body></html>",
        "<html><body><script>var x = 1;</script></body></html>",
        "<!-- only a comment -->",
        "<![CDATA[",
    ],
)
def test_page_without_an_article(page_text: str) -> None:
    with pytest.raises(InputError, match=r"no article|parsed"):
        read_page(page_text, "x")


def outcome(page_text: str) -> str:
    """The line that refuses the page, or how much of it was read."""
    try:
        return f"{len(read_page(page_text, 'x').text)} characters"
    except InputError as error:
        return str(error)


def test_a_tag_may_have_much_in_its_attributes() -> None:
    props = '{"a b": "c=d/e"} ' * 20_000
    page = f"<html><body><div data-props='{props}' data-b={'/x' * 5_000}><article><p>{LINE * 3}</p></article></div></body></html>"
    assert outcome(page).endswith("characters")


@pytest.mark.parametrize(
    "hostile",
    [
        "<html><body>" + "<div>" * 1_000_000 + LINE,
        "<b>" * 1_000_000 + LINE,
        "<table><tr><td>" * 900 + LINE,
        "<html><body>" + "<p>ا" * 1_000_000,
        "<html><body>" + "<script>" * 200_000 + LINE,
        "<html><body><p>" + "<!--" * 1_000_000 + LINE,
        "<html><body><p>" + LINE * 100_000,
        "<html><body><p>" + "<" * 4_000_000 + LINE,
        "<html><body><p>" + "&amp;" * 900_000,
        "<p " + " ".join(f"a{n}" for n in range(200_000)) + ">" + LINE,
        "<title><p a=\"</title>" + "".join(f"<p {' '.join(f'a{n}' for n in range(9_000))}>" for _ in range(60)) + LINE,
        "<html><body>" + "<x=" * 1_500_000 + LINE,
        "<html><body>" + "<x" * 45_000 + "y" * 4_000_000 + LINE,
        "<html><body>" + "<x a=\"<x b='" * 20_000 + LINE,
    ],
    ids=["div", "b", "table", "p", "script", "comment", "long", "less-than", "entities", "attributes", "many-attributes", "equals", "name", "quotes"],
)
def test_hostile_pages_end_soon_in_one_line(hostile: str) -> None:
    begun = time.process_time()
    told = outcome(hostile)
    assert "\n" not in told
    assert len(told) < 300
    assert time.process_time() - begun < 10
