"""Words by which names are told: each list has a sentence of its own, and a broken file says where."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import tawatur
from tawatur.errors import ResourceError
from tawatur.lang.name_words import KEYS, LIMITS, LISTS, load_name_words
from tawatur.lang.normalize import fold
from tawatur.lang.tables import folder, read_toml

PATH = folder() / "name_words.toml"
RAW = read_toml(PATH)
# Here the words are how a longer word opens or ends.
AFFIXED = {"servant_joined", "statement_nouns", "birthplace_next", "prayers"}


@pytest.mark.parametrize("name", [*LISTS, *KEYS, *LIMITS])
def test_each_example_holds_a_word_of_its_list(name: str) -> None:
    table = RAW[name]
    words = {fold(w) for w in table.get("words") or table.get("keys") or table["limits"]}
    told = re.findall(r"\w+", fold(table["example"]))
    if name in AFFIXED:
        assert any(t.startswith(w) or t.endswith(w) for t in told for w in words)
    else:
        assert words & set(told)


def test_words_are_folded_and_none_is_lost() -> None:
    read = load_name_words(PATH)
    assert fold("الخارجية") in read.words["lone_ministries"]
    assert read.keys["coalition_leaders"][fold("أميركا")] == "org:global-coalition"
    assert read.limits["small_places"][fold("بلدة")] == 250
    for name in LISTS:
        assert len(RAW[name]["words"]) == len({*RAW[name]["words"]})
        assert read.words[name] == {fold(w) for w in RAW[name]["words"]}


def test_every_list_is_read_by_a_finder() -> None:
    base = Path(tawatur.__file__).parent / "annotate"
    code = "".join(p.read_text(encoding="utf-8") for p in sorted(base.glob("*.py")))
    for name in ("lang/gazetteer.py", "lang/names.py", "collection/summary.py"):
        code += (base.parent / name).read_text(encoding="utf-8")
    assert [name for name in (*LISTS, *KEYS, *LIMITS) if f'"{name}"' not in code] == []


@pytest.mark.parametrize(("before", "after", "says"), [
    ("[clubs]", "[clubes]", r"\[clubes\] is read by no rule"),
    ('[clubs]\nwords = ["نادي"]', '[clubs]\nwords = []', r"\[clubs\] words must be"),
    ('[clubs]\nwords = ["نادي"]', '[clubs]\nwords = "نادي"', r"\[clubs\] words must be"),
    ('"بلدة" = 250', '"بلدة" = "often"', r"\[small_places\.limits\] must give a int"),
    ('example = "سكنوا في حي الزهور."', "", r"\[small_places\] lacks an example"),
])
def test_a_broken_file_says_where(tmp_path: Path, before: str, after: str, says: str) -> None:
    text = PATH.read_text(encoding="utf-8")
    assert before in text
    broken = tmp_path / "name_words.toml"
    broken.write_text(text.replace(before, after), encoding="utf-8")
    with pytest.raises(ResourceError, match=r"name_words\.toml: " + says):
        load_name_words(broken)


def test_a_missing_list_is_named(tmp_path: Path) -> None:
    short = tmp_path / "name_words.toml"
    short.write_text(re.sub(r"\[clubs\]\nwords.*\nexample.*\n", "", PATH.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(ResourceError, match=r"name_words\.toml: the table \[clubs\] is missing"):
        load_name_words(short)
