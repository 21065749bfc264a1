"""XML that is built to choke a parser is refused before one sees it."""

from __future__ import annotations

import pytest

from tawatur.errors import InputError
from tawatur.ingest.fetch.failure import FetchFailure
from tawatur.ingest.fetch.markup import sound_markup, xml_text

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">'
    + "".join(f'<!ENTITY lol{n} "{f"&lol{n - 1 if n > 1 else str()};" * 10}">' for n in range(1, 10))
    + "]><rss><channel><title>&lol9;</title></channel></rss>"
)
EXTERNAL = (
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><title>&x;</title></channel></rss>'
)
PARAMETER = '<!DOCTYPE r [<!ENTITY % x SYSTEM "http://127.0.0.1/x.dtd"> %x;]><rss></rss>'


@pytest.mark.parametrize("bomb", [LAUGHS, EXTERNAL, PARAMETER], ids=["laughs", "external", "parameter"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_entities_are_refused_in_any_encoding(bomb: str, encoding: str) -> None:
    with pytest.raises(FetchFailure) as caught:
        xml_text(bomb.encode(encoding), None, 100)
    assert caught.value.code == "hostile"


def test_a_plain_doctype_is_dropped() -> None:
    old = '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://x.example/rss.dtd"><rss/>'
    assert xml_text(old.encode(), None, 10) == "<rss/>"


def test_a_second_doctype_is_refused() -> None:
    with pytest.raises(FetchFailure):
        xml_text(b"<!DOCTYPE a><!DOCTYPE b [<!ENTITY x 'y'>]><rss/>", None, 10)


def test_depth_and_attributes() -> None:
    sound_markup("<a>" * 10 + "</a>" * 10, 10)
    with pytest.raises(FetchFailure, match="deep"):
        sound_markup("<a>" * 11, 10)
    with pytest.raises(FetchFailure, match="tag of more"):
        sound_markup("<a " + "b='c' " * 5000 + "/>", 10)
    sound_markup("<a/>" * 500 + "<b></b>" * 500, 3)


def test_too_much_of_anything() -> None:
    with pytest.raises(FetchFailure, match="tags"):
        sound_markup("<a/>" * 100_001, 10)
    with pytest.raises(FetchFailure, match="namespaces"):
        sound_markup("".join(f"<x{n}:a xmlns:x{n}='u'/>" for n in range(4000)), 10)


@pytest.mark.parametrize("rest", ["<item tit", "<![CDATA[x", "<!-- x", "<?x ", "</a", "<a" * 100_000])
def test_what_breaks_off_in_mid_tag_is_cut_there(rest: str) -> None:
    assert sound_markup("<a>b</a>" + rest, 10) == "<a>b</a>"


@pytest.mark.parametrize("inner", ["<![CDATA[<a><a><a><!ENTITY x>]]>", "<!-- <a><a><a> <!ENTITY -->", "<?php <a ?>"])
def test_what_only_looks_like_tags_does_not_count(inner: str) -> None:
    sound_markup(f"<r>{inner}</r>", 2)


def test_characters_that_xml_forbids_go() -> None:
    assert xml_text("<r>خب\x0bر\x00</r>".encode(), None, 5) == "<r>خبر</r>"


def test_the_declared_encoding_is_a_hint_only() -> None:
    text = '<?xml version="1.0" encoding="{}"?><r>قالت اللجنة في بيان إن العمل انتهى</r>'
    for declared, real in [("windows-1256", "cp1256"), ("utf-8", "cp1256"), ("iso-8859-1", "cp1256"), ("windows-1256", "utf-8")]:
        assert xml_text(text.format(declared).encode(real), None, 5) == text.split("?>")[1]


@pytest.mark.parametrize("data", [b"", b"   ", b"\x89PNG\r\n\x1a\n" + bytes(100)])
def test_no_text(data: bytes) -> None:
    with pytest.raises(InputError):
        xml_text(data, None, 5)
