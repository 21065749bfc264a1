"""A trained reader's spans on an article's words, trimmed to what we call a name."""

from __future__ import annotations

import pytest

from tawatur.annotate.entity_words import Candidate, Words, read_words
from tawatur.annotate.places import listed_names
from tawatur.annotate.trained import Voice, grown, of_known_type, trained_names
from tawatur.encode import NameSpan
from tawatur.lang.gazetteer import Gazetteer
from tawatur.lang.normalize import view
from tawatur.lang.tokenize import sentences
from tawatur.model import EntityType, Part


def rows(text: str, gazetteer: Gazetteer) -> Words:
    seen = view(text)
    return read_words(seen, sentences(seen, (Part("body", 0, len(text)),)), gazetteer)


def voices(text: str, gazetteer: Gazetteer, *spans: tuple[int, int, EntityType, float]) -> list[Voice]:
    return trained_names(rows(text, gazetteer), [NameSpan(*span) for span in spans], gazetteer)


@pytest.mark.parametrize(("text", "span", "kind", "want"), [
    ("وصل الدكتور نبيل الخازن أمس", "الدكتور نبيل الخازن", "PER", "نبيل الخازن"),
    ("ذكرت «الضفاف» الإلكترونية أمس", "الضفاف» الإلكترونية", "ORG", "الضفاف"),
    ("دخلوا منبج السورية ليلا", "منبج السورية", "LOC", "منبج"),
    ("زار المملكة العربية السعودية أمس", "المملكة العربية السعودية", "LOC", "المملكه العربيه السعوديه"),
    ("قال حزب الله اللبناني إنه بريء", "حزب الله اللبناني", "ORG", "حزب الله"),
    ("قالت وزارة الطاقة الأميركية أمس", "وزارة الطاقة الأميركية", "ORG", "وزاره الطاقه الاميركيه"),
    ("سافر أبو زرنوقة إلى قريته", "أبو", "PER", "ابو زرنوقه"),
    ("كان مساعدا لأبي مصعب الحازمي", "مصعب الحازمي", "PER", "ابي مصعب الحازمي"),
    ("أبلغ فالستروم ب - رسالة", "فالستروم ب", "PER", "فالستروم"),
])
def test_names_are_trimmed(gazetteer: Gazetteer, text: str, span: str, kind: EntityType, want: str) -> None:
    start = text.index(span)
    [voice] = voices(text, gazetteer, (start, start + len(span), kind, 0.8))
    assert voice.name.name == want


def test_proclitics_stay_outside_and_the_article_comes_back(gazetteer: Gazetteer) -> None:
    [voice] = voices("قال للحزب كلمته", gazetteer, (5, 9, "ORG", 0.8))
    assert (voice.name.i, voice.name.off, voice.name.name) == (1, 1, "الحزب")


def test_two_persons_read_as_one_are_two(gazetteer: Gazetteer) -> None:
    text = "تقدم كارلوس وجيمس إلى المنصة"
    found = voices(text, gazetteer, (5, 17, "PER", 0.8))
    assert [(v.name.name, v.name.off) for v in found] == [("كارلوس", 0), ("جيمس", 1)]


def test_a_nationality_alone_is_no_place(gazetteer: Gazetteer) -> None:
    text = "العاصمة الفرنسية"
    assert voices(text, gazetteer, (8, len(text), "LOC", 0.8)) == []


def test_one_name_has_one_type_in_an_article(gazetteer: Gazetteer) -> None:
    text = "جاء تموزيان. ذهب تموزيان. زار تموزيان."
    places = [k for k in range(len(text)) if text.startswith("تموزيان", k)]
    found = voices(text, gazetteer, *((k, k + 7, kind, 0.9) for k, kind in zip(places, ("PER", "LOC", "PER"), strict=True)))
    assert [v.name.type for v in found] == ["PER", "PER", "PER"]


def test_a_place_before_a_known_name_is_cut_off(gazetteer: Gazetteer) -> None:
    text = "كان في جنيف نبيل الخازن أمس. وعاد نبيل الخازن"
    words = rows(text, gazetteer)
    first, second = text.index("جنيف"), text.rindex("نبيل")
    told = trained_names(words, [NameSpan(first, first + 16, "PER", 0.9), NameSpan(second, len(text), "PER", 0.9)], gazetteer)
    assert [v.name.name for v in told] == ["جنيف نبيل الخازن", "نبيل الخازن"]
    assert [v.name.name for v in grown(words, gazetteer, listed_names(words, gazetteer), told)] == ["نبيل الخازن"] * 2
    assert grown(words, gazetteer, listed_names(words, gazetteer), told[:1]) == told[:1]


def test_a_doubtful_name_takes_the_type_told_elsewhere(gazetteer: Gazetteer) -> None:
    text = "قال لنا من فارنون إن المطر نزل على بلدة فارنون"
    words, at = rows(text, gazetteer), text.index("فارنون")
    [doubtful] = trained_names(words, [NameSpan(at, at + 6, "ORG", 0.6)], gazetteer)
    [sure] = trained_names(words, [NameSpan(at, at + 6, "ORG", 0.95)], gazetteer)
    place = Candidate(len(words) - 1, len(words), 0, "LOC", "place after noun", 40, name="فارنون")
    assert [v.name.type for v in of_known_type(words, [place], [doubtful, sure])] == ["LOC", "ORG"]
    assert [v.name.type for v in of_known_type(words, [], [doubtful])] == ["ORG"]


@pytest.mark.parametrize(("text", "want"), [
    ("صندوق ماليزي", []), ("الهيئة الوطنية للمياه NWA", ["الهيئه الوطنيه للمياه"]), ("وزارة المياه البارحة", ["وزاره المياه"]),
])
def test_bodies_are_trimmed(gazetteer: Gazetteer, text: str, want: list[str]) -> None:
    assert [v.name.name for v in voices(text, gazetteer, (0, len(text), "ORG", 0.8))] == want


def test_a_person_in_the_name_of_a_listed_body_stays_one(gazetteer: Gazetteer) -> None:
    text = "نظام نبيل الخازن وعاد نبيل الخازن"
    words, at = rows(text, gazetteer), text.rindex("نبيل")
    body = Candidate(0, 3, 0, "ORG", "list:body", 58, name="نظام نبيل الخازن", key="org:x")
    for kind, want in (("PER", "PER"), ("LOC", "ORG")):
        told = trained_names(words, [NameSpan(at, len(text), kind, 0.95)], gazetteer)  # type: ignore[arg-type]
        assert [v.name.type for v in of_known_type(words, [body], told)] == [want]
