"""Forms of verbs of saying, and the errors of broken tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from tawatur.errors import ResourceError
from tawatur.lang.cues import Cues, load_cues
from tawatur.lang.normalize import fold
from tawatur.lang.tables import folder


@pytest.fixture(scope="module")
def cues() -> Cues:
    return load_cues(folder())


@pytest.mark.parametrize(
    ("word", "kind", "gender", "number"),
    [
        ("قالت", "past", "f", "sg"), ("قالوا", "past", "m", "pl"), ("نفت", "past", "f", "sg"),
        ("نفوا", "past", "m", "pl"), ("ينفون", "present", "m", "pl"), ("تدعو", "present", "f", "sg"),
        ("دعت", "past", "f", "sg"), ("رأوا", "past", "m", "pl"), ("تؤكد", "present", "f", "sg"),
        ("مشيرة", "participle", "f", "sg"), ("مؤكدين", "participle", "m", "pl"),
        ("نافيا", "participle", "m", "sg"), ("تنفيه", "present", "f", "sg"), ("نفاه", "past", "m", "sg"),
        ("وصفته", "past", "f", "sg"), ("قولهم", "noun", "m", "pl"), ("قولها", "noun", "f", "sg"),
    ],
)
def test_forms_are_generated_with_their_agreement(cues: Cues, word: str, kind: str, gender: str, number: str) -> None:
    forms = cues.forms[fold(word)]
    assert (kind, gender, number) in {(f.kind, f.gender, f.number) for f in forms}


def test_a_pronoun_is_kept_as_suffix(cues: Cues) -> None:
    assert {f.suffix for f in cues.forms[fold("أعلنته")]} == {"ه"}


def test_stance_and_distance_come_from_the_row(cues: Cues) -> None:
    assert cues.forms[fold("نفى")][0].verb.stance == "denies"
    assert cues.forms[fold("زعمت")][0].verb.distancing
    assert not cues.forms[fold("قال")][0].verb.distancing


def test_an_unknown_frame_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "cues.csv").write_text(
        "past,present,participle,noun,frames,stance,distancing,strict,example\n"
        "قال,يقول,,,thta,asserts,,,قال المدير.\n", encoding="utf-8",
    )
    with pytest.raises(ResourceError, match=r"cues\.csv:2: unknown frame 'thta'"):
        load_cues(tmp_path)


def test_a_list_without_an_example_is_refused(tmp_path: Path) -> None:
    for name in ("cues.csv", "source_nouns.csv"):
        (tmp_path / name).write_bytes((folder() / name).read_bytes())
    (tmp_path / "attribution.toml").write_text('[complementiser]\nwords = ["أن"]\n', encoding="utf-8")
    with pytest.raises(ResourceError, match="complementiser"):
        load_cues(tmp_path)
