"""Writing HTML safely."""

from __future__ import annotations

import pytest

from tawatur.export.markup import (
    esc,
    has_arabic,
    long_table,
    name,
    section,
    sentence,
    table,
    tag,
    words_of,
)


@pytest.mark.parametrize(("raw", "safe"), [
    ("<b>&\"'", "&lt;b&gt;&amp;&quot;&#x27;"), ("a\x00b\x1bc\x85", "a\ufffdb\ufffdc\ufffd"), ("\ud800", "\ufffd"),
    ("سطر\n\tثان", "سطر\n\tثان"), (7, "7"),
])
def test_escaping(raw: object, safe: str) -> None:
    assert esc(raw) == safe


def test_names_are_isolated_and_arabic_ones_say_so() -> None:
    assert name("سلمى <x>") == '<bdi lang="ar">سلمى &lt;x&gt;</bdi>'
    assert name("CNN") == "<bdi>CNN</bdi>"
    assert has_arabic("CNN بالعربية")
    assert not has_arabic("CNN 2020")


@pytest.mark.parametrize(("text", "html"), [
    ("All have it from سلمى الهاشمي.", 'All have it from <bdi lang="ar">سلمى الهاشمي</bdi>.'),
    ("«نبض المرفأ» and CNN", '<bdi lang="ar">«نبض المرفأ»</bdi> and CNN'),
    ("a < b", "a &lt; b"), ("سلمى, هدى", '<bdi lang="ar">سلمى</bdi>, <bdi lang="ar">هدى</bdi>'), ("", ""),
])
def test_arabic_words_in_a_sentence_of_ours_are_isolated_run_by_run(text: str, html: str) -> None:
    assert sentence(text) == html


@pytest.mark.parametrize(("text", "html"), [
    ("تنقله عن وكالة \u202eمقلوب\u2066 السهل.", "تنقله عن وكالة مقلوب السهل."), ("عن \u2066CNN\u2069، \u2069ثم", "عن \u2066CNN\u2069، ثم"),
])
def test_nothing_in_an_arabic_sentence_of_ours_turns_what_follows(text: str, html: str) -> None:
    assert sentence(text, "ar") == html


def test_wordings_of_an_article_run_from_right_to_left() -> None:
    assert words_of('"<') == '<span class="w" lang="ar" dir="rtl">&quot;&lt;</span>'


def test_a_kind_becomes_a_class_whatever_is_in_it() -> None:
    assert tag("Official statement\" x=1", "<") == '<span class="tag tag-official-statement-x">&lt;</span>'


def test_no_body_no_section_no_rows_no_table() -> None:
    assert section("k", "Heading", "") == ""
    assert table("caption", ["a"], []) == ""


def test_a_section_is_named_by_its_heading() -> None:
    assert section("k", "A & B", "<p>x</p>", "lead <", 3) == (
        '<section id="k" aria-labelledby="h-k"><h3 id="h-k">A &amp; B</h3><p class="lead">lead &lt;</p><p>x</p></section>')


def test_a_table_names_its_columns_and_is_never_ragged() -> None:
    html = table("c", ["A<", "B"], [["<i>1</i>", "2"]])
    assert '<th scope="col">A&lt;</th>' in html
    assert '<td data-c="A&lt;"><i>1</i></td><td data-c="B">2</td>' in html
    with pytest.raises(ValueError, match="zip"):
        table("c", ["A", "B"], [["1"]])


def test_a_long_table_folds_what_is_beyond_its_first_rows() -> None:
    rows = [[f"r{n}"] for n in range(10)]
    html = long_table("caption", ["column"], rows, 4, lambda n: f"{n} more")
    opened, folded = html.split("<details", 1)
    assert [f"r{n}" in opened for n in range(10)] == [n < 4 for n in range(10)]
    assert [f"r{n}" in folded for n in range(10)] == [n >= 4 for n in range(10)]
    assert "<summary>6 more</summary>" in folded
    # A single row is not folded, nor is a table made of nothing.
    assert "<details" not in long_table("caption", ["column"], rows[:5], 4, str)
    assert long_table("caption", ["column"], [], 4, str) == ""
