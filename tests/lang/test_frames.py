"""Clause rules, modality cues, number words and event frames load, and broken files say where."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tawatur.errors import ResourceError
from tawatur.lang.frames import load_frames
from tawatur.lang.tables import folder

FILES = ("clauses.toml", "claim_words.toml", "event_words.toml", "modality.csv", "numbers.csv", "event_frames.toml")
PLOVER = {
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", None,
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in FILES:
        shutil.copy(folder() / name, tmp_path / name)
    return tmp_path


def test_everything_loads_and_plover_types_exist() -> None:
    frames = load_frames(folder())
    assert {f.plover for f in frames.events.frames} <= PLOVER
    assert frames.clauses.connectors["بينما"] == "clause"


def test_data_names_no_party_and_no_place() -> None:
    words = set(load_frames(folder()).events.nouns) | set(load_frames(folder()).events.verbs)
    assert not words & {"داعش", "سوريا", "ايران", "اسرائيل", "حماس"}


@pytest.mark.parametrize(("name", "old", "new", "says"), [
    ("modality.csv", ",planned,verb,", ",maybe,verb,", "modality is 'maybe'"),
    ("numbers.csv", "صفر,value,0,", "صفر,value,many,", "write a number"),
    ("clauses.toml", 'cut = "verb"', 'cut = "sometimes"', "cut is 'sometimes'"),
    ("clauses.toml", "عقد/يعقد", "عقد-يعقد", "write past/present"),
    ("event_frames.toml", "[words]", "[wrods]", "event_frames.toml"),
])
def test_a_broken_file_says_where(copy: Path, name: str, old: str, new: str, says: str) -> None:
    path = copy / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ResourceError) as caught:
        load_frames(copy)
    assert says in str(caught.value)
    assert name in str(caught.value)
