"""The words of a sentence with verbs, names and the wording that names sources marked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tawatur.annotate.clause_words import frame_bounds, sentence_words
from tawatur.lang.frames import Frames
from tawatur.lang.normalize import view
from tawatur.model import Attribution, Link, Sentence, Source, Span, TimeExpression

TEXT = "قالت سلمى إن الجسر فتح أمس، وسيعبره الناس غدا"


@pytest.fixture
def said(spot: Callable[..., Span]) -> Callable[[str], Attribution]:
    return lambda content: Attribution(
        id="x/a1", article="x", cue=spot(TEXT, "قالت"), content=spot(TEXT, content), source=Source(kind="person", span=spot(TEXT, "سلمى")))


def test_the_frame_reaches_up_to_the_content_it_leads(said: Callable[[str], Attribution]) -> None:
    assert frame_bounds(said("الجسر فتح أمس")) == (0, TEXT.index("الجسر"), True)


def test_a_frame_behind_its_content_is_cue_and_source(spot: Callable[..., Span]) -> None:
    text = "الجسر فتح، قالت سلمى"
    one = Attribution(id="x/a1", article="x", cue=spot(text, "قالت"), content=spot(text, "الجسر فتح"),
                      source=Source(kind="person", span=spot(text, "سلمى")))
    assert frame_bounds(one) == (text.index("قالت"), len(text), False)


def test_words_know_what_they_belong_to(said: Callable[[str], Attribution], frames: Frames) -> None:
    at = TEXT.index("أمس")
    links = [Link(TEXT.index("سلمى"), TEXT.index("سلمى") + 4, "e1", "PER", "name")]
    times = [TimeExpression(id="t", article="x", start=at, end=at + 3, text="أمس", type="DATE", value="2021")]
    words = {w.norm: w for w in sentence_words(view(TEXT), Sentence(0, len(TEXT), "body", 0), links, times, [said("الجسر فتح أمس")], frames)}
    assert [n for n, w in words.items() if w.framed] == ["قالت", "سلمي", "ان"]
    assert [n for n, w in words.items() if w.frame_opens] == ["قالت"]
    assert (words["سلمي"].name, words["سلمي"].name_start, words["امس"].name) == (0, True, -2)
    assert [n for n, w in words.items() if w.stop] == ["وسيعبره"]
    assert words["وسيعبره"].verb is not None
    assert words["الناس"].verb is None


@pytest.mark.parametrize(("text", "verb"), [
    ("أعلنوا أن بلدة وادي السرو غرقت", False), ("سقط السد وأدى ذلك إلى غرق البلدة", True),
])
def test_a_noun_in_waw_is_no_verb_behind_and(frames: Frames, text: str, verb: bool) -> None:
    words = sentence_words(view(text), Sentence(0, len(text), "body", 0), [], [], [], frames)
    (word,) = [w for w in words if w.norm == "وادي"]
    assert (word.verb is not None) is verb
