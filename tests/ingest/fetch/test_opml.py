"""Lists of feeds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tawatur.errors import InputError
from tawatur.ingest.fetch.opml import feeds_of_opml, read_opml

LIST = """<?xml version="1.0"?><opml version="2.0"><head><title>قائمة</title></head><body><outline text="عام">
<outline type="rss" text="ضفاف" title="ضفاف نيوز" xmlUrl="http://difaf.example/feed" htmlUrl="http://difaf.example/"/>
<outline text="المرفأ" xmlurl=" feed://marfa.example/rss " outlet="جريدة المرفأ"/><outline text="x" xmlUrl=""/>
<outline text="again" xmlUrl="http://difaf.example/feed"/></outline></body></opml>"""


def test_feeds_in_their_order_each_once(tmp_path: Path) -> None:
    file = tmp_path / "list.opml"
    file.write_text(LIST, encoding="utf-8")
    first, second = read_opml(file)
    assert (first.url, first.title, first.outlet, first.kind) == ("http://difaf.example/feed", "ضفاف نيوز", None, "feed")
    assert (second.url, second.outlet) == ("http://marfa.example/rss", "جريدة المرفأ")


def test_windows_1256() -> None:
    data = LIST.replace('version="1.0"', 'version="1.0" encoding="windows-1256"').encode("cp1256")
    assert feeds_of_opml(data)[1].outlet == "جريدة المرفأ"


@pytest.mark.parametrize(("text", "said"), [
    ("<opml/>", "no feed"), ("", "empty"), ("<!DOCTYPE o [<!ENTITY a 'b'>]><opml/>", "entities"), ("words", "XML|no feed"),
])
def test_broken_lists_are_told_with_their_name(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "list.opml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=said) as caught:
        read_opml(file)
    assert str(file) in str(caught.value)


def test_a_missing_list(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="can't be read"):
        read_opml(tmp_path / "none.opml")
