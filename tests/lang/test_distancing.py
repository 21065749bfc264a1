"""The lists of framing: they load, a broken row is told with its place, and they take no side."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tawatur.errors import ResourceError
from tawatur.lang import tables
from tawatur.lang.distancing import (
    FramingRules,
    contradicts,
    find_phrases,
    load_framing,
    word_forms,
)
from tawatur.lang.normalize import fold, view
from tawatur.lang.tokenize import tokens

FILES = ("distancing.csv", "loaded.csv", "labels.csv", "rival_names.csv")


@pytest.fixture(scope="module")
def rules() -> FramingRules:
    return load_framing(tables.folder())


def copy(tmp_path: Path) -> Path:
    (tmp_path / "gazetteer").mkdir()
    for name in (*FILES, *(f"gazetteer/{n}.csv" for n in ("countries", "outlets", "common_words"))):
        shutil.copy(tables.folder() / name, tmp_path / name)
    return tmp_path


def found(rules: FramingRules, text: str) -> list[str]:
    return [hit.phrase.id for hit in find_phrases(tokens(view(text)), rules)]


@pytest.mark.parametrize(("text", "ids"), [
    ("حضر ممثلون عما يسمى اللجنة", ["d-called"]),
    ("وبالميليشيات", ["l-militia"]),
    ("للميليشيات", ["l-militia"]),
    ("فالأبطال عادوا", ["l-heroes"]),
    ("فاز بدوري أبطال القارة", []),
    ("جهة معادية للبلدة", ["l-hostile"]),
    ("جهة معادية", []),
    ("المعادن الثمينة", []),
])
def test_finds_phrases_behind_proclitics(rules: FramingRules, text: str, ids: list[str]) -> None:
    assert found(rules, text) == ids


def test_the_longest_phrase_wins(rules: FramingRules) -> None:
    hits = find_phrases(tokens(view("ما أطلق عليه الخبراء اسما")), rules)
    assert [(h.first, h.last) for h in hits] == [(0, 2)]


def test_word_forms_take_off_proclitics_and_article() -> None:
    assert set(word_forms("وللنظام")) >= {"وللنظام", "للنظام", "النظام", "نظام"}


@pytest.mark.parametrize(("file", "row", "says"), [
    ("loaded.csv", "x-1,shout,كلمة,,جملة.", "kind is 'shout'"),
    ("distancing.csv", "x-1,noun,كلمة||أخرى,,جملة.", "empty alternative"),
    ("rival_names.csv", "x-1,thing,كلمة", "cells where the header has"),
])
def test_a_broken_row_is_told_with_file_and_line(tmp_path: Path, file: str, row: str, says: str) -> None:
    folder = copy(tmp_path)
    with (folder / file).open("a", encoding="utf-8") as out:
        out.write(row + "\n")
    last = len((folder / file).read_text(encoding="utf-8").splitlines())
    with pytest.raises(ResourceError, match=re.escape(f"{file}:{last}") + f".*{says}"):
        load_framing(folder)


@pytest.mark.parametrize(("written", "text", "want"), [
    ("أبطال", "إبطال", True), ("إنجاز", "أنجاز", True), ("أبطال", "ابطال", False),
    ("إرهابيين", "الإرهابيين", False), ("أعداء", "والأعداء", False), ("فلول", "إفلول", False),
])
def test_hamza_tells_what_folding_hides(written: str, text: str, want: bool) -> None:
    assert contradicts(written, text) is want


def test_a_word_has_one_row_in_its_file() -> None:
    for name in ("distancing.csv", "loaded.csv", "labels.csv"):
        seen: dict[str, str] = {}
        for row in tables.read_csv(tables.folder() / name, ("id", "words")):
            for word in row["words"].split("|"):
                key = fold(word) + row.values.get("kind", "")
                assert seen.setdefault(key, row["id"]) == row["id"], f"{row.where}: {word}"


def test_judging_words_name_no_party() -> None:
    """No state, nation, faith, movement or person may stand in a list of praise or blame."""
    named = re.compile(
        r"\b(?:ال)?(?:سوري|سعود|ايران|روس|امريك|اميرك|اسرائيل|فلسطين|مصري|قطر|ترك|عراق|يمن|لبنان|ليبي|كرد|فرنس|بريطان"
        "|شيع|سني|سنه|مسيح|يهود|صهيون|اسلامي|اخوان|حوثي|داعش|حماس|بعث|شيوع|طالبان|اسد|حفتر|صدام)"
    )
    for name in ("loaded.csv", "labels.csv", "distancing.csv"):
        for row in tables.read_csv(tables.folder() / name, ("id", "words")):
            words = [w for w in row["words"].split("|") if named.search(fold(w))]
            assert not words, f"{row.where}: {words} names a party"


def test_both_praise_and_blame_are_listed(rules: FramingRules) -> None:
    ids = {p.id for listed in rules.phrases.values() for p in listed}
    assert {"l-heroes", "l-martyr", "l-rebels", "l-terrorists", "l-mercenary", "l-occupation"} <= ids
    assert {"b-praise", "b-terrorist"} <= set(rules.labels.values())
