"""Small word lists: every list is shown at work by its example, and a broken file says where."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tawatur.errors import ResourceError
from tawatur.lang.frames import load_frames
from tawatur.lang.normalize import fold
from tawatur.lang.tables import folder
from tawatur.lang.word_lists import load_word_lists

FRAMES = load_frames(folder())
LISTS = {**FRAMES.clauses.words, **FRAMES.events.words}


@pytest.mark.parametrize("name", LISTS)
def test_a_word_of_the_list_stands_in_its_example(name: str) -> None:
    example = fold(FRAMES.examples[name])
    assert any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", example) for word in LISTS[name])


def test_words_are_folded_on_load(tmp_path: Path) -> None:
    path = tmp_path / "small.toml"
    path.write_text('[heads]\nwords = ["إمارة", "على أن"]\nexample = "إمارة ساحلية"\n', encoding="utf-8")
    lists, examples = load_word_lists(path, ("heads",))
    assert lists == {"heads": frozenset({"اماره", "علي ان"})}
    assert examples == {"heads": "إمارة ساحلية"}


@pytest.mark.parametrize(("text", "says"), [
    ('[heads]\nwords = ["دولة"]\n', r"\[heads\] needs `words` and `example`"),
    ('[heads]\nwords = "دولة"\nexample = "دولة"\n', r"\[heads\]: words is no list of words"),
    ('[haeds]\nwords = ["دولة"]\nexample = "دولة"\n', r"\[haeds\] is no list that is read"),
    ("", r"\[heads\] needs `words` and `example`"),
])
def test_a_broken_file_names_file_and_table(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "small.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ResourceError, match=r"small\.toml: " + says):
        load_word_lists(path, ("heads",))
