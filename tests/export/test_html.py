from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from msgspec.structs import replace

from tawatur.errors import UsageError
from tawatur.export.html import render_html
from tawatur.model import Comparison, Outlet, Part
from tawatur.reporting import StoryReport

VOID = {"meta", "input", "br", "link", "img"}


class Reader(HTMLParser):
    """Collects tags and checks that they close in order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[tuple[str, str]] = []
        self.panes: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if dict(attrs).get("class") == "text":
            self.panes.append("")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append((self.open[-1] if self.open else "", data))
        if self.panes and self.open.count("main") and "p" in self.open and "article" in self.open:
            self.panes[-1] += data


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_page_is_whole_and_asks_nothing_of_the_network(comparison: Comparison, lang: str) -> None:
    page = render_html(comparison, lang)
    reader = read(page)
    assert len(page.encode()) < 1_000_000
    assert ("html", {"lang": lang, "dir": "rtl" if lang == "ar" else "ltr"}) in reader.tags
    for tag, attributes in reader.tags:
        for key in ("src", "href", "srcset", "action", "data"):
            value = attributes.get(key)
            assert value is None or value.startswith("#"), (tag, key, value)
        assert "style" not in attributes
        assert not any(key.startswith("on") for key in attributes)
    assert not re.search(r"url\((?!data:font/woff2;base64,)|@import", page)


def test_the_policy_lets_only_our_own_script_and_style_run(comparison: Comparison) -> None:
    page = render_html(comparison)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    assert policy.group(1).startswith("default-src 'none';")
    for kind in ("script", "style"):
        found = re.search(rf"<{kind}>(.*?)</{kind}>", page, re.S)
        assert found is not None
        digest = base64.b64encode(hashlib.sha256(found.group(1).encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy.group(1)


def test_ids_are_unique_and_every_reference_leads_somewhere(comparison: Comparison) -> None:
    tags = read(render_html(comparison)).tags
    ids = [a["id"] for _, a in tags if "id" in a]
    assert len(ids) == len(set(ids))
    for _, attributes in tags:
        for key in ("aria-labelledby", "aria-describedby"):
            if attributes.get(key):
                assert attributes[key] in ids
        if (attributes.get("href") or "").startswith("#"):
            assert (attributes["href"] or "")[1:] in ids


def test_the_articles_stand_in_the_page_word_for_word(comparison: Comparison) -> None:
    page = render_html(comparison)
    for record in comparison.articles:
        for line in record.text.splitlines():
            if line.strip():
                plain = re.sub(r"<sup[^>]*></sup>|</?(?:mark|span)[^>]*>", "", page)
                assert f">{line}</p>" in plain


def test_partners_carry_one_number_and_stops_are_the_claims(comparison: Comparison) -> None:
    tags = read(render_html(comparison)).tags
    stops = [a["data-stop"] for t, a in tags if t == "mark" and "data-stop" in a]
    assert sorted(s or "" for s in stops) == ["1", "1", "1", "2", "2", "3", "3"]


def test_hostile_words_stay_words(make_sample: Callable[[], Comparison]) -> None:
    base = make_sample()
    nasty = 'ضد </p><script>alert(1)</script> "\'> <img src=x onerror=alert(1)> \u202eعكس\x00\x1b[31m &amp; \U0001f600 نص'
    record = replace(
        base.articles[2], text=nasty, parts=(Part("body", 0, len(nasty)),),
        outlet=Outlet(name='<b onclick="x">\u202e', how="given"),
    )
    hostile = replace(
        base, articles=(*base.articles[:2], record), alignments=base.alignments[1:],
        claims=base.claims[:-1], entities=(), events=base.events[:1],
    )
    for lang in ("en", "ar"):
        page = render_html(hostile, lang)
        tags = read(page).tags
        assert sum(t == "script" for t, _ in tags) == 1
        assert not any(t in ("img", "b") and a for t, a in tags)
        assert "\x00" not in page
        assert "\x1b" not in page


def test_the_figures_stand_before_everything_else(comparison: Comparison) -> None:
    body = render_html(comparison).split("<body", 1)[1]
    assert body.index('class="figures"') < body.index("<main")
    figures = body[body.index('class="figures"'):body.index("<main")]
    assert re.findall(r"<b>(\d+)</b>", figures) == ["2", "3"]  # the origins before the outlets
    assert "at most 4" in figures


def test_without_alignments_the_page_says_so(comparison: Comparison) -> None:
    page = render_html(replace(comparison, alignments=(), story=None))
    read(page)
    assert "The articles share no claim" in page
    assert 'id="dock"' not in page


def test_one_article_alone(comparison: Comparison) -> None:
    first = replace(
        comparison, articles=comparison.articles[:1], alignments=(), story=None, reuse=(), framing=(), events=(),
        claims=tuple(c for c in comparison.claims if c.span.article == "a"), notes=(), itineraries=(),
        attributions=tuple(a for a in comparison.attributions if a.article == "a"),
    )
    page = render_html(first, "ar")
    read(page)
    assert 'class="panes n1"' in page
    assert 'id="chain"' not in page


def test_an_empty_comparison_is_still_a_page(comparison: Comparison) -> None:
    bare = replace(
        comparison, articles=comparison.articles[1:], entities=(), times=(), attributions=(), claims=(), alignments=(),
        reuse=(), events=(), itineraries=(), framing=(), notes=(), story=None,
    )
    read(render_html(bare))


def test_an_article_of_twelve_thousand_words(comparison: Comparison) -> None:
    text = "كلمة أخرى هنا.\n" * 4000
    big = replace(comparison.articles[2], text=text, parts=(Part("body", 0, len(text)),))
    page = render_html(replace(comparison, articles=(*comparison.articles[:2], big), alignments=comparison.alignments[1:]))
    assert page.count("<p class=\"p-body\">") >= 4000


def test_the_same_comparison_gives_the_same_page(make_sample: Callable[[], Comparison]) -> None:
    assert render_html(make_sample(), "ar") == render_html(make_sample(), "ar")


def test_no_report_in_another_language(comparison: Comparison) -> None:
    with pytest.raises(UsageError):
        render_html(comparison, "de")


@pytest.mark.parametrize(("lang", "told"), [("en", "3 of 5 articles were compared"), ("ar", "قورن منها 3 من أصل 5 مقالات")])
def test_a_storys_report_says_how_many_articles_were_compared(comparison: Comparison, lang: str, told: str) -> None:
    fields = {name: getattr(comparison, name) for name in Comparison.__struct_fields__}
    report = StoryReport(
        **fields, id="s1", title="", members=("a", "b", "c", "d", "e"), outlets=(), independent_origins=None, first_seen="", last_seen="",
    )
    assert told in report.to_html(lang)
    assert told not in render_html(comparison, lang)
