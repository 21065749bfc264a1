"""The day of speech: own words are counted from it, reported speech is not."""

from __future__ import annotations

import pytest

from tawatur.lang.resources import Resources
from tawatur.model import Article, TimeExpression
from tawatur.pipeline import annotate_articles

# A Friday.
DAY = "2020-01-31"


def times(text: str, resources: Resources) -> dict[str, TimeExpression]:
    article = Article(id="a", text="افتتح المجلس جلساته.\n" + text, published=DAY, published_how="given")
    return {time.text: time for time in annotate_articles([article], resources).accounts[0].times}


@pytest.mark.parametrize(("text", "word", "value", "anchor"), [
    ("قال الوزير يوم الأربعاء: سنجتمع غدا في المرفأ.", "غدا", "2020-01-30", "يوم الأربعاء"),
    ("قال الوزير يوم الأربعاء: «سنجتمع غدا في المرفأ».", "غدا", "2020-01-30", "يوم الأربعاء"),
    ("«سنجتمع غدا في المرفأ»، قال الوزير في 20 كانون الثاني.", "غدا", "2020-01-21", "20 كانون الثاني"),
    ("قال الوزير الاثنين الماضي: «سنجتمع الأسبوع المقبل».", "الأسبوع المقبل", "2020-W06", "الاثنين الماضي"),
    ("قال الوزير في 6 كانون الثاني: «وصلنا الشهر الماضي».", "الشهر الماضي", "2019-12", "6 كانون الثاني"),
    # A speaker who goes on speaks on the same day.
    ("قال الوزير يوم الأربعاء: «سنجتمع في المرفأ». وأضاف: «سنسافر بعد غد».", "بعد غد", "2020-01-31", "يوم الأربعاء"),
    # Reported speech is counted from the day of publication, as agencies write.
    ("قال الوزير يوم الأربعاء إن الوفد سيصل غدا إلى المرفأ.", "غدا", "2020-02-01", None),
    # The day of another sentence is not that of this speaker.
    ("صرح الوزير في 20 كانون الثاني: «سنبقى». وقال المدير: «نعمل اليوم كعادتنا».", "اليوم", "2020-01-31", None),
    # A day to come is no day of speech.
    ("قال الوزير: «سنجتمع غدا في المرفأ».", "غدا", "2020-02-01", None),
])
def test_own_words_are_counted_from_the_day_of_speech(
    resources: Resources, text: str, word: str, value: str, anchor: str | None
) -> None:
    found = times(text, resources)[word]
    assert (found.value, found.anchor.text if found.anchor else None) == (value, anchor)


def test_the_anchor_is_a_span_of_the_article(resources: Resources) -> None:
    text = "قال الوزير يوم الأربعاء: سنجتمع غدا في المرفأ."
    anchor = times(text, resources)["غدا"].anchor
    assert anchor is not None
    assert ("افتتح المجلس جلساته.\n" + text)[anchor.start:anchor.end] == "يوم الأربعاء"
