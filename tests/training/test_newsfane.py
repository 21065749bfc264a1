"""The training corpus's clitics joined to whole words, on invented lines of its form."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


def module(name: str) -> ModuleType:
    """A module of `training/`, which is no part of the package."""
    spec = importlib.util.spec_from_file_location(f"training_{name}", ROOT / "training" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = found
    spec.loader.exec_module(found)
    return found


newsfane = module("newsfane")
overlap = module("overlap")
spelling = module("spelling")

LINES = """\
و\tO
صل\tO
ب\tO
لندن\tB-Population-Center
حازم\tB-Politician
الزرقان\tI-Politician
و\tO
هم\tO
ل\tO
الاتحاد\tB-Sports
(\tO
د\tB-Media
ب\tI-Media
ا\tI-Media
)\tO
سيارة\tO
ها\tO
.\tO

لالامان\tO
"""


@pytest.fixture
def sentences(tmp_path: Path) -> list[list[object]]:
    path = tmp_path / "corpus.txt"
    path.write_text(LINES, encoding="utf-8")
    return newsfane.read(path)


def plain(word: str) -> str:
    return word


def test_clitics_come_back_to_their_words(sentences: list[list[object]]) -> None:
    loose = newsfane.dress(newsfane.join(sentences[0]), 0, plain, False)
    assert loose.text == "وصل بلندن حازم الزرقان وهم للاتحاد ( د ب ا ) سيارتها ."
    tight = newsfane.dress(newsfane.join(sentences[0]), 0, plain, True)
    assert tight.text == "وصل بلندن حازم الزرقان وهم للاتحاد (د ب ا) سيارتها."
    assert newsfane.dress(newsfane.join(sentences[1]), 1, plain, True).text == "للامان"


@pytest.mark.parametrize("tight", [False, True])
def test_names_lie_where_the_corpus_has_them_without_proclitics(sentences: list[list[object]], tight: bool) -> None:
    found = newsfane.dress(newsfane.join(sentences[0]), 0, plain, tight)
    assert [(found.text[n.start:n.end], n.type) for n in found.names] == [
        ("لندن", "LOC"), ("حازم الزرقان", "PER"), ("لاتحاد", "ORG"), ("د ب ا", "ORG"),
    ]


def test_what_is_measured_on_stays_out_with_what_lies_between() -> None:
    held = ["اجتمع مجلس الزرقان أمس في بلدة كفرنون لبحث موسم البذار"]
    own = ["هطل المطر على السهول طوال الليل", "و اجتمع مجلس الزرقان امس في بلدة كفرنون ل بحث موسم البذار", "قصير جدا",
           "اجتمع مجلس الزرقان أمس في بلدة كفرنون", "خرج الناس إلى الأسواق بعد الظهر"]
    assert overlap.left_out(own, held) == {1, 2, 3}
    assert overlap.heavy(own, held) == 2
    assert overlap.heavy([own[0], own[4]], held) == 0


def test_hamza_comes_back_where_a_list_has_it(tmp_path: Path) -> None:
    (tmp_path / "words.csv").write_text("أعلن,إلى,ألمانيا\nاعلن\n", encoding="utf-8")
    spell = spelling.Spelling(tmp_path)
    assert [spell(w) for w in ("اعلن", "الي", "المانيا", "زرقان")] == ["أعلن", "إلى", "ألمانيا", "زرقان"]
