"""The dossier: one file that opens offline, with the report, every wording, readers' words and the sources."""

from __future__ import annotations

import dataclasses
import re
from html.parser import HTMLParser

import pytest
from msgspec.structs import replace

from tawatur.export.dossier import render_dossier
from tawatur.export.parcel import Parcel

from .making import make_parcel


class Page(HTMLParser):
    """Tags, addresses and the text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_it_holds_every_wording_with_its_place(parcel: Parcel, lang: str) -> None:
    page = Page(render_dossier(make_parcel(parcel.comparison, lang=lang)).decode())
    for claim in parcel.comparison.claims:
        assert claim.span.text in page.text
        assert f"{claim.span.start}–{claim.span.end}" in page.text
    ids = {a.get("id") for _, a in page.tags}
    assert {"articles", "chain", "wordings", "readers", "sources"} <= ids
    assert all(a["href"][1:] in ids for t, a in page.tags if t == "a" and (a.get("href") or "").startswith("#"))


def test_nothing_of_an_article_gets_out_and_nothing_is_fetched(any_parcel: Parcel) -> None:
    html = render_dossier(any_parcel).decode()
    page = Page(html)
    assert sum(t == "script" for t, _ in page.tags) == 1
    assert not any(name.startswith("on") or name == "style" for _, attributes in page.tags for name in attributes)
    assert not any(t in ("link", "img", "iframe", "object", "base", "form") for t, _ in page.tags)
    assert "default-src 'none'" in html
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", html)
    for _, attributes in page.tags:
        assert not (attributes.get("src") or "").strip()
        assert not (attributes.get("href") or "").lower().startswith(("javascript:", "data:"))


def test_readers_words_and_the_digests_of_the_texts(parcel: Parcel) -> None:
    page = Page(render_dossier(parcel).decode())
    assert "</script>" in page.text, "the note, as text"
    assert "taken back" in page.text
    assert "Claims put together: verbatim" in page.text
    assert len(re.findall(r"\b[0-9a-f]{64}\b", page.text)) == len(parcel.comparison.articles)


@pytest.mark.parametrize(("more", "told"), [
    ({"value": "conflict"}, "معلومات جُمعت معاً: تناقض"), ({"subject": "name", "whom": "سلمى الهاشمي"}, "اسم: سلمى الهاشمي"),
    ({"subject": "origin", "whom": "المدار"}, "أصل: المدار"), ({"subject": "story"}, "مقالات القصة"),
])
def test_what_was_marked_is_told_in_the_pages_language(parcel: Parcel, more: dict[str, str], told: str) -> None:
    marked = replace(parcel.corrections[0], **more)
    page = Page(render_dossier(dataclasses.replace(make_parcel(parcel.comparison, lang="ar"), corrections=(marked,))).decode())
    assert told in page.text


def test_links_outside_say_nothing_of_who_comes(parcel: Parcel) -> None:
    page = Page(render_dossier(make_parcel(parcel.comparison, base="https://news.example/")).decode())
    outside = [a for t, a in page.tags if t == "a" and (a.get("href") or "").startswith("http")]
    assert outside
    assert all(a["rel"] == "noopener nofollow noreferrer" for a in outside)


def test_an_empty_story_is_a_page_too(empty: Parcel) -> None:
    assert render_dossier(empty).decode().startswith("<!DOCTYPE html>")
