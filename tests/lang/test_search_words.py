"""Which words a search means: the forms that people expect, and no more than it must."""

from __future__ import annotations

import pytest

from tawatur.errors import ResourceError
from tawatur.lang import search_words as module
from tawatur.lang.normalize import fold
from tawatur.lang.search_words import SearchWords, load_search_words
from tawatur.lang.tables import folder, read_csv

ROWS = read_csv(folder() / "search_affixes.csv", ("kind", "affix", "example", "query"))


def finds(rules: SearchWords, query: str, word: str) -> bool:
    ((_, _, form, _),) = rules.words(query)
    ((_, _, _, key),) = rules.words(word)
    return key in rules.keys(form)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['kind']}-{row['affix']}")
def test_examples(row: object, search_words: SearchWords) -> None:
    example, affix = row["example"], row["affix"]  # type: ignore[index]
    assert example.startswith(affix) or example.endswith(affix)
    assert finds(search_words, row["query"], example)  # type: ignore[index]


@pytest.mark.parametrize(("query", "word"), [
    ("سوريا", "سورية"), ("سوريا", "والسوريين"), ("سوريا", "السوريون"), ("سورية", "بسوريا"), ("سوريا", "سُوريـــا"),
    ("إسلام", "اسلام"), ("اسلام", "الإسلامية"), ("أحمد", "وأحمد"), ("مستشفى", "مستشفي"), ("حكومة", "حكومه"),
    ("مسؤول", "المسئولين"), ("بناء", "بنائه"), ("بناؤه", "البناء"), ("حكومة", "حكومتها"), ("حكومتها", "الحكومة"),
    ("مصر", "المصرية"), ("المصريين", "مصر"), ("فلسطين", "للفلسطينيين"), ("فلسطيني", "فلسطين"), ("لبنان", "اللبنانيون"),
    ("فرنسا", "الفرنسي"), ("ألمانيا", "الألماني"), ("ألمانيا", "بألمانيا"), ("بغداد", "ببغداد"), ("لندن", "وبلندن"),
    ("وزراء", "ووزراء"), ("وزراء", "الوزراء"), ("قوة", "القوات"), ("قوة", "وبقوة"), ("دولة", "الدولتين"), ("اجتماع", "اجتماعان"),
    ("يد", "واليد"), ("٢٠٢٦", "2026"), ("NATO", "nato"), ("ﻻجئ", "لاجئ"),
])
def test_what_people_expect_to_find(query: str, word: str, search_words: SearchWords) -> None:
    assert finds(search_words, query, word)


@pytest.mark.parametrize(("query", "word"), [
    ("سوريا", "السور"), ("لبنان", "اللبن"), ("ليبيا", "ليب"), ("وزارة", "زار"), ("سودان", "أسود"), ("كتاب", "تاب"),
    ("عمان", "عم"), ("بلد", "ولد"), ("نهر", "نهار"),
])
def test_other_words_stay_apart(query: str, word: str, search_words: SearchWords) -> None:
    assert not finds(search_words, query, word)


def test_words_know_their_places(search_words: SearchWords) -> None:
    text = "قالَ «السُّوريّونَ» ﷺ: إنّ NATO٥، وشؤون الـمـدن."
    words = search_words.words(text)
    assert [text[start:end] for start, end, _, _ in words] == [
        "قالَ", "السُّوريّونَ", "ﷺ", "ﷺ", "ﷺ", "ﷺ", "إنّ", "NATO٥", "وشؤون", "الـمـدن",
    ]
    assert [(start, end, form) for start, end, form, _ in words] == search_words.split(text)
    assert all(key and form for _, _, form, key in words)


def test_a_letter_that_casefolds_to_two_moves_nothing(search_words: SearchWords) -> None:
    text = "STRAßE İstanbul مصر"
    assert [text[start:end] for start, end, _ in search_words.split(text)][-1] == "مصر"


def test_an_exact_word_may_bear_particles(search_words: SearchWords) -> None:
    assert {"الوزير", "والوزير", "بالوزير", "للوزير"} <= set(search_words.same(fold("الوزير")))
    assert "وزير" not in search_words.same(fold("الوزير"))


def test_the_digest_follows_the_rules(tmp_path: object, monkeypatch: pytest.MonkeyPatch, search_words: SearchWords) -> None:
    path = tmp_path / "search_affixes.csv"  # type: ignore[operator]
    monkeypatch.setattr(module, "folder", lambda language: tmp_path)
    path.write_text("kind,affix,example,query\narticle,ال,السوق,سوق\nplural,ات,سوقات,سوق\npronoun,ه,سوقه,سوق\n", encoding="utf-8")
    assert load_search_words().digest != search_words.digest
    path.write_text("kind,affix,example,query\nother,ال,السوق,سوق\n", encoding="utf-8")
    with pytest.raises(ResourceError, match=r"search_affixes\.csv:2"):
        load_search_words()
