"""The verb guesser: listed forms, shapes, and words that only look like verbs."""

from __future__ import annotations

import pytest

from tawatur.lang.frames import Frames, load_frames
from tawatur.lang.normalize import fold
from tawatur.lang.tables import folder
from tawatur.lang.verbs import FUTURE, PAST, PRESENT, base_of, build_verbs, read_verb


@pytest.fixture(scope="module")
def frames() -> Frames:
    return load_frames(folder())


@pytest.mark.parametrize(("word", "lemma", "tense"), [
    ("التقى", "التقي", PAST), ("والتقوا", "التقي", PAST), ("أجرت", "اجري", PAST),
    ("بدأت", "بدا", PAST), ("تستضيفه", "استضاف", PRESENT), ("سيزور", "زار", FUTURE),
    ("أعيد", "اعاد", PAST), ("استُعيدت", "استعاد", PAST), ("تُقام", "اقام", PRESENT),
    ("ويقرّ", "اقر", PRESENT), ("يؤدي", "ادي", PRESENT), ("يتفاوضن", "تفاوض", PRESENT),
    ("وسيسافر", "سافر", FUTURE), ("يعقدون", "عقد", PRESENT), ("ليس", "ليس", PAST),
])
def test_listed_forms_are_read(frames: Frames, word: str, lemma: str, tense: str) -> None:
    form = read_verb(fold(word), frames.verbs)
    assert form is not None
    assert (form.lemma, form.tense, form.sure) == (lemma, tense, True)


@pytest.mark.parametrize("word", ["يتأرجح", "زلزلوا", "استشرس", "هرولت", "ستهرول"])
def test_shapes_are_guessed_and_say_so(frames: Frames, word: str) -> None:
    form = read_verb(fold(word), frames.verbs)
    assert form is not None
    assert not form.sure


@pytest.mark.parametrize("word", ["يوم", "سياسي", "فيصل", "بيت", "تنظيم", "قبل", "هنا", "وقت", "ستين", "ستوديو", "ستة"])
def test_nouns_that_look_like_verbs_are_none(frames: Frames, word: str) -> None:
    assert read_verb(fold(word), frames.verbs) is None


def test_a_form_that_may_be_a_noun_is_loose() -> None:
    verbs = build_verbs(["دعم/يدعم", "كان/يكون"], [], [], firm=frozenset({"كان"}))
    assert verbs.forms["دعم"].loose
    assert not verbs.forms["دعمت"].loose
    assert not verbs.forms["كان"].loose


@pytest.mark.parametrize(("present", "past"), [
    ("يقترب", "اقترب"), ("ينطلق", "انطلق"), ("يتراجع", "تراجع"), ("يغادر", "غادر"), ("يستعيد", "استعاد"),
    ("يفيد", "افاد"), ("يخدم", "خدم"), ("يتساءلون", "يتساءلون"),
])
def test_the_base_of_a_guessed_form(present: str, past: str) -> None:
    assert base_of(present) == past
