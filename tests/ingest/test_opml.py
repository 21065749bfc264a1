"""A list of feeds beside articles."""

from __future__ import annotations

import io

import pytest

from tawatur.errors import InputError
from tawatur.ingest.language import load_languages
from tawatur.ingest.opml import read_opml
from tawatur.ingest.rows import Reading, guarded

READING = Reading("feeds.opml", load_languages())


def test_feeds_and_what_is_none() -> None:
    data = (
        '<opml version="2.0"><body><outline text="أخبار"><outline text="ضفاف" xmlUrl="https://difaf.example/rss"/>'
        '<outline text="مرسى" xmlUrl="file:///etc/passwd"/></outline></body></opml>'
    ).encode()
    found = [guarded(raw) for raw in read_opml(io.BytesIO(data), READING)]
    assert [(one.feed.url, one.feed.title) if one.feed else one.problems[0].code for one in found] == [
        ("https://difaf.example/rss", "ضفاف"), "record"
    ]


@pytest.mark.parametrize(
    "data",
    [
        b"<opml/>", b"x", b"<opml><body>",
        b'<!DOCTYPE o [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><opml><body><outline xmlUrl="http://x/&b;"/></body></opml>',
    ],
)
def test_no_list_of_feeds(data: bytes) -> None:
    with pytest.raises(InputError):
        list(read_opml(io.BytesIO(data), READING))
