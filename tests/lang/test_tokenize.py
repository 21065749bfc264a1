"""Words and sentences: offsets of the text as it was read, and ends that are no ends."""

from __future__ import annotations

import pytest

from tawatur.lang.normalize import view
from tawatur.lang.tokenize import sentences, tokens
from tawatur.model import Part


def split(text: str, kind: str = "body") -> list[str]:
    parts = (Part(kind, 0, len(text)),)  # type: ignore[arg-type]
    return [text[s.start:s.end] for s in sentences(view(text), parts)]


@pytest.mark.parametrize(("text", "want"), [
    ("وصل الوفد. ثم غادر!", ["وصل الوفد.", "ثم غادر!"]),
    ("هل وصل؟ نعم.", ["هل وصل؟", "نعم."]),
    ("سطر أول\nسطر ثان", ["سطر أول", "سطر ثان"]),
    ("بلغت 2.5 مليون في 16.06.2017 تقريبا.", ["بلغت 2.5 مليون في 16.06.2017 تقريبا."]),
    ("قال أ. ب. مسعود كلمته.", ["قال أ. ب. مسعود كلمته."]),
    ("قال «وصلنا. ثم نمنا.» وغادر.", ["قال «وصلنا. ثم نمنا.» وغادر."]),
    ('قال "وصلنا. ثم نمنا" وغادر.', ['قال "وصلنا. ثم نمنا" وغادر.']),
    ("وصل، ثم نام، ثم غادر", ["وصل، ثم نام، ثم غادر"]),
    ("قال «لم يغلق القوس. ثم جاء غيره.", ["قال «لم يغلق القوس.", "ثم جاء غيره."]),
    ("   \n \n", []),
    ("تردد.. وسكت", ["تردد.. وسكت"]),
])
def test_sentences(text: str, want: list[str]) -> None:
    assert split(text) == want


def test_navigation_has_no_sentences() -> None:
    assert split("الرئيسية. أخبار", "navigation") == []


def test_paragraphs_are_counted_by_line() -> None:
    text = "وصل زيد. نام عمر.\nعاد زيد."
    found = sentences(view(text), (Part("body", 0, len(text)),))
    assert [s.paragraph for s in found] == [0, 0, 1]


def test_a_quotation_that_never_closes_does_not_swallow_the_page() -> None:
    text = "قال «كلام " + "كلمة. " * 400 + "» انتهى."
    assert len(split(text)) > 100


def test_words_with_marks_and_controls() -> None:
    text = "و\u200fقالـــت: «الهَيئةُ» 2.5 d'Arc"
    seen = view(text)
    found = [(text[t.start:t.end], t.norm) for t in tokens(seen)]
    assert found[0] == ("و\u200fقالـــت", "وقالت")
    assert found[1] == ("الهَيئةُ", "الهيئه")
    assert [n for _, n in found[2:]] == ["2", "5", "d'Arc"]


def test_words_of_a_range() -> None:
    text = "واحد اثنان ثلاثة"
    assert [t.norm for t in tokens(view(text), 5, 11)] == ["اثنان"]
