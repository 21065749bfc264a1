"""Words of deadlines: every row is found in its own example, and a broken row names its line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tawatur.errors import ResourceError
from tawatur.lang.agenda_words import AgendaWords, find_cue, load_agenda_words
from tawatur.lang.normalize import fold
from tawatur.lang.tables import Row, folder, read_csv

ROWS = read_csv(folder() / "agenda.csv", ("cue", "kind", "example"))


@pytest.fixture(scope="module")
def words() -> AgendaWords:
    return load_agenda_words()


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r["cue"])
def test_every_cue_is_found_in_its_example(row: Row, words: AgendaWords) -> None:
    sentence = re.findall(r"[^\W\d]+|\d+|[-–]", fold(row["example"]))
    cue = tuple(fold(row["cue"]).split())
    alone = {cue[0]: (cue,)}
    assert find_cue(sentence, alone) is not None
    assert cue in getattr(words, row["kind"])[cue[0]]


def test_the_last_cue_counts_and_wa_is_passed_over(words: AgendaWords) -> None:
    assert find_cue(["قرر", "وامهل", "الناس", "وامهل"], words.grant) == (3, 4)
    assert find_cue(["قرر", "المجلس"], words.grant) is None


def test_a_broken_row_names_its_line(tmp_path: Path) -> None:
    (tmp_path / "agenda.csv").write_text("cue,kind,example\nأقصاه,end,في موعد أقصاه غدا\n", encoding="utf-8")
    with pytest.raises(ResourceError, match=r"agenda\.csv:2"):
        load_agenda_words(tmp_path)
