"""Words that tell of a happening."""

from __future__ import annotations

import pytest

from tawatur.annotate.clause_words import sentence_words
from tawatur.annotate.event_triggers import Trigger, find_triggers
from tawatur.lang.frames import Frames
from tawatur.lang.normalize import view
from tawatur.model import Sentence


def triggers(text: str, frames: Frames) -> list[tuple[str, Trigger]]:
    words = sentence_words(view(text), Sentence(0, len(text), "body", 0), (), (), (), frames)
    return [(" ".join(w.norm for w in words[t.first:t.last]), t) for t in find_triggers(words, 0, len(words), frames)]


@pytest.mark.parametrize(("text", "types"), [
    ("زار الوزير المعرض.", ["visit"]), ("اجتمع الوزير مع التجار.", ["meeting"]), ("كان الطقس جميلا.", []), ("فكت القوات الحصار عن البلدة.", ["siege_lifted"]),
])
def test_kinds(text: str, types: list[str], frames: Frames) -> None:
    assert [t.frame.type for _, t in triggers(text, frames)] == types


def test_a_noun_with_its_article_may_go_back_to_one_told_before(frames: Frames) -> None:
    ((_, old),), ((_, new),), ((_, other),) = (
        triggers(t, frames) for t in ("انتهى الاجتماع في القاعة.", "عقد التجار اجتماعا.", "انتهى الاجتماع الأخير في القاعة."))
    assert old.noun
    assert (old.definite, new.definite, other.definite) == (True, False, False)


def test_what_stands_behind_after_is_background(frames: Frames) -> None:
    found = triggers("يصل الوفد إلى ديرين بعد زيارة برقان.", frames)
    assert [t.background for _, t in found if t.noun] == [True]


def test_verb_and_noun_of_one_happening_are_one(frames: Frames) -> None:
    assert len(triggers("اجتمع الوزيران اجتماعا طويلا.", frames)) == 1


def test_a_noun_of_freeing_is_of_people_only(frames: Frames) -> None:
    assert [t.frame.type for _, t in triggers("أعلن الجيش تحرير 59 رهينة.", frames)] == ["release"]
    assert triggers("قال رئيس تحرير الجريدة ذلك.", frames) == []


def test_who_demonstrates_is_no_demonstration(frames: Frames) -> None:
    ((_, seen),) = triggers("أوقفت الشاحنة أحد المتظاهرين.", frames)
    assert seen.only_back
    assert [t.only_back for _, t in triggers("تجمع مئات المتظاهرين أمام المبنى.", frames)] == [False]


def test_sorts_of_one_kind_are_kept_apart(frames: Frames) -> None:
    (_, one), (_, other) = triggers("فاز الحزب في الانتخابات البرلمانية والانتخابات الرئاسية.", frames)[-2:]
    assert one.kinds != other.kinds


def test_what_took_place_was_not_signed(frames: Frames) -> None:
    assert "agreement" not in [t.frame.type for _, t in triggers("أدان الوزير الهجوم الذي وقع في السوق.", frames)]
    assert "agreement" in [t.frame.type for _, t in triggers("وقع الوزير اتفاقا في القصر.", frames)]
