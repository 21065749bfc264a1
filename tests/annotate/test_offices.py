"""Offices: what completes a title, which state it is of, and whose name stands beside it."""

from __future__ import annotations

import pytest

from tawatur.annotate.entities import find_mentions
from tawatur.annotate.offices import Office, find_offices
from tawatur.lang.gazetteer import Gazetteer, load_gazetteer
from tawatur.lang.normalize import view
from tawatur.lang.tables import folder
from tawatur.lang.tokenize import sentences
from tawatur.model import Article, Part


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer(folder())


def offices(gazetteer: Gazetteer, text: str) -> tuple[Office, ...]:
    article = Article(id="a", text=text)
    seen = view(text)
    lines = sentences(seen, (Part("body", 0, len(text)),))
    return find_offices(article, seen, lines, gazetteer, find_mentions(article, seen, lines, gazetteer))


def told(gazetteer: Gazetteer, text: str) -> list[tuple[str, str | None, str | None]]:
    """Phrase, state and the word at which the holder's name begins."""
    return [
        (o.text, o.country, text[o.holder:].split()[0].strip("،\"»") if o.holder is not None else None)
        for o in offices(gazetteer, text)
    ]


@pytest.mark.parametrize(("text", "want"), [
    ("قال وزير الزراعة التشادي كريم البستاني إن الموسم جيد.", [("وزير الزراعة التشادي", "TD", "كريم")]),
    ("قالت وزيرة النقل الكينية ريم البستاني إن الطريق مفتوح.", [("وزيرة النقل الكينية", "KE", "ريم")]),
    ("قال المتحدث باسم الحكومة التشادية كريم البستاني إن الموسم جيد.", [("المتحدث باسم الحكومة التشادية", "TD", "كريم")]),
    ("قال كريم البستاني، وزير الزراعة التشادي، إن الموسم جيد.", [("وزير الزراعة التشادي", "TD", "كريم")]),
    ("قال كريم البستاني وزير الزراعة التشادي إن الموسم جيد.", [("وزير الزراعة التشادي", "TD", "كريم")]),
    ("قال وزير الزراعة التشادي الدكتور كريم البستاني إن الموسم جيد.", [("وزير الزراعة التشادي", "TD", "كريم")]),
    ("وأضاف وزير الزراعة التشادي أن الموسم جيد.", [("وزير الزراعة التشادي", "TD", None)]),
    ("التقى رئيس وزراء كينيا الوفد.", [("رئيس وزراء كينيا", "KE", None)]),
    ("التقى الرئيسان التشادي كريم البستاني والكيني نبيل الخازن.", [("التشادي", "TD", "كريم"), ("الكيني", "KE", "نبيل")]),
])
def test_offices_and_their_holders(gazetteer: Gazetteer, text: str, want: list[tuple[str, str | None, str | None]]) -> None:
    assert told(gazetteer, text) == want


def test_behind_a_verb_and_its_subject_the_office_is_nobodys(gazetteer: Gazetteer) -> None:
    # «استقبل» may have the minister as its object.
    office, = offices(gazetteer, "استقبل الدكتور كريم البستاني وزير الزراعة التشادي في مكتبه.")
    assert (office.holder, office.whole) == (None, False)


def test_a_name_behind_two_titles_may_be_either_bearers(gazetteer: Gazetteer) -> None:
    office = offices(gazetteer, "قال مستشار الرئيس التشادي كريم البستاني ذلك.")[0]
    assert (office.title, office.holder, office.whole) == ("مستشار", None, False)


def test_a_spokesman_without_article_may_be_any(gazetteer: Gazetteer) -> None:
    assert [o.whole for o in offices(gazetteer, "قال متحدث باسم وزارة الزراعة التشادية ذلك.")] == [False]
    assert [o.whole for o in offices(gazetteer, "قال المتحدث باسم وزارة الزراعة التشادية ذلك.")] == [True]


def test_the_office_itself_is_no_person(gazetteer: Gazetteer) -> None:
    assert offices(gazetteer, "عين الموظف نائبا لرئيس اللجنة أمس.") == ()
    assert [o.title for o in offices(gazetteer, "حضر النائب الثاني لرئيس مجلس الوزراء.")] == ["نائب"]


def test_his_minister_is_no_woman(gazetteer: Gazetteer) -> None:
    assert [o.gender for o in offices(gazetteer, "قالت وزيرة الزراعة ذلك.")] == ["f"]
    assert offices(gazetteer, "قال وزيره الجديد ذلك.") == ()


def test_a_counterpart_holds_the_same_office_of_his_state(gazetteer: Gazetteer) -> None:
    text = "التقى وزير الزراعة التشادي كريم البستاني نظيره الكيني نبيل الخازن."
    first, second = offices(gazetteer, text)
    assert (first.title, first.words) == (second.title, second.words)
    assert (second.country, second.holder) == ("KE", text.index("نبيل"))


def test_phrases_are_the_text(gazetteer: Gazetteer) -> None:
    text = "وبحث مع وزيرِ الزراعة التشادي الأمر، ثم أبلغ للرئيس الكيني ذلك."
    for office in offices(gazetteer, text):
        assert office.text == text[office.start:office.end]
