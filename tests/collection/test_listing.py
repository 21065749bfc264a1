"""A story is called by the title of its most central article."""

from __future__ import annotations

from tawatur.collection.listing import story_title
from tawatur.lang.resources import Resources

from .workshop import article, compared

BODY = "افتتح رئيس البلدية الجسر الجديد على نهر الوادي يوم الأحد بحضور الأهالي."


def test_the_title_that_most_articles_share(resources: Resources) -> None:
    story = compared(
        resources, article("a", "الصباح", "2026-11-01", f"شمس اليوم\n{BODY}"), article("b", "المساء", "2026-11-02", BODY),
        article("c", "النهار الجديد", "2026-11-02", BODY))
    titles = {"a": "صباح جميل", "b": "افتتاح الجسر الجديد على نهر الوادي", "c": "كلام آخر"}
    assert story_title(story, titles) == "افتتاح الجسر الجديد على نهر الوادي"
    assert story_title(story, {"a": "الجسر الجديد", "b": "الجسر الجديد", "c": None}) == "الجسر الجديد"


def test_without_titles_the_first_words(resources: Resources) -> None:
    long = "وصل الوفد الزائر إلى المدينة القديمة صباح اليوم " * 6
    assert story_title(compared(resources, article("a", "الصباح", None, BODY), article("b", "المساء", None, BODY))) == BODY
    short = story_title(compared(resources, article("a", "الصباح", None, long), article("b", "المساء", None, long)))
    assert short.endswith(" …")
    assert len(short) <= 102
